"""Addresses of deciding admissions, of agreements and of residences."""

from tests import people
from tests.addresses import applying as given
from tests.addresses.applying import ABSENT, MEMBERS, OFFICE, OTHERS
from tests.factories import applying, deciding, programmes
from tests.factories import panels as panel
from tests.harness.matrix import entry

MAY = frozenset({200, 302})
CHECKS = {"incubation_clerk", "section_head"}


def programme_elsewhere():
    clerk = people.User.objects.create_user(email="round@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    return {"pk": programmes.published("other_bureau", clerk).pk}


def late():
    return {"pk": deciding.checked(deciding.application()).pk}


def offered():
    made = deciding.programme()
    row = deciding.scored(deciding.application(made), 8000)
    deciding.decided(made)
    deciding.settled()
    return {"pk": row.pk}


def offered_file():
    return {**offered(), "which": "made"}


def resident():
    pk = offered()["pk"]
    row = applying.Application.objects.get(pk=pk)
    return {"pk": deciding.resident(deciding.signed(row)).pk}


def before_a_member():
    """An application with a paper, before a panel whose member is the expert of the tests."""
    row = applying.application()
    panel.profile_of(people.person("expert"))
    for number in (1, 2):
        panel.expert(number)
    held = panel.drawn([panel.words(case_id=row.case_id, name=row.body.name)])
    for seat in panel.seats(held):
        panel.clear(seat)
    return {"pk": row.pk}


def read_paper():
    pk = before_a_member()["pk"]
    row = applying.Application.objects.get(pk=pk)
    return {"pk": pk, "paper": row.papers.first().pk}


entry(
    "admission_case",
    own=given.application,
    other=given.application_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
entry(
    "admission_verdict",
    own=given.application,
    other=given.application_elsewhere,
    absent=ABSENT,
    sees_own=CHECKS,
    answers=MAY,
    method="post",
)
for _name in ("admission_phone", "admission_letter"):
    entry(
        _name,
        own=given.application,
        other=given.application_elsewhere,
        absent=ABSENT,
        sees_own=OFFICE,
        sees_other=OTHERS,
        answers=MAY,
        method="post",
    )
entry("admission_late", own=late, absent=ABSENT, sees_own={"section_head", "leader"})
entry(
    "programme_round",
    own=given.programme,
    other=programme_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
for _name, _sees in (
    ("round_convene", CHECKS),
    ("round_lot", CHECKS),
    ("round_propose", OFFICE),
):
    entry(
        _name,
        own=given.programme,
        other=programme_elsewhere,
        absent=ABSENT,
        sees_own=_sees,
        sees_other=OTHERS if _sees is OFFICE else frozenset(),
        answers=MAY,
        method="post",
    )
entry("admission_reading", own=before_a_member, absent=ABSENT, sees_own={"expert"})
entry(
    "admission_reading_paper",
    own=read_paper,
    absent={"pk": 999_999, "paper": 1},
    sees_own={"expert"},
)
entry("agreement", own=offered, absent=ABSENT, sees_own=MEMBERS)
entry(
    "agreement_file",
    own=offered_file,
    absent={"pk": 999_999, "which": "made"},
    sees_own=OFFICE | MEMBERS,
)
entry("residence", own=resident, absent=ABSENT, sees_own=MEMBERS, answers=frozenset({302}))
entry("agreement_case", own=offered, absent=ABSENT, sees_own=OFFICE)
