"""Addresses of decisions, of the committee, and of announcements."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.deciding.views import (
    committee,
    member,
    officer,
    organisation,
    papers,
    results,
    sitting,
)

OWN, SEE, CHECK = Permission.ORGANISATION_VIEW, Permission.CASES_VIEW, Permission.RATING_CHECK
SITTING = "work/rating-sittings/<int:pk>/"

urlpatterns = [
    path("work/my-ratings/<int:pk>/result/", organisation.my_decision, may=OWN, name="my_decision"),
    path(
        "work/ratings/<int:pk>/decision/", officer.rating_decision, may=SEE, name="rating_decision"
    ),
    path(
        "work/ratings/<int:pk>/certificate.pdf",
        papers.rating_certificate,
        may=Permission.SIGNED_IN,
        name="rating_certificate",
    ),
    path("work/rating-committee/", committee.rating_committee, may=CHECK, name="rating_committee"),
    path(SITTING, sitting.rating_sitting, may=SEE, name="rating_sitting"),
    path(f"{SITTING}minutes.pdf", papers.rating_minutes, may=SEE, name="rating_minutes"),
    path(
        f"{SITTING}cases/<int:item>/",
        sitting.rating_sitting_case,
        may=SEE,
        name="rating_sitting_case",
    ),
    path("work/my-committee/", member.my_sittings, may=Permission.SIGNED_IN, name="my_sittings"),
    path(
        "work/my-committee/<int:item>/",
        member.my_sitting_case,
        may=Permission.SIGNED_IN,
        name="my_sitting_case",
    ),
    path("work/rating-results/", results.rating_results, may=CHECK, name="rating_results"),
    path(
        "work/rating-results/<int:pk>/plaques.csv",
        papers.rating_plaques,
        may=SEE,
        name="rating_plaques",
    ),
]
