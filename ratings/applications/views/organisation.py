"""Ratings of one's own organisation: whether it may apply, applying, following, withdrawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.ui import Fact
from portal.organisations import casepage
from portal.organisations.profile import queries as profiles
from portal.organisations.record import queries as records
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import access
from ratings.applications import applying, conditions, operations, parts, points, queries
from ratings.applications.enums import ENDED
from ratings.applications.forms import ApplyForm, SupplyForm, add_refusal
from ratings.applications.views import common
from ratings.applications.views.withdrawing import own_rating
from ratings.rounds import queries as rounds

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from ratings.applications.models import Application
    from ratings.rounds.models import Round

PER_PAGE = 20


@never_cache
def my_ratings(request: HttpRequest) -> HttpResponseBase:
    """An organisation's ratings, the rounds of its registry, and whether it may apply."""
    user = signed_in(request)
    mine, given = queries.bodies_of(user), request.GET.get("body", "")
    body = next((one for one in mine if str(one.pk) == given), mine[0] if mine else None)
    if body is None:
        return render(request, "ratings/applications/mine.html", {"body": None})
    found = queries.own(user).filter(organisation=body.pk)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {"body": body, "mine": mine, "page": page}
    organisation = queries.organisation_of(body)
    if organisation is not None:
        known = records.of_body(body.pk)
        applicant = queries.applicant(organisation, clock.today(), known=known)
        reasons, met = common.checks(applicant, organisation, known)
        offered = rounds.announced(organisation.registry_id, clock.today())
        taken = queries.standing(body.pk)
        values |= {
            "organisation": organisation,
            "reasons": [one for one in reasons if one.severity == "block"],
            "unknown": [one for one in reasons if one.severity == "unknown"],
            "met": met,
            "rounds": [
                (row, rounds.takes_applications(row, clock.today()), taken.get(row.pk))
                for row in offered
            ],
            "under_way": next((row for row in taken.values() if row.status not in ENDED), None),
            "grade": known.graded(clock.today()),
        }
    return render(request, "ratings/applications/mine.html", values)


@never_cache
def rating_apply(request: HttpRequest, body: int, pk: int) -> HttpResponseBase:
    """Apply in a round for an organisation; every reason against it is shown before."""
    user = signed_in(request)
    own = next((one for one in queries.bodies_of(user) if one.pk == body), None)
    row = rounds.whole(rounds.public()).filter(pk=pk).first()
    if own is None or row is None:
        raise Http404
    organisation = queries.organisation_of(own)
    reasons = queries.reasons_for(row, own, organisation, clock.today())
    barred = [one for one in reasons if one.blocks and one.code not in conditions.UNKNOWNS]
    may = people.may(user, Permission.ORGANISATION_EDIT, body=own.pk)
    form = None
    if organisation is not None and may:
        form = _form(request, row, own, points.questions(reasons))
        if request.method == "POST" and form.is_valid():
            done = _applied(request, row, own, form)
            if done is not None:
                return redirect("my_rating", pk=done.pk)
    values = {
        "row": row,
        "body": own,
        "form": form if form is not None and (not barred or form.is_bound) else None,
        "barred": barred,
        "may": may,
        "unknown": [one for one in reasons if one.severity == "unknown"],
        "facts": _known(organisation, own) if organisation else [],
    }
    return render(request, "ratings/applications/apply.html", values)


@never_cache
def my_rating(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A rating of one's own organisation, and the answer to what was asked for."""
    user = signed_in(request)
    row = own_rating(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    form = None
    if "supply" in possible:
        posted = request.method == "POST"
        form = SupplyForm(request.POST if posted else None, request.FILES if posted else None)
        if posted and form.is_valid() and _supplied(request, row, form):
            return redirect("my_rating", pk=pk)
    page = casepage.of(row, mine=form is not None)
    values = {
        "row": row,
        "page": page,
        "form": form,
        "asked_for": row.asked_for,
        "papers": common.papers(row),
        "facts": common.facts(row),
        "said": common.said(row),
        "links": parts.for_organisation(row, user),
        "letters": access.of_case(user, page.case),
        "code": casepage.receipt_code(request, page.case.number),
        "withdraw_address": reverse("rating_withdraw", args=[pk]) if "withdraw" in possible else "",
    }
    return render(request, "ratings/applications/follow.html", values)


def _form(request: HttpRequest, row: Round, body: Body, asked: list[points.Question]) -> ApplyForm:
    posted = request.method == "POST"
    user, profile = signed_in(request), profiles.of(body.pk)
    return ApplyForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        sheets=rounds.sheets_for(row, body.kind),
        materials=row.materials.all(),
        questions=asked,
        initial={
            "contact": user.get_full_name(),
            "phone": profile.phone or body.phone or user.phone or "",
        },
    )


def _applied(request: HttpRequest, row: Round, body: Body, form: ApplyForm) -> Application | None:
    given = form.cleaned_data
    try:
        made, code = applying.apply(
            rating_round=row,
            body=body,
            sub_kind=given.get("sub_kind", ""),
            contact=given["contact"],
            phone=given["phone"],
            words=given["words"],
            uploads=form.uploads(),
            answers=form.answers(),
            by=signed_in(request),
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    casepage.remember_receipt(request, str(made), code)
    messages.success(request, _("Handed in. The office checks it now."))
    return made


def _supplied(request: HttpRequest, row: Application, form: SupplyForm) -> bool:
    try:
        operations.supply(
            application=row,
            words=form.cleaned_data["words"],
            uploads=form.uploads(),
            by=signed_in(request),
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Handed in. The office goes on checking."))
    return True


def _known(organisation: Any, body: Body) -> list[Any]:
    """What is on file and need not be typed."""
    stated = applying.frozen(organisation)
    shown = {
        "name": _("Organisation"),
        "code": _("Credit code"),
        "legal_representative": _("Legal representative"),
        "registered_on": _("Registered on"),
        "registry": _("Registration authority"),
        "domicile": _("Domicile"),
    }
    kind = Fact(_("Kind"), body.get_kind_display())
    return [Fact(label, stated[key]) for key, label in shown.items()] + [kind]
