"""Writing a draft: words and days, indicators with their marks, the list of papers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from ratings.rounds import queries, writing
from ratings.rounds.enums import RoundState
from ratings.rounds.forms import BAND, PapersForm, SheetForm, WordsForm, add_refusal
from ratings.rounds.models import Round
from ratings.rounds.views.officer import kept
from ratings.schemes import queries as schemes
from ratings.schemes.models import Version


@never_cache
def round_words(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The words and days of a draft."""
    row = _draft(request, pk)
    form = WordsForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            writing.write(rating_round=row, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _saved(request, pk)
    return render(request, "ratings/rounds/words.html", {"row": row, "form": form})


@never_cache
def round_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name the indicators of a type with the marks of its grades, or leave a type out."""
    row, user = _draft(request, pk), signed_in(request)
    versions = {version.pk: version for version in queries.usable(clock.today())}
    if request.method == "POST" and "drop" in request.POST:
        return _dropped(request, row)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        versions=[(key, _named(version)) for key, version in versions.items()],
        initial=_initial(request, row, versions),
    )
    if request.method == "POST" and form.is_valid():
        version = versions[form.cleaned_data["version"]]
        try:
            writing.set_sheet(rating_round=row, version=version, bands=form.bands(), by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _saved(request, pk)
    values = {"row": row, "form": form, "versions": versions.values()}
    return render(request, "ratings/rounds/sheet.html", values)


@never_cache
def round_papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list of papers of a draft."""
    row = _draft(request, pk)
    form = PapersForm(
        request.POST if request.method == "POST" else None,
        initial={
            "required_papers": _lines(row, required=True),
            "further_papers": _lines(row, required=False),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            writing.set_materials(
                rating_round=row,
                required=form.lines("required_papers"),
                further=form.lines("further_papers"),
                by=signed_in(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _saved(request, pk)
    return render(request, "ratings/rounds/papers.html", {"row": row, "form": form})


def _draft(request: HttpRequest, pk: int) -> Round:
    row = kept(request, pk)
    if row.status != RoundState.DRAFT or not queries.may_edit(signed_in(request), row):
        raise Http404
    return row


def _saved(request: HttpRequest, pk: int) -> HttpResponseBase:
    messages.success(request, _("Saved."))
    return redirect("rating_round_case", pk=pk)


def _dropped(request: HttpRequest, row: Round) -> HttpResponseBase:
    given = request.POST.get("drop", "")
    sheet = next((one for one in row.sheets.all() if str(one.pk) == given), None)
    if sheet is None:
        raise Http404
    writing.drop_sheet(rating_round=row, sheet=sheet.pk, by=signed_in(request))
    return _saved(request, row.pk)


def _initial(request: HttpRequest, row: Round, versions: dict[int, Version]) -> dict[str, Any]:
    """The sheet of ``?sheet=`` to be changed, or the version of ``?version=`` with its marks."""
    given = request.GET.get("sheet", "")
    sheet = next((one for one in row.sheets.all() if str(one.pk) == given), None)
    if sheet is not None:
        bounds = {band.grade: band.lower for band in sheet.bands.all()}
        return {"version": sheet.version_id, **_bounds(bounds)}
    wanted = request.GET.get("version", "")
    version = next((v for key, v in versions.items() if str(key) == wanted), None)
    if version is None:
        return {}
    proposed = {len(letters): lower for letters, lower in schemes.bands(version).items()}
    return {"version": version.pk, **_bounds(proposed)}


def _bounds(bounds: dict[int, Any]) -> dict[str, str]:
    return {f"{BAND}{level}": f"{lower.normalize():f}" for level, lower in bounds.items()}


def _named(version: Version) -> str:
    scheme = version.scheme
    kind = " ".join(filter(None, (scheme.get_kind_display(), scheme.get_sub_kind_display())))
    return f"{kind} · {scheme.name} · {_('version %(number)s') % {'number': version.number}}"


def _lines(row: Round, *, required: bool) -> str:
    found = [one for one in row.materials.all() if one.required == required]
    return "\n".join(f"{one.title}：{one.hint}" if one.hint else one.title for one in found)
