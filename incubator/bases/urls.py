"""Addresses of bases."""

from incubator.bases.views import officer, public
from portal.core.routing import path
from portal.permissions import Permission

urlpatterns = [
    path("incubation/", public.incubation, may=Permission.PUBLIC, name="incubation"),
    path("incubation/bases/<int:pk>/", public.base, may=Permission.PUBLIC, name="base"),
    path("work/bases/", officer.bases, may=Permission.BASE_MANAGE, name="bases_kept"),
    path("work/bases/new/", officer.add, may=Permission.BASE_MANAGE, name="base_add"),
    path("work/bases/<int:pk>/", officer.edit, may=Permission.BASE_MANAGE, name="base_edit"),
]
