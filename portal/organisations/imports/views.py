"""Importing register lists, as the officials of civil affairs see it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Fact, Tab
from portal.organisations import casepage
from portal.organisations.imports import documents, lists, operations, queries
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.enums import ImportState, Kind, Verdict
from portal.organisations.imports.forms import DecisionForm, UploadForm, add_refusal
from portal.organisations.imports.labels import row_view
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.permissions import Permission

PER_PAGE = 25
MOST_EXPORTED = 20_000
RUNNING = (ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the official's bureaus, newest first."""
    found = queries.visible_to(signed_in(request)).select_related("stored")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    batches = [(batch, _chip(batch)) for batch in page.object_list]
    keeps = people.bodies_where(signed_in(request), Permission.REGISTER_VIEW)
    return render(
        request,
        "organisations/imports/list.html",
        {"page": page, "batches": batches, "keeps_register": bool(keeps)},
    )


def upload(request: HttpRequest) -> HttpResponseBase:
    """Hand in a list."""
    user = signed_in(request)
    offices = {
        kind: people.bodies_where(user, made.permission) for kind, made in lists.known().items()
    }
    anywhere = frozenset[int]().union(*offices.values())
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        bureaus=[(b.pk, b.name) for b in Bureaus().all if b.pk in anywhere],
        kinds=[Kind(kind) for kind, bodies in offices.items() if bodies],
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            batch = operations.upload(
                upload=values["list"],
                source_on=values["source_on"],
                bureau=values["bureau"],
                kind=values["kind"] or form["kind"].initial,
                by=user,
            )
        except Refused as refused:
            add_refusal(form, refused, "list")
        else:
            return redirect("import_detail", pk=batch.pk)
    return render(request, "organisations/imports/upload.html", {"form": form})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An import: its progress, its preview row by row, or its result."""
    batch = _batch(request, pk)
    counts = queries.verdict_counts(batch)
    chosen = request.GET.get("class", "")
    verdict = chosen if chosen in Verdict.values else ""
    page = Paginator(queries.rows(batch, verdict), PER_PAGE).get_page(request.GET.get("page"))
    bureaus, kind = Bureaus(), lists.of(batch.kind)
    return render(
        request,
        "organisations/imports/detail.html",
        {
            "batch": batch,
            "page": casepage.of(batch, mine=batch.status == ImportState.PREVIEWED),
            "running": batch.status in RUNNING,
            "counts": counts,
            "to_write": operations.facts(batch).rows_to_write,
            "undecided": queries.undecided(batch),
            "outcomes": queries.outcome_counts(batch),
            "tabs": _tabs(counts, verdict),
            "verdict": verdict,
            "rows_page": page,
            "rows": [row_view(row, bureaus, kind.labels) for row in page.object_list],
            "promises": kind.promises(batch),
            "kind": kind,
            "facts": _facts(batch),
        },
    )


def row(request: HttpRequest, pk: int, line: int) -> HttpResponseBase:
    """One row: what the list says, what the register says, and the decision where one is due."""
    batch = _batch(request, pk)
    found = queries.rows(batch).filter(line=line).first()
    if found is None:
        raise Http404
    offered = operations.offered(found) if batch.status == ImportState.PREVIEWED else ()
    form = DecisionForm(
        request.POST or None, offered=offered, initial={"choice": found.choice or None}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.decide(row=found, choice=form.cleaned_data["choice"], by=signed_in(request))
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _after_decision(request, found)
    return render(
        request,
        "organisations/imports/row.html",
        {"batch": batch, "form": form, "offered": offered} | _row_context(batch, found),
    )


def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What will happen, and the button that lets it happen."""
    batch = _batch(request, pk)
    if request.method == "POST":
        try:
            operations.confirm(batch=batch, by=signed_in(request))
        except Refused as refused:
            _tell(request, refused)
        else:
            messages.success(request, _("Confirmed. The list is being written."))
        return redirect("import_detail", pk=pk)
    if batch.status != ImportState.PREVIEWED:
        return redirect("import_detail", pk=pk)
    counts, taken = queries.verdict_counts(batch), queries.taken_decisions(batch)
    plain = int(batch.counts.get("to_write", 0))
    context = {
        "batch": batch,
        "counts": counts,
        "to_write": operations.facts(batch).rows_to_write,
        "promises": lists.of(batch.kind).promises(batch),
        "warned": plain - counts[Verdict.NEW] - counts[Verdict.CHANGED],
        "taken": taken,
        "undecided": queries.undecided(batch),
    }
    return render(request, "organisations/imports/confirm.html", context)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the import away."""
    try:
        operations.discard(batch=_batch(request, pk), by=signed_in(request))
    except Refused as refused:
        _tell(request, refused)
        return redirect("import_detail", pk=pk)
    messages.success(request, _("Discarded. Nothing was written."))
    return redirect("register_imports")


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of one class, or all that were not simply taken, as a workbook with reasons."""
    batch = _batch(request, pk)
    chosen = request.GET.get("class", "")
    found = queries.rows(batch, chosen) if chosen in Verdict.values else _with_reasons(batch)
    bureaus, kind = Bureaus(), lists.of(batch.kind)
    views = (row_view(row, bureaus, kind.labels) for row in found[:MOST_EXPORTED])
    content = documents.workbook(kind.sheets(views))
    response = HttpResponse(content, content_type=SPREADSHEET)
    number = batch.case.number if batch.case else pk
    response["Content-Disposition"] = f'attachment; filename="{number}-{chosen or "rows"}.xlsx"'
    return response


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    found = queries.visible_to(signed_in(request)).select_related("stored").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _with_reasons(batch: ImportBatch) -> QuerySet[ImportRow]:
    return queries.rows(batch).exclude(
        verdict__in=[Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.SKIPPED]
    )


