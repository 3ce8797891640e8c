"""Addresses of venture philanthropy."""

from tests import people
from tests.factories import joining
from tests.factories import ventures as make
from tests.harness.matrix import entry

OURS = {"owner", "colleague"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "leader",
    "accountant", "treasurer", "supervisor",
}  # fmt: skip
ELSEWHERE = {"supervisor", "other_clerk"}
ABSENT = {"pk": 999_999}


def _public():
    return {"pk": make.published().pk}


def _to_apply():
    make.organisation()
    joining.registered(people.body("theirs"), registry=people.body("other_bureau"))
    return _public()


def _ours():
    return {"pk": make.applied().pk}


def _theirs():
    return {"pk": make.elsewhere().pk}


def _call():
    return {"pk": make.call().pk}


def _their_call():
    return {"pk": make.elsewhere().call_id}


def _judged():
    return {"pk": make.judged().pk}


def _scan():
    return {"pk": make.with_receipt().pk, "name": "receipt-1"}


def _their_scan():
    return {"pk": make.elsewhere().pk, "name": "receipt-1"}


entry("ventures")
entry("venture_call", own=_public, absent=ABSENT)
entry(
    "venture_apply", own=_to_apply, absent=ABSENT, sees_own={"owner", "colleague", "stranger"}
)  # fmt: skip
entry("my_ventures")
entry("my_venture", own=_ours, other=_theirs, absent=ABSENT, sees_own=OURS,
      sees_other={"stranger"})  # fmt: skip
entry(
    "venture_file", own=_scan, other=_their_scan, absent={"pk": 999_999, "name": "own"},
    sees_own=OURS | OFFICE,
)  # fmt: skip
entry("venture_reading", own=_judged, other=_theirs, absent=ABSENT, sees_own={"expert"})
entry("ventures_kept")
entry("venture_call_kept", own=_call, other=_their_call, absent=ABSENT, sees_own=OFFICE,
      sees_other=ELSEWHERE)  # fmt: skip
entry("venture_case", own=_ours, other=_theirs, absent=ABSENT, sees_own=OFFICE,
      sees_other=ELSEWHERE)  # fmt: skip
