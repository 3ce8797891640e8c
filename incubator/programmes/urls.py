"""Addresses of programmes."""

from incubator.programmes.views import public
from portal.core.routing import path
from portal.permissions import Permission

urlpatterns = [
    path(
        "incubation/programmes/<int:pk>/versions/<int:number>/",
        public.version,
        may=Permission.PUBLIC,
        name="programme_version",
    ),
    path(
        "incubation/programmes/<int:pk>/samples/<int:item>/",
        public.sample,
        may=Permission.PUBLIC,
        name="programme_sample",
    ),
]
