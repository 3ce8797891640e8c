"""Making a form, and changing its columns with a preview."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission
from portal.statistics.sheets import operations, queries, shipped
from portal.statistics.sheets.contents import Chosen, heads
from portal.statistics.sheets.forms import SHIPPED, ColumnsForm, SheetForm, add_refusal
from portal.statistics.sheets.models import Sheet
from portal.statistics.tables.units import unit

MOST_KNOWN = 100


@never_cache
def sheet_add(request: HttpRequest) -> HttpResponseBase:
    """Make a form, empty or like another one."""
    user = signed_in(request)
    known = {row.pk: row for row in queries.kept_by(user)[:MOST_KNOWN]}
    mine = people.kept_bodies(user, Permission.STATISTICS_EDIT)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        bodies=[(body.pk, body.name) for body in mine],
        known=known.values(),
        year=clock.today().year,
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        body, like = given.pop("body"), given.pop("like")
        try:
            columns = _columns(known.get(like), like)
            made = operations.add(body_id=body, columns=columns, by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The form is made. Now choose its columns."))
            return redirect("statistics_sheet", pk=made.pk)
    return render(request, "statistics/sheet_add.html", {"form": form})


@never_cache
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The columns of a form: choose, look at the preview, keep as the next version."""
    user = signed_in(request)
    row = queries.kept_by(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    version = queries.newest(row)
    columns = queries.columns(version)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        columns=columns,
        seen=version.number if version else 0,
    )
    if request.method == "POST" and form.is_valid():
        columns, seen = form.chosen, form.cleaned_data["seen"]
        try:
            if "preview" not in request.POST:
                operations.set_columns(sheet=row, columns=columns, seen=seen, by=user)
                messages.success(request, _("Kept as the newest version of the form."))
                return redirect("statistics_sheet", pk=pk)
            _check(columns, seen, version.number if version else 0)
        except Refused as refusal:
            add_refusal(form, refusal)
    values: dict[str, Any] = {
        "row": row,
        "form": form,
        "version": version,
        "preview": [(one, list(_titles(one))) for one in heads(columns)],
        "tried": request.method == "POST",
        "gone": [one for one in columns if not one.known],
    }
    return render(request, "statistics/sheet.html", values)


def _columns(row: Sheet | None, key: int | None) -> Sequence[Chosen]:
    """The columns to begin with: those of another form, of the one that ships, or none."""
    if row is not None:
        return queries.columns(queries.newest(row))
    return shipped.form()[1] if key == SHIPPED else ()


def _check(columns: list[Any], seen: int, newest: int) -> None:
    reasons = operations.against(columns, seen=seen, newest=newest)
    if reasons:
        raise Refused(*reasons)


def _titles(head: Any) -> Any:
    return (
        (one.title, unit(code).words) for one, code in zip(head.columns, head.units, strict=True)
    )
