"""Addresses of approvals."""

from tests import people
from tests.factories import approvals, joining
from tests.harness.matrix import entry

STAFF = frozenset(
    {
        "clerk",
        "other_clerk",
        "section_head",
        "counter_clerk",
        "incubation_clerk",
        "base_worker",
        "leader",
        "expert",
        "supervisor",
        "editor",
        "administrator",
        "law_keeper",
        "rating_clerk",
        "accountant",
        "treasurer",
    }
)
ABSENT = {"pk": 999_999}


def proposal():
    return {"pk": approvals.proposal().pk}


def proposal_elsewhere():
    return {
        "pk": approvals.proposal(
            by="other_clerk", office="other_bureau", subject="tests.thing:2"
        ).pk
    }


def minutes():
    approvals.chain(("section_head", "collective"))
    row = approvals.proposal()
    approvals.operations.minute(
        approval=row,
        meeting=approvals.operations.Meeting(["甲", "乙", "丙"], 3, 0),
        upload=joining.scan(),
        words="",
        by=people.person("section_head"),
    )
    return {"pk": row.pk, "minute": row.opinions.get().minute.pk}


def minutes_elsewhere():
    return {**proposal_elsewhere(), "minute": 999_999}


entry("approvals", sees_own=STAFF)
entry(
    "approval",
    own=proposal,
    other=proposal_elsewhere,
    absent=ABSENT,
    sees_own={"incubation_clerk", "section_head", "leader"},
    sees_other={"other_clerk"},
    personal=True,
)
entry(
    "approval_minutes",
    own=minutes,
    other=minutes_elsewhere,
    absent={"pk": 999_999, "minute": 1},
    sees_own={"incubation_clerk", "section_head", "leader"},
    personal=True,
)
entry("approval_phrases", sees_own={"section_head", "leader"})
entry("approval_chains", sees_own={"leader"})
