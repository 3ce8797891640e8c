"""Addresses of claims."""

from portal.core.routing import path
from portal.organisations.claims.views import making, officer, organisation, public
from portal.permissions import Permission

urlpatterns = [
    path("join/", public.join, may=Permission.PUBLIC, name="join"),
    path("join/<int:pk>/", making.claim_start, may=Permission.SIGNED_IN, name="claim_start"),
    path(
        "join/<int:pk>/papers/",
        making.claim_papers,
        may=Permission.SIGNED_IN,
        name="claim_papers",
    ),
    path(
        "join/<int:pk>/check/",
        making.claim_check,
        may=Permission.SIGNED_IN,
        name="claim_check",
    ),
    path(
        "join/<int:pk>/authorisation/",
        making.claim_authorisation_form,
        may=Permission.SIGNED_IN,
        name="claim_authorisation_form",
    ),
    path("claims/<int:pk>/", organisation.claim, may=Permission.SIGNED_IN, name="claim"),
    path(
        "claims/<int:pk>/receipt/",
        organisation.claim_receipt,
        may=Permission.SIGNED_IN,
        name="claim_receipt",
    ),
    path(
        "claims/<int:pk>/withdraw/",
        organisation.claim_withdraw,
        may=Permission.SIGNED_IN,
        name="claim_withdraw",
    ),
    path(
        "claims/<int:pk>/files/<slug:paper>/",
        organisation.claim_file,
        may=Permission.SIGNED_IN,
        name="claim_file",
    ),
    path("disputes/<int:pk>/", organisation.dispute, may=Permission.MEMBERS_MANAGE, name="dispute"),
    path("work/claims/<int:pk>/", officer.claim_case, may=Permission.CASES_VIEW, name="claim_case"),
    path(
        "work/claims/<int:pk>/letter/",
        officer.claim_letter,
        may=Permission.CASES_VIEW,
        name="claim_letter",
    ),
]
