"""Addresses of subsidies of social workers."""

from tests import people
from tests.factories import subsidies as make
from tests.harness.matrix import entry

OURS = {"owner", "colleague"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "leader",
    "accountant", "treasurer", "supervisor",
}  # fmt: skip
ELSEWHERE = {"supervisor", "other_clerk"}
ABSENT = {"pk": 999_999}


def _body():
    return {"body": make.organisation().pk}


def _other_body():
    make.elsewhere()
    return {"body": people.body("theirs").pk}


def _list():
    return {"pk": make.confirmed().pk}


def _other_list():
    return {"pk": make.elsewhere().pk}


def _batch():
    return {"pk": make.built().pk}


def _other_batch():
    return {"pk": make.batch_elsewhere().pk}


entry("my_subsidies")
entry(
    "subsidy_new", own=_body, other=_other_body, absent={"body": 999_999}, sees_own={"owner"},
    sees_other={"stranger"},
)  # fmt: skip
entry(
    "my_subsidy", own=_list, other=_other_list, absent=ABSENT, sees_own=OURS,
    sees_other={"stranger"},
)  # fmt: skip
entry("subsidies_kept")
entry(
    "subsidy_case", own=_list, other=_other_list, absent=ABSENT, sees_own=OFFICE,
    sees_other=ELSEWHERE,
)  # fmt: skip
BATCH = {"own": _batch, "other": _other_batch, "absent": ABSENT}
entry("subsidy_batch", **BATCH, sees_own=OFFICE, sees_other=ELSEWHERE)
entry("subsidy_batch_table", **BATCH, sees_own=OFFICE, sees_other=ELSEWHERE)
