"""The end of a residence as the base and its office see it, and what they decide."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.exits import diplomas, extending, operations, part, queries
from incubator.exits.forms import AnswerForm, DissolveForm, WordsForm
from incubator.exits.models import Extension
from incubator.exits.views import frame
from incubator.residence import queries as residences
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.reasons import Reason, Refused
from portal.core.ui import Fact
from portal.organisations.register import queries as register
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body


@never_cache
def exit_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about the end of a residence, and the ways to each decision."""
    row, user = frame.kept(request, pk), signed_in(request)
    may_keep = residences.may_keep(user, row)
    may_decide = people.may(user, Permission.RESIDENCE_DECIDE, body=row.base.office_id)
    values = part.whole(row) | {
        "possible": frame.possible(request, row),
        "may_keep": may_keep,
        "may_decide": may_decide,
    }
    return render(request, "incubator/exits/case.html", values)


@require_POST
def exit_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: open the exit evaluation."""
    row, user = frame.kept(request, pk), signed_in(request)
    said = _("The exit evaluation is open. The organisation has been told.")
    frame.tried(request, lambda: operations.start_exit(residence=row, by=user), said)
    return redirect("exit_case", pk=pk)


@require_POST
def exit_graduate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: graduate; certificate and letter go out."""
    row, user = frame.kept(request, pk), signed_in(request)
    said = _("Graduated. The certificate is being made; the letter waits for its stamp.")
    frame.tried(request, lambda: operations.graduate(residence=row, by=user), said)
    return redirect("exit_case", pk=pk)


def exit_finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End without graduation, with reasons."""
    row, user = frame.kept(request, pk), signed_in(request)
    return frame.form_page(
        request,
        row,
        WordsForm(request.POST or None),
        lambda given: operations.finish(residence=row, by=user, reason=given["words"]),
        said=_("Ended without graduation. The organisation has been told."),
        title=_("End without graduation"),
        button=_("End the residence today"),
        office=True,
    )


def exit_extension_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Decide on an extension."""
    row, user = frame.kept(request, pk), signed_in(request)
    asked = queries.extension_waiting(row)
    if asked is None:
        raise Http404
    return frame.form_page(
        request,
        row,
        AnswerForm(request.POST or None),
        lambda given: _answer(asked, given, user),
        said=_("Decided. The organisation has been told; the letter waits for its stamp."),
        title=_("Extension of %(months)s months") % {"months": asked.months},
        button=_("Decide"),
        office=True,
        facts=[
            Fact(_("Asked for"), asked.words),
            Fact(_("Asked on"), days.date_words(asked.asked_on)),
            Fact(_("Last day to ask"), days.date_words(asked.ask_by)),
            Fact(_("Ends on"), days.date_words(row.ends_on)),
        ],
    )


def exit_dissolve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End because the organisation merged or was de-registered."""
    row, user = frame.kept(request, pk), signed_in(request)
    known = register.of_body(row.body)
    state = known.get_state_display() if known else ""
    return frame.form_page(
        request,
        row,
        DissolveForm(request.POST or None),
        lambda given: operations.dissolve(
            residence=row, by=user, reason=given["words"], into=_into(given)
        ),
        said=_("Ended. What was lent is asked for next."),
        title=_("Merged or de-registered"),
        button=_("End the residence today"),
        office=True,
        facts=[Fact(_("The register says"), state)],
    )


def exit_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Withdraw a certificate."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = queries.diploma_of(row)
    if found is None:
        raise Http404
    return frame.form_page(
        request,
        row,
        WordsForm(request.POST or None),
        lambda given: diplomas.withdraw(diploma=found, by=user, words=given["words"]),
        said=_("Withdrawn. Whoever checks the number is told so."),
        title=_("Withdraw the certificate"),
        button=_("Withdraw it today"),
        office=True,
        facts=[Fact(_("Number of the certificate"), found.number)],
    )


def _answer(asked: Extension, given: Mapping[str, Any], user: User) -> object:
    if given["answer"] == "grant":
        return extending.grant(extension=asked, by=user, words=given["words"])
    return extending.refuse(extension=asked, by=user, words=given["words"])


def _into(given: Mapping[str, Any]) -> "Body | None":
    """The organisation that goes on, by its whole name or its code; None if it did not merge."""
    if given["how"] != "merged":
        return None
    found = list(register.by_code_or_name_exact(given["into"])[:2]) if given["into"] else []
    if len(found) != 1:
        raise Refused(
            Reason(
                "into_unknown",
                _("No single organisation on the register has this name or code."),
                _("Write its whole name or its credit code."),
            )
        )
    return found[0].body
