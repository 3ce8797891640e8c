"""A figure: the list that it counts, and setting it by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import downloads
from portal.core.reasons import Refused
from portal.permissions import Permission
from portal.statistics.reports import operations, queries, working
from portal.statistics.reports.enums import ReportState
from portal.statistics.reports.forms import FigureForm, add_refusal
from portal.statistics.reports.models import Cell, Report
from portal.statistics.tables import registry
from portal.statistics.tables.registry import Column, Table
from portal.statistics.tables.units import Unit, unit

PER_PAGE, MOST_ROWS = 50, 10_000


@never_cache
def figure(request: HttpRequest, pk: int, cell: int) -> HttpResponseBase:
    """The rows behind a figure, a page at a time or as CSV; while it is a draft, a correction."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    found = queries.cells(row).filter(pk=cell).first() if row else None
    if row is None or found is None:
        raise Http404
    title, measure = _column(row, found)
    may_edit = people.may(user, Permission.STATISTICS_EDIT, body=row.sheet.body_id)
    may_edit = may_edit and row.status == ReportState.DRAFT
    data = request.POST if request.method == "POST" and may_edit else None
    form = FigureForm(data, cell=found, unit=measure) if may_edit else None
    if form and form.is_valid():
        try:
            operations.set_cell(cell=found, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved. Both figures stay in the record."))
            return redirect("statistics_report", pk=pk)
    counted = _counted(found)
    if counted and "csv" in request.GET:
        table, rows = counted[0], registry.listed(*counted, working.scope_of(row), found.key)
        cells = (table.cells(one) for one in rows[:MOST_ROWS])
        return downloads.csv_file(f"{found.table}-{row}-{found.pk}", table.heads, cells)
    values = {
        "row": row,
        "cell": found,
        "title": title,
        "unit": measure,
        "value": measure.shown(found.value),
        "was": measure.shown(found.counted),
        "form": form,
        **(_list(request, row, found, counted) if counted else {}),
    }
    return render(request, "statistics/figure.html", values)


def _column(row: Report, cell: Cell) -> tuple[str, Unit]:
    """The title and the unit of a figure's column, as the report prints them."""
    head = next(one for one in row.heads if one["table"] == cell.table)
    column = next(one for one in head["columns"] if one["code"] == cell.column)
    return f"{head['title']} · {column['title']} · {cell.label}", unit(column["unit"])


def _counted(cell: Cell) -> tuple[Table, Column] | None:
    """The table and the column, while the portal still counts them."""
    table = registry.table(cell.table)
    column = table.column(cell.column) if table else None
    return (table, column) if table and column else None


def _list(
    request: HttpRequest, row: Report, cell: Cell, counted: tuple[Table, Column]
) -> dict[str, Any]:
    table, column = counted
    rows = registry.listed(table, column, working.scope_of(row), cell.key)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    now = registry.value(column, rows)
    return {
        "table": table,
        "page": page,
        "lines": [_line(table, one) for one in page.object_list],
        "now": column.measure.shown(now),
        "differs": now != cell.counted,
    }


def _line(table: Table, row: Any) -> dict[str, Any]:
    first, *others = table.cells(row)
    return {
        "first": first,
        "others": list(zip(table.heads[1:], others, strict=True)),
        "url": table.way(row),
    }
