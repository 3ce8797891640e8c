"""Addresses of those who keep rounds."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.rounds.views import drafting, officer

KEEP = Permission.RATING_EDIT

urlpatterns = [
    path("work/rating-rounds/", officer.rounds_kept, may=KEEP, name="rating_rounds_kept"),
    path("work/rating-rounds/begin/", officer.round_begin, may=KEEP, name="rating_round_begin"),
    path("work/rating-rounds/<int:pk>/", officer.round_case, may=KEEP, name="rating_round_case"),
    path(
        "work/rating-rounds/<int:pk>/words/",
        drafting.round_words,
        may=KEEP,
        name="rating_round_words",
    ),
    path(
        "work/rating-rounds/<int:pk>/indicators/",
        drafting.round_sheet,
        may=KEEP,
        name="rating_round_sheet",
    ),
    path(
        "work/rating-rounds/<int:pk>/papers/",
        drafting.round_papers,
        may=KEEP,
        name="rating_round_papers",
    ),
]
