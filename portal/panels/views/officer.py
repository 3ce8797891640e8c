"""The office: its panels, the draw and its record, who has signed, the minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.panels import documents, drawing, operations, queries, words
from portal.panels.enums import PanelState
from portal.panels.experts import queries as pool
from portal.panels.forms import ReplaceForm, add_refusal
from portal.panels.models import Entry, Panel, Seat
from portal.panels.scoring import queries as scoring
from portal.permissions import Permission

CHIPS = {
    PanelState.CONVENED: "waiting",
    PanelState.DECLARING: "in_progress",
    PanelState.SCORING: "in_progress",
    PanelState.SHORT: "waiting",
    PanelState.COMPLETE: "done",
}
PAGE = 25


@never_cache
def panels(request: HttpRequest) -> HttpResponseBase:
    """The panels of the person's offices, the newest first."""
    user = signed_in(request)
    if not queries.sees_panels(user):
        raise Http404
    page = Paginator(queries.visible_to(user), PAGE).get_page(request.GET.get("page"))
    rows = [(panel, *_state(panel)) for panel in page]
    return render(
        request,
        "panels/list.html",
        {"rows": rows, "page": page, "keeps": people.may(user, Permission.PANEL_CONVENE)},
    )


@never_cache
def panel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about a panel that may be known by now; never points before all have signed."""
    return _page(request, _panel(request, pk))


@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Draw the members."""
    found = _panel(request, pk)
    try:
        operations.draw(panel=found, by=signed_in(request))
    except Refused as refusal:
        return _page(request, _panel(request, pk), refusal)
    messages.success(request, _("The members are drawn and have been told."))
    return redirect("panel", pk=pk)


@require_POST
def substitute(request: HttpRequest, pk: int, entry: int) -> HttpResponseBase:
    """Draw a substitute for a name with too few members."""
    found = _panel(request, pk)
    row = found.entries.select_related("panel__office").filter(pk=entry).first()
    if row is None:
        raise Http404
    try:
        operations.draw_substitute(entry=row, by=signed_in(request))
    except Refused as refusal:
        return _page(request, _panel(request, pk), refusal)
    messages.success(request, _("A substitute is drawn and has been told."))
    return redirect("panel", pk=pk)


@never_cache
def replace(request: HttpRequest, pk: int, seat: int) -> HttpResponseBase:
    """Replace a member who cannot be reached."""
    found = _panel(request, pk)
    held = found.seats.select_related("expert__user", "panel").filter(pk=seat).first()
    if held is None:
        raise Http404
    form = ReplaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            drawn = operations.replace(seat=held, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Replaced; another expert is drawn and has been told.")
            alone = _("Replaced, but nobody else in the pool could be drawn.")
            messages.success(request, said if drawn else alone)
            return redirect("panel", pk=pk)
    return render(request, "panels/replace.html", {"panel": found, "seat": held, "form": form})


@never_cache
def verify(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every draw worked out anew from seed and list, with the way to do it without the portal."""
    found = _panel(request, pk)
    names = _names(found)
    rows = []
    for drawn in found.draws.all():
        again = drawing.drawn(drawn.seed, drawn.candidates, drawn.size)
        rows.append(
            {
                "draw": drawn,
                "text": drawing.text(drawn.seed, drawn.candidates, drawn.size),
                "lots": [
                    (expert, name, drawing.lot(drawn.seed, expert), expert in again)
                    for expert, name in words.listed(
                        sorted(drawn.candidates, key=lambda e: drawing.lot(drawn.seed, e)), names
                    )
                ],
                "right": again == drawn.drawn
                and drawn.digest == drawing.digest(drawn.seed, drawn.candidates, drawn.size),
            }
        )
    return render(request, "panels/verify.html", {"panel": found, "rows": rows})


@never_cache
def minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes as PDF: members, ties, draws; scores only of names all have signed."""
    found = _panel(request, pk)
    response = HttpResponse(documents.render(found), content_type="application/pdf")
    name = _("minutes %(title)s.pdf") % {"title": found.title}
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


def _page(request: HttpRequest, found: Panel, refusal: Refused | None = None) -> HttpResponseBase:
    user, names = signed_in(request), _names(found)
    state, chip = _state(found)
    due = found.due_on
    context = {
        "panel": found,
        "state": state,
        "chip": chip,
        "refusal": refusal,
        "convenes": people.may(user, Permission.PANEL_CONVENE, body=found.office_id),
        "entries": [_entry(entry) for entry in found.entries.all()],
        "seats": [_seat(seat, found) for seat in found.seats.all()],
        "draws": [
            (drawn, words.listed(drawn.drawn, names), words.exclusions(drawn, names))
            for drawn in found.draws.all()
        ],
        "opened": scoring.open_sheets(found.pk),
        "short": queries.short_entries(found),
        "left": workdays.working_days_left(due, clock.today()) if due else None,
        "provisional": bool(due and not workdays.calendar().is_confirmed(due.year)),
    }
    return render(request, "panels/panel.html", context, status=409 if refusal else 200)


def _panel(request: HttpRequest, pk: int) -> Panel:
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _state(found: Panel) -> tuple[PanelState, str]:
    state = queries.state_of(found)
    return state, CHIPS[state]


def _entry(entry: Entry) -> dict[str, object]:
    acting = queries.acting(entry)
    return {
        "entry": entry,
        "members": len(acting),
        "declared": sum(bool(part.declared) for part in acting),
        "signed": sum(part.signed_at is not None for part in acting),
        "ties": [part for part in entry.parts.all() if part.declared == "tie"],
    }


def _seat(seat: Seat, found: Panel) -> dict[str, object]:
    parts = [
        part for entry in found.entries.all() for part in entry.parts.all() if part.seat == seat
    ]
    mine = [part for part in parts if part.declared != "tie"]
    signed = sum(part.signed_at is not None for part in mine)
    return {
        "seat": seat,
        "parts": len(mine),
        "undeclared": sum(not part.declared for part in parts),
        "ties": len(parts) - len(mine),
        "signed": signed,
        "replaceable": seat.left_at is None and not signed and bool(mine),
    }


def _names(found: Panel) -> dict[int, str]:
    numbers = {
        expert
        for drawn in found.draws.all()
        for expert in (*drawn.candidates, *(row[0] for row in drawn.excluded))
    }
    return pool.names_of(numbers)
