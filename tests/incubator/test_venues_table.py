"""Every state × action × person of a booking, and what happens when a room is closed."""

from datetime import timedelta

import pytest

from incubator.allowances import queries as allowances
from incubator.venues import answering, closing, lending, offers, replacing, times
from incubator.venues.models import Booking, Closure, TakenTime
from incubator.venues.workflow import BOOKING
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import engine
from tests import people
from tests.factories import residences
from tests.factories import venues as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
BASE = {"base_worker", "incubation_clerk", "section_head"}
OWN = {"owner"}
HELD = {"cancel": OWN, "cancel_for": BASE, "close": BASE}
TABLE = {
    "asked": {"approve": BASE, "decline": BASE, **HELD},
    "booked": {"miss": BASE, **HELD},
    "declined": {},
    "lapsed": {},
    "cancelled": {},
    "closed": {},
    "missed": {},
    "used": {},
}
ITSELF = {"confirm", "lapse", "complete"}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(BOOKING.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in BOOKING.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state
    assert {s.action for s in BOOKING.steps if s.permission is None} == ITSELF


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nothing_else(state):
    row = make.in_state(make.booked(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in {step.action for step in BOOKING.steps} - allowed:
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = BOOKING.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state


@pytest.mark.parametrize("action", ["approve", "decline"])
def test_nobody_of_the_base_answers_for_their_own_organisation(action):
    row, worker = make.asked(), person("base_worker")
    appoint(worker, "viewer", row.body)
    act = {"approve": answering.approve, "decline": answering.decline}[action]
    with pytest.raises(Refused) as refusal:
        act(booking=row, by=worker, **({"words": "否"} if action == "decline" else {}))
    assert refusal.value.codes == {"own_case"}


def test_nothing_is_cancelled_once_it_has_begun():
    row = make.booked()
    with make.clock_at(row.starts_at), pytest.raises(Refused) as refusal:
        answering.cancel(booking=row, by=person("owner"))
    assert refusal.value.codes == {"begun"}


def test_a_closure_tells_everybody_gives_all_back_and_offers_the_nearest_time():
    body, room = make.resident(), make.room(name="大会议室")
    other = make.room(name="小会议室")
    row = make.booked(make.wish(room), party=make.party(body))
    made = make.closed(row)
    row.refresh_from_db()
    assert (row.status, row.closure, row.note) == ("closed", made, "暖气检修")
    assert allowances.left(body.pk, "rooms", row.day) == 600
    assert not TakenTime.objects.exists()
    notice = Notice.objects.get(key="booking_closed", person=person("owner"))
    assert notice.url == f"/bookings/{row.pk}/offer/"
    wish = make.wish(room)
    near = offers.nearest(wish, kind="resident", key=row.user_key)
    assert (near[0].room, near[0].day, near[0].first) == (other, row.day, 540)
    taken = replacing.take_offer(booking=row, wish=make.wish(other), by=person("owner"))
    assert (taken.replaces, taken.status, taken.room) == (row, "booked", other)
    with pytest.raises(Refused) as refusal:
        replacing.take_offer(booking=row, wish=make.wish(other, at="14:00"), by=person("owner"))
    assert refusal.value.codes == {"offer_taken"}


def test_a_closed_base_takes_no_booking_until_the_closure_is_lifted():
    wish, worker = make.wish(), person("base_worker")
    made, gone = closing.close(
        base=wish.room.base,
        room=None,
        starts_at=times.moment(wish.day, 0),
        ends_at=times.moment(wish.day, 12 * 60),
        reason="停电",
        by=worker,
    )
    assert gone == []
    with pytest.raises(Refused) as refusal:
        make.booked(wish)
    assert refusal.value.codes == {"room_closed"}
    assert make.booked(make.wish(wish.room, at="12:00")).status == "booked"
    closing.lift(closure=made, by=worker)
    assert make.booked(wish).status == "booked"
    with pytest.raises(Refused) as refusal:
        closing.lift(closure=made, by=worker)
    assert refusal.value.codes == {"already_lifted"}


def test_what_is_wrong_with_a_closure_is_told_at_once():
    room, now = make.room(), clock.now()
    given = {"base": room.base, "room": room, "reason": " ", "by": person("base_worker")}
    with pytest.raises(Refused) as refusal:
        closing.close(starts_at=now, ends_at=now - timedelta(hours=1), **given)
    assert refusal.value.codes == {"closure_ends_first", "words_missing"}
    with pytest.raises(Refused) as refusal:
        closing.close(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1), **given)
    assert refusal.value.codes == {"closure_past", "words_missing"}
    with pytest.raises(Refused) as refusal:
        closing.close(
            starts_at=now, ends_at=now + timedelta(days=1), **{**given, "by": person("owner")}
        )
    assert refusal.value.codes == {"not_permitted"}
    assert not Closure.objects.exists()


def test_only_a_booking_a_closure_took_away_is_replaced():
    with pytest.raises(Refused) as refusal:
        replacing.take_offer(booking=make.booked(), wish=make.wish(), by=person("owner"))
    assert refusal.value.codes == {"not_displaced"}
    assert Booking.objects.count() == 1


def test_a_desk_is_lent_to_one_residence_at_a_time_within_its_days():
    base, worker = make.base(), person("base_worker")
    room = make.room(base, "工位区", kind="desk", capacity=2)
    row = residences.residence(people.body("ours"), base=base)
    given = {"room": room, "number": 1, "residence": row, "by": worker}
    days = {"begins_on": row.begins_on, "ends_on": row.ends_on}
    loan = lending.lend(**given, **days)
    with pytest.raises(Refused) as refusal:
        lending.lend(**given, **days)
    assert refusal.value.codes == {"desk_lent"}
    with pytest.raises(Refused) as refusal:
        lending.lend(
            **{**given, "number": 3},
            begins_on=row.begins_on - timedelta(days=1),
            ends_on=row.begins_on - timedelta(days=2),
        )
    assert refusal.value.codes == {"no_desk", "loan_ends_first", "loan_outside_residence"}
    lending.take_back(loan=loan, by=worker)
    with pytest.raises(Refused) as refusal:
        lending.take_back(loan=loan, by=worker)
    assert refusal.value.codes == {"already_back"}
    with pytest.raises(Refused) as refusal:
        lending.lend(**{**given, "by": person("owner")}, **days)
    assert refusal.value.codes == {"not_permitted"}
