"""Addresses of rounds for everybody, of applications for organisations and for offices."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.applications.views import (
    counter,
    files,
    listing,
    officer,
    organisation,
    public,
    withdrawing,
)

PUBLIC, OWN, SIGNED = Permission.PUBLIC, Permission.ORGANISATION_VIEW, Permission.SIGNED_IN
CHECK, SEE = Permission.RATING_CHECK, Permission.CASES_VIEW

urlpatterns = [
    path("ratings/rounds/", public.rating_rounds, may=PUBLIC, name="rating_rounds"),
    path("ratings/rounds/<int:pk>/", public.rating_round, may=PUBLIC, name="rating_round"),
    path("work/my-ratings/", organisation.my_ratings, may=OWN, name="my_ratings"),
    path("work/my-ratings/<int:pk>/", organisation.my_rating, may=OWN, name="my_rating"),
    path(
        "work/my-ratings/<int:pk>/withdraw/",
        withdrawing.rating_withdraw,
        may=Permission.ORGANISATION_EDIT,
        name="rating_withdraw",
    ),
    path(
        "work/my-ratings/of/<int:body>/apply/<int:pk>/",
        organisation.rating_apply,
        may=OWN,
        name="rating_apply",
    ),
    path(
        "work/ratings/<int:pk>/files/<slug:part>/<int:paper>/",
        files.rating_paper,
        may=SIGNED,
        name="rating_paper",
    ),
    path("work/ratings/", listing.ratings_kept, may=CHECK, name="ratings_kept"),
    path("work/ratings.csv", listing.ratings_csv, may=CHECK, name="ratings_csv"),
    path("work/ratings/enter/", counter.rating_enter, may=CHECK, name="rating_enter"),
    path("work/ratings/<int:pk>/", officer.rating_case, may=SEE, name="rating_case"),
    path("work/ratings/<int:pk>/letter/", officer.rating_letter, may=CHECK, name="rating_letter"),
    path(
        "work/ratings/<int:pk>/confirm/<slug:key>/",
        officer.rating_confirm,
        may=CHECK,
        name="rating_confirm",
    ),
]
