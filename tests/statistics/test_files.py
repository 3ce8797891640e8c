"""The workbook and the CSV say what the report says."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.statistics.reports import operations, queries, reading
from tests.factories import joining
from tests.factories import statistics as make
from tests.people import client_of

pytestmark = pytest.mark.django_db
ODD = "=1+1\x01注"


@pytest.fixture
def report():
    joining.organisation("东胜区七号助老服务中心", founding_capital_fen=3_000_050)
    row = make.counted()
    operations.set_cell(cell=make.cell(row, 3), value=4, words=ODD, by=make.maker())
    return make.sent(row)


def fetched(row, kind: str) -> bytes:
    answer = client_of("leader").get(reverse("statistics_file", args=[row.pk, kind]))
    assert answer.status_code == 200
    return answer.content


def test_the_workbook_equals_the_snapshot_cell_by_cell(report):
    book = load_workbook(io.BytesIO(fetched(report, "xlsx")))
    tables = reading.tables(report, queries.cells(report))
    assert len(book.worksheets) == len(tables) == 2
    for page, table in zip(book.worksheets, tables, strict=True):
        rows = [list(row) for row in page.iter_rows(values_only=True)]
        assert rows[0][0] == report.sheet.title
        words = {row[0]: row[1] for row in rows if len(row) > 1}
        assert report.sheet.body.name in words.values()
        assert report.sheet.superior in words.values()
        assert str(report) in words.values()
        start = next(at for at, row in enumerate(rows) if row[0] == str(table.head)) + 1
        for line, row in zip(table.lines, rows[start:], strict=False):
            assert row[0] == line.cells[0].label
            said = [Decimal(str(value)) for value in row[1 : 1 + len(table.columns)]]
            assert said == [
                column.unit.number(cell.value)
                for column, cell in zip(table.columns, line.cells, strict=True)
            ]
        sums = rows[start + len(table.lines)]
        assert [Decimal(str(v)) for v in sums[1 : 1 + len(table.columns)]] == [
            column.unit.number(total)
            for column, total in zip(table.columns, table.sums, strict=True)
        ]
        people = [row[1] for row in rows[-3:]]
        assert people[:2] == [make.maker().get_full_name(), make.checker().get_full_name()]
        assert people[2]


def test_no_text_of_the_workbook_is_a_formula_and_notes_stand_below(report):
    book = load_workbook(io.BytesIO(fetched(report, "xlsx")))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert [c.value for c in cells if isinstance(c.value, str) and "=1+1注" in c.value]


def test_the_csv_has_a_line_for_each_figure(report):
    text = fetched(report, "csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))[1:]
    cells = list(queries.cells(report))
    assert len(lines) == len(cells)
    by_hand = [line for line in lines if line[6]]
    assert len(by_hand) == 1
    assert not by_hand[0][6].startswith("=")
    assert (by_hand[0][4], by_hand[0][5]) != (by_hand[0][5], by_hand[0][4])


def test_another_kind_of_file_does_not_exist(report):
    answer = client_of("leader").get(reverse("statistics_file", args=[report.pk, "exe"]))
    assert answer.status_code == 404
