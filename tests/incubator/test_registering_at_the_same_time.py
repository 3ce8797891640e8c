"""Two at once: one team begins once, one certificate is recorded once, one name on the list."""

from functools import partial

import pytest

from incubator.registering import becoming, operations, roster
from incubator.registering.models import FoundingPerson, Registration
from portal.bodies.models import Body
from tests.factories import joining
from tests.factories import registering as make

pytestmark = pytest.mark.slow


def test_a_team_begins_once_whoever_asks_at_once(together):
    body, base, owner = make.team(), make.base(), make.owner()
    act = partial(
        operations.begin, body=body, base=base, kind="foundation", name="某基金会", by=owner
    )
    assert together(act, act, act) == ["done", "registration_runs", "registration_runs"]
    assert Registration.objects.count() == 1


def test_one_code_becomes_one_organisation(together):
    first = make.submitted(make.begun())
    second = make.submitted(make.begun(body=make.team("另一支"), name="东胜区青山服务中心"))
    code = joining.valid_code(make.CODES[first.kind])
    acts = [
        partial(
            becoming.record, registration=row, given=make.given(row, code=code), by=make.helper()
        )
        for row in (first, second)
    ]
    assert together(*acts) == ["code_taken", "done"]
    assert Body.objects.filter(credit_code=code).count() == 1
    assert sorted(Registration.objects.values_list("status", flat=True)) == [
        "following",
        "submitted",
    ]


def test_a_number_stands_once_on_a_list(together):
    row = make.with_unit(make.begun())
    number, owner = make.number(), make.owner()
    act = partial(
        roster.put_person,
        registration=row,
        by=owner,
        number=number,
        name="那日苏",
        office="council",
    )
    assert together(act, act) == ["done", "person_twice"]
    assert FoundingPerson.objects.count() == 1
