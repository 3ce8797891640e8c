"""Addresses of publicity and objections."""

from tests import people
from tests.factories import joining, publicity
from tests.harness.matrix import EVERYBODY, entry

OFFICE = {
    "clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "incubation_clerk",
    "leader",
}
ANSWERS = {"section_head", "incubation_clerk"}
ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})


def page():
    return {"pk": publicity.page().pk}


def page_elsewhere():
    org = joining.organisation("康巴什区和风服务中心", registry=people.body("other_bureau"))
    case = joining.claim(org, people.person("stranger")).case
    return {"pk": publicity.page(case, by=None, office="other_bureau").pk}


def objection():
    return {"pk": publicity.objection(by="resident").pk}


def objection_with_paper():
    made = publicity.operations.file(
        entry=publicity.page().entries.get(),
        said=publicity.said(),
        by=people.person("resident"),
        upload=joining.scan(),
    )[0]
    return {"pk": made.pk}


def objection_elsewhere():
    page = publicity.Publicity.objects.get(**page_elsewhere())
    return {"pk": publicity.objection(page, by="stranger").pk}


entry("publicities")
entry("publicity", own=page, absent=ABSENT)
entry("object", own=page, absent=ABSENT)
entry("objection_received", own=page, absent=ABSENT, sees_own=frozenset())
entry(
    "objection",
    own=objection,
    other=objection_elsewhere,
    absent=ABSENT,
    sees_own={"resident"},
    sees_other={"stranger"},
)
entry(
    "objection_paper",
    own=objection_with_paper,
    other=objection_elsewhere,
    absent=ABSENT,
    sees_own=ANSWERS | {"resident"},
)
entry("publicities_kept", sees_own=EVERYBODY)
for _name in ("enter_objection", "correct_publicity"):
    entry(_name, own=page, other=page_elsewhere, absent=ABSENT, sees_own=ANSWERS)
entry(
    "objection_case",
    own=objection,
    other=objection_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other={"other_clerk", "supervisor"},
)
entry(
    "objection_person",
    own=objection,
    other=objection_elsewhere,
    absent=ABSENT,
    sees_own=ANSWERS,
    answers=MAY,
)
