"""The parts of a programme as officials fill them in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.programmes import operations, queries, rows
from incubator.programmes.forms import (
    BasicsForm,
    DatesForm,
    JudgingForm,
    PapersForm,
    PartForm,
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
    "programme_scoring": "programme_preview",
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
    part: str = "",
) -> HttpResponseBase:
    """One part: a form, a list of rows, or both; kept together or not at all."""
    programme = mine(request, pk)
    data = request.POST or None
    form = form_class(data, instance=programme)
    listed = rows.of(part, programme, data) if part else None
    if request.method == "POST" and _all_valid(form, listed):
        try:
            saved = operations.save(
                programme=programme,
                by=signed_in(request),
                reason=form.reason_given,
                seen=form.cleaned_data["seen"],
                lists={part: listed.values} if listed is not None else None,
                **form.values,
            )
        except Refused as refusal:
            form.show_present(mine(request, pk).changed_at)
            add_refusal(form, refusal)
        else:
            return _after(request, saved, name)
    return _page(request, programme, name, {"form": form, "rows": listed})


def _all_valid(form: PartForm, listed: rows.Rows | None) -> bool:
    """Whether form and rows are right; mistakes of rows are named on top of the form too."""
    valid = form.is_valid()
    if listed is None or listed.is_valid():
        return valid
    for mistake in listed.mistakes:
        form.add_error(None, mistake)
    return False


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
