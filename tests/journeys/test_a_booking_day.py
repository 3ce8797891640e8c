"""A booking day at a busy base, walked in a browser.

An organisation in residence books, another is refused and takes the nearest free time, a worker
books for a caller, approves, closes a room, marks a no-show, and prints the sheet for the door.
The clock is moved; nobody sleeps.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from incubator.allowances import queries as allowances
from incubator.venues.models import Booking, Room
from portal.accounts.models import User
from tests import people
from tests.factories import venues as make
from tests.harness.browser import press, sign_in
from tests.harness.site import PortalSite, running
from tests.journeys.walking import move_to

pytestmark = pytest.mark.browser
OWNER, SECOND, WORKER = "owner", "second", "worker"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal with a base, three rooms, an organisation in residence and another one."""
    with django_db_blocker.unblock(), running("wushe_journey_venues", worker=False) as made:
        base = make.base()
        make.room(base, "大会议室")
        make.room(base, "小会议室", capacity=6)
        make.room(base, "培训教室", capacity=40, kind="training", needs_approval=True)
        make.resident(600, base)
        for kind, name in (("owner", OWNER), ("stranger", SECOND), ("base_worker", WORKER)):
            user = people.person(kind)
            User.objects.filter(pk=user.pk).update(email=f"{name}@demo.wushe", is_demo=True)
        yield made


@pytest.fixture
def resident(site: PortalSite) -> int:
    """The key of our organisation, in residence with ten hours a month."""
    return people.body("ours").pk


@pytest.fixture
def go(site: PortalSite, page: Page):
    """Open an address as somebody; "" stays signed in as before."""

    def visit(address: str, who: str = "") -> Page:
        if who:
            page.context.clear_cookies()
            sign_in(page, site.url, f"{who}@demo.wushe")
        answer = page.goto(site.url + address)
        assert answer is not None and answer.status == 200, f"{address} {who}: {answer}"
        return page

    return visit


def room(name: str) -> Room:
    return Room.objects.get(name=name)


def fill(page: Page, purpose: str, at: str = "09:00", **more: str) -> None:
    """Fill in a time, a week ahead."""
    page.fill("input[name=day]", make.day().isoformat())
    page.fill("input[name=start]", at)
    page.fill("input[name=people]", "5")
    page.fill("input[name=purpose]", purpose)
    for name, value in more.items():
        page.fill(f"input[name={name}]", value)


def booked(purpose: str) -> Booking:
    return Booking.objects.filter(purpose=purpose).latest("pk")


def test_an_organisation_in_residence_finds_a_room_and_books_it(go, resident) -> None:
    page = go(f"/rooms/?day={make.day()}", OWNER)
    assert "大会议室" in page.inner_text("main")
    go(f"/rooms/{room('大会议室').pk}/book/")
    fill(page, "项目督导")
    press(page, "main form button.button:not([name])")
    assert booked("项目督导").status == "booked"
    assert allowances.left(resident, "rooms", make.day()) == 540


def test_a_second_one_is_refused_and_takes_the_nearest_time_with_a_click(go) -> None:
    page = go(f"/rooms/{room('大会议室').pk}/book/", SECOND)
    fill(page, "志愿者例会")
    text = press(page, "main form button.button:not([name])")
    assert not Booking.objects.filter(purpose="志愿者例会").exists()
    assert "小会议室" in text
    press(page, "button[name=offer]")
    taken = booked("志愿者例会")
    assert (taken.room.name, taken.first, taken.status) == ("小会议室", 540, "booked")


def test_a_worker_books_for_a_caller_and_reads_out_the_slip(go) -> None:
    page = go(f"/work/rooms/{room('大会议室').pk}/caller/", WORKER)
    fill(page, "邻里议事", "14:00", caller_name="白老师", caller_phone="13812345678")
    text = press(page, "main form button.button:not([name])")
    assert "邻里议事" in text and "13812345678" not in text
    assert booked("邻里议事").case.channel == "phone"


def test_a_room_that_asks_for_approval_is_held_until_the_base_answers(go) -> None:
    page = go(f"/rooms/{room('培训教室').pk}/book/", SECOND)
    fill(page, "急救培训", "10:00")
    press(page, "main form button.button:not([name])")
    assert booked("急救培训").status == "asked"
    go("/work/bookings/?view=waiting", WORKER)
    press(page, f'a[href="/work/bookings/{booked("急救培训").pk}/"]')
    press(page, "button[value=approve]")
    assert booked("急救培训").status == "booked"


def test_a_closure_gives_everything_back_and_the_offer_is_taken(go, resident) -> None:
    page = go("/work/rooms/closures/", WORKER)
    page.select_option("select[name=what]", f"room:{room('大会议室').pk}")
    for name in ("first_day", "last_day"):
        page.fill(f"input[name={name}]", make.day().isoformat())
    page.fill("input[name=reason]", "暖气检修")
    press(page, "main form button.button:not([name])")
    gone = booked("项目督导")
    assert gone.status == "closed"
    assert allowances.left(resident, "rooms", make.day()) == 600
    page = go(f"/bookings/{gone.pk}/offer/", OWNER)
    assert "暖气检修" in page.inner_text("main")
    press(page, "button[name=offer]")
    taken = Booking.objects.get(replaces=gone)
    assert (taken.room.name, taken.status, taken.day) == ("培训教室", "asked", make.day())


def test_nobody_comes_and_the_worker_marks_it(go) -> None:
    row = booked("志愿者例会")
    move_to(row.starts_at + timedelta(minutes=20))
    page = go(f"/work/bookings/{row.pk}/", WORKER)
    press(page, "button[value=miss]")
    row.refresh_from_db()
    assert row.status == "missed"


def test_the_sheet_at_the_door_shows_the_day_and_leads_to_the_room(go) -> None:
    page = go(f"/work/rooms/{room('培训教室').pk}/sheet/", WORKER)
    assert "急救培训" in page.inner_text("main")
    assert page.locator(f'main a[href$="/rooms/{room("培训教室").pk}/"]').count() == 1
    page = go("/work/rooms/use/")
    assert "大会议室" in page.inner_text("main")
