"""Addresses of claims of money."""

from tests.factories import grants as make
from tests.factories import incentives
from tests.harness.matrix import entry

OURS = {"owner", "colleague"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "leader",
    "accountant", "treasurer", "supervisor",
}  # fmt: skip
ELSEWHERE = {"supervisor", "other_clerk"}
ABSENT = {"pk": 999_999}


def _ours():
    return {"pk": make.offered().pk}


def _theirs():
    return {"pk": make.elsewhere().pk}


def _with_receipt():
    return {"pk": make.receipted().pk}


entry("my_grants")
entry(
    "my_grant", own=_ours, other=_theirs, absent=ABSENT, sees_own=OURS, sees_other={"stranger"},
)  # fmt: skip


def _scheme():
    return {"pk": incentives.published("初创补贴", measure="flat", table={"all": 100}).scheme_id}


def _award():
    return {"pk": incentives.published().scheme_id}


MEMBERS = {"owner", "colleague", "stranger"}
entry(
    "grant_apply", own=_scheme, other=_award, absent=ABSENT, sees_own=MEMBERS,
)  # fmt: skip
entry("my_grant_receipt", own=_with_receipt, other=_theirs, absent=ABSENT, sees_own=OURS)
entry("grants_kept")
entry("grants_csv")
entry(
    "grant_case", own=_ours, other=_theirs, absent=ABSENT, sees_own=OFFICE,
    sees_other=ELSEWHERE,
)  # fmt: skip
entry("grant_receipt", own=_with_receipt, other=_theirs, absent=ABSENT, sees_own=OFFICE)


def _asked_back():
    return {"pk": make.asked_back().pk}


def _asked_back_elsewhere():
    return {"pk": make.asked_back_elsewhere().pk}


def _paid():
    return {"pk": make.in_state("paid").pk}


BACK = {"own": _asked_back, "other": _asked_back_elsewhere, "absent": ABSENT}
entry("my_clawback", **BACK, sees_own=OURS, sees_other={"stranger"})
entry("clawbacks")
entry("clawback_case", **BACK, sees_own=OFFICE, sees_other=ELSEWHERE)
entry(
    "clawback_open", own=_paid, other=_theirs, absent=ABSENT,
    sees_own={"incubation_clerk", "section_head"},
)  # fmt: skip
