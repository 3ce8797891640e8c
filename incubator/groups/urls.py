"""Addresses of community groups."""

from incubator.groups.views import applicant, public, street
from portal.core.routing import path
from portal.permissions import Permission

OWN = Permission.SIGNED_IN
FILE = Permission.GROUP_FILE
CASES = Permission.CASES_VIEW

urlpatterns = [
    path("groups/", public.groups, may=Permission.PUBLIC, name="groups"),
    path("groups/<int:pk>/", public.group, may=Permission.PUBLIC, name="group"),
    path("groups/file/", applicant.group_streets, may=Permission.PUBLIC, name="group_streets"),
    path("groups/file/<int:office>/", applicant.group_file, may=OWN, name="group_file"),
    path("groups/cases/<int:pk>/", applicant.group_follow, may=OWN, name="group_follow"),
    path("groups/cases/<int:pk>/receipt/", applicant.group_receipt, may=OWN, name="group_receipt"),
    path("groups/cases/<int:pk>/supply/", applicant.group_supply, may=OWN, name="group_supply"),
    path(
        "groups/cases/<int:pk>/withdraw/", applicant.group_withdraw, may=OWN, name="group_withdraw"
    ),
    path("work/groups/", street.groups_kept, may=FILE, name="groups_kept"),
    path("work/groups/enter/<int:office>/", street.group_enter, may=FILE, name="group_enter"),
    path("work/groups/<int:pk>/", street.group_case, may=CASES, name="group_case"),
    path("work/groups/<int:pk>/<slug:act>/", street.group_act, may=FILE, name="group_act"),
]
