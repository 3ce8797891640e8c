"""Addresses of follow-ups."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.followups.views import officer, organisation, public

urlpatterns = [
    path(
        "work/follow-ups/",
        officer.followups_kept,
        may=Permission.RATING_CHECK,
        name="followups_kept",
    ),
    path(
        "work/follow-ups/<int:pk>/",
        officer.followup_case,
        may=Permission.CASES_VIEW,
        name="followup_case",
    ),
    path(
        "work/follow-ups/<int:pk>/files/<int:paper>/",
        organisation.followup_file,
        may=Permission.SIGNED_IN,
        name="followup_file",
    ),
    path(
        "work/my-ratings/follow-ups/<int:pk>/",
        organisation.my_followup,
        may=Permission.ORGANISATION_VIEW,
        name="my_followup",
    ),
    path(
        "ratings/draws/<int:pk>/",
        public.followup_sample,
        may=Permission.PUBLIC,
        name="followup_sample",
    ),
]
