"""Addresses of official letters."""

from portal.workflow.letters import operations
from tests import people
from tests.factories import joining
from tests.harness.matrix import entry

OFFICE = {
    "clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "incubation_clerk",
    "leader",
}
OTHERS = {"other_clerk", "supervisor"}
STAMPERS = {"clerk", "section_head", "incubation_clerk", "leader"}
ABSENT = {"pk": 999_999}
WORDS = operations.Words("告知书", "李华", ["您的申请已经收到。"])


def _letter(office, clerk):
    letter = operations.issue(
        kind="notice",
        words=WORDS,
        issuer=people.body(office),
        case=joining.claim(
            joining.organisation(f"东胜区{office}服务中心", registry=people.body(office)),
            people.person("resident"),
        ).case,
        by=people.person(clerk),
    )
    return {"pk": letter.pk}


def own():
    return _letter("bureau", "clerk")


def other():
    return _letter("other_bureau", "other_clerk")


things = {"own": own, "other": other, "absent": ABSENT}
entry("letter", **things, sees_own=OFFICE, sees_other=OTHERS)
entry("letter_file", **things, sees_own=OFFICE, sees_other=OTHERS, answers={200, 302})
entry("letter_scan", **things, sees_own=STAMPERS, sees_other={"other_clerk"}, answers={302})
entry("letter_correct", **things, sees_own=STAMPERS, sees_other={"other_clerk"})
