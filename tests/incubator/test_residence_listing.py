"""The credit lists and a residence: what happens on the day of the entry, and what never does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.allowances import operations as allowances
from incubator.allowances import queries as amounts
from incubator.residence import listing
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.record import operations as record
from portal.organisations.record.enums import FactKind
from portal.workflow import due
from tests.factories import record as lists
from tests.factories import residences as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
ROOMS = [{"kind": "rooms", "amount": 600, "each": "month", "carry_over": False}]


def _confirmed(row, name, *, removed=None):
    """The entry on a list as an official of the registry confirms it today."""
    listed_on = (clock.today() - timedelta(days=1)).isoformat()
    facts = {"list": name, "ground": "未按时报送年度报告", "listed_on": listed_on}
    if removed:
        facts["removed_on"] = removed.isoformat()
    return record.confirm(
        organisation=row.body.organisation,
        kind=FactKind.LISTING,
        facts=facts,
        source="名录公告 2026-11",
        source_on=clock.today(),
        by=person("incubation_clerk"),
    )


def _take(row, about):
    return allowances.take(
        body_id=row.body_id, kind="rooms", amount=60, about=about, on=clock.today(), by=None
    )


def test_an_entry_on_the_abnormal_list_freezes_the_same_day_and_tells_how_to_leave():
    row = make.residence(grants=ROOMS)
    _take(row, "before")
    _confirmed(row, "abnormal")
    with pytest.raises(Refused) as refusal:
        _take(row, "after")
    assert refusal.value.codes == {"allowance_frozen"}
    listing.run()
    row = make.fresh(row)
    assert (row.status, row.abnormal_since) == ("running", clock.today())
    told = Notice.objects.filter(key="residence_frozen", person=make.owner(row))
    assert told.count() == 1
    page = client_of("owner").get(reverse("residence_home", args=[row.pk])).content.decode()
    assert "Art. 11" in page or "第十一条" in page
    assert listing.run() == 0


def test_leaving_the_list_frees_support_and_restores_nothing_backwards():
    row = make.residence(grants=ROOMS)
    _confirmed(row, "abnormal")
    listing.run()
    before = amounts.left(row.body_id, "rooms", clock.today())
    _confirmed(row, "abnormal", removed=clock.today())
    listing.run()
    row = make.fresh(row)
    assert row.abnormal_since is None
    assert amounts.left(row.body_id, "rooms", clock.today()) == before == 600
    assert _take(row, "again").used == 60
    assert Notice.objects.filter(key="residence_freed").count() == 1


def test_an_entry_on_the_dishonest_list_proposes_termination_and_says_why():
    row = make.residence(grants=ROOMS)
    _confirmed(row, "dishonest")
    due.run()
    row = make.fresh(row)
    assert (row.status, row.dishonest_since) == ("hearing", clock.today())
    assert row.case.due_rule == "residence.hearing"
    assert Notice.objects.filter(key="residence_termination_proposed").count() == 1
    with pytest.raises(Refused) as refusal:
        _take(row, "none")
    assert refusal.value.codes == {"allowance_frozen"}


def test_a_residence_that_was_kept_is_not_ended_again_for_the_same_entry():
    row = make.residence()
    _confirmed(row, "dishonest")
    due.run()
    make.in_state(make.fresh(row), "running")
    due.run()
    assert make.fresh(row).status == "running"


def test_removal_from_the_dishonest_list_takes_no_termination_back():
    row = make.residence()
    _confirmed(row, "dishonest")
    due.run()
    _confirmed(row, "dishonest", removed=clock.today())
    listing.run()
    row = make.fresh(row)
    assert (row.status, row.dishonest_since) == ("hearing", None)


def test_a_list_that_is_imported_freezes_the_same_day():
    from portal.organisations.imports import working
    from portal.organisations.imports.operations import confirm

    row = make.residence(grants=ROOMS)
    code, name = row.body.credit_code, row.body.name
    day = (clock.today() - timedelta(days=1)).isoformat()
    rows = {"信用名录": [(code, name, "活动异常名录", "未按时报送年度报告", day, None)]}
    clerk = person("clerk")
    batch = lists.imported(clerk, row.base.office, rows, source_on=clock.today())
    confirm(batch=batch, by=clerk)
    working.apply(batch.pk, between=0)
    assert listing.run() == 1
    assert make.fresh(row).abnormal_since == clock.today()
