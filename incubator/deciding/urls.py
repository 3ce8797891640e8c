"""Addresses of deciding."""

from incubator.deciding.views import expert, officer, rounds
from portal.core.routing import path
from portal.permissions import Permission

VIEW, SCORE = Permission.CASES_VIEW, Permission.PANEL_SCORE

urlpatterns = [
    path("work/admission/<int:pk>/", officer.admission_case, may=VIEW, name="admission_case"),
    path(
        "work/admission/<int:pk>/verdict/",
        officer.admission_verdict,
        may=Permission.ADMISSION_CHECK,
        name="admission_verdict",
    ),
    path(
        "work/admission/<int:pk>/phone/",
        officer.admission_phone,
        may=VIEW,
        name="admission_phone",
    ),
    path(
        "work/admission/<int:pk>/letter/",
        officer.admission_letter,
        may=VIEW,
        name="admission_letter",
    ),
    path(
        "work/admission/<int:pk>/late/",
        officer.admission_late,
        may=Permission.ADMISSION_DECIDE,
        name="admission_late",
    ),
    path(
        "work/programmes/<int:pk>/round/",
        rounds.programme_round,
        may=VIEW,
        name="programme_round",
    ),
    path(
        "work/programmes/<int:pk>/round/panel/",
        rounds.round_convene,
        may=Permission.ADMISSION_CHECK,
        name="round_convene",
    ),
    path(
        "work/programmes/<int:pk>/round/lot/",
        rounds.round_lot,
        may=Permission.ADMISSION_CHECK,
        name="round_lot",
    ),
    path(
        "work/programmes/<int:pk>/round/proposal/",
        rounds.round_propose,
        may=VIEW,
        name="round_propose",
    ),
    path(
        "admission/cases/<int:pk>/reading/",
        expert.admission_reading,
        may=SCORE,
        name="admission_reading",
    ),
    path(
        "admission/cases/<int:pk>/reading/<int:paper>/",
        expert.admission_reading_paper,
        may=SCORE,
        name="admission_reading_paper",
    ),
]
