"""Addresses of panels and experts."""

from portal.accounts.models import User
from tests import people
from tests.factories import panels as make
from tests.harness.matrix import entry

OFFICE = {"section_head", "incubation_clerk", "leader", "supervisor"}
CONVENES = {"section_head", "incubation_clerk"}
ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})


def panel():
    return {"pk": make.drawn().pk}


def panel_elsewhere():
    if not make.Expert.objects.exists():
        make.experts(3)
    clerk = User.objects.create_user(email="elsewhere@tests.example", name="elsewhere")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    made = make.convened(office_id=people.body("other_bureau").pk, by=clerk)
    return {"pk": made.pk}


def undrawn():
    if not make.Expert.objects.exists():
        make.experts(3)
    return {"pk": make.convened().pk}


def seated():
    """A panel on which the test's expert sits, with no tie declared."""
    expert = people.person("expert")
    make.profile_of(expert)
    make.experts(2)
    return make.declared(pool=0)


def seat():
    return {"pk": seated().pk}


def sheet():
    found = seated()
    return {"pk": found.pk, "entry": found.entries.get().pk}


def tie():
    expert = make.profile_of(people.person("expert"))
    return {"pk": expert.ties.create(kind="family", name="高敏").pk}


def someone():
    make.experts(1)
    return {"pk": make.Expert.objects.get().pk}


def replaceable():
    made = make.drawn()
    return {"pk": made.pk, "seat": make.seats(made)[0].pk}


def lacking():
    made = make.drawn()
    return {"pk": made.pk, "entry": made.entries.get().pk}


entry("my_panels", sees_own={"expert"})
entry("expert_profile", sees_own={"expert"})
entry("tie_add", sees_own={"expert"})
entry("tie_edit", own=tie, absent=ABSENT, sees_own={"expert"})
entry("tie_remove", own=tie, absent=ABSENT, sees_own={"expert"}, answers=MAY, method="post")
entry("panel_seat", own=seat, absent=ABSENT, sees_own={"expert"})
for _name in ("panel_sheet", "panel_sign", "panel_tie"):
    entry(_name, own=sheet, absent={**ABSENT, "entry": 1}, sees_own={"expert"})

entry(
    "panel_papers",
    own=sheet,
    absent={**ABSENT, "entry": 1},
    sees_own={"expert"},
    answers={302},
)

entry("panels", sees_own=OFFICE)
for _name in ("panel", "panel_verify", "panel_minutes"):
    entry(_name, own=panel, other=panel_elsewhere, absent=ABSENT, sees_own=OFFICE,
          sees_other={"supervisor"})  # fmt: skip
entry(
    "panel_draw", own=undrawn, absent=ABSENT, sees_own=CONVENES, answers=MAY | {409}, method="post"
)
entry(
    "panel_substitute",
    own=lacking,
    absent={**ABSENT, "entry": 1},
    sees_own=CONVENES,
    answers={409},
    method="post",
)
entry("panel_replace", own=replaceable, absent={**ABSENT, "seat": 1}, sees_own=CONVENES)
entry("experts", sees_own=CONVENES)
entry("expert", own=someone, absent=ABSENT, sees_own=CONVENES, answers=MAY)
