"""Dashboards: every figure is the count of its list, and equals a recount from raw rows."""

import csv
import io
from datetime import time, timedelta

import pytest
from django.urls import reverse

from incubator.admission.models import Application
from incubator.allowances import operations as allowances
from incubator.allowances.models import Entry
from incubator.bases.models import Opening
from incubator.dashboards import numbers, pages, queries, waiting
from incubator.dashboards.figures import FIGURES
from incubator.dashboards.scope import scope
from incubator.reports import opening
from incubator.reports.enums import Late
from incubator.reports.models import Report
from incubator.residence.models import Residence
from incubator.venues import operations as venues
from portal.core import clock, workdays
from tests.factories import deciding, programmes, residences, support
from tests.factories import venues as booking
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
GRANTS = [{"kind": "money", "amount": 500_000, "each": "whole", "carry_over": False}]
QUERIES = 15


@pytest.fixture
def city():
    """A base of the banner with one of a street below it, and residences in both."""
    top = programmes.base()
    street = programmes.base(name="林荫街道社会组织服务站", level="street", parent=top)
    today = clock.today()
    venues.add_room(base=top, name="会议室 1", kind="meeting", capacity=12, by=None)
    venues.add_room(base=top, name="工位区", kind="desk", capacity=8, by=None)
    Opening.objects.bulk_create(
        Opening(base=top, weekday=day, opens=time(9), closes=time(17)) for day in range(7)
    )
    first = residences.residence(deciding.organisation(), base=top, grants=GRANTS)
    residences.residence(deciding.organisation(), base=street)
    over = residences.residence(
        deciding.organisation(), workdays.months_later(today, -13), base=top
    )
    residences.in_state(over, "follow_up")
    allowances.take(
        body_id=first.body_id, kind="money", amount=120_000, about="t:1", on=today, by=None
    )
    return top, street


def looked_at(base, **given):
    return scope(base, own=given.pop("own", False), year=given.pop("year", ""), today=clock.today())


def test_a_base_is_looked_at_with_all_below_it_or_alone(city):
    top, street = city
    assert looked_at(top).bases == {top.pk, street.pk}
    assert looked_at(top, own=True).bases == {top.pk}
    assert looked_at(street).bases == {street.pk}
    assert looked_at(top).banner_bases == {"150602": top.pk}


def test_a_past_year_is_looked_at_whole_and_nonsense_is_this_year(city):
    year = clock.today().year
    assert looked_at(city[0], year=str(year - 1)).last.isoformat() == f"{year - 1}-12-31"
    for words in ("2019", "9999", "abcd", ""):
        assert looked_at(city[0], year=words).last == clock.today()


def test_every_figure_equals_a_recount_from_raw_rows(city):
    found = looked_at(city[0])
    today = clock.today()
    rows = [r for r in Residence.objects.all() if r.base_id in found.bases]
    assert FIGURES["residents"].value(found) == len([r for r in rows if r.ended_on is None]) == 2
    graduated = [r for r in rows if r.outcome == "graduated" and r.ended_on == today]
    assert FIGURES["graduates"].value(found) == len(graduated) == 1
    taken = sum(e.used for e in Entry.objects.all() if e.allowance.kind == "money")
    assert FIGURES["money"].value(found) == taken == 120_000
    handed_in = [a for a in Application.objects.all() if a.programme.base_id in found.bases]
    assert FIGURES["applications"].value(found) == len(handed_in) == 3
    assert FIGURES["desks"].value(found) == 0
    assert FIGURES["training"].value(found) == 0


def test_the_pictures_add_up_to_their_figures(city):
    found = looked_at(city[0])
    counted = numbers.tally(found)
    assert sum(counted.by_tier().values()) == FIGURES["residents"].value(found) == 2
    assert counted.by_banner() == {"150602": 2}
    for code in ("applications", "graduates", "training", "money"):
        assert counted.total(code) == FIGURES[code].value(found), code
    assert counted.by_month("graduates") == {clock.today().month: 1}
    assert counted.one["support"] == {"money": 500_000}
    assert counted.two["support"] == {"money": 120_000}


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_a_figure_opens_the_list_it_counts(city, code):
    top, _street = city
    client = client_of("incubation_clerk")
    page = client.get(reverse("base_figure", args=[top.pk, code]))
    assert page.status_code == 200
    assert len(page.context["lines"]) == FIGURES[code].rows(looked_at(top)).count()
    answer = client.get(reverse("base_figure", args=[top.pk, code]), {"csv": ""})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(page.context["lines"])


def test_room_use_covers_every_hour_that_was_open_since_the_room_is_there(city):
    today = clock.today().weekday()
    chart = pages.picture(looked_at(city[0]), "rooms").drawn
    assert list(chart.heads) == [str(hour) for hour in range(9, 17)]
    assert [cell.value for cell in chart.rows[today].cells] == [0] * 8
    assert [cell.value for cell in chart.rows[today - 1].cells] == [None] * 8


def test_the_figures_of_pictures_lead_to_the_rows_they_count(city):
    top, _street = city
    drawn = {code: pages.picture(looked_at(top), code).drawn for code in ("tiers", "months")}
    client, month = client_of("incubation_clerk"), clock.today().month
    counted = {url: value for _name, value, url in drawn["tiers"]}
    applied, graduated = drawn["months"].rows[month - 1][1]
    for value, url in (*((n, u) for u, n in counted.items()), applied, graduated):
        page = client.get(url)
        assert page.status_code == 200
        assert len(page.context["lines"]) == value, url


@pytest.mark.parametrize("code", ["tiers", "months", "rooms", "banners", "support"])
def test_a_picture_has_its_numbers_as_a_file(city, code):
    top, _street = city
    answer = client_of("incubation_clerk").get(reverse("base_table", args=[top.pk, code]))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {len(rows[0])}


