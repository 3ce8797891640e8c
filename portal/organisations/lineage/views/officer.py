"""Lineage as officials see it: record a link, confirm or reverse it, answer objections."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused, collect
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims.forms import DecisionForm, add_refusal
from portal.organisations.lineage import facts, objections, operations, pages, queries
from portal.organisations.lineage.forms import AnswerForm, RecordForm, ReverseForm
from portal.organisations.lineage.models import LineageLink
from portal.organisations.record import queries as records
from portal.organisations.register.models import Organisation

HINTS = {
    "confirm": gettext_lazy("Both organisations are told. What the predecessor earned counts."),
    "reject": gettext_lazy("Nothing changes. Say why."),
    "cancel": gettext_lazy("Only by whoever recorded it. Say why."),
}


@never_cache
def record(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Record where an organisation of the official's registry came from."""
    user = signed_in(request)
    organisation = records.visible_to(user).filter(pk=pk).first()
    if organisation is None or not facts.competent(user, organisation):
        raise Http404
    form = RecordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = _record(organisation, form, request)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Recorded. A second official confirms it."))
            return redirect("lineage_case", pk=link.pk)
    values = {"organisation": organisation, "form": form}
    return render(request, "organisations/lineage/record.html", values)


@never_cache
def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A link or a counter-entry, and the second official's decision."""
    user, link = signed_in(request), _link(request, pk)
    offered = casepage.choices(link, user, HINTS)
    form = DecisionForm(request.POST or None, offered=offered, known=HINTS)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(link, request, form)
        except Refused as refused:
            add_refusal(form, refused)
            link = _link(request, pk)
        else:
            messages.success(request, _("Done. Both organisations were told."))
            return redirect("lineage_case", pk=pk)
    return _page(request, link, form)


@never_cache
def reverse_link(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter against a wrong link."""
    user, link = signed_in(request), _link(request, pk)
    if link.reverses_id is not None or not facts.competent(user, link.child):
        raise Http404
    form = ReverseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = operations.reverse(link=link, by=user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Recorded. A second official confirms it."))
            return redirect("lineage_case", pk=entry.pk)
    values = {"link": link, "facts": pages.facts_of(link), "form": form}
    return render(request, "organisations/lineage/reverse.html", values)


@never_cache
def answer(request: HttpRequest, pk: int, objection: int) -> HttpResponseBase:
    """Answer what an organisation says against a link."""
    user, link = signed_in(request), _link(request, pk)
    found = link.objections.select_related("organisation__body").filter(pk=objection).first()
    if found is None or objections.answering_office(link, user) is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            objections.answer(objection=found, by=user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Answered. The organisation was told."))
            return redirect("lineage_case", pk=pk)
    values = {"link": link, "objection": found, "form": form, "facts": pages.facts_of(link)}
    return render(request, "organisations/lineage/answer.html", values)


def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document behind a link, for officials who may read either record."""
    return responses.respond(_link(request, pk).file, request, inline=True)


def _link(request: HttpRequest, pk: int) -> LineageLink:
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _record(organisation: Organisation, form: RecordForm, request: HttpRequest) -> LineageLink:
    given = dict(form.cleaned_data)
    named = queries.predecessors_named(given.pop("parent"))
    if len(named) > 1:
        raise Refused(
            Reason(
                "parent_ambiguous",
                _("Several organisations bear or bore this name."),
                _("Enter the credit code of the one you mean."),
            )
        )
    parent = named[0] if named else None
    return operations.record(child=organisation, parent=parent, by=signed_in(request), **given)


def _decide(link: LineageLink, request: HttpRequest, form: DecisionForm) -> None:
    user, words = signed_in(request), form.cleaned_data["words"]
    acts: dict[str, Callable[[], LineageLink]] = {
        "confirm": lambda: operations.confirm(link=link, by=user),
        "reject": lambda: operations.reject(link=link, by=user, words=words),
        "cancel": lambda: operations.cancel(link=link, by=user, words=words),
    }
    acts[form.cleaned_data["action"]]()


def _page(request: HttpRequest, link: LineageLink, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    mine = bool(casepage.choices(link, user, HINTS))
    open_checks, met_checks = _checks(link, request)
    address = reverse("lineage_document", args=[link.pk])
    office = objections.answering_office(link, user)
    return render(
        request,
        "organisations/lineage/case.html",
        {
            "page": casepage.of(link, mine=mine),
            "form": form,
            "link": link,
            "open_checks": open_checks,
            "met_checks": met_checks,
            "papers": [{"label": link.document, "file": link.file, "url": address}],
            "facts": pages.facts_of(link),
            "facts_title": _("The link"),
            "objections": queries.objections_to([link.pk]).get(link.pk, []),
            "may_answer": office is not None and user.pk != link.recorded_by_id,
            "may_reverse": link.in_force and facts.competent(user, link.child),
            "counter_entries": list(link.counter_entries.select_related("case")),
        },
    )


def _checks(link: LineageLink, request: HttpRequest) -> tuple[list[Reason], list[tuple[str, str]]]:
    """What speaks against the link, doubts included, and what was found right."""
    if link.case is None or link.case.closed_at is not None:
        return [], []
    known = facts.of_second(link, signed_in(request))
    step = link.workflow.step("confirm", link.status)
    found = list(collect(step.conditions if step else (), known))
    codes = {reason.code for reason in found}
    right = {
        "lineage_circle": _("The two do not run in a circle"),
        "parent_still_registered": _("The predecessor has ended"),
        "already_linked": _("They are linked only once"),
    }
    source = casepage.source(link.parent)
    met = [(words, source) for code, words in right.items() if code not in codes]
    return found, met if known.link is not None else []
