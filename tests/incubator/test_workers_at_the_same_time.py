"""Two organisations enter one person at once, one certificate is used twice at once: one wins."""

from datetime import date
from functools import partial

import pytest

from incubator.groups import operations as groups
from incubator.groups.models import CommunityGroup
from incubator.workers import operations
from incubator.workers.entered import Months
from incubator.workers.models import Employment, InsuredMonth
from tests import people
from tests.factories import groups as make_groups
from tests.factories import workers as make

pytestmark = pytest.mark.slow


def test_one_person_is_entered_by_one_organisation(together):
    number, owner, stranger = make.number(), people.person("owner"), people.person("stranger")
    bodies = ((people.body("ours"), owner), (people.body("theirs"), stranger))
    acts = [
        partial(operations.register, body=body, entered=make.entered(number=number), by=by)
        for body, by in bodies
    ]
    assert together(*acts) == ["done", "employed_elsewhere"]
    assert Employment.objects.filter(ended_on=None).count() == 1


def test_one_certificate_number_is_kept_for_one_person(together):
    owner = people.person("owner")
    acts = [
        partial(
            operations.register,
            body=people.body("ours"),
            entered=make.entered(certificate="15122000888"),
            by=owner,
        )
        for _at in range(2)
    ]
    assert together(*acts) == ["certificate_of_another", "done"]
    assert Employment.objects.count() == 1


def test_one_month_is_proven_once(together):
    row, owner = make.worker(), people.person("owner")
    months = Months(date(2026, 1, 1), date(2026, 3, 1), "insurance", "A")
    acts = [partial(operations.add_months, employment=row, months=months, by=owner)] * 2
    assert together(*acts) == ["done", "month_proven"]
    assert InsuredMonth.objects.count() == 3


def test_one_name_is_handed_in_once_in_a_street(together):
    office, by = make_groups.street(), people.person("resident")
    acts = [partial(groups.submit, draft=make_groups.draft(), office=office, by=by)] * 2
    assert together(*acts) == ["done", "name_taken"]
    assert CommunityGroup.objects.count() == 1
