"""Addresses of the end of residences."""

from incubator.exits.views import (
    following,
    hearings,
    inventory,
    judging,
    lists,
    office,
    organisation,
    papers,
    public,
)
from portal.core.routing import path
from portal.permissions import Permission

SIGNED_IN, WORK = Permission.SIGNED_IN, Permission.WORKSPACE
OWN, CASE = "residences/<int:pk>/exit/", "work/residences/<int:pk>/exit/"

OF_ORGANISATIONS = [
    path(OWN, organisation.exit_home, may=SIGNED_IN, name="exit_home"),
    path(f"{OWN}ask/", organisation.exit_ask, may=SIGNED_IN, name="exit_ask"),
    path(f"{OWN}items/<str:item>/", organisation.exit_declare, may=SIGNED_IN, name="exit_declare"),
    path(f"{OWN}extension/", organisation.exit_extension, may=SIGNED_IN, name="exit_extension"),
    path(f"{OWN}leave/", organisation.exit_leave, may=SIGNED_IN, name="exit_leave"),
    path(f"{OWN}hearing/", organisation.exit_hearing, may=SIGNED_IN, name="exit_hearing"),
    path(
        f"{OWN}follow-up/<int:months>/",
        following.exit_follow_up,
        may=SIGNED_IN,
        name="exit_follow_up",
    ),
    path(f"{OWN}certificate/", papers.diploma_file, may=SIGNED_IN, name="diploma_file"),
    path(
        f"{OWN}papers/<slug:kind>/<int:key>/", papers.exit_paper, may=SIGNED_IN, name="exit_paper"
    ),
]
OF_OFFICES = [
    path(CASE, office.exit_case, may=WORK, name="exit_case"),
    path(f"{CASE}start/", office.exit_start, may=WORK, name="exit_start"),
    path(f"{CASE}graduate/", office.exit_graduate, may=WORK, name="exit_graduate"),
    path(f"{CASE}finish/", office.exit_finish, may=WORK, name="exit_finish"),
    path(f"{CASE}items/<str:item>/", judging.exit_declare_case, may=WORK, name="exit_declare_case"),
    path(f"{CASE}declared/<int:key>/", judging.exit_judge, may=WORK, name="exit_judge"),
    path(f"{CASE}extension/", office.exit_extension_case, may=WORK, name="exit_extension_case"),
    path(f"{CASE}dissolve/", office.exit_dissolve, may=WORK, name="exit_dissolve"),
    path(f"{CASE}withdraw/", office.exit_withdraw, may=WORK, name="exit_withdraw"),
    path(f"{CASE}termination/", hearings.exit_propose, may=WORK, name="exit_propose"),
    path(f"{CASE}minutes/", hearings.exit_minutes, may=WORK, name="exit_minutes"),
    path(f"{CASE}ruling/", hearings.exit_rule, may=WORK, name="exit_rule"),
    path(f"{CASE}inventory/", inventory.exit_inventory, may=WORK, name="exit_inventory"),
    path(f"{CASE}inventory/<int:key>/", inventory.exit_receive, may=WORK, name="exit_receive"),
    path(f"{CASE}money/", inventory.exit_money, may=WORK, name="exit_money"),
    path(f"{CASE}handed-over/", inventory.exit_hand_over, may=WORK, name="exit_hand_over"),
    path(
        f"{CASE}follow-up/<int:months>/",
        following.exit_follow_up_case,
        may=WORK,
        name="exit_follow_up_case",
    ),
    path("work/exits/", lists.exits, may=WORK, name="exits"),
    path("work/exits/certificates/", lists.diplomas, may=WORK, name="diplomas"),
    path("work/exits/certificates.csv", lists.diplomas_csv, may=WORK, name="diplomas_csv"),
    path("work/exits/graduates/", lists.graduates, may=WORK, name="graduates"),
]
urlpatterns = [
    path(
        "graduation/check/",
        public.graduation_check,
        may=Permission.PUBLIC,
        name="graduation_check",
    ),
    *OF_ORGANISATIONS,
    *OF_OFFICES,
]
