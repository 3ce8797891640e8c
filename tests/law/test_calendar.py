"""The working calendar and those who keep it."""

from datetime import date

import pytest

from portal.audit.models import Event
from portal.core import workdays
from portal.core.reasons import Refused
from portal.law import holidays, operations, queries
from portal.law.models import LawState, RuleOverride, WorkDay, WorkYear
from tests.law.test_rules import Official

pytestmark = pytest.mark.django_db
SOURCE = "国办发明电〔2026〕7号"


def set_days(first, last=None, *, works=False, note="春节"):
    return operations.set_days(
        year=(last or first).year,
        first=first,
        last=last or first,
        works=works,
        note=note,
        by=Official(),
    )


def enter_2027():
    set_days(date(2027, 1, 1), note="元旦")
    set_days(date(2027, 2, 4), date(2027, 2, 11))
    set_days(date(2027, 2, 14), works=True, note="调休")
    set_days(date(2027, 4, 5), note="清明")
    set_days(date(2027, 5, 3), date(2027, 5, 5), note="劳动节")
    set_days(date(2027, 10, 1), date(2027, 10, 7), note="国庆")


def test_every_year_from_2010_to_2026_is_there_and_confirmed():
    confirmed = WorkYear.objects.filter(confirmed=True).values_list("year", flat=True)
    assert sorted(confirmed) == list(holidays.known_years())
    assert {2010, 2025, 2026} <= set(confirmed)


def test_seeding_again_changes_nothing_and_keeps_what_an_operator_changed():
    set_days(date(2026, 11, 27), note="停电")
    before = set(WorkDay.objects.values_list("day", "works", "note"))
    holidays.seed()
    assert set(WorkDay.objects.values_list("day", "works", "note")) == before


def test_a_year_that_the_library_newly_knows_is_added():
    WorkYear.objects.filter(year=2025).delete()
    WorkDay.objects.filter(day__year=2025).delete()
    holidays.seed()
    assert WorkYear.objects.get(year=2025).confirmed
    assert queries.holidays_entered(2025) == 13


def test_rows_name_themselves():
    assert str(WorkYear(year=2026)) == "2026"
    assert str(WorkDay(day=date(2026, 1, 4))) == "2026-01-04"
    assert str(RuleOverride(key="k", effective_from=date(2026, 1, 1))) == "k 2026-01-01"
    assert str(LawState(token="t")) == "t"


def test_the_next_year_is_offered_for_entry_but_not_confirmed():
    assert [(y.year, y.confirmed) for y in queries.years()][:2] == [(2027, False), (2026, True)]
    assert queries.year_view(2027) is not None
    assert queries.year_view(2040) is None


def test_a_day_off_entered_by_an_official_moves_the_last_day():
    assert workdays.deadline(date(2026, 11, 24), 3, "wd").last_day == date(2026, 11, 27)
    set_days(date(2026, 11, 27), note="停电")
    assert workdays.deadline(date(2026, 11, 24), 3, "wd").last_day == date(2026, 11, 30)
    set_days(date(2026, 11, 27), works=True, note="")
    assert workdays.deadline(date(2026, 11, 24), 3, "wd").last_day == date(2026, 11, 27)
    assert not WorkDay.objects.filter(day=date(2026, 11, 27)).exists()


def test_a_year_is_confirmed_when_its_holidays_are_entered():
    enter_2027()
    assert workdays.deadline(date(2026, 12, 30), 3, "wd").provisional
    operations.confirm_year(year=2027, source=SOURCE, by=Official())
    assert workdays.deadline(date(2026, 12, 30), 3, "wd") == workdays.Deadline(
        date(2027, 1, 5), provisional=False
    )
    assert workdays.deadline(date(2027, 2, 3), 3, "wd").last_day == date(2027, 2, 15)
    operations.reopen_year(year=2027, why="漏了一天", by=Official())
    assert workdays.deadline(date(2026, 12, 30), 3, "wd").provisional
    actions = Event.objects.filter(subject="law.year:2027").order_by("pk")
    assert [event.action for event in actions][-3:] == [
        "law.days_set",
        "law.year_confirmed",
        "law.year_reopened",
    ]


def test_a_year_without_its_holidays_or_its_notice_is_not_confirmed():
    with pytest.raises(Refused) as refused:
        operations.confirm_year(year=2027, source=" ", by=Official())
    assert refused.value.codes == {"holidays_missing", "source_missing"}


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2027, 1, 3), date(2027, 1, 1), "last_before_first"),
        (date(2026, 12, 31), date(2027, 1, 2), "other_year"),
    ],
)
def test_days_that_make_no_period_are_refused(first, last, code):
    with pytest.raises(Refused) as refused:
        set_days(first, last)
    assert refused.value.codes == {code}


def test_a_year_is_shown_by_its_holidays_and_its_worked_weekends():
    view = queries.year_view(2026)
    assert (view.confirmed, view.working_days) == (True, 248)
    shown = [(f"{h.first:%m-%d}", f"{h.last:%m-%d}", h.days, h.occasion) for h in view.holidays]
    assert shown == [
        ("01-01", "01-03", 3, "元旦"),
        ("02-15", "02-23", 9, "春节"),
        ("04-04", "04-06", 3, "清明"),
        ("05-01", "05-05", 5, "劳动节"),
        ("06-19", "06-21", 3, "端午"),
        ("09-25", "09-27", 3, "中秋"),
        ("10-01", "10-07", 7, "国庆节"),
    ]
    assert [f"{day:%m-%d}" for day in view.worked_weekends] == [
        "01-04",
        "02-14",
        "02-28",
        "05-09",
        "09-20",
        "10-10",
    ]


def test_an_unconfirmed_year_is_shown_with_what_is_fixed_by_law():
    view = queries.year_view(2027)
    assert not view.confirmed
    assert [f"{h.first:%m-%d}" for h in view.holidays] == ["01-01", "10-01"]


def test_the_holidays_entered_are_counted():
    assert [queries.holidays_entered(year) for year in (2025, 2026, 2027)] == [13, 13, 0]
