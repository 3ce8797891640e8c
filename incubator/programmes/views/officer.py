"""Programmes as officials keep them: list, overview, preview, publishing, copying; tiers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.bases import queries as bases
from incubator.programmes import cards, freezing, guide, operations, queries, rowsets, tiering
from incubator.programmes.conditions import PUBLISH
from incubator.programmes.enums import Mark
from incubator.programmes.forms import BeginForm, TierForm, add_refusal
from incubator.programmes.models import Programme
from incubator.programmes.views.editing import mine
from incubator.programmes.views.frame import PART_OF, frame
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact

PER_PAGE = 25


def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of the official's offices, newest first."""
    found = queries.kept_by(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = cards.of(list(page.object_list))
    return render(request, "incubator/programmes/list.html", {"page": page, "cards": shown})


def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a programme."""
    user = signed_in(request)
    form = BeginForm(
        request.POST or None,
        bases=bases.for_programmes(user),
        initial={"year": clock.today().year},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.begin(office=given["base"].office, by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("programme_basics", pk=made.pk)
    return render(request, "incubator/programmes/begin.html", {"form": form})


def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme: what is missing, what to check again, its versions."""
    return _overview(request, mine(request, pk))


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme as people will read it."""
    found = mine(request, pk)
    shown = guide.of(freezing.content(found), on=clock.today(), programme=found.pk)
    values = frame(found, "programme_preview") | {"guide": shown}
    return render(request, "incubator/programmes/preview.html", values)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish a programme, or show everything that stands in the way."""
    found = mine(request, pk)
    try:
        operations.publish(
            programme=found, by=signed_in(request), for_record="record" in request.POST
        )
    except Refused as refusal:
        return _overview(request, found, refusal.reasons)
    messages.success(request, _("Published. Its page is up within a minute."))
    return redirect("programme_work", pk=pk)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Copy a programme for the next year."""
    made = operations.copy(programme=mine(request, pk), by=signed_in(request))
    messages.success(request, _("Copied. Check each marked field before you publish."))
    return redirect("programme_work", pk=made.pk)


@require_POST
def checked(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tick copied fields that are still right."""
    operations.confirm_marks(
        programme=mine(request, pk), marks=request.POST.getlist("mark"), by=signed_in(request)
    )
    return redirect("programme_work", pk=pk)


def tiers(request: HttpRequest) -> HttpResponseBase:
    """The tiers, and a new one."""
    usual = {"period_months": queries.number("incubator.period")}
    return _tier_page(request, TierForm(request.POST or None, initial=usual), None, {})


def tier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One tier."""
    found = queries.tier(pk)
    if found is None:
        raise Http404
    data = request.POST or None
    lists = {part: rowsets.of(part, found, data) for part in tiering.LISTS}
    return _tier_page(request, TierForm(data, instance=found), found, lists)


def _tier_page(
    request: HttpRequest, form: TierForm, found: Any, lists: dict[str, rowsets.Rows]
) -> HttpResponseBase:
    if request.method == "POST" and rowsets.all_valid(form, lists.values()):
        try:
            saved = operations.save_tier(
                tier=found,
                by=signed_in(request),
                lists={part: listed.values for part, listed in lists.items()},
                **form.cleaned_data,
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("name", str(reason))
        else:
            messages.success(request, _("Saved."))
            return redirect("tiers") if found else redirect("tier", pk=saved.pk)
    listed = queries.tiers(active_only=False)
    values = {"form": form, "tier": found, "tiers": listed, "lists": lists}
    return render(request, "incubator/programmes/tiers.html", values)


def _overview(
    request: HttpRequest, found: Programme, reasons: tuple[Reason, ...] | None = None
) -> HttpResponse:
    if reasons is None and found.published_at is None:
        reasons = collect(PUBLISH, queries.publish_facts(found))
    marks = [(code, Mark(code).label, PART_OF[Mark(code)]) for code in found.stale]
    values = frame(found, "programme_work")
    return render(
        request,
        "incubator/programmes/overview.html",
        values
        | {
            "reasons": reasons or (),
            "only_past": [reason.code for reason in reasons or ()] == ["closing_past"],
            "stale": [(code, words, reverse(part, args=[found.pk])) for code, words, part in marks],
            "ruled": cards.ruled(values["card"]),
            "versions": list(queries.versions(found)),
            "address": guide.address(found.pk),
            "facts": _facts(found),
        },
    )


def _facts(found: Programme) -> list[Fact]:
    return [
        Fact(_("Base"), found.base.body.name, url=reverse("base", args=[found.base_id])),
        Fact(_("Tier"), found.tier.name),
        Fact(_("Office"), found.office.name),
        Fact(_("Year"), str(found.year)),
    ]
