"""The one extension: asked in time, granted or refused, with what follows."""

from datetime import date, datetime, timedelta

import pytest

from incubator.allowances import queries as allowances
from incubator.exits import extending, limits
from incubator.residence.models import Residence
from portal.core import clock, workdays
from portal.core.clock import SHANGHAI
from portal.core.reasons import Refused
from portal.workflow.letters.models import Letter
from tests.factories import exits as make
from tests.factories import residences
from tests.factories.publicity import at
from tests.people import appoint, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
ENDS = date(2026, 9, 30)
LAST_TO_ASK = date(2026, 9, 2)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _the_last_day_to_ask():
    with at(noon(LAST_TO_ASK)):
        yield


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def row(**values):
    """A residence that ends on the last day of September 2026."""
    made = make.near_end(begins_on=date(2025, 9, 30), **values)
    assert made.ends_on == ENDS
    return made


def ask(residence, months=3, words="还差一期验收。", by="owner"):
    return extending.ask(residence=residence, months=months, words=words, by=person(by))


def test_the_last_day_to_ask_leaves_twenty_working_days():
    assert limits.ask_by(row()) == LAST_TO_ASK
    assert workdays.working_days_left(ENDS, LAST_TO_ASK) == 20
    assert workdays.working_days_left(ENDS, LAST_TO_ASK + timedelta(1)) == 19


def test_it_may_be_asked_on_the_last_lawful_day():
    made = ask(row())
    assert (made.asked_on, made.ask_by, made.answer) == (LAST_TO_ASK, LAST_TO_ASK, "")


def test_a_day_late_is_refused_with_the_day_it_was():
    found = row()
    with at(noon(LAST_TO_ASK + timedelta(1))), pytest.raises(Refused) as refusal:
        ask(found)
    [reason] = refusal.value.reasons
    assert reason.code == "extension_asked_late"
    assert "2026年9月2日" in str(reason)


@pytest.mark.parametrize("months", [0, 7])
def test_it_takes_one_to_six_months(months):
    assert refused(ask, residence=row(), months=months) == {"extension_too_long"}


def test_only_who_acts_for_the_organisation_asks_and_says_why():
    found = row()
    for name in ("colleague", "stranger", "leader"):
        assert refused(ask, residence=found, by=name) == {"not_permitted"}
    assert refused(ask, residence=found, words=" ") == {"words_missing"}


def test_one_request_waits_at_a_time():
    found = row()
    ask(found)
    assert refused(ask, residence=found) == {"extension_waits"}


def test_granted_the_end_moves_and_further_allowances_open():
    grants = [{"kind": "rooms", "amount": 600, "each": "month", "carry_over": False}]
    found = row(grants=grants)
    made = ask(found)
    with at(noon(date(2026, 9, 10))):
        extending.grant(extension=made, by=person("leader"), words="同意。")
        done = residences.fresh(found)
        assert (done.ends_on, done.extended_by, done.status) == (date(2026, 12, 30), 3, "running")
        assert allowances.left(done.body_id, "rooms", date(2026, 12, 15)) == 600
    made.refresh_from_db()
    assert (made.answer, made.ended, made.ends) == ("granted", ENDS, date(2026, 12, 30))
    letter = Letter.objects.get(kind="residence.extended")
    text = "".join(letter.paragraphs)
    assert "2026年12月30日" in text
    assert "2026年9月30日" in text


def test_nobody_is_extended_twice():
    found = row()
    extending.grant(extension=ask(found), by=person("leader"))
    assert refused(ask, residence=residences.fresh(found)) == {"already_extended"}


def test_refused_it_ends_when_it_would_and_the_letter_names_the_remedy():
    found = row()
    made = ask(found)
    refuse, leader = extending.refuse, person("leader")
    assert refused(refuse, extension=made, by=leader, words="") == {"words_missing"}
    refuse(extension=made, by=leader, words="名额已满。")
    assert residences.fresh(found).ends_on == ENDS
    letter = Letter.objects.get(kind="residence.not_extended")
    assert "异议" in letter.remedy
    assert refused(refuse, extension=made, by=leader, words="再次") == {"already_answered"}
    assert refused(extending.grant, extension=made, by=leader) == {"already_answered"}


@pytest.mark.parametrize("name", ["owner", "stranger", "incubation_clerk", "base_worker"])
def test_only_the_leader_or_section_head_decides(name):
    made = ask(row())
    by = person(name)
    assert refused(extending.grant, extension=made, by=by) == {"not_permitted"}
    assert refused(extending.refuse, extension=made, by=by, words="不") == {"not_permitted"}
    assert Residence.objects.get().ends_on == ENDS


def test_nobody_extends_their_own_organisation():
    found = row()
    made, head = ask(found), person("section_head")
    appoint(head, "viewer", found.body)
    assert refused(extending.grant, extension=made, by=head) == {"own_case"}
    assert refused(extending.refuse, extension=made, by=head, words="不") == {"own_case"}


def test_a_request_in_time_may_be_granted_in_the_exit_evaluation():
    from tests.work import drain

    found = row()
    made = ask(found)
    with at(noon(ENDS + timedelta(1))):
        drain()
        assert residences.fresh(found).status == "exit"
        assert clock.today() == ENDS + timedelta(1)
        extending.grant(extension=made, by=person("leader"))
        assert residences.fresh(found).status == "running"


def test_an_open_request_ends_with_the_residence():
    from incubator.exits import operations

    found = row()
    made = ask(found)
    operations.leave(residence=found, by=person("owner"), reason="搬走。")
    made.refresh_from_db()
    assert made.answer == "refused"
    assert refused(ask, residence=residences.fresh(found)) == {"not_living"}
