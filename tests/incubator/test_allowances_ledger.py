"""The ledger of support: taking, returning, losing, freezing, carrying over; sums that add up."""

import random
from datetime import date, timedelta

import pytest

from incubator.allowances import changing, operations, queries, rolling
from incubator.allowances.enums import What
from incubator.allowances.models import Allowance, Entry
from incubator.allowances.spans import in_span, periods
from portal.core import clock
from portal.core.reasons import Refused
from tests.factories import deciding, residences
from tests.factories import record as records

pytestmark = pytest.mark.django_db
ROOMS = {"kind": "rooms", "amount": 600, "each": "month", "carry_over": True}
ADVICE = {"kind": "advice", "amount": 120, "each": "quarter", "carry_over": False}


def take(residence, amount, about="tests.use:1", kind="rooms", on=None):
    return operations.take(
        body_id=residence.body_id,
        kind=kind,
        amount=amount,
        about=about,
        on=on or clock.today(),
        by=None,
    )


def refused(act, *given, **named) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(*given, **named)
    return found.value.codes


def spans(*given):
    return [(first.isoformat(), last.isoformat()) for first, last in periods(*given)]


def test_a_residence_of_a_year_has_twelve_months_and_no_thirteenth():
    found = spans(date(2026, 3, 1), date(2027, 3, 1), "month")
    assert len(found) == 12
    assert found[0] == ("2026-03-01", "2026-03-31")
    assert found[-1] == ("2027-02-01", "2027-03-01")


def test_spans_follow_the_day_of_the_month_and_end_with_the_residence():
    assert spans(date(2026, 1, 31), date(2026, 7, 31), "quarter") == [
        ("2026-01-31", "2026-04-29"),
        ("2026-04-30", "2026-07-31"),
    ]
    assert spans(date(2026, 3, 1), date(2027, 9, 1), "year") == [
        ("2026-03-01", "2027-02-28"),
        ("2027-03-01", "2027-09-01"),
    ]
    assert spans(date(2026, 3, 1), date(2026, 9, 1), "whole") == [("2026-03-01", "2026-09-01")]


def test_an_amount_is_told_in_another_span_without_losing_anything():
    year = (date(2026, 3, 1), date(2027, 3, 1))
    assert in_span(10, "month", "quarter", *year) == 30
    assert in_span(30, "quarter", "month", *year) == 10
    assert in_span(100, "whole", "month", *year) == 9


def test_what_is_taken_is_returned_once_or_lost_once():
    residence = residences.residence(grants=[ROOMS])
    take(residence, 90)
    assert queries.left(residence.body_id, "rooms", clock.today()) == 510
    assert operations.give_back(about="tests.use:1", by=None)
    assert not operations.give_back(about="tests.use:1", by=None)
    assert not operations.lose(about="tests.use:1", by=None)
    assert queries.left(residence.body_id, "rooms", clock.today()) == 600
    take(residence, 60, about="tests.use:2")
    assert operations.lose(about="tests.use:2", by=None)
    assert not operations.give_back(about="tests.use:2", by=None)
    assert queries.left(residence.body_id, "rooms", clock.today()) == 540
    row = queries.current(residence.body_id, "rooms", clock.today())
    assert queries.lost([row.pk]) == {row.pk: 60}


def test_more_than_is_left_is_refused_with_what_is_left():
    residence = residences.residence(grants=[ROOMS])
    take(residence, 570)
    with pytest.raises(Refused) as found:
        take(residence, 31, about="tests.use:2")
    assert found.value.codes == {"allowance_exceeded"}
    assert "0.5" in found.value.reasons[0].words
    assert refused(take, residence, 1, kind="money") == {"no_allowance"}


@pytest.mark.parametrize("name", ["abnormal", "dishonest"])
def test_a_credit_list_freezes_new_use_on_the_same_day_and_removal_restores_nothing(name):
    residence = residences.residence(grants=[ROOMS], begins_on=clock.today())
    take(residence, 60)
    listing = records.listed(residence.body, name, since=clock.today())
    assert refused(take, residence, 30, about="tests.use:2") == {"allowance_frozen"}
    assert operations.give_back(about="tests.use:1", by=None)
    deciding.later(32)
    assert rolling.roll_over() == 0
    type(listing).objects.filter(pk=listing.pk).update(removed_on=clock.today())
    assert rolling.roll_over() == 0
    assert queries.left(residence.body_id, "rooms", clock.today()) == 600
    take(residence, 30, about="tests.use:3")


