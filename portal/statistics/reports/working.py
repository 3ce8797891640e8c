"""What the worker does with an opened report: table by table, goes on where it was stopped."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from portal.statistics.reports.enums import ReportState
from portal.statistics.reports.models import Cell, Report
from portal.statistics.tables import registry
from portal.statistics.tables.scope import Scope
from portal.workflow import engine
from portal.workflow.worker import pause

FAR = 10_000
Kept = Mapping[tuple[str, str, str], Cell]


def count(key: int) -> None:
    """Count the tables that are not counted yet; a second call changes nothing.

    A figure that an official had set by hand keeps what was set, with its reason.
    """
    with translation.override(settings.LANGUAGE_CODE):
        while _next(key):
            pause.check()


def give_up(key: int) -> None:
    """Note that counting broke off; an official may let it be counted again."""
    Report.objects.filter(pk=key, status=ReportState.COUNTING).update(failed=True)


@transaction.atomic
def _next(key: int) -> bool:
    """Count one table; False when there is nothing left to do."""
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("sheet__body")
        .filter(pk=key, status=ReportState.COUNTING)
        .first()
    )
    if report is None:
        return False
    if report.done >= len(report.heads):
        engine.advance(report, "counted", by=None)
        return False
    head = report.heads[report.done]
    old = list(Cell.objects.filter(report=report, table=head["table"]))
    Cell.objects.filter(pk__in=[cell.pk for cell in old]).delete()
    set_by_hand = {_key(cell): cell for cell in old if cell.corrected is not None}
    Cell.objects.bulk_create(_cells(report, head, set_by_hand), batch_size=500)
    report.done += 1
    report.save(update_fields=["done"])
    return True


def _cells(report: Report, head: Mapping[str, Any], old: Kept) -> list[Cell]:
    table = registry.table(head["table"])
    if table is None:
        raise ValueError(f"The table {head['table']} is not registered.")
    codes = [column["code"] for column in head["columns"]]
    scope = scope_of(report)
    found = registry.figures(table, scope, codes)
    rows = registry.lines(table, [*found, *(key for _table, key, _column in old)])
    made = [
        _cell(report, head["table"], line, code, found.get(line[0], {}).get(code, 0), old)
        for line in rows
        for code in codes
    ]
    for place, cell in enumerate(made, start=report.done * FAR):
        cell.place = place
    return made


def _cell(
    report: Report, table: str, line: tuple[str, str], code: str, counted: int, old: Kept
) -> Cell:
    key, label = line
    made = Cell(report=report, table=table, key=key, label=label[:120], column=code)
    made.counted = counted
    before = old.get((table, key, code))
    if before is not None:
        made.corrected, made.note = before.corrected, before.note
        made.corrected_by_id, made.corrected_at = before.corrected_by_id, before.corrected_at
    return made


def scope_of(report: Report) -> Scope:
    """The place and the days that a report counts."""
    return Scope(report.sheet.body.division_id, report.first, report.last)


def _key(cell: Cell) -> tuple[str, str, str]:
    return cell.table, cell.key, cell.column
