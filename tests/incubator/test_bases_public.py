"""What everybody reads of bases: whether one is open, its page, the directory and its map."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from incubator.bases import operations, today
from portal.core import clock
from tests.factories import bases as make
from tests.factories import programmes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
MONDAY = date(2026, 3, 2)
SPANS = {
    (1, MONDAY): [(time(8, 30), time(12)), (time(14, 30), time(17, 30))],
    (1, MONDAY + timedelta(days=1)): [(time(9), time(12))],
    (1, MONDAY + timedelta(days=4)): [(time(10), time(18))],
}


@pytest.mark.parametrize(
    ("day", "hour", "minute", "words", "is_open"),
    [
        (0, 8, 0, "今天 8:30 开放", False),
        (0, 8, 30, "正在开放，到 12:00", True),
        (0, 12, 0, "今天 14:30 开放", False),
        (0, 17, 30, "明天 9:00 开放", False),
        (1, 13, 0, "3 月 6 日（周五） 10:00 开放", False),
        (4, 18, 0, "", False),
    ],
)
def test_whether_a_base_is_open_is_said_in_words(day, hour, minute, words, is_open):
    moment = datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), clock.SHANGHAI)
    found = today.now(1, SPANS, moment)
    assert (found.words.replace(" ", ""), found.is_open) == (words.replace(" ", ""), is_open)


@pytest.fixture
def base():
    made = make.base(hours="每天0:00-24:00", introduction="有工位 18 个。")
    operations.set_offers(base=made, names=["注册协助", "场地"], by=None)
    operations.set_served(base=made, divisions=["150602003"], by=None)
    make.staff(made, "白静", duty="登记咨询", phone="0477-1", phone_public=True, in_charge=True)
    make.staff(made, "乔峰", phone="13800000000")
    make.plan(made, organisations=12)
    return made


def test_the_page_of_a_base_says_when_who_and_what(base):
    words = Client().get(f"/incubation/bases/{base.pk}/").content.decode()
    for shown in (
        "正在开放，到 24:00",
        "注册协助",
        "白静",
        "0477-1",
        "林荫街道",
        "在孵组织（家）",
        "乔峰",
    ):
        assert shown in words
    assert "13800000000" not in words


def test_a_plan_that_waits_and_somebody_who_left_are_not_shown(base):
    from incubator.bases import staffing

    make.plan(base, confirmed=False, organisations=777)
    staffing.leave(base=base, staff=base.staff.get(name="乔峰"), by=None)
    words = Client().get(f"/incubation/bases/{base.pk}/").content.decode()
    assert "777" not in words
    assert "乔峰" not in words


def names(query=""):
    page = Client().get(f"/incubation/bases/{query}")
    return [base.body.name for base, _now in page.context["rows"]]


def test_the_directory_is_narrowed_down_by_place_level_service_and_words(base):
    street = make.base(name="林荫站", level="street", phone="0477-2")
    operations.set_offers(base=street, names=["助餐"], by=None)
    programmes.base("other_bureau", "康巴什中心")
    programmes.base(name="停用站", active=False)
    assert set(names()) == {base.body.name, "林荫站", "康巴什中心"}
    assert names("?place=150603") == ["康巴什中心"]
    assert names("?level=street") == ["林荫站"]
    assert names("?service=助餐") == ["林荫站"]
    assert names("?q=林荫") == [base.body.name, "林荫站"]
    assert names("?q=林荫&level=banner") == [base.body.name]
    assert names("?place=x&level=y&q=没有") == []


def test_the_list_holds_every_link_of_the_map(base):
    page = Client().get("/incubation/bases/?level=banner")
    tiles = {hexagon.tile.url for hexagon in page.context["map"].hexagons}
    tabs = {tab.url for tab in page.context["tabs"]}
    assert (len(tiles), tiles - tabs) == (9, set())
    assert all("level=banner" in url for url in tiles)
    figures = {h.tile.label: h.tile.words for h in page.context["map"].hexagons}
    assert (figures["东胜区"], figures["康巴什区"]) == ("1", "0")


@pytest.mark.parametrize("address", ["/incubation/bases/", "/incubation/bases/{pk}/"])
def test_public_pages_ask_as_often_with_thirty_stations_as_with_three(
    base, address, django_assert_max_num_queries
):
    address = address.format(pk=base.pk)
    programmes.published()
    for number in range(3):
        _station(base, number)
    Client().get(address)
    counts = []
    for more in (0, 27):
        for number in range(more):
            _station(base, 10 + number)
        with django_assert_max_num_queries(20) as captured:
            assert Client().get(address).status_code == 200
        counts.append(make.asked(captured))
    assert counts[0] == counts[1] <= 10


def _station(base, number):
    made = programmes.base(name=f"站{number}", level="street", parent=base)
    operations.set_offers(base=made, names=["场地"], by=None)


def test_the_page_on_incubation_lists_wide_bases_when_there_are_many(base):
    for number in range(14):
        programmes.base(name=f"站{number}", level="street")
    words = Client().get("/incubation/").content.decode()
    assert base.body.name in words
    assert "站13" not in words
    assert 'href="/incubation/bases/"' in words


def test_a_search_of_many_words_is_answered(client: Client, base):
    words = " ".join("甲乙丙丁戊己庚辛壬癸" * 3)
    assert client.get("/incubation/bases/", {"q": words}).status_code == 200
    found = client.get("/incubation/bases/", {"q": " ".join(base.body.name[:8])})
    assert base.body.name in found.content.decode()
