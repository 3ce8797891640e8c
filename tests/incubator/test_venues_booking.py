"""Booking a room: what is possible, and every reason why not, each with what to do."""

from datetime import timedelta

import pytest

from incubator.allowances import queries as allowances
from incubator.venues import (
    answering,
    limits,
    offers,
    parties,
    queries,
    revealing,
    series,
    times,
)
from incubator.venues.models import Booking, TakenTime, WeekUse
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests import people
from tests.factories import venues as make
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(wish, party=None, by=None):
    """The codes of the refusal of a wish."""
    with pytest.raises(Refused) as refusal:
        make.booked(wish, by, **({"party": party} if party else {}))
    assert all(reason.words and reason.mend for reason in refusal.value.reasons)
    return refusal.value.codes


def test_an_organisation_books_an_hour_and_its_people_are_told():
    row = make.booked()
    assert (row.status, row.user_kind, row.minutes) == ("booked", "organisation", 60)
    assert row.case.number.startswith("CD-")
    assert {n.key for n in Notice.objects.filter(person=person("owner"))} == {"booking_booked"}
    assert TakenTime.objects.filter(booking=row, buffer=False).count() == 4
    assert TakenTime.objects.filter(booking=row, buffer=True).count() == 1


def test_every_reason_is_told_at_once():
    room = make.room(capacity=4, closes=times_of("17:00"))
    wish = make.wish(room, make.day(61), "16:50", 45, people=5)
    assert refused(wish) == {
        "wrong_length", "wrong_start", "outside_hours", "too_far_ahead", "too_many_people"
    }  # fmt: skip


def times_of(words):
    """A clock time."""
    from datetime import time

    return time.fromisoformat(words)


@pytest.mark.parametrize(
    ("at", "minutes", "codes"),
    [
        ("23:00", 120, {"across_midnight", "outside_hours"}),
        ("7:30", 60, {"outside_hours"}),
        ("19:30", 60, {"outside_hours"}),
        ("9:00", 20, {"wrong_length"}),
        ("8:00", 510, {"wrong_length", "week_too_long"}),
    ],
)
def test_times_that_cannot_be_booked(at, minutes, codes):
    assert refused(make.wish(at=at, minutes=minutes)) == codes


def test_a_closed_day_is_refused():
    wish = make.wish()
    wish.room.base.openings.filter(weekday=wish.day.weekday()).delete()
    assert refused(wish) == {"closed_day"}


def test_the_past_is_refused():
    assert refused(make.wish(on=clock.today() - timedelta(days=1))) == {"in_the_past"}


def test_a_room_out_of_use_and_a_desk_are_refused():
    room = make.room()
    room.active = False
    room.save()
    assert refused(make.wish(room)) == {"room_not_in_use"}
    assert refused(make.wish(make.room(kind="desk"))) == {"desks_are_lent"}


def test_who_may_book_which_room():
    kept, priced = make.room(open_to="residents"), make.room(price_fen_per_hour=2000)
    members = make.room(open_to="organisations")
    resident = person("resident")
    assert refused(make.wish(kept)) == {"room_not_for_you"}
    assert refused(make.wish(members), make.group(), resident) == {"room_not_for_you"}
    assert refused(make.wish(priced), make.group(), resident) == {"room_costs_money"}
    row = make.booked(make.wish(priced, minutes=90))
    assert row.price_fen == 3000


def test_a_residents_group_books_what_is_free():
    row = make.booked(party=make.group(), by=person("resident"))
    assert (row.user_kind, row.group_name, row.body) == ("group", "天骄社区合唱队", None)
    assert queries.mine(person("resident")).get() == row


def test_nobody_books_for_another_organisation():
    assert refused_plain(make.wish(), make.party(people.body("theirs"))) == {"not_permitted"}
    assert refused_plain(make.wish(), make.group(person("resident"))) == {"not_permitted"}


def refused_plain(wish, party):
    """The codes of the refusal of our owner's wish."""
    with pytest.raises(Refused) as refusal:
        make.booked(wish, party=party)
    return refusal.value.codes


def test_a_taken_time_is_refused_with_the_nearest_free_times():
    room, other = make.room(), make.room(name="培训室")
    make.booked(make.wish(room))
    with pytest.raises(Refused) as refusal:
        make.booked(make.wish(room), person("stranger"), party=make.party(people.body("theirs")))
    assert refusal.value.codes == {"taken"}
    assert other.name in refusal.value.reasons[0].mend
    near = offers.nearest(make.wish(room), kind="organisation", key="body:0")
    assert [(found.room, found.day, found.first) for found in near[:2]] == [
        (other, make.day(), 540), (room, make.day(), 615)
    ]  # fmt: skip


