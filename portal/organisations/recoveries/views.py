"""Recoveries as the officials at the counter and their colleagues see them."""

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
from portal.core import masking
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims.forms import DecisionForm, add_refusal
from portal.organisations.members.queries import owners
from portal.organisations.recoveries import operations, queries
from portal.organisations.recoveries.forms import RecoveryForm
from portal.organisations.recoveries.models import Recovery
from portal.organisations.register.models import Organisation

HINTS = {
    "confirm": gettext_lazy("The lost owner's posts and sessions end; the new owner has access."),
    "reject": gettext_lazy("Nothing changes. Say why."),
    "cancel": gettext_lazy("Only before it is confirmed. Say why."),
}


def recovery_find(request: HttpRequest) -> HttpResponse:
    """Find the organisation whose owner is lost, among those of the official's bureau."""
    words = request.GET.get("q", "").strip()[:120]
    found = queries.find(signed_in(request), words) if words else []
    return render(request, "organisations/recoveries/find.html", {"words": words, "found": found})


@never_cache
def recovery_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin a recovery of one organisation."""
    user = signed_in(request)
    organisation = queries.organisations_of(user).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    form = RecoveryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            recovery, code = operations.start(
                organisation=organisation, by=user, **form.cleaned_data
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            casepage.remember_receipt(request, str(recovery), code)
            return redirect("recovery_case", pk=recovery.pk)
    return render(
        request,
        "organisations/recoveries/start.html",
        {"form": form, "known": _known(organisation), "organisation": organisation},
    )


@never_cache
def recovery_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A recovery, and the second official's decision."""
    user = signed_in(request)
    recovery = queries.visible_to(user).filter(pk=pk).first()
    if recovery is None:
        raise Http404
    offered = casepage.choices(recovery, user, HINTS)
    form = DecisionForm(request.POST or None, offered=offered, known=HINTS)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(recovery, request, form)
        except Refused as refusal:
            add_refusal(form, refusal)
            recovery.refresh_from_db()
        else:
            messages.success(request, _("Done."))
            return redirect("recovery_case", pk=pk)
    return _page(request, recovery, form)


def recovery_letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scanned letter, for the bureau's officials."""
    recovery = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if recovery is None:
        raise Http404
    return responses.respond(recovery.letter, request, inline=True)


def _decide(recovery: Recovery, request: HttpRequest, form: DecisionForm) -> None:
    user, words = signed_in(request), form.cleaned_data["words"]
    acts: dict[str, Callable[[], Recovery]] = {
        "confirm": lambda: operations.confirm(recovery=recovery, by=user),
        "reject": lambda: operations.reject(recovery=recovery, by=user, words=words),
        "cancel": lambda: operations.cancel(recovery=recovery, by=user, words=words),
    }
    acts[form.cleaned_data["action"]]()


def _page(request: HttpRequest, recovery: Recovery, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    mine = bool(casepage.choices(recovery, user, HINTS))
    page = casepage.of(recovery, mine=mine, among=queries.visible_to(user))
    open_checks, met_checks = _checks(recovery, request)
    address = reverse("recovery_letter", args=[recovery.pk])
    return render(
        request,
        "organisations/recoveries/case.html",
        {
            "page": page,
            "form": form,
            "open_checks": open_checks,
            "met_checks": met_checks,
            "papers": [{"label": _("Sealed letter"), "file": recovery.letter, "url": address}],
            "facts": _facts(recovery),
            "facts_title": _("What is to change"),
            "code": casepage.receipt_code(request, page.case.number),
        },
    )


def _checks(recovery: Recovery, request: HttpRequest) -> tuple[list[Reason], list[tuple[str, str]]]:
    facts = queries.confirm_facts(recovery, signed_in(request))
    step = recovery.workflow.step("confirm", recovery.status)
    found = list(collect(step.conditions if step else (), facts))
    met = []
    if not facts.struck_off:
        source = casepage.source(recovery.organisation)
        met.append((_("The organisation stands on the register"), source))
    if facts.owner_unchanged:
        met.append((_("The owner has not changed since"), _("this system")))
    if not facts.same_official:
        met.append((_("A different official began it"), recovery.started_by.get_full_name()))
    return found, met


def _facts(recovery: Recovery) -> list[Fact]:
    person, lost = recovery.person, recovery.lost_owner
    return [
        Fact(_("Organisation"), recovery.organisation.body.name),
        Fact(_("Lost owner"), lost.get_full_name(), note=masking.phone(lost.phone or "")),
        Fact(_("New owner"), person.get_full_name(), note=masking.phone(person.phone or "")),
        Fact(_("What happened"), recovery.grounds),
        Fact(_("Begun by"), recovery.started_by.get_full_name()),
    ]


def _known(organisation: Organisation) -> list[Fact]:
    names = "、".join(owner.get_full_name() for owner in owners(organisation.pk))
    return [
        Fact(_("Organisation"), organisation.body.name),
        Fact(_("Credit code"), organisation.body.credit_code or ""),
        Fact(_("Legal representative"), organisation.legal_representative),
        Fact(_("Owner on the portal"), names),
    ]
