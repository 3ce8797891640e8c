"""My organisation: members, invitations, facts and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.models import Post
from portal.accounts.queries import signed_in
from portal.core import clock, days
from portal.core.reasons import Reason, Refused
from portal.core.ui import Fact
from portal.organisations.claims import queries as claims
from portal.organisations.claims.forms import add_refusal
from portal.organisations.members import operations, queries
from portal.organisations.members.enums import InvitationState
from portal.organisations.members.forms import CodeForm, InviteForm
from portal.organisations.members.models import Invitation
from portal.organisations.profile import queries as profiles
from portal.organisations.register.models import Organisation
from portal.organisations.suppliers import queries as suppliers
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body


def my_organisations(request: HttpRequest) -> HttpResponseBase:
    """The bodies in which the person is a member; with one only, that one at once."""
    bodies = list(queries.bodies_of(signed_in(request)).order_by("name"))
    if len(bodies) == 1:
        return redirect("my_organisation", pk=bodies[0].pk)
    return render(request, "organisations/members/organisations.html", {"bodies": bodies})


@never_cache
def my_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything a member finds about their organisation."""
    user, body = signed_in(request), _body(request, pk)
    manages = people.may(user, Permission.MEMBERS_MANAGE, body=pk)
    moment = clock.now()
    invitations = [
        {
            "invitation": row,
            "state": row.state_at(moment),
            "expired": row.state_at(moment) is InvitationState.EXPIRED,
        }
        for row in (queries.invitations(pk) if manages else [])
    ]
    return render(
        request,
        "organisations/members/organisation.html",
        {
            "body": body,
            "manages": manages,
            "edits": people.may(user, Permission.ORGANISATION_EDIT, body=pk),
            "keeps_money": people.may(user, Permission.ORGANISATION_MONEY, body=pk),
            "members": queries.members(pk),
            "former": queries.former(pk)[:20],
            "invitations": invitations,
            "disputes": claims.disputes_of_owner(user).filter(claim__organisation=pk),
            "profile": profiles.of(pk),
            "team": suppliers.team(pk),
            **_facts(body),
        },
    )


@never_cache
def member_invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Invite somebody to a post."""
    body = _managed(request, pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = operations.invite(body=body, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            _say_sent(request, sent)
            return redirect("my_organisation", pk=pk)
    return render(request, "organisations/members/invite.html", {"form": form, "body": body})


@require_POST
def invitation_resend(request: HttpRequest, pk: int, invitation: int) -> HttpResponseBase:
    """Send an invitation again."""
    found = _invitation_of(request, pk, invitation)
    try:
        _say_sent(request, operations.resend(invitation=found, by=signed_in(request)))
    except Refused as refusal:
        _say(request, refusal)
    return redirect("my_organisation", pk=pk)


@require_POST
def invitation_revoke(request: HttpRequest, pk: int, invitation: int) -> HttpResponseBase:
    """Take an invitation back."""
    found = _invitation_of(request, pk, invitation)
    try:
        operations.revoke(invitation=found, by=signed_in(request))
    except Refused as refusal:
        _say(request, refusal)
    else:
        messages.success(request, _("The invitation has been revoked."))
    return redirect("my_organisation", pk=pk)


@never_cache
def member_end(request: HttpRequest, pk: int, post: int) -> HttpResponseBase:
    """A page of its own before a post ends: one's own (leave) or a member's."""
    user, body = signed_in(request), _body(request, pk)
    found = queries.members(pk).filter(pk=post).first()
    if found is None or not _may_end(request, found):
        raise Http404
    own = found.user_id == user.pk
    if request.method == "POST":
        try:
            operations.end(post=found, by=user)
        except Refused as refusal:
            _say(request, refusal)
            return redirect("member_end", pk=pk, post=post)
        messages.success(request, _("The post has ended."))
        stays = people.may(user, Permission.ORGANISATION_VIEW, body=pk)
        return redirect("my_organisation", pk=pk) if stays else redirect("my_space")
    values = {"body": body, "post": found, "own": own}
    return render(request, "organisations/members/end.html", values)


@never_cache
def invitation(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What the invited person sees: who invites, to what, and the field for the code."""
    found = queries.invitation(reference)
    if found is None:
        raise Http404
    user = signed_in(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            if request.POST.get("answer") == "decline":
                operations.decline(invitation=found, code=code, by=user)
                messages.success(request, _("You have declined. The owner sees it."))
                return redirect("my_space")
            operations.accept(invitation=found, code=code, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
            found = queries.invitation(reference) or found
        else:
            messages.success(request, _("Welcome. You can begin."))
            return redirect("my_organisation", pk=found.body_id)
    return _invitation_page(request, found, form)


def _invitation_page(request: HttpRequest, found: Invitation, form: CodeForm) -> HttpResponse:
    state = found.state_at(clock.now())
    return render(
        request,
        "organisations/members/invitation.html",
        {
            "invitation": found,
            "form": form,
            "waiting": state is InvitationState.WAITING,
            "state": state,
            "facts": [
                Fact(_("Organisation"), found.body.shown_name),
                Fact(_("Post"), found.get_role_display()),
                Fact(_("Invited by"), found.invited_by.get_full_name()),
                Fact(_("Good until"), days.date_words(found.expires_at)),
            ],
        },
    )


def _facts(body: Body) -> dict[str, Any]:
    """The facts that others keep, with their source: the register's, or the application's."""
    organisation = Organisation.objects.select_related("registry").filter(pk=body.pk).first()
    rows = [
        Fact(_("Kind"), body.get_kind_display()),
        Fact(_("Credit code"), body.credit_code or ""),
        Fact(_("Location"), body.division.name),
    ]
    if organisation is None:
        return {"facts": rows, "source": "", "organisation": None}
    rows += [
        Fact(_("State"), organisation.get_state_display()),
        Fact(_("Legal representative"), organisation.legal_representative),
        Fact(
            _("Registered on"),
            days.date_words(organisation.registered_on) if organisation.registered_on else "",
        ),
        Fact(_("Registered by"), organisation.registry.name if organisation.registry else ""),
        Fact(_("Domicile"), organisation.domicile),
    ]
    source = _("Source: %(source)s, as of %(day)s") % {
        "source": organisation.source,
        "day": days.date_words(organisation.source_on),
    }
    return {"facts": rows, "source": source, "organisation": organisation}


def _body(request: HttpRequest, pk: int) -> Body:
    found = queries.bodies_of(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _managed(request: HttpRequest, pk: int) -> Body:
    found = queries.managed_by(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _may_end(request: HttpRequest, post: Post) -> bool:
    user = signed_in(request)
    return post.user_id == user.pk or people.may(user, Permission.MEMBERS_MANAGE, body=post.body_id)


def _invitation_of(request: HttpRequest, pk: int, invitation: int) -> Invitation:
    found = Invitation.objects.filter(body=_managed(request, pk), pk=invitation).first()
    if found is None:
        raise Http404
    return found


def _say_sent(request: HttpRequest, sent: operations.Sent) -> None:
    if sent.left:
        words = _("The invitation has gone to %(contact)s.") % {"contact": sent.invitation.contact}
        messages.success(request, words)
        return
    words = _(
        "The message could not be sent. Hand over the address %(address)s and the code %(code)s."
    )
    address = request.build_absolute_uri(reverse("invitation", args=[sent.invitation.reference]))
    messages.warning(request, words % {"address": address, "code": sent.code})


def _say(request: HttpRequest, refusal: Refused) -> None:
    reasons: tuple[Reason, ...] = refusal.reasons
    for reason in reasons:
        messages.error(request, str(reason))