@pytest.mark.parametrize(("at", "free"), [("10:00", False), ("10:15", True), ("8:00", False)])
def test_a_quarter_of_an_hour_lies_between_two_users(at, free):
    room = make.room()
    make.booked(make.wish(room))
    theirs, stranger = make.party(people.body("theirs")), person("stranger")
    if free:
        assert make.booked(make.wish(room, at=at), stranger, party=theirs).status == "booked"
    else:
        assert refused(make.wish(room, at=at), theirs, stranger) == {"taken"}


def test_one_user_books_hour_after_hour_without_a_gap_and_the_way_is_kept_after_a_cancellation():
    room, theirs = make.room(), make.party(people.body("theirs"))
    make.booked(make.wish(room))
    later = make.booked(make.wish(room, at="10:00"))
    earlier = make.booked(make.wish(room, at="8:00"))
    assert TakenTime.objects.filter(room=room, buffer=True).get().minute == 660
    answering.cancel(booking=later, by=person("owner"))
    answering.cancel(booking=earlier, by=person("owner"))
    assert refused(make.wish(room, at="10:00"), theirs, person("stranger")) == {"taken"}
    assert make.booked(make.wish(room, at="10:15"), person("stranger"), party=theirs)


def test_a_user_books_so_often_in_a_week_and_a_cancelled_booking_does_not_count():
    room = make.room()
    monday = queries.monday(make.day(14))
    rows = [make.booked(make.wish(room, monday + timedelta(days=n))) for n in range(5)]
    assert refused(make.wish(room, monday + timedelta(days=5))) == {"week_full"}
    answering.cancel(booking=rows[0], by=person("owner"))
    assert make.booked(make.wish(room, monday + timedelta(days=5))).status == "booked"
    assert WeekUse.objects.get().number == 5


def test_a_user_without_an_allowance_books_so_long_in_a_week():
    monday = queries.monday(make.day(14))
    make.booked(make.wish(make.room(), monday, minutes=450))
    assert refused(make.wish(make.room(), monday, at="16:00")) == {"week_too_long"}


def test_an_organisation_in_residence_pays_with_its_allowance_and_gets_it_back():
    body = make.resident(minutes=100)
    row = make.booked(party=make.party(body))
    assert (row.user_kind, row.price_fen) == ("resident", 0)
    assert allowances.left(body.pk, "rooms", row.day) == 40
    assert WeekUse.objects.get().minutes == 0
    assert refused(make.wish(at="14:00")) == {"allowance_exceeded"}
    answering.cancel(booking=row, by=person("owner"))
    assert allowances.left(body.pk, "rooms", row.day) == 100


def test_a_late_cancellation_loses_the_allowance_but_frees_the_room():
    body, room = make.resident(), make.room()
    row = make.booked(make.wish(room), party=make.party(body))
    with make.clock_at(row.starts_at - timedelta(hours=24)):
        assert answering.returns_allowance(row)
    with make.clock_at(row.starts_at - timedelta(hours=23)):
        done = answering.cancel(booking=row, by=person("owner"))
    assert (done.status, done.cancelled_late) == ("cancelled", True)
    assert allowances.left(body.pk, "rooms", row.day) == 540
    assert not TakenTime.objects.filter(room=room).exists()


def test_the_base_approves_where_the_room_asks_it_and_the_time_is_held_meanwhile():
    worker = person("base_worker")
    row = make.asked()
    assert row.status == "asked"
    assert Notice.objects.get(key="booking_to_answer").person == worker
    assert refused(make.wish(row.room), make.party(people.body("theirs")), person("stranger")) == {
        "taken"
    }
    done = answering.approve(booking=row, by=person("base_worker"))
    assert done.status == "booked"


def test_a_declined_booking_says_why_and_gives_everything_back():
    body = make.resident()
    row = make.booked(make.wish(make.room(needs_approval=True)), party=make.party(body))
    with pytest.raises(Refused) as refusal:
        answering.decline(booking=row, by=person("base_worker"), words=" ")
    assert refusal.value.codes == {"words_missing"}
    done = answering.decline(booking=row, by=person("base_worker"), words="当天消防检查。")
    assert (done.status, done.note) == ("declined", "当天消防检查。")
    assert allowances.left(body.pk, "rooms", row.day) == 600
    assert not TakenTime.objects.exists()
    assert "当天消防检查。" in Notice.objects.get(key="booking_declined").params["note"]


def test_a_booking_nobody_answers_lapses_by_itself():
    row = make.asked()
    until = queries.answer_until(row)
    assert queries.unanswered(until - timedelta(minutes=1)) == []
    assert queries.unanswered(until) == [row]
    assert answering.lapse(row).status == "lapsed"
    assert not TakenTime.objects.exists()


