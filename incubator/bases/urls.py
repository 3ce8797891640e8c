"""Addresses of bases."""

from incubator.bases.views import public
from portal.core.routing import path
from portal.permissions import Permission

urlpatterns = [
    path("incubation/", public.incubation, may=Permission.PUBLIC, name="incubation"),
    path("incubation/bases/<int:pk>/", public.base, may=Permission.PUBLIC, name="base"),
]
