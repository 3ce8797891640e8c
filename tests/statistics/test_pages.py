"""The screens of statistics."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core import clock
from portal.statistics.reports.models import Cell, Report
from portal.statistics.sheets import shipped
from portal.statistics.sheets.models import Sheet, SheetVersion
from portal.statistics.tables import registry
from tests import people
from tests.factories import joining
from tests.factories import statistics as make
from tests.people import client_of

pytestmark = pytest.mark.django_db
LIST = "/work/statistics/"


@pytest.fixture
def clerk():
    return client_of("clerk")


def at(row: Report) -> str:
    return reverse("statistics_report", args=[row.pk])


def typed(row: Sheet, seen: int, **chosen: tuple[int, str]) -> dict[str, object]:
    """What the page of the columns sends for columns with a place and a title."""
    sent: dict[str, object] = {"seen": seen}
    for number, (table, column) in enumerate(registry.columns(), start=1):
        place, title = chosen.get(f"{table.code}__{column.code}", ("", str(column.title)))
        sent |= {f"place_{number}": place, f"title_{number}": title}
    return sent


def test_from_a_form_to_a_locked_report_by_the_pages_alone(clerk):
    joining.organisation("东胜区八号助老服务中心")
    office, year = people.body("bureau"), clock.today().year - 1
    given = {"body": office.pk, "superior": "市民政局", "title": "年报", "period": "year"}
    assert clerk.post(f"{LIST}forms/add/", {**given, "year": year}).status_code == 302
    sheet = Sheet.objects.get()
    page = reverse("statistics_sheet", args=[sheet.pk])
    chosen = {"grades_in_force__number": (2, "等级"), "organisations_by_kind__number": (1, "总数")}
    assert clerk.post(page, typed(sheet, 0, **chosen)).status_code == 302
    version = SheetVersion.objects.get()
    assert [one["title"] for one in version.columns] == ["总数", "等级"]
    assert clerk.post(LIST, {"open": sheet.pk}).status_code == 302
    row = Report.objects.get()
    assert "data-watch" in clerk.get(at(row)).content.decode()
    make.working.count(row.pk)
    cell = Cell.objects.get(report=row, key="social_service_institution")
    figure = reverse("statistics_figure", args=[row.pk, cell.pk])
    answer = clerk.get(figure)
    assert len(answer.context["lines"]) == cell.counted == 1
    assert clerk.post(figure, {"value": "3", "words": "两家未导入"}).status_code == 302
    shown = clerk.get(at(row)).context["tables"][0]
    assert [(remark.figure, remark.was) for remark in shown.remarks] == [("3", "1")]
    assert "两家未导入" in clerk.get(at(row)).content.decode()
    assert clerk.post(at(row), {"act": "hand_in"}).status_code == 302
    leader = client_of("leader")
    assert leader.post(at(row), {"act": "send"}).status_code == 302
    assert make.again(row).status == "sent"
    assert clerk.post(at(row), {"act": "correct", "words": ""}).status_code == 200
    answer = clerk.post(at(row), {"act": "correct", "words": "漏报"})
    newer = Report.objects.get(number=2)
    assert answer.headers["Location"] == at(newer)
    assert str(newer) in clerk.get(at(row)).content.decode()


def test_the_form_is_previewed_and_all_reasons_stand_on_its_page(clerk):
    sheet = make.sheet()
    page = reverse("statistics_sheet", args=[sheet.pk])
    same = {"organisations_by_kind__number": (1, "数"), "organisations_by_kind__new": (2, "数")}
    answer = clerk.post(page, {**typed(sheet, 0, **same), "preview": "1"})
    assert answer.status_code == 200
    assert len(answer.context["form"].non_field_errors()) == 2
    assert [head.table for head, _titles in answer.context["preview"]] == ["organisations_by_kind"]
    assert answer.context["form"].data["title_1"] == "数"
    assert SheetVersion.objects.filter(sheet=sheet).count() == 1
    assert clerk.post(page, typed(sheet, 1)).context["form"].errors
    good = {"organisations_by_kind__number": (1, "数")}
    assert (
        clerk.post(page, {**typed(sheet, 1, **good), "preview": "1"}).context["form"].errors == {}
    )


def test_a_form_begins_like_the_one_that_ships_or_like_another(clerk):
    other, office = make.sheet(), people.body("bureau").pk
    given = {"body": office, "superior": "市民政局", "period": "year", "year": other.year}
    for title, like in (("甲", 0), ("乙", other.pk)):
        clerk.post(f"{LIST}forms/add/", {**given, "title": title, "like": like})
    first = SheetVersion.objects.get(sheet__title="甲")
    assert len(first.columns) == len(shipped.form()[1]) == 20
    assert len(SheetVersion.objects.get(sheet__title="乙").columns) == len(make.COLUMNS)
    page = reverse("statistics_sheet", args=[first.sheet_id])
    assert clerk.get(page).context["gone"] == []


@pytest.mark.parametrize("year", ["1", "0001", "9999", "-5", "20251", "x", "9" * 40, ""])
def test_an_odd_year_is_refused_in_words(clerk, year):
    given = {"body": people.body("bureau").pk, "superior": "市", "title": "年报", "period": "year"}
    answer = clerk.post(f"{LIST}forms/add/", {**given, "year": year})
    assert answer.status_code == 200
    assert answer.context["form"].errors["year"]


@pytest.mark.parametrize("value", ["x", "-1", "1e99", "1.5", "9" * 30, "NaN", "\x00", "Infinity"])
def test_an_odd_figure_is_refused_in_words(clerk, value):
    row = make.counted()
    page = reverse("statistics_figure", args=[row.pk, make.cell(row).pk])
    answer = clerk.post(page, {"value": value, "words": "改"})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"].data["value"] == value


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 18, "9" * 40, "１", "\x00"])
def test_a_report_of_no_form_is_not_opened(clerk, key):
    assert clerk.post(LIST, {"open": key}).status_code == 404


def test_what_cannot_be_opened_says_why(clerk):
    coming = make.sheet(year=clock.today().year + 1)
    answer = clerk.post(LIST, {"open": coming.pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]]
    assert not Report.objects.exists()


def test_a_figure_of_another_report_does_not_exist(clerk):
    row, other = make.counted(), make.counted()
    for pk, cell in ((row.pk, make.cell(other).pk), (row.pk, 10**17), (10**17, make.cell(row).pk)):
        assert clerk.get(reverse("statistics_figure", args=[pk, cell])).status_code == 404


def test_the_list_behind_a_figure_as_a_file_and_what_has_changed_since(clerk):
    joining.organisation("东胜区九号助老服务中心")
    row = make.counted()
    cell = Cell.objects.get(report=row, column="number", key="social_service_institution")
    joining.organisation("东胜区十号助老服务中心")
    page = clerk.get(reverse("statistics_figure", args=[row.pk, cell.pk]))
    assert page.context["differs"]
    assert page.context["now"] == "2"
    answer = clerk.get(reverse("statistics_figure", args=[row.pk, cell.pk]), {"csv": "1"})
    assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) == 3


def test_a_report_stands_beside_the_year_before(clerk):
    joining.organisation("东胜区十一号助老服务中心", founding_capital_fen=100_000)
    year = clock.today().year - 1
    make.sent(make.counted(make.sheet(year=year - 1, title="年报")))
    joining.organisation("东胜区十二号助老服务中心", founding_capital_fen=50_000)
    now = make.counted(make.sheet(year=year, title="年报"))
    answer = clerk.get(at(now), {"view": "comparison"})
    found = {one.title: one.pairs[-1] for one in answer.context["compared"]}
    assert len(found) == len(make.COLUMNS)
    pair = next(pair for title, pair in found.items() if title.endswith("期末数"))
    assert (pair.now, pair.before, pair.difference, pair.share) == ("2", "1", "+1", "+100.0 %")
    alone = make.counted(make.sheet(superior="自治区民政厅"))
    assert clerk.get(at(alone), {"view": "comparison"}).context["before"] is None


@pytest.mark.once
def test_pages_cost_the_same_for_ten_times_as_many(clerk):
    def asked(address: str) -> int:
        clerk.get(address)
        with CaptureQueriesContext(connection) as found:
            assert clerk.get(address).status_code == 200
        return len(found)

    row = make.counted()
    cell = make.cell(row)
    pages = (
        LIST,
        f"{LIST}?view=forms",
        at(row),
        reverse("statistics_figure", args=[row.pk, cell.pk]),
        reverse("statistics_file", args=[row.pk, "csv"]),
    )
    before = [asked(page) for page in pages]
    for number in range(9):
        joining.organisation(f"东胜区数{number}助老服务中心")
        make.sheet()
        make.opened()
    copies = [
        Cell(report=row, table=cell.table, key=f"k{n}", label="另", column=c.column, place=n,
             counted=1, corrected=2, note="改", corrected_by=make.maker())
        for n in range(50, 90)
        for c in Cell.objects.filter(report=row, table=cell.table, key=cell.key)
    ]  # fmt: skip
    Cell.objects.bulk_create(copies)
    assert [asked(page) for page in pages] == before
    assert max(before) <= 20
