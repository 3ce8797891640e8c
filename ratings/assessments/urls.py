"""Addresses of assessments."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.assessments.views import expert, officer, organisation

OWN, SCORE, SEE = Permission.ORGANISATION_VIEW, Permission.PANEL_SCORE, Permission.CASES_VIEW
MINE, CASE, SHEET = (
    "work/my-assessments/<int:pk>/",
    "work/assessments/<int:pk>/",
    "panels/ratings/<int:pk>/",
)

urlpatterns = [
    path(MINE, organisation.my_assessment, may=OWN, name="my_assessment"),
    path(
        f"{MINE}groups/<str:code>/",
        organisation.my_assessment_group,
        may=OWN,
        name="my_assessment_group",
    ),
    path(
        f"{MINE}points/<int:point>/",
        organisation.my_assessment_point,
        may=OWN,
        name="my_assessment_point",
    ),
    path(f"{MINE}check/", organisation.my_assessment_check, may=OWN, name="my_assessment_check"),
    path(
        f"{MINE}files/<int:proof>/",
        organisation.my_assessment_file,
        may=OWN,
        name="my_assessment_file",
    ),
    path(f"{MINE}sheet.pdf", organisation.my_assessment_pdf, may=OWN, name="my_assessment_pdf"),
    path(CASE, officer.rating_assessment, may=SEE, name="rating_assessment"),
    path(
        f"{CASE}files/<int:proof>/",
        officer.rating_assessment_file,
        may=SEE,
        name="rating_assessment_file",
    ),
    path(f"{CASE}sheet.pdf", officer.rating_assessment_pdf, may=SEE, name="rating_assessment_pdf"),
    path("panels/ratings/worker.js", expert.rating_sheet_worker, may=SCORE, name="rating_worker"),
    path(SHEET, expert.rating_sheet, may=SCORE, name="rating_sheet"),
    path(
        f"{SHEET}files/<int:proof>/", expert.rating_sheet_file, may=SCORE, name="rating_sheet_file"
    ),
]
