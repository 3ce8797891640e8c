"""Addresses of the top floor and of the search."""

from portal.audit import sealer
from tests import people
from tests.factories import joining
from tests.harness.matrix import SIGNED_IN, entry

OFFICIALS = {
    "clerk",
    "other_clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "incubation_clerk",
    "leader",
}
NOBODY = frozenset()


def number():
    claim = joining.claim(joining.organisation(), people.person("resident"))
    sealer.seal()
    return {"number": claim.case.number}


entry("my_space", sees_own=SIGNED_IN, answers={200, 302})
entry("work_list", sees_own=OFFICIALS)
entry("work_list_export", sees_own=OFFICIALS)
entry("case_by_number", sees_own=OFFICIALS, answers={200, 302})
entry("track")
entry("tracked_case", own=number, absent={"number": "RL-20000101-0001"}, sees_own=NOBODY)
entry("checkpoints")
entry("history", sees_own={"supervisor"})
entry("history_check", sees_own={"supervisor"}, method="post", answers={302})
entry(
    "history_export",
    own=number,
    absent={"number": "RL-20000101-0001"},
    sees_own={"supervisor"},
)

entry("components")
for _name in ("mode_elderly", "mode_size", "mode_contrast", "language"):
    entry(_name, method="post", answers={302})
