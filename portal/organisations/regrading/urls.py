"""Addresses of decisions about grades."""

from portal.core.routing import path
from portal.organisations.regrading.views import officer, organisation
from portal.permissions import Permission

urlpatterns = [
    path(
        "work/record/<int:pk>/grades/<slug:day>/",
        officer.propose,
        may=Permission.RECORD_CONFIRM,
        name="regrading_propose",
    ),
    path(
        "work/regrading/<int:pk>/",
        officer.case,
        may=Permission.REGISTER_VIEW,
        name="regrading_case",
    ),
    path(
        "work/regrading/<int:pk>/document/",
        officer.document,
        may=Permission.REGISTER_VIEW,
        name="regrading_document",
    ),
    path(
        "org/<int:pk>/grade/<int:case>/",
        organisation.mine,
        may=Permission.ORGANISATION_VIEW,
        name="regrading_mine",
    ),
    path(
        "org/<int:pk>/grade/<int:case>/document/",
        organisation.my_document,
        may=Permission.ORGANISATION_VIEW,
        name="regrading_my_document",
    ),
]
