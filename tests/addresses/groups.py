"""Addresses of community groups: "ours" was handed in by the resident."""

from itertools import count

from tests import people
from tests.factories import groups as make
from tests.harness.matrix import SIGNED_IN, entry

ABSENT = {"pk": 999_999}
_serial = count(1)


def _ours(state="submitted"):
    return lambda: {"pk": make.in_state(state).pk}


def _theirs():
    return {"pk": make.submitted(people.person("stranger"), name=f"邻街棋友{next(_serial)}会").pk}


entry("groups")
entry("group_streets")
entry("group", own=_ours("filed"), other=_theirs, absent=ABSENT)
entry(
    "group_file",
    own=lambda: {"office": make.street().pk},
    absent={"office": 999_999},
    sees_own=SIGNED_IN,
)
for _name in ("group_follow", "group_receipt", "group_withdraw"):
    entry(
        _name,
        own=_ours(),
        other=_theirs,
        absent=ABSENT,
        sees_own={"resident"},
        sees_other={"stranger"},
    )
entry(
    "group_supply",
    own=_ours("returned"),
    other=_theirs,
    absent=ABSENT,
    sees_own={"resident"},
    sees_other={"stranger"},
    answers={200, 302},
)
# Nobody of the tests' people works in a street: see tests/incubator/test_groups_filing.py.
entry("groups_kept", sees_own=set())
entry(
    "group_enter",
    own=lambda: {"office": make.street().pk},
    absent={"office": 999_999},
    sees_own=set(),
)
entry(
    "group_case",
    own=_ours(),
    other=_theirs,
    absent=ABSENT,
    sees_own={"supervisor"},
    sees_other={"supervisor"},
)
entry(
    "group_act",
    own=lambda: {**_ours()(), "act": "file"},
    other=lambda: {**_theirs(), "act": "file"},
    absent={**ABSENT, "act": "file"},
    sees_own=set(),
)
