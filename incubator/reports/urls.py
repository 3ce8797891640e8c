"""Addresses of life in residence."""

from incubator.reports.views import base, files, lists, mentor, organisation, reports
from portal.core.routing import path
from portal.permissions import Permission

SIGNED_IN, WORKSPACE = Permission.SIGNED_IN, Permission.WORKSPACE

urlpatterns = [
    path("work/residences/", lists.residence_list, may=WORKSPACE, name="residences"),
    path(
        "work/residences/residences.csv",
        lists.residences_csv,
        may=WORKSPACE,
        name="residences_csv",
    ),
    path(
        "residences/<int:pk>/plan/",
        organisation.residence_plan,
        may=SIGNED_IN,
        name="residence_plan",
    ),
    path(
        "residences/milestones/<int:pk>/done/",
        organisation.milestone_done,
        may=SIGNED_IN,
        name="milestone_done",
    ),
    path(
        "residences/milestones/<int:pk>/file/",
        files.milestone_file,
        may=SIGNED_IN,
        name="milestone_file",
    ),
    path("residences/reports/<int:pk>/", reports.report, may=SIGNED_IN, name="report"),
    path("residences/<int:pk>/mentor/", organisation.mentor_log, may=SIGNED_IN, name="mentor_log"),
    path(
        "residences/mentor/<int:pk>/seen/",
        organisation.mentor_seen,
        may=SIGNED_IN,
        name="mentor_seen",
    ),
    path(
        "residences/<int:pk>/mending/",
        organisation.residence_mend,
        may=SIGNED_IN,
        name="residence_mend",
    ),
    path(
        "residences/mending/<int:pk>/file/",
        files.mending_paper,
        may=SIGNED_IN,
        name="mending_paper",
    ),
    path("mentoring/", mentor.mentoring_list, may=SIGNED_IN, name="mentoring"),
    path("mentoring/<int:pk>/", mentor.mentorship, may=SIGNED_IN, name="mentorship"),
    path(
        "work/residences/reports/<int:pk>/",
        reports.report_case,
        may=WORKSPACE,
        name="report_case",
    ),
    path(
        "work/residences/<int:pk>/rhythm/",
        base.report_rhythm,
        may=WORKSPACE,
        name="report_rhythm",
    ),
    path("work/residences/plans/<int:pk>/", base.plan_answer, may=WORKSPACE, name="plan_answer"),
    path(
        "work/residences/<int:pk>/mentor/",
        base.residence_mentor,
        may=WORKSPACE,
        name="residence_mentor",
    ),
    path(
        "work/residences/mentors/<int:pk>/end/",
        base.mentor_end,
        may=WORKSPACE,
        name="mentor_end",
    ),
    path(
        "work/residences/<int:pk>/review/",
        base.residence_review,
        may=WORKSPACE,
        name="residence_review",
    ),
]
