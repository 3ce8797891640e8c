"""Addresses of agreements and residences."""

from incubator.residence.views import hub, officer, organisation, tier
from portal.core.routing import path
from portal.permissions import Permission

SIGNED_IN, VIEW = Permission.SIGNED_IN, Permission.CASES_VIEW
WORKSPACE = Permission.WORKSPACE

urlpatterns = [
    path(
        "admission/cases/<int:pk>/agreement/",
        organisation.agreement,
        may=SIGNED_IN,
        name="agreement",
    ),
    path(
        "admission/cases/<int:pk>/agreement/<slug:which>/",
        organisation.agreement_file,
        may=SIGNED_IN,
        name="agreement_file",
    ),
    path(
        "admission/cases/<int:pk>/residence/",
        organisation.residence,
        may=SIGNED_IN,
        name="residence",
    ),
    path(
        "work/admission/<int:pk>/agreement/",
        officer.agreement_case,
        may=VIEW,
        name="agreement_case",
    ),
    path("residences/<int:pk>/", hub.residence_home, may=SIGNED_IN, name="residence_home"),
    path("work/residences/<int:pk>/", hub.residence_case, may=WORKSPACE, name="residence_case"),
    path(
        "work/residences/<int:pk>/tier/",
        tier.tier,
        may=Permission.RESIDENCE_DECIDE,
        name="residence_tier",
    ),
]
