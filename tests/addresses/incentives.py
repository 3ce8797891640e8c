"""Addresses of schemes of money."""

from tests.factories import accounts
from tests.factories import incentives as make
from tests.harness.matrix import entry
from tests.people import KINDS, appoint, body

EVERYBODY = set(KINDS)
EDITORS = {"incubation_clerk", "section_head"}
SEE = {
    *EDITORS, "clerk", "counter_clerk", "rating_clerk", "leader", "supervisor",
}  # fmt: skip
ABSENT = {"pk": 999_999}


def _public():
    return {"pk": make.published().scheme_id}


def _draft():
    return {"pk": make.draft().scheme_id}


def _theirs():
    clerk = accounts.user(email="schemes-elsewhere@tests.example", name="别处")
    appoint(clerk, "incubation_clerk", body("other_bureau"))
    return {"pk": make.draft("康巴什区评估奖励", office="other_bureau", clerk=clerk).scheme_id}


entry("incentives")
entry("incentive", own=_public, absent=ABSENT, sees_own=EVERYBODY)
entry("incentives_kept", sees_own=EDITORS)
entry("incentive_begin", sees_own=EDITORS)
entry(
    "incentive_kept",
    own=_draft,
    other=_theirs,
    absent=ABSENT,
    sees_own=SEE,
    sees_other={"supervisor", "other_clerk"},
)
entry("incentive_edit", own=_draft, other=_theirs, absent=ABSENT, sees_own=EDITORS)
