"""The parts of a draft as officials fill them in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from ratings.schemes import editing, operations, queries
from ratings.schemes.contents import SheetContent
from ratings.schemes.forms import BandsForm, BasicsForm, DraftForm, add_refusal
from ratings.schemes.lineforms import LINES
from ratings.schemes.models import Version
from ratings.schemes.views.frame import drafts_only, frame, tell


@drafts_only
def basics(request: HttpRequest, version: Version) -> HttpResponseBase:
    """Name, total, bonus, what does not apply, basis, introduction."""
    sheet = queries.content(version)
    names = ("total", "bonus_most", "rebase", "basis", "introduction")
    initial = {name: getattr(sheet, name) for name in names}
    initial |= {"name": version.scheme.name, "confirmed": version.confirmed}
    form = BasicsForm(request.POST or None, changed_at=version.changed_at, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changed = replace(sheet, **{name: given[name] for name in names})
        more = {"name": given["name"], "confirmed": given["confirmed"]}
        if _saved(request, version, form, changed, **more):
            return redirect("scheme_work", pk=version.pk)
    values = frame(request, version, "scheme_basics") | {"form": form}
    return render(request, "ratings/schemes/basics.html", values)


@drafts_only
def bands(request: HttpRequest, version: Version) -> HttpResponseBase:
    """From how many points each grade begins."""
    sheet = queries.content(version)
    form = BandsForm(request.POST or None, changed_at=version.changed_at, bands=sheet.bands)
    wanted = request.method == "POST" and form.is_valid()
    if wanted and _saved(request, version, form, replace(sheet, bands=form.bands)):
        return redirect("scheme_work", pk=version.pk)
    values = frame(request, version, "scheme_bands") | {"form": form}
    return render(request, "ratings/schemes/bands.html", values)


@drafts_only
def add(request: HttpRequest, version: Version, level: str) -> HttpResponseBase:
    """A new group, item or point; ``?in=`` names the line it belongs to."""
    return _line(request, version, level, "")


@drafts_only
def line(request: HttpRequest, version: Version, level: str, code: str) -> HttpResponseBase:
    """A group, item or point with this code: change, move or delete it."""
    return _line(request, version, level, code)


def _line(request: HttpRequest, version: Version, level: str, code: str) -> HttpResponseBase:
    if level not in LINES:
        raise Http404
    sheet, made = queries.content(version), LINES[level]
    found = made.found(sheet, code) if code else _parent(request, level)
    if found is None:
        raise Http404
    if code and "delete" in request.POST:
        return _delete(request, version, sheet, level, code)
    form = made(request.POST or None, changed_at=version.changed_at, sheet=sheet, initial=found)
    wanted = request.method == "POST" and form.is_valid()
    if wanted and _saved(request, version, form, form.put(sheet, code)):
        return redirect("scheme_work", pk=version.pk)
    values = {"form": form, "level": level, "code": code, "found": found}
    template = "ratings/schemes/line.html"
    return render(request, template, frame(request, version, "scheme_work") | values)


def _parent(request: HttpRequest, level: str) -> dict[str, str]:
    """The line to which a new one belongs, as the address names it."""
    above = {"item": "group", "point": "item"}.get(level)
    return {above: request.GET.get("in", "")} if above else {}


def _delete(
    request: HttpRequest, version: Version, sheet: SheetContent, level: str, code: str
) -> HttpResponseBase:
    """Delete a line; one that still holds others is not deleted by mistake."""
    if _is_empty(sheet, level, code):
        try:
            operations.save(
                version=version, sheet=editing.remove(sheet, level, code), by=signed_in(request)
            )
        except Refused as refusal:
            tell(request, refusal)
        else:
            messages.success(request, _("Deleted."))
    else:
        messages.error(request, _("There are lines below it. Delete or move those first."))
    return redirect("scheme_work", pk=version.pk)


def _is_empty(sheet: SheetContent, level: str, code: str) -> bool:
    below: dict[str, Callable[[], bool]] = {
        "group": lambda: any(g.items for g in sheet.groups if g.code == code),
        "item": lambda: any(i.points for g in sheet.groups for i in g.items if i.code == code),
    }
    return level not in below or not below[level]()


def _saved(
    request: HttpRequest,
    version: Version,
    form: DraftForm,
    sheet: SheetContent,
    **more: Any,
) -> bool:
    """Whether the sheet was saved; if not, the form says why and keeps what was typed."""
    by = signed_in(request)
    try:
        operations.save(version=version, sheet=sheet, by=by, seen=form.seen_at, **more)
    except Refused as refusal:
        form.show_present(queries.versions().get(pk=version.pk).changed_at)
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True
