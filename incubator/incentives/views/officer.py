"""Preparing schemes: the list, a new one, its terms with a preview, the way to approval."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.incentives import conditions, operations, queries
from incubator.incentives.forms import BeginForm, ProposeForm, TermsForm, add_refusal
from incubator.incentives.models import Scheme, SchemeVersion
from incubator.incentives.needs import in_words
from incubator.incentives.showing import facts
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import money
from portal.core.reasons import Refused, collect
from portal.ledger.budgets import queries as budgets

PER_PAGE = 50


@never_cache
def incentives_kept(request: HttpRequest) -> HttpResponseBase:
    """The schemes of the person's offices, each with its newest version."""
    found = queries.visible_to(signed_in(request)).prefetch_related("versions")
    page = Paginator(found.order_by("field", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(scheme, max(scheme.versions.all(), key=lambda v: v.number)) for scheme in page]
    return render(request, "incubator/incentives/kept.html", {"page": page, "rows": rows})


@never_cache
def incentive_begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a scheme."""
    user = signed_in(request)
    mine = {body.pk: body for body in bodies.of_ids(queries.offices(user))}
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        offices=[(pk, body.name) for pk, body in mine.items()],
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            version = operations.begin(office=mine[given.pop("office")], by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("incentive_edit", pk=version.scheme_id)
    return render(request, "incubator/incentives/begin.html", {"form": form})


@never_cache
def incentive_kept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A scheme: its versions, what the draft lacks, its preview, and the proposal."""
    user = signed_in(request)
    scheme = _seen(request, pk)
    may_edit = people.may(user, queries.EDIT, body=scheme.office_id)
    versions = queries.versions(scheme)
    draft = next((row for row in versions if row.published_at is None), None)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may_edit and _acted(request, scheme, draft, form):
        return redirect("incentive_edit" if draft is None else "incentive_kept", pk=pk)
    shown = draft or versions[0]
    proposal = queries.proposal(draft) if draft else None
    values = {
        "scheme": scheme,
        "versions": versions,
        "draft": draft,
        "version": shown,
        "facts": facts(shown),
        "beside": queries.titles(shown.not_with),
        "lacks": list(collect(conditions.PUBLISH, queries.terms(draft))) if draft else (),
        "proposal": proposal,
        "waits": proposal is not None and not proposal.result,
        "form": form,
        "may_edit": may_edit,
        "preview": True,
        "needs": in_words(shown.needs),
    }
    return render(request, "incubator/incentives/scheme.html", values)


@never_cache
def incentive_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The terms of the draft; a published scheme gets its next version."""
    user = signed_in(request)
    scheme = _seen(request, pk)
    draft = queries.draft_of(scheme)
    if draft is None:
        return redirect("incentive_kept", pk=pk)
    form = TermsForm(
        request.POST if request.method == "POST" else None,
        version=draft,
        lines=[_line(line) for line in queries.lines_to_choose(scheme.office_id)],
        others=_others(request, scheme),
    )
    if request.method == "POST" and form.is_valid():
        terms = form.terms()
        terms["line"] = budgets.by_id(terms["line"]) if terms["line"] else None
        try:
            operations.save(version=draft, table=form.table(), by=user, **terms)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved. Look at the preview, then propose it."))
            return redirect("incentive_kept", pk=pk)
    values = {"scheme": scheme, "draft": draft, "form": form}
    return render(request, "incubator/incentives/edit.html", values)


def _seen(request: HttpRequest, pk: int) -> Scheme:
    scheme = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if scheme is None:
        raise Http404
    return scheme


def _acted(
    request: HttpRequest, scheme: Scheme, draft: SchemeVersion | None, form: ProposeForm
) -> bool:
    """Propose the draft, or begin the next version; False when the form must be shown again."""
    user = signed_in(request)
    try:
        if draft is None:
            operations.prepare(scheme=scheme, by=user)
            return True
        if not form.is_valid():
            return False
        url = reverse("incentive_kept", args=[scheme.pk])
        operations.propose(version=draft, words=form.cleaned_data["words"], url=url, by=user)
    except Refused as refusal:
        form.is_valid()
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Proposed. The section head and the leader decide."))
    return True


def _line(line: Any) -> tuple[int, str]:
    words = f"{line.get_source_display()} {line.code} {line.name}"
    return line.pk, _("%(line)s (free: %(yuan)s yuan)") % {
        "line": words, "yuan": money.yuan(line.free),
    }  # fmt: skip


def _others(request: HttpRequest, scheme: Scheme) -> list[tuple[int, str]]:
    found = queries.visible_to(signed_in(request)).exclude(pk=scheme.pk)
    return [(row.pk, row.shown_title) for row in found]
