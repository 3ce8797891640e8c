"""The reports, one of them with what the reader may do about it, and its files."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import downloads
from portal.core.reasons import Refused
from portal.core.ui import Fact, Tab
from portal.organisations import casepage
from portal.permissions import Permission
from portal.statistics.reports import comparing, documents, operations, queries, reading
from portal.statistics.reports.enums import ReportState
from portal.statistics.reports.forms import EmptyForm, WordsForm, add_refusal
from portal.statistics.reports.models import Report
from portal.statistics.sheets import queries as sheets
from portal.statistics.sheets.models import Sheet
from portal.workflow import engine

PER_PAGE = 50
REPORTS, FORMS, COMPARISON = "reports", "forms", "comparison"
WITH_WORDS = ("send_back", "correct")
BUTTONS = {
    "hand_in": gettext_lazy("Hand in to be confirmed"),
    "send": gettext_lazy("Confirm, send and lock"),
    "send_back": gettext_lazy("Send back to be mended"),
    "recount": gettext_lazy("Count again"),
    "correct": gettext_lazy("Make a correction"),
    "withdraw": gettext_lazy("Withdraw"),
}


@never_cache
def statistics(request: HttpRequest) -> HttpResponseBase:
    """The reports, or the forms they are made of; a form's report is opened here."""
    user = signed_in(request)
    if request.method == "POST":
        made = _open(request)
        return redirect("statistics_report", pk=made.pk) if made else redirect(_forms_url())
    view = FORMS if request.GET.get("view") == FORMS else REPORTS
    found = sheets.visible_to(user) if view == FORMS else queries.visible_to(user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        Tab(pgettext("statistics", "Reports"), reverse("statistics"), None, view == REPORTS),
        Tab(_("Forms of the superior bureau"), _forms_url(), None, view == FORMS),
    ]
    values = {
        "page": page,
        "tabs": tabs,
        "view": view,
        "may_edit": people.may(user, Permission.STATISTICS_EDIT),
        "kept": people.bodies_where(user, Permission.STATISTICS_EDIT),
    }
    return render(request, "statistics/list.html", values)


@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A report: its figures, or beside the year before; and what the reader may do."""
    row = _seen(request, pk)
    shown = _forms(request, row)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in shown:
        done = _done(request, row, act, shown[act])
        if done:
            return redirect("statistics_report", pk=done.pk)
    tables = reading.tables(row, queries.cells(row))
    comparison = request.GET.get("view") == COMPARISON
    values: dict[str, Any] = {
        "row": row,
        "page": casepage.of(row, mine=bool({"hand_in", "send"} & set(shown))),
        "forms": shown,
        "buttons": {name: BUTTONS[name] for name in shown},
        "tried": act,
        "error_form": shown.get(act),
        "tables": tables,
        "tabs": _tabs(row, comparison),
        "comparison": comparison,
        "facts": [Fact(name, value) for name, value in _facts(row)],
        "corrections": list(queries.corrections(row)),
        "counting": row.status == ReportState.COUNTING,
        **(_compared(row, tables) if comparison else {}),
    }
    return render(request, "statistics/report.html", values)


def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The figures as a workbook (xlsx) or as CSV; a 404 for anything else."""
    row = _seen(request, pk)
    tables = reading.tables(row, queries.cells(row))
    name = f"statistics-{row.sheet.year}-{row.sheet.period}-{row}"
    if kind == "csv":
        return downloads.csv_file(name, documents.heads(), documents.lines(tables))
    if kind != "xlsx":
        raise Http404
    answer = HttpResponse(documents.workbook(row, tables), content_type=documents.TYPE)
    answer["Cache-Control"] = "private, no-store"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer


def _open(request: HttpRequest) -> Report | None:
    user, key = signed_in(request), request.POST.get("open", "")
    found: Sheet | None = None
    if key.isascii() and key.isdigit() and len(key) < 19:
        found = sheets.kept_by(user).filter(pk=int(key)).first()
    if found is None:
        raise Http404
    try:
        made = operations.open_report(sheet=found, by=user)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
        return None
    messages.success(request, _("The report is open. It is being counted."))
    return made


def _forms(request: HttpRequest, row: Report) -> dict[str, forms.Form]:
    """A form for each act that the reader may do now, the nearest first."""
    user = signed_in(request)
    possible = {step.action for step in engine.possible(row, user)}
    if possible & {"send", "send_back"} and queries.worked_on(row, user):
        possible -= {"send", "send_back"}
    edits = people.may(user, Permission.STATISTICS_EDIT, body=row.sheet.body_id)
    if edits and row.status == ReportState.COUNTING and row.failed:
        possible.add("recount")
    if edits and row.status == ReportState.SENT and not queries.corrections(row).exists():
        possible.add("correct")
    act = request.POST.get("act", "") if request.method == "POST" else ""
    shown: dict[str, forms.Form] = {}
    for name in (name for name in BUTTONS if name in possible):
        data = request.POST if act == name else None
        shown[name] = WordsForm(data) if name in WITH_WORDS else EmptyForm(data)
    return shown


def _done(request: HttpRequest, row: Report, act: str, form: forms.Form) -> Report | None:
    if not form.is_valid():
        return None
    user, given = signed_in(request), form.cleaned_data
    known: dict[str, Callable[[], Report]] = {
        "hand_in": lambda: operations.hand_in(report=row, by=user),
        "send": lambda: operations.send(report=row, by=user),
        "send_back": lambda: operations.send_back(report=row, by=user, **given),
        "recount": lambda: operations.recount(report=row, by=user),
        "correct": lambda: operations.correct(report=row, by=user, **given),
        "withdraw": lambda: operations.withdraw(report=row, by=user),
    }
    try:
        done = known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    messages.success(request, _("Saved."))
    return done


def _facts(row: Report) -> list[tuple[str, str]]:
    version = _("version %(number)s of the form") % {"number": row.version.number}
    form = (pgettext("statistics", "Form"), version)
    return [*documents.facts(row), form, *documents.signatures(row)]


def _compared(row: Report, tables: list[reading.Counted]) -> dict[str, Any]:
    before = queries.year_before(row)
    if before is None:
        return {"before": None, "compared": []}
    old = reading.tables(before, queries.cells(before))
    years = (row.sheet.year, before.sheet.year)
    return {"before": before, "compared": comparing.compare(tables, old, years)}


def _tabs(row: Report, comparison: bool) -> list[Tab]:
    here = reverse("statistics_report", args=[row.pk])
    return [
        Tab(_("Figures"), here, None, not comparison),
        Tab(_("Beside the year before"), f"{here}?view={COMPARISON}", None, comparison),
    ]


def _forms_url() -> str:
    return f"{reverse('statistics')}?view={FORMS}"


def _seen(request: HttpRequest, pk: int) -> Report:
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
