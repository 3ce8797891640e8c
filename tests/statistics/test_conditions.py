"""Forms, periods, units and conditions of statistics, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from portal.core.reasons import collect
from portal.statistics.reports import comparing
from portal.statistics.reports import conditions as reports
from portal.statistics.sheets import conditions as sheets
from portal.statistics.sheets import periods
from portal.statistics.sheets.contents import Chosen
from portal.statistics.tables import registry
from portal.statistics.tables.units import UNITS, unit

pytestmark = pytest.mark.once
KIND = Chosen("organisations_by_kind", "number", "期末数")
NEW = Chosen("organisations_by_kind", "new", "本年新登记")
GONE = Chosen("organisations_by_kind", "volunteers", "志愿者")
LAST = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("columns", "seen", "expected"),
    [
        ([KIND, NEW], 0, set()),
        ([], 0, {"form_empty"}),
        ([KIND, GONE], 0, {"column_unknown"}),
        ([KIND, KIND], 0, {"column_twice", "title_twice"}),
        ([KIND, Chosen(NEW.table, NEW.column, " 期末数 ")], 0, {"title_twice"}),
        ([KIND, Chosen("grades_in_force", "number", "期末数")], 0, set()),
        ([Chosen(KIND.table, KIND.column, "  ")], 0, {"column_untitled"}),
        ([KIND] * 61, 0, {"too_many", "column_twice", "title_twice"}),
        ([KIND], 1, {"sheet_changed"}),
        ([GONE, Chosen("no", "no", "")], 2, {"column_unknown", "column_untitled", "sheet_changed"}),
    ],
)
def test_every_reason_against_the_columns_of_a_form(columns, seen, expected):
    found = collect(sheets.CHANGE, sheets.Columns(columns, seen, 0))
    assert {reason.code for reason in found} == expected
    assert all(reason.mend for reason in found)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, set()),
        ({"title": " ", "superior": ""}, {"title_missing", "superior_missing"}),
        ({"year": 1}, {"year_far"}),
        ({"year": 9999}, {"year_far"}),
        ({"year": 2010}, set()),
        ({"year": 2009}, {"year_far"}),
        ({"period": "week"}, {"period_missing"}),
        ({"exists": True}, {"sheet_exists"}),
    ],
)
def test_every_reason_against_a_new_form(given, expected):
    known = {"title": "年报", "superior": "市民政局", "year": 2025, "period": "year"} | given
    facts = sheets.Facts(years=periods.years(date(2026, 12, 1)), **known)
    assert {reason.code for reason in collect(sheets.ADD, facts)} == expected


@pytest.mark.parametrize(
    ("conditions", "given", "expected"),
    [
        (reports.OPEN_ONE, {}, set()),
        (reports.OPEN_ONE, {"columns": ()}, {"form_empty"}),
        (reports.OPEN_ONE, {"columns": (KIND, GONE)}, {"column_unknown"}),
        (reports.OPEN_ONE, {"period_begins": date(2026, 12, 2)}, {"period_to_come"}),
        (reports.OPEN_ONE, {"open_number": "TJ-1"}, {"report_open"}),
        (
            reports.OPEN_ONE,
            {"open_number": "1", "sent_number": "2"},
            {"report_open", "report_sent"},
        ),
        (reports.HAND_IN, {}, {"counted_early"}),
        (reports.HAND_IN, {"counted_to": LAST}, set()),
        (reports.SEND, {"counted_to": LAST}, set()),
        (reports.SEND, {"worked_on_it": True}, {"four_eyes", "counted_early"}),
    ],
)
def test_every_reason_on_the_way_of_a_report(conditions, given, expected):
    known = {"columns": (KIND,), "period_begins": date(2025, 1, 1), **given}
    facts = reports.Facts(today=date(2026, 12, 1), period_ends=LAST, **known)
    found = collect(conditions, facts)
    assert {reason.code for reason in found} == expected
    assert all(str(reason) for reason in found)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("q4", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_of_a_period(period, first, last):
    assert periods.bounds(2024, period) == (first, last)


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("organisations", 12_345, "12,345"),
        ("yuan", 1_234_567, "12,345.67"),
        ("hours", 90, "1.5"),
        ("hours", 50, "0.8"),
        ("no such unit", 7, "7"),
    ],
)
def test_a_figure_reads_in_its_unit(code, value, words):
    assert unit(code).shown(value) == words


def test_what_is_typed_comes_back_as_it_was():
    for one in UNITS.values():
        assert one.number(one.kept(Decimal("1.5") if one.places else Decimal(2))) == (
            Decimal("1.5") if one.places else Decimal(2)
        )


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (12, 10, (2, "+20.0 %")),
        (9, 12, (-3, "-25.0 %")),
        (5, 0, (5, "")),
        (0, 4, (-4, "-100.0 %")),
        (0, 0, (0, "")),
    ],
)
def test_the_difference_from_the_year_before(now, before, expected):
    assert comparing.difference(now, before) == expected


def test_the_catalogue_is_whole():
    tables = registry.tables()
    assert len(tables) >= 13
    for table in tables:
        assert len({column.code for column in table.columns}) == len(table.columns)
        assert len(f"{table.code}") <= 40
        assert all(column.unit in UNITS for column in table.columns)
        assert table.parts or table.names
    with pytest.raises(ValueError, match="twice"):
        registry.register(tables[0])
