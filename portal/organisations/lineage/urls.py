"""Addresses of lineage."""

from portal.core.routing import path
from portal.organisations.lineage.views import officer, organisation
from portal.permissions import Permission

urlpatterns = [
    path(
        "work/record/<int:pk>/lineage/new/",
        officer.record,
        may=Permission.RECORD_CONFIRM,
        name="lineage_record",
    ),
    path("work/lineage/<int:pk>/", officer.case, may=Permission.REGISTER_VIEW, name="lineage_case"),
    path(
        "work/lineage/<int:pk>/reverse/",
        officer.reverse_link,
        may=Permission.RECORD_CONFIRM,
        name="lineage_reverse",
    ),
    path(
        "work/lineage/<int:pk>/objections/<int:objection>/",
        officer.answer,
        may=Permission.RECORD_CONFIRM,
        name="lineage_answer",
    ),
    path(
        "work/lineage/<int:pk>/document/",
        officer.document,
        may=Permission.REGISTER_VIEW,
        name="lineage_document",
    ),
    path(
        "org/<int:pk>/lineage/",
        organisation.mine,
        may=Permission.ORGANISATION_VIEW,
        name="lineage_mine",
    ),
    path(
        "org/<int:pk>/lineage/<int:link>/",
        organisation.object_to,
        may=Permission.ORGANISATION_EDIT,
        name="lineage_object",
    ),
    path(
        "org/<int:pk>/lineage/<int:link>/document/",
        organisation.my_document,
        may=Permission.ORGANISATION_VIEW,
        name="lineage_my_document",
    ),
]
