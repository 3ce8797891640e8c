"""The scoring sheet: a group or one item at a time, then check and sign."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused, collect
from portal.panels import conditions, operations, queries, reading
from portal.panels.enums import Declared
from portal.panels.forms import SheetForm, add_refusal
from portal.panels.models import Entry, Seat
from portal.panels.scoring import queries as scoring
from portal.panels.scoring.queries import Item, Sheet
from portal.panels.views.expert import part_or_404, seat_or_404


@never_cache
def sheet(request: HttpRequest, pk: int, entry: int) -> HttpResponseBase:
    """The own sheet of one entry; POST keeps what was typed, item by item."""
    held = seat_or_404(request, pk)
    part = part_or_404(held, entry)
    if part.declared != Declared.CLEAR:
        return redirect("panel_seat", pk=pk)
    if part.signed_at is not None:
        return redirect("panel_sign", pk=pk, entry=entry)
    if own := reading.sheet_url(held.panel.kind, part.entry.case_id):
        return redirect(own)
    found = scoring.sheet(queries.part_with_sheet(part.pk))
    shown = _shown(found, request.GET)
    form = SheetForm(request.POST if request.method == "POST" else None, items=shown)
    sent = request.method == "POST" and form.is_valid()
    if sent and _save(form, held, part.entry, signed_in(request)):
        return redirect(_onward(request, pk, entry, found, shown))
    found = scoring.sheet(queries.part_with_sheet(part.pk))
    return render(request, "panels/sheet.html", _context(request, held, found, shown, form))


@never_cache
def sign(request: HttpRequest, pk: int, entry: int) -> HttpResponseBase:
    """Everything once more, then the signature that locks the sheet."""
    held = seat_or_404(request, pk)
    part = part_or_404(held, entry)
    if part.declared != Declared.CLEAR:
        return redirect("panel_seat", pk=pk)
    blocked: Sequence[object] = ()
    if request.method == "POST":
        try:
            operations.sign(seat=held, entry=part.entry, by=signed_in(request))
        except Refused as refusal:
            blocked = refusal.reasons
        else:
            messages.success(request, _("Signed and locked."))
            return redirect("panel_seat", pk=pk)
    found = scoring.sheet(queries.part_with_sheet(part.pk))
    if not blocked and part.signed_at is None:
        blocked = [
            *reading.unready(held.panel.kind, part.entry.case_id),
            *collect(conditions.SIGN, scoring.sign_facts(found.part)),
        ]
    return render(
        request,
        "panels/sign.html",
        {"seat": held, "sheet": found, "entry": part.entry, "blocked": blocked},
    )


def _shown(found: Sheet, asked: QueryDict) -> list[Item]:
    """One item, the items without points, or a group (the first with something open)."""
    if asked.get("item"):
        one = [item for item in found.items if str(item.line.pk) == asked["item"]]
        return one or found.items[:1]
    if "open" in asked:
        return [item for item in found.items if item.score is None] or found.items[:1]
    return list(found.groups[_group(found, asked)].items)


def _group(found: Sheet, asked: QueryDict) -> int:
    wanted = asked.get("group", "")
    if wanted.isdecimal() and 0 < int(wanted) <= len(found.groups):
        return int(wanted) - 1
    unfinished = (n for n, group in enumerate(found.groups) if group.done < len(group.items))
    return next(unfinished, 0)


def _save(form: SheetForm, held: Seat, entry: Entry, by: User) -> bool:
    """Keep every item that changed; True when nothing was refused."""
    for item in form.items:
        if not form.changed(item):
            continue
        points, reason = form.typed(item)
        try:
            operations.save_score(
                seat=held,
                entry=entry,
                item=item.line,
                points=points,
                reason=reason,
                by=by,
            )
        except Refused as refusal:
            if "already_signed" in refusal.codes:
                add_refusal(form, refusal)
                return False
            add_refusal(form, refusal, f"points_{item.line.pk}")
    return not form.errors


def _onward(request: HttpRequest, pk: int, entry: int, found: Sheet, shown: list[Item]) -> str:
    """The next item or group when that was asked for, else the same page again."""
    here = reverse("panel_sheet", args=[pk, entry])
    items = found.items
    last = items.index(shown[-1])
    if "next" not in request.POST:
        return f"{here}?{request.GET.urlencode()}"
    if last + 1 >= len(items):
        return reverse("panel_sign", args=[pk, entry])
    following = items[last + 1].line
    if "item" in request.GET:
        return f"{here}?item={following.pk}"
    groups = [group.name for group in found.groups]
    return f"{here}?group={groups.index(following.group) + 1}"


def _context(
    request: HttpRequest, held: Seat, found: Sheet, shown: list[Item], form: SheetForm
) -> dict[str, object]:
    entry, due = found.part.entry, held.panel.due_on
    single = "item" in request.GET
    lines = [item.line.pk for item in found.items]
    at = lines.index(shown[0].line.pk)
    group = next(g for g in found.groups if shown[0].line.pk in [i.line.pk for i in g.items])
    return {
        "seat": held,
        "entry": entry,
        "sheet": found,
        "form": form,
        "single": single,
        "only_open": "open" in request.GET,
        "group": group,
        "position": at + 1,
        "before": lines[at - 1] if single and at else None,
        "groups": [(n, one, one.name == group.name) for n, one in enumerate(found.groups, 1)],
        "papers": reading.known(held.panel.kind),
        "left": workdays.working_days_left(due, clock.today()) if due else None,
        "provisional": bool(due and not workdays.calendar().is_confirmed(due.year)),
        "members": queries.members(entry).count(),
        "unscored": found.count - found.done,
    }