def test_three_no_shows_in_ninety_days_ask_for_approval_for_thirty_days():
    make.missed(times_=2)
    assert queries.approval_until("body:0", clock.today()) is None
    key = make.party().key
    assert queries.approval_until(key, clock.today()) is None
    make.missed(times_=1)
    until = queries.approval_until(key, clock.today())
    assert until == clock.today() + timedelta(days=29)
    assert queries.approval_until(key, until + timedelta(days=1)) is None
    assert make.booked(make.wish(on=make.day(20))).status == "asked"


def test_a_no_show_is_marked_after_it_began_and_within_the_days_of_the_rule():
    body, worker = make.resident(), person("base_worker")
    row = make.booked(party=make.party(body))
    with pytest.raises(Refused) as refusal:
        answering.miss(booking=row, by=worker)
    assert refusal.value.codes == {"not_begun"}
    until = queries.marking_until(row.ends_at)
    with make.clock_at(until + timedelta(minutes=1)), pytest.raises(Refused) as refusal:
        answering.miss(booking=row, by=worker)
    assert refusal.value.codes == {"too_late_to_mark"}
    with make.clock_at(row.ends_at):
        assert answering.miss(booking=row, by=worker).status == "missed"
    assert allowances.left(body.pk, "rooms", row.day) == 540


def test_what_nobody_marked_took_place_and_counts_as_used():
    row = make.booked()
    until = queries.marking_until(row.ends_at)
    assert queries.over(until) == []
    late = until + timedelta(minutes=1)
    assert queries.over(late) == [row]
    with make.clock_at(late):
        assert answering.complete(row).status == "used"
        assert queries.minutes_used(row.body_id, row.day, row.day) == 60
    assert queries.minutes_used(row.body_id, row.day, row.day) == 0


def test_a_worker_books_for_a_caller_whose_name_and_number_are_sealed():
    row = make.for_caller()
    assert (row.user_kind, row.case.channel, row.status) == ("caller", "phone", "booked")
    assert "白老师" not in row.caller_name
    assert make.PHONE not in row.caller_phone
    assert (parties.shown(row), parties.masked_phone(row)) == ("白**", "138****5678")
    assert row.case.applicant == "白**"


def test_a_callers_number_is_shown_only_with_a_reason_that_stays_in_the_history():
    row, worker = make.for_caller(), person("base_worker")
    with pytest.raises(Refused) as refusal:
        revealing.reveal(booking=row, by=worker, reason=" ")
    assert refusal.value.codes == {"words_missing"}
    with pytest.raises(Refused) as refusal:
        revealing.reveal(booking=row, by=person("owner"), reason="好奇")
    assert refusal.value.codes == {"not_permitted"}
    assert revealing.reveal(booking=row, by=worker, reason="场地关闭") == ("白老师", make.PHONE)
    event = audit.history(case=str(row)).get(action="booking.caller_revealed")
    assert "场地关闭" in event.data
    assert make.PHONE not in event.data


def test_a_caller_with_an_account_is_told_and_finds_the_booking():
    resident = person("resident")
    User.objects.filter(pk=resident.pk).update(phone=make.PHONE, phone_verified=True)
    row = make.for_caller()
    assert row.contact == resident
    assert Notice.objects.get(key="booking_booked").person == resident
    assert queries.mine(resident).get() == row


def test_a_weekly_series_books_the_rest_and_tells_what_clashes():
    from incubator.venues import asking

    room = make.room()
    first = make.day()
    stranger = person("stranger")
    make.booked(
        make.wish(room, first + timedelta(weeks=1)),
        stranger,
        party=make.party(people.body("theirs")),
    )
    wishes = asking.weekly(make.wish(room, first), 4)
    answers = asking.ask_all(wishes, make.party())
    assert [answer.possible for answer in answers] == [True, False, True, True]
    assert Booking.objects.count() == 1
    done = series.book_series(wishes=wishes, party=make.party(), by=person("owner"))
    assert [row.day for row in done.bookings] == [first + timedelta(weeks=n) for n in (0, 2, 3)]
    assert [wish.day for wish, _reasons in done.refused] == [first + timedelta(weeks=1)]
    assert len({row.series for row in done.bookings}) == 1


def test_a_series_is_not_longer_than_the_rule():
    from incubator.venues import asking

    most = limits.on(clock.today()).series
    with pytest.raises(Refused) as refusal:
        series.book_series(
            wishes=asking.weekly(make.wish(), most + 1), party=make.party(), by=person("owner")
        )
    assert refusal.value.codes == {"series_too_long"}


def test_minutes_become_moments_in_shanghai():
    assert times.moment(make.day(), 540).hour == 9
    assert times.within([(times_of("08:00"), times_of("23:59"))], times_of("09:00"), None) == [
        (540, times.DAY)
    ]
    assert times.without([(480, 1200)], [(540, 600), (0, 490)]) == [(490, 540), (600, 1200)]
