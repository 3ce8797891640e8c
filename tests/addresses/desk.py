"""Addresses of the desk: cases inside the office, instructions, handovers, deputies, binders."""

from datetime import date

from portal.accounts import deputies
from portal.core import clock
from portal.workflow.binder import operations as binders
from portal.workflow.desk import operations
from portal.workflow.desk.handover import hand_over
from tests import people
from tests.factories import joining
from tests.harness.matrix import entry

WORKERS = {"clerk", "section_head", "counter_clerk", "incubation_clerk", "leader"}
OFFICE = WORKERS | {"supervisor"}
OTHERS = {"other_clerk", "supervisor"}
ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})


def _case(office="bureau"):
    org = joining.organisation(f"东胜区{office}服务中心", registry=people.body(office))
    return joining.claim(org, people.person("resident")).case


def own():
    return {"pk": _case().pk}


def other():
    return {"pk": _case("other_bureau").pk}


def instruction():
    made = operations.instruct(
        case=_case(), words="?", reply_by=clock.today(), by=people.person("leader")
    )
    return {"pk": made.pk}


def handover():
    case = _case()
    operations.take(case=case, by=people.person("clerk"))
    made = hand_over(
        office=case.holder_id,
        giver=people.person("clerk"),
        taker=people.person("section_head"),
        cases=[case.pk],
        by=people.person("clerk"),
    )
    return {"pk": made.pk}


def deputy():
    made = deputies.name_deputy(
        absent=people.person("section_head"),
        deputy=people.person("counter_clerk"),
        body=people.body("bureau").pk,
        starts_on=date(2099, 1, 1),
        ends_on=date(2099, 1, 2),
        by=people.person("section_head"),
    )
    return {"pk": made.pk}


def binder():
    case = _case()
    return {"pk": case.pk, "binder": binders.ask(case=case, by=people.person("clerk")).pk}


things = {"own": own, "other": other, "absent": ABSENT}
for _name in ("desk_take", "desk_release"):
    entry(_name, **things, sees_own=OFFICE, sees_other=OTHERS, answers={302}, method="post")
entry("desk_give", **things, sees_own={"section_head", "leader"})
entry("desk_notes", **things, sees_own=OFFICE, sees_other=OTHERS)
entry("desk_instruct", **things, sees_own={"leader"})
entry("desk_export", **things, sees_own={"supervisor"}, sees_other={"supervisor"})
entry("instructions")
entry("instruction_reply", own=instruction, absent=ABSENT, sees_own=WORKERS)
entry("handover", sees_own=WORKERS | {"other_clerk"})
entry("handovers")
for _name in ("handover_done", "handover_list"):
    entry(_name, own=handover, absent=ABSENT, sees_own=OFFICE)
entry("deputies")
entry("name_deputy")
entry(
    "end_deputy",
    own=deputy,
    absent=ABSENT,
    sees_own={"section_head", "leader", "counter_clerk"},
    answers={302},
    method="post",
)
entry("case_zip", **things, sees_own=OFFICE, sees_other=OTHERS)
entry("binder", **things, sees_own=OFFICE, sees_other=OTHERS)
entry(
    "binder_file",
    own=binder,
    absent={"pk": 999_999, "binder": 999_999},
    sees_own=OFFICE,
)
