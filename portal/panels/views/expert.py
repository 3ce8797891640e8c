"""The expert: my panels, declaring ties, what is left to do."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.panels import operations, queries, reading
from portal.panels.enums import Declared
from portal.panels.experts import queries as pool
from portal.panels.forms import DeclareForm, TieForm, add_refusal
from portal.panels.models import Part, Seat
from portal.panels.operations import Answer


@dataclass(frozen=True, slots=True)
class Row:
    """A panel as its member's list shows it."""

    seat: Seat
    undeclared: int
    unsigned: int
    signed: int
    left: int | None
    provisional: bool

    @property
    def waits(self) -> bool:
        """Whether it is the member's turn."""
        return bool(self.undeclared or self.unsigned)


@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """The panels to which the draw brought the expert: what waits, by when."""
    user = signed_in(request)
    rows = [_row(seat) for seat in queries.seats_of(user)]
    rows = [row for row in rows if row.undeclared or row.unsigned or row.signed]
    waiting = sorted(
        (row for row in rows if row.waits), key=lambda row: row.seat.panel.due_on or date.max
    )
    return render(
        request,
        "panels/mine.html",
        {
            "waiting": waiting,
            "done": [row for row in rows if not row.waits],
            "expert": pool.of_user(user),
        },
    )


@never_cache
def seat(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A panel for its member: first the names, then the papers and sheets."""
    held = seat_or_404(request, pk)
    parts = list(held.parts.all())
    unsaid = [part for part in parts if part.declared == Declared.NOTHING]
    form = DeclareForm(request.POST if request.method == "POST" else None, parts=unsaid)
    if request.method == "POST" and unsaid and form.is_valid():
        try:
            operations.declare(seat=held, answers=form.answers, by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Declared. The papers and sheets without a tie are open."))
            return redirect("panel_seat", pk=pk)
    row = _row(held)
    return render(
        request,
        "panels/seat.html",
        {"row": row, "form": form, "unsaid": unsaid, "entries": _entries(held, parts)},
    )


@never_cache
def papers(request: HttpRequest, pk: int, entry: int) -> HttpResponseBase:
    """Go on to the papers of an entry, where the upper app keeps them."""
    held = seat_or_404(request, pk)
    part = part_or_404(held, entry)
    to = reading.url(held.panel.kind, part.entry.case_id)
    if part.declared != Declared.CLEAR or not to:
        raise Http404
    return redirect(to)


@never_cache
def tie(request: HttpRequest, pk: int, entry: int) -> HttpResponseBase:
    """A tie that comes to mind later: the member leaves this name, a substitute is drawn."""
    held = seat_or_404(request, pk)
    part = part_or_404(held, entry)
    form = TieForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = Answer(tie=True, words=form.cleaned_data["words"])
        try:
            operations.declare(seat=held, answers={entry: answer}, by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("You no longer judge this name."))
            return redirect("panel_seat", pk=pk)
    return render(request, "panels/tie_later.html", {"seat": held, "part": part, "form": form})


def seat_or_404(request: HttpRequest, pk: int) -> Seat:
    """The person's own seat on a panel; everybody else's panel does not exist."""
    found = queries.seats_of(signed_in(request)).filter(panel=pk).first()
    if found is None:
        raise Http404
    return found


def part_or_404(held: Seat, entry: int) -> Part:
    """The member's part in an entry that is theirs to judge."""
    for part in held.parts.all():
        if part.entry_id == entry and part.declared != Declared.TIE:
            return part
    raise Http404


def _row(held: Seat) -> Row:
    parts = [part for part in held.parts.all() if part.declared != Declared.TIE]
    due = held.panel.due_on
    return Row(
        seat=held,
        undeclared=sum(part.declared == Declared.NOTHING for part in parts),
        unsigned=sum(part.declared == Declared.CLEAR and not part.signed_at for part in parts),
        signed=sum(part.signed_at is not None for part in parts),
        left=workdays.working_days_left(due, clock.today()) if due else None,
        provisional=bool(due and not workdays.calendar().is_confirmed(due.year)),
    )


def _entries(held: Seat, parts: list[Part]) -> list[dict[str, object]]:
    opened = [part for part in parts if part.declared == Declared.CLEAR]
    first = next((part for part in opened if part.signed_at is None), None)
    return [
        {
            "part": part,
            "papers": reading.known(held.panel.kind),
            "first": part is first,
            "open": part in opened,
            "sheet": part.saved_at is not None,
        }
        for part in parts
        if part.declared != Declared.NOTHING
    ]
