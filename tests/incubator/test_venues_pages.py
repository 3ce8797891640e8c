"""The pages of rooms and bookings, as people use them; their queries do not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.bases.models import Opening
from incubator.venues import feeds, free, statistics
from incubator.venues.models import Booking, Room, WeekUse
from portal.core import clock
from tests import people
from tests.factories import venues as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
FORM = {"start": "9:00", "minutes": 60, "people": 5, "purpose": "志愿者培训", "weeks": 1}


def form(**changes):
    """A filled-in booking form of our owner."""
    day = make.day().isoformat()
    return {**FORM, "who": people.body("ours").pk, "day": day, **changes}


def queries_of(name, kind, *args, query=""):
    """Queries of a page, the second time."""
    client, address = client_of(kind), reverse(name, args=args) + query
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_somebody_finds_a_free_room_with_seats_and_a_projector():
    large = make.room(name="多功能厅", capacity=120, equipment="投影、音响")
    make.room(name="小会议室", capacity=6, equipment="白板")
    client = client_of("anonymous")
    wanted = {"seats": 50, "equipment": "投影", "minutes": 120, "day": make.day().isoformat()}
    page = client.get(reverse("rooms"), wanted)
    assert [row.room for row in page.context["page"]] == [large]
    assert large.base.body.name in page.content.decode()
    elsewhere = client.get(reverse("rooms"), {"place": "150603"})
    assert list(elsewhere.context["page"]) == []


@pytest.mark.parametrize(
    "query", ["day=xx&seats=-1&minutes=99999999999", "page=0&kind=%00", "day=9999-12-31"]
)
def test_what_no_form_sends_is_answered_all_the_same(query):
    make.room()
    assert client_of("anonymous").get(f"{reverse('rooms')}?{query}").status_code == 200


def test_the_room_page_lists_free_times_in_words():
    room = make.room()
    make.booked(make.wish(room, at="10:00"))
    page = client_of("anonymous").get(
        reverse("room", args=[room.pk]), {"from": make.day().isoformat()}
    )
    assert page.context["free"][0].words == ["8:00–9:45", "11:15–20:00"]


def test_the_owner_books_in_the_browser_and_cancels():
    room, client = make.room(), client_of("owner")
    client.post(reverse("room_book", args=[room.pk]), form())
    row = Booking.objects.get()
    assert client.get(reverse("booking", args=[row.pk])).context["may_cancel"]
    client.post(reverse("booking_cancel", args=[row.pk]))
    row.refresh_from_db()
    assert row.status == "cancelled"


def test_a_form_that_is_refused_keeps_what_was_typed_and_offers_the_nearest_times():
    room = make.room()
    make.booked(make.wish(room), person("stranger"), party=make.party(people.body("theirs")))
    client, address = client_of("owner"), reverse("room_book", args=[room.pk])
    page = client.post(address, form(purpose="读书会"))
    assert "读书会" in page.content.decode()
    _offer, value = page.context["near"][0]
    client.post(address, form(purpose="读书会", offer=value))
    assert Booking.objects.get(purpose="读书会").first != 540


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "9999-12-31"}, {"day": "0001-01-01"}, {"start": "24:00"}, {"people": "9" * 30},
        {"minutes": "x"}, {"who": "0"}, {"who": "group", "group_name": " "}, {"offer": "x y z"},
        {"offer": "999999999999999999999 2026-12-01 5", "start": ""}, {"weeks": 99},
    ],
)  # fmt: skip
def test_a_robot_gets_an_answer_not_an_error(changes):
    room = make.room()
    page = client_of("owner").post(reverse("room_book", args=[room.pk]), form(**changes))
    assert page.status_code in (200, 302)
    assert Booking.objects.count() == (1 if changes == {"offer": "x y z"} else 0)


def test_a_series_shows_its_clashes_before_anything_is_booked():
    room = make.room()
    stranger, theirs = person("stranger"), make.party(people.body("theirs"))
    make.booked(make.wish(room, make.day(14)), stranger, party=theirs)
    client, address = client_of("owner"), reverse("room_book", args=[room.pk])
    page = client.post(address, form(weeks=3))
    assert (page.context["possible"], page.context["total"]) == (2, 3)
    assert Booking.objects.count() == 1
    client.post(address, {**dict(page.context["kept"]), "confirm": "1"})
    assert Booking.objects.filter(body=people.body("ours")).count() == 2


def test_a_worker_books_for_a_caller_and_prints_the_slip():
    room, client = make.room(), client_of("base_worker")
    given = {**form(), "caller_name": "白老师", "caller_phone": make.PHONE, "came": "phone"}
    page = client.post(reverse("booking_for_caller", args=[room.pk]), given, follow=True)
    shown = page.content.decode()
    assert page.redirect_chain[-1][0] == reverse("booking_slip", args=[Booking.objects.get().pk])
    assert "白老师" not in shown
    assert make.PHONE not in client.get(
        reverse("booking_kept", args=[Booking.objects.get().pk])
    ).content.decode()  # fmt: skip


def test_a_caller_for_an_unknown_organisation_is_told():
    given = {**form(), "caller_name": "白", "caller_phone": make.PHONE, "came": "counter"}
    page = client_of("base_worker").post(
        reverse("booking_for_caller", args=[make.room().pk]), {**given, "organisation": "没有的"}
    )
    assert page.status_code == 200
    assert not Booking.objects.exists()


def test_a_worker_answers_and_closes_and_the_user_takes_the_offer_with_one_click():
    row, client = make.asked(), client_of("base_worker")
    make.room(row.room.base, "另一间")
    client.post(reverse("booking_kept", args=[row.pk]), {"action": "approve", "words": ""})
    row.refresh_from_db()
    assert row.status == "booked"
    day = row.day.isoformat()
    given = {"what": f"room:{row.room_id}", "first_day": day, "last_day": day, "reason": "停电"}
    client.post(reverse("room_closures"), {**given, "first_time": "00:00", "last_time": "23:59"})
    owner, address = client_of("owner"), reverse("booking_offer", args=[row.pk])
    _offer, value = owner.get(address).context["near"][0]
    owner.post(address, {"offer": value})
    taken = Booking.objects.get(replaces=row)
    assert (taken.status, taken.room.name) == ("booked", "另一间")


def test_the_door_sheet_names_the_week_and_leads_to_the_room():
    row = make.booked(make.wish(on=make.day(1)))
    page = client_of("base_worker").get(reverse("room_sheet", args=[row.room_id]))
    assert row.purpose in page.content.decode()
    assert page.context["address"].endswith(f"/rooms/{row.room_id}/")


def test_the_feeds_of_a_person_and_of_a_room_hold_the_bookings_and_no_caller():
    row, caller = make.booked(), make.for_caller()
    for by, room, rows in (
        (person("owner"), None, [row]),
        (person("base_worker"), caller.room, [caller]),
    ):
        secret = feeds.new_address(by=by, room=room)
        answer = client_of("anonymous").get(reverse("room_feed", args=[secret]))
        text = answer.content.decode()
        assert text.count("BEGIN:VEVENT") == len(rows)
        assert f"booking-{rows[0].pk}@" in text
        assert "白" not in text
        feeds.end_address(by=by, room=room)
        gone = client_of("anonymous").get(reverse("room_feed", args=[secret]))
        assert gone.status_code == 404


def test_figures_equal_a_recount_and_lead_to_the_list_they_count():
    rows = [make.booked(make.wish(at=at)) for at in ("9:00", "9:30")]
    make.for_caller(make.wish(rows[0].room, at="14:00", minutes=90))
    make.room(name="没人用")
    last = make.day(8)
    read = statistics.read([rows[0].room.base_id], clock.today(), last)
    uses = read.by_room()
    assert sum(use.minutes for use in uses) == 210
    assert (uses[0].room.name, uses[0].number) == ("没人用", 0)
    assert {use.kind: use.number for use in read.by_user_kind() if use.number} == {
        "organisation": 2, "caller": 1
    }  # fmt: skip
    heat = statistics.heat([rows[0].room.base_id], clock.today(), last)
    weekday = heat[rows[0].day.weekday()]
    assert (weekday.used[9], weekday.used[10], weekday.used[14], weekday.used[15]) == (
        90,
        30,
        60,
        30,
    )
    client = client_of("base_worker")
    query = f"from={clock.today()}&until={last}"
    page = client.get(f"{reverse('room_use')}?{query}")
    assert page.context["numbers"][0]["value"] == 3
    listed = client.get(f"{reverse('bookings_kept')}?{query}&kind=organisation&state=taken")
    assert len(listed.context["rows"]) == 2
    table = client.get(f"{reverse('room_use_csv')}?{query}").content.decode()
    assert "没人用" in table


def test_a_room_used_before_it_was_entered_was_open_from_its_first_booking_on():
    row = make.booked(make.wish(at="9:00", minutes=90))
    Room.objects.filter(pk=row.room_id).update(created_on=row.day + timedelta(days=1))
    read = statistics.read([row.room.base_id], row.day - timedelta(days=1), row.day)
    (use,) = read.by_room()
    assert (use.minutes, use.open_minutes, use.share) == (90, 12 * 60, 13)
    shares = read.heat()[row.day.weekday()].shares
    assert [shares[hour] for hour in (7, 8, 9, 10, 11)] == [None, 0, 100, 50, 0]


def test_time_in_which_a_room_was_used_counts_as_open_when_hours_were_shortened_since():
    row = make.booked(make.wish(at="9:00", minutes=90))
    Opening.objects.all().delete()
    read = statistics.read([row.room.base_id], row.day, row.day)
    (use,) = read.by_room()
    assert (use.minutes, use.open_minutes, use.share) == (90, 90, 100)


def test_rooms_that_stand_unused_are_named():
    old = make.room(name="闲置")
    Room.objects.update(created_on=clock.today() - timedelta(days=40))
    used = make.room(name="常用")
    Room.objects.filter(pk=used.pk).update(created_on=clock.today() - timedelta(days=40))
    make.missed(times_=1)
    row = make.booked(make.wish(used))
    Booking.objects.filter(pk=row.pk).update(day=clock.today() - timedelta(days=3))
    found = statistics.unused([old.base_id], clock.today(), 30)
    assert used not in found
    assert old in found


@pytest.mark.parametrize(
    ("name", "kind", "most"),
    [("rooms", "anonymous", 10), ("bookings_kept", "base_worker", 15), ("my_bookings", "owner", 15),
     ("room_use", "base_worker", 15), ("rooms_kept", "base_worker", 15),
     ("room_closures", "base_worker", 15)],
)  # fmt: skip
def test_lists_ask_as_often_for_ten_times_as_much(name, kind, most):
    def fill(number):
        for _ in range(number):
            row = make.for_caller()
            Booking.objects.filter(pk=row.pk).update(
                day=clock.today(), user_key=f"x{row.pk}", body=people.body("ours")
            )
            WeekUse.objects.all().delete()

    person("owner")
    fill(1)
    before = queries_of(name, kind)
    fill(9)
    assert queries_of(name, kind) == before <= most


def test_the_pages_of_one_room_ask_little():
    row = make.booked()
    assert queries_of("room", "anonymous", row.room_id) <= 10
    assert queries_of("room_book", "owner", row.room_id) <= 15
    assert queries_of("booking", "owner", row.pk) <= 15
    assert queries_of("booking_kept", "base_worker", row.pk) <= 15


def test_the_free_times_of_a_month_of_fifty_rooms_take_at_most_ten_queries():
    base = make.base()
    for number in range(50):
        make.room(base, f"教室{number}")
    make.booked(make.wish(Room.objects.first()))
    rooms, today = list(Room.objects.all()), clock.today()
    with CaptureQueriesContext(connection) as found:
        state = free.read(rooms, today, today + timedelta(days=29))
        rows = list(state.all())
    assert len(found) <= 10
    assert len(rows) == 1500
    assert sum(row.minutes for row in rows if row.day == make.day()) == 50 * 720 - 90