def test_the_rest_of_a_period_moves_on_where_the_row_says_so_and_only_once():
    residence = residences.residence(grants=[ROOMS, ADVICE])
    take(residence, 200)
    assert rolling.roll_over() == 0
    deciding.later(95)
    assert rolling.roll_over() >= 1
    assert rolling.roll_over() == 0
    rooms = list(Allowance.objects.filter(kind="rooms").order_by("begins_on")[:4])
    assert [(row.granted, row.used) for row in rooms] == [(200, 200), (0, 0), (0, 0), (2200, 0)]
    advice = list(Allowance.objects.filter(kind="advice").order_by("begins_on"))
    assert [row.granted for row in advice] == [120] * 4
    kinds = Entry.objects.filter(what__in=[What.CARRIED_IN, What.CARRIED_OUT])
    assert sum(kinds.values_list("granted", flat=True)) == 0
    assert not queries.wrong_sums().exists()


def test_what_comes_back_late_follows_into_the_next_period():
    residence = residences.residence(grants=[ROOMS])
    take(residence, 200)
    deciding.later(32)
    rolling.roll_over()
    operations.give_back(about="tests.use:1", by=None)
    assert rolling.roll_over() == 1
    assert queries.left(residence.body_id, "rooms", clock.today()) == 1200


def test_nothing_moves_on_after_the_residence_has_ended():
    residence = residences.residence(grants=[ROOMS])
    residences.in_state(residence, "leaving")
    deciding.later(32)
    assert rolling.roll_over() == 0
    assert refused(take, residence, 1) == {"no_allowance"}


def test_a_longer_residence_opens_further_periods_once():
    rows = [ROOMS, {**ADVICE, "each": "year"}, {**ADVICE, "kind": "desks", "each": "whole"}]
    residence = residences.residence(begins_on=date(2026, 3, 1), months=6, grants=rows)
    residence.ends_on = date(2026, 11, 1)
    for _again in range(2):
        changing.prolong(residence=residence, by=None)
    found = Allowance.objects.order_by("begins_on").values_list("begins_on", "ends_on", "granted")
    rooms = list(found.filter(kind="rooms"))
    assert len(rooms) == 8
    assert rooms[5:] == [
        (date(2026, 8, 1), date(2026, 9, 1), 600),
        (date(2026, 9, 2), date(2026, 9, 30), 600),
        (date(2026, 10, 1), date(2026, 11, 1), 600),
    ]
    whole = (date(2026, 3, 1), date(2026, 11, 1), 120)
    assert list(found.filter(kind="advice")) == [whole]
    assert list(found.filter(kind="desks")) == [whole]
    assert not queries.wrong_sums().exists()


@pytest.mark.parametrize("seed", range(5))
def test_entries_add_up_whatever_happens_in_whatever_order(seed):
    chance = random.Random(seed)
    residence = residences.residence(grants=[ROOMS, ADVICE])
    terms = residence.terms["allowances"]
    for number in range(1, 41):
        about = f"tests.use:{chance.randint(1, number)}"
        act = chance.choice(["take", "take", "take", "back", "lose", "time", "tier"])
        if act == "take":
            try:
                kind, on = chance.choice(["rooms", "advice"]), clock.today()
                take(residence, chance.randint(1, 200), f"tests.use:{number}", kind, on)
            except Refused as refusal:
                assert refusal.codes <= {"allowance_exceeded", "no_allowance"}
        elif act == "back":
            operations.give_back(about=about, by=None)
        elif act == "lose":
            operations.lose(about=about, by=None)
        elif act == "time":
            deciding.later(chance.randint(1, 20))
            rolling.roll_over()
        else:
            after = [
                {**ROOMS, "amount": chance.randint(1, 900)},
                {**ADVICE, "amount": chance.randint(1, 300), "each": "month"},
            ][: chance.randint(0, 2)]
            terms = changing.recompute(
                residence=residence, before=terms, after=after, on=clock.today(), by=None
            )
        assert not queries.wrong_sums().exists(), (seed, act)
    for row in Allowance.objects.all():
        assert 0 <= row.used <= row.granted


def test_a_figure_that_was_tampered_with_is_found():
    residence = residences.residence(grants=[ROOMS])
    take(residence, 30)
    row = queries.current(residence.body_id, "rooms", clock.today())
    Allowance.objects.filter(pk=row.pk).update(used=29)
    assert list(queries.wrong_sums()) == [row]
    assert row.ends_on > clock.today() + timedelta(days=25)