def _tell(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, str(reason))


def _chip(batch: ImportBatch) -> str:
    if batch.status in RUNNING:
        return "in_progress"
    done = {ImportState.APPLIED: "done", ImportState.PREVIEWED: "waiting"}
    return done.get(ImportState(batch.status), "refused")


def _tabs(counts: dict[str, int], verdict: str) -> list[Tab]:
    tabs = [Tab(_("All rows"), "?", sum(counts.values()), not verdict)]
    order = ("error", "decision", "warning", "changed", "new", "unchanged", "skipped")
    for code in order:
        if counts[code]:
            label = Verdict(code).label
            tabs.append(Tab(label, f"?class={code}#rows", counts[code], code == verdict))
    return tabs


def _facts(batch: ImportBatch) -> list[Fact]:
    return [
        Fact(_("Title of the list"), batch.title),
        Fact(_("File"), batch.stored.name),
        Fact(_("List as of"), f"{batch.source_on:%Y-%m-%d}"),
        Fact(_("Uploaded by"), batch.uploaded_by.get_full_name()),
        Fact(_("Confirmed by"), batch.confirmed_by.get_full_name() if batch.confirmed_by else ""),
    ]


def _row_context(batch: ImportBatch, found: ImportRow) -> dict[str, object]:
    bureaus, labels = Bureaus(), lists.of(batch.kind).labels
    before, after = queries.neighbours(found)
    return {
        "view": row_view(found, bureaus, labels),
        "listed": [
            Fact(labels.columns.get(column, column), words)
            for column, words in found.raw.items()
            if words
        ],
        "understood": [
            Fact(label, labels.show(fact, found.values[fact], bureaus))
            for fact, label in labels.facts.items()
            if fact in found.values and fact != "former_names"
        ],
        "before": before,
        "after": after,
    }


def _after_decision(request: HttpRequest, found: ImportRow) -> HttpResponseBase:
    _before, after = queries.neighbours(found)
    messages.success(request, _("Decided. Nothing is written before the import is confirmed."))
    if after is not None:
        return redirect("import_row", pk=found.batch_id, line=after.line)
    return redirect(f"{reverse('import_detail', args=[found.batch_id])}?class=decision#rows")