def test_an_unknown_picture_or_figure_does_not_exist(city):
    client = client_of("incubation_clerk")
    for name in ("base_figure", "base_table"):
        assert client.get(reverse(name, args=[city[0].pk, "nothing"])).status_code == 404


def test_what_waits_stands_first_and_most_pressing_first(city):
    top, _street = city
    for state in ("exit", "heard"):
        residences.in_state(residences.residence(deciding.organisation(), base=top), state)
    found = pages.dashboard(looked_at(top)).waiting
    assert [(one.number, one.url) for one in found] == [
        (1, pages.list_url(looked_at(top), "heard")),
        (1, pages.list_url(looked_at(top), "exits")),
    ]


@pytest.fixture
def busy(city):
    """The city with everything that can wait in both bases, and with much that does not."""
    Opening.objects.bulk_create(
        Opening(base=city[1], weekday=day, opens=time(9), closes=time(17)) for day in range(7)
    )
    for base in city:
        for state in ("exit", "heard", "midterm"):
            residences.in_state(residences.residence(deciding.organisation(), base=base), state)
        for late in Late:
            stay = residences.residence(
                deciding.organisation(), workdays.months_later(clock.today(), -4), base=base
            )
            opening.run()
            Report.objects.filter(residence=stay).update(late=late)
        room = booking.room(base, needs_approval=True)
        booking.booked(booking.wish(room, at="10:00" if base.parent_id else "14:00"))
        support.asked(support.item(at=base))
    gone = Report.objects.filter(residence__base=city[0], late=Late.REVIEW).get()
    Report.objects.filter(pk=gone.pk).update(status="dropped")
    return city


@pytest.mark.parametrize("own", [False, True])
def test_what_waits_opens_the_list_it_counts(busy, own):
    scoped = looked_at(busy[0], own=own)
    waits = waiting.shown(numbers.tally(scoped).one["waiting"], lambda code: code)
    assert {one.kind.figure.code for one in waits} == set(waiting.FIGURES)
    client = client_of("incubation_clerk")
    for one in waits:
        page = client.get(pages.list_url(scoped, one.url))
        assert page.status_code == 200
        assert len(page.context["lines"]) == one.number, one.url
        assert [client.get(line["url"]).status_code for line in page.context["lines"]] == [
            200
        ] * one.number, one.url


def test_reports_wait_from_the_second_reminder_on_and_only_while_somebody_can_write_them(busy):
    late = waiting.FIGURES["late-reports"]
    assert late.value(looked_at(busy[0], own=True)) == 1
    assert late.value(looked_at(busy[0])) == 3
    assert {row.late for row in late.rows(looked_at(busy[0]))} == {Late.PAUSED, Late.REVIEW}


def test_support_that_is_used_opens_the_allowances_it_adds_up(city, in_chinese):
    top, street = city
    second = residences.residence(deciding.organisation(), base=street, grants=GRANTS)
    allowances.take(
        body_id=second.body_id, kind="money", amount=30_000, about="t:2", on=clock.today(), by=None
    )
    (bar,) = pages.picture(looked_at(top), "support").drawn
    assert bar.words == ("1,500.00 元", "8,500.00 元", "10,000.00 元")
    page = client_of("incubation_clerk").get(bar.url)
    assert page.context["value"] == "1,500.00 元"
    assert [line["first"] for line in page.context["lines"]][1] == second.body.name
    assert len(page.context["lines"]) == 2


def test_a_row_whose_page_a_person_may_not_open_is_named_without_a_way(city):
    top, _street = city
    below = residences.residence(
        deciding.organisation(), base=programmes.base("other_bureau", "康巴什区站", parent=top)
    )
    page = client_of("incubation_clerk").get(reverse("base_figure", args=[top.pk, "residents"]))
    ways = {line["first"]: line["url"] for line in page.context["lines"]}
    assert ways.pop(below.body.name) == ""
    assert all(ways.values())


def test_a_base_is_opened_by_its_people_its_office_and_those_above(city):
    top, street = city
    assert queries.opened(person("incubation_clerk"), street.pk) == street
    assert queries.opened(person("base_worker"), top.pk) == top
    assert queries.opened(person("base_worker"), street.pk) == street
    for name in ("owner", "clerk", "supervisor"):
        assert queries.opened(person(name), top.pk) is None, name
    theirs = programmes.base("other_bureau", "康巴什区孵化中心")
    assert queries.opened(person("base_worker"), theirs.pk) is None


def test_a_person_with_one_base_comes_to_it_at_once(city):
    answer = client_of("base_worker").get(reverse("dashboards"))
    assert answer.headers["Location"] == reverse("base_dashboard", args=[city[0].pk])
    page = client_of("incubation_clerk").get(reverse("dashboards"))
    assert [row.pk for row in page.context["rows"]] == [base.pk for base in city]


def test_a_dashboard_takes_as_many_queries_for_ten_times_as_many(
    city, django_assert_max_num_queries
):
    client, url = client_of("incubation_clerk"), reverse("base_dashboard", args=[city[0].pk])
    client.get(url)
    with django_assert_max_num_queries(QUERIES):
        client.get(url)
    for number in range(20):
        residences.residence(
            deciding.organisation(), clock.today() - timedelta(days=number), base=city[number % 2]
        )
    with django_assert_max_num_queries(QUERIES):
        page = client.get(url)
    assert page.context["dashboard"].figures[0].value == "22"


def test_a_dashboard_of_an_empty_base_says_what_is_missing():
    base = programmes.base()
    shown = pages.dashboard(looked_at(base))
    assert shown.waiting == []
    assert [figure.value for figure in shown.figures] == ["0", "0", "0.0", "0", "0.00"]
