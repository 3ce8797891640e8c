"""Short words that mean one thing here and another elsewhere are said as this place means them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.bases.models import Opening
from incubator.support.enums import Who
from portal.core import clock
from portal.organisations.register.models import Organisation
from tests.factories import deciding, registering, reports, residences
from tests.factories import venues as rooms
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]


def page(who, name, *args):
    return client_of(who).get(reverse(name, args=args)).content.decode()


def test_the_pool_says_how_giving_goes_and_not_how_scoring_goes():
    words = page("anonymous", "pool")
    assert "怎么捐、怎么领" in words
    assert "怎么评" not in words


def test_a_room_is_not_open_on_a_day_and_does_not_end():
    room = rooms.room()
    Opening.objects.filter(base=room.base).delete()
    words = page("anonymous", "room", room.pk)
    assert "当天不开放" in words
    assert "已截止" not in words


def test_a_milestone_is_not_reached_yet_and_a_report_is_no_objection():
    row = residences.residence(begins_on=residences.months_ago(3))
    reports.agreed(row)
    home = page("owner", "residence_home", row.pk)
    assert "还没完成" in home
    assert "还没达到" in home
    assert "受理中" not in home
    words = page("owner", "report", reports.handed_in(reports.report(row)).pk)
    assert "报告内容" in words
    assert "异议" not in words


def test_founders_are_people_with_names_and_not_a_number_of_them():
    words = page("owner", "registration", registering.begun().pk)
    assert "发起人、负责人和监事" in words
    assert "人数" not in words


def test_support_for_residents_is_for_organisations_and_carries_no_unit():
    assert str(Who.RESIDENTS.label) == "在孵组织"


def test_a_booking_is_booked_for_somebody_and_a_legal_date_passes():
    deciding.ours()
    row = rooms.booked()
    sheet = page("base_worker", "room_sheet", row.room_id)
    assert "预约方" in sheet
    assert "适用对象" not in sheet
    ours = Organisation.objects.get(body=row.body)
    ours.certificate_to = clock.today() - timedelta(days=3)
    ours.save()
    dates = page("owner", "legal_dates", ours.pk)
    assert "日期已过" in dates
    assert "已结束" not in dates
