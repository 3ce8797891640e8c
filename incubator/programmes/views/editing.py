"""The parts of a programme as officials fill them in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.programmes import operations, queries, rowsets
from incubator.programmes.forms import (
    BasicsForm,
    DatesForm,
    GrantsForm,
    JudgingForm,
    PapersForm,
    PartForm,
    ReviewsForm,
    SampleForm,
    WhoForm,
    add_refusal,
)
from incubator.programmes.models import Programme
from incubator.programmes.views.frame import frame
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused

NEXT = {
    "programme_basics": "programme_dates",
    "programme_dates": "programme_who",
    "programme_who": "programme_papers",
    "programme_papers": "programme_scoring",
    "programme_scoring": "programme_grants",
    "programme_grants": "programme_reviews",
    "programme_reviews": "programme_preview",
}


def mine(request: HttpRequest, pk: int) -> Programme:
    """The programme of this id, if the official edits it; else it does not exist."""
    found = queries.whole(queries.kept_by(signed_in(request))).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def basics(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Title, tier, what is offered, whom one asks."""
    return _part(request, pk, "programme_basics", BasicsForm)


def dates(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Intake, places, kinds of residence, period."""
    return _part(request, pk, "programme_dates", DatesForm)


def who(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who may apply: what the portal checks, and the further conditions."""
    return _part(request, pk, "programme_who", WhoForm, "conditions")


def papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The papers applicants hand in."""
    return _part(request, pk, "programme_papers", PapersForm, "evidence")


def scoring(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scoring sheet, the panel, and the rule for equal scores."""
    return _part(request, pk, "programme_scoring", JudgingForm, "sheet")


def grants(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The support a residence is granted."""
    return _part(request, pk, "programme_grants", GrantsForm, "allowances")


def reviews(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The mid-term sheet with its pass mark, and the exit sheet."""
    return _part(request, pk, "programme_reviews", ReviewsForm, "midterm", "exit")


@require_POST
def from_tier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take support, period and sheets from the programme's tier anew."""
    programme = mine(request, pk)
    try:
        operations.take_from_tier(programme=programme, by=signed_in(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        words = _("Support and sheets are now those of the tier “%(tier)s”.")
        messages.success(request, words % {"tier": programme.tier.name})
    return redirect("programme_grants", pk=pk)


def sample(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Add a sample to a paper."""
    programme = mine(request, pk)
    paper = programme.evidence.filter(pk=item).first()
    if paper is None:
        raise Http404
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.attach_sample(
                item=paper, upload=form.cleaned_data["sample"], by=signed_in(request)
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("sample", str(reason))
        else:
            messages.success(request, _("The sample is added."))
            return redirect("programme_papers", pk=pk)
    values = frame(programme, "programme_papers") | {"form": form, "paper": paper}
    return render(request, "incubator/programmes/sample.html", values)


def _part(
    request: HttpRequest,
    pk: int,
    name: str,
    form_class: Callable[..., PartForm],
    *parts: str,
) -> HttpResponseBase:
    """One part: a form, lists of rows, or both; kept together or not at all."""
    programme = mine(request, pk)
    data = request.POST or None
    form = form_class(data, instance=programme)
    lists = {part: rowsets.of(part, programme, data) for part in parts}
    if request.method == "POST" and rowsets.all_valid(form, lists.values()):
        try:
            saved = operations.save(
                programme=programme,
                by=signed_in(request),
                reason=form.reason_given,
                seen=form.cleaned_data["seen"],
                lists={part: listed.values for part, listed in lists.items()},
                **form.values,
            )
        except Refused as refusal:
            form.show_present(mine(request, pk).changed_at)
            add_refusal(form, refusal)
        else:
            return _after(request, saved, name)
    shown = {"form": form, "rows": next(iter(lists.values()), None), "lists": lists}
    return _page(request, programme, name, shown)


def _after(request: HttpRequest, saved: Programme, name: str) -> HttpResponse:
    if saved.published_at is not None:
        messages.success(
            request, _("Saved. Version %(n)d holds from now on.") % {"n": saved.version}
        )
        return redirect("programme_work", pk=saved.pk)
    messages.success(request, _("Saved."))
    return redirect(name if "more" in request.POST else NEXT[name], pk=saved.pk)


def _page(
    request: HttpRequest, programme: Programme, name: str, values: dict[str, Any]
) -> HttpResponse:
    template = f"incubator/programmes/{name.removeprefix('programme_')}.html"
    return render(request, template, frame(programme, name) | values)
