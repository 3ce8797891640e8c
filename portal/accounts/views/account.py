"""A person's own account: who I am here, what I may do, how I sign in, where I am signed in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.accounts import forms as own
from portal.accounts import gateways, operations, proof, queries, sessions
from portal.accounts.models import User
from portal.core import masking
from portal.core.reasons import Refused


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Everything about the account on one page."""
    user = queries.signed_in(request)
    values = {
        "person": user,
        "posts": queries.posts(user),
        "former": queries.former_posts(user),
        "factors": queries.factors(user),
        "devices": sessions.devices(user, request),
        "email_proven": _mail_proven(user),
        "staff": queries.is_staff(user),
    }
    return render(request, "accounts/account.html", values)


@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """Change one's name."""
    user = queries.signed_in(request)
    form = own.NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_name(user=user, name=form.cleaned_data["name"], by=user)
        except Refused as refused:
            _show(form, "name", refused)
        else:
            return redirect("account")
    return render(request, "accounts/name.html", {"form": form})


@never_cache
@sensitive_post_parameters("password")
@reauthentication_required(app="allauth.account")
def password(request: HttpRequest) -> HttpResponse:
    """Set a new password; who came in by a code just now need not know the old one."""
    user = queries.signed_in(request)
    form = own.NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        get_adapter().set_password(user, form.cleaned_data["password"])
        finalize_password_change(request, user)
        messages.success(request, _("The new password is set. Other devices are signed out."))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form, "person": user})


@never_cache
@reauthentication_required(app="allauth.account")
def email(request: HttpRequest) -> HttpResponse:
    """Give another e-mail address; a code goes there."""
    user = queries.signed_in(request)
    form = own.EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if address != user.email or not _mail_proven(user):
            proof.EmailByCode.start(request, user, address)
            return redirect("account_email_code")
        form.add_error("email", _("This is what the account has already. Give another."))
    return render(request, "accounts/email.html", {"form": form, "person": user})


@never_cache
def email_code(request: HttpRequest) -> HttpResponse:
    """The code that went to the new e-mail."""
    user = queries.signed_in(request)
    process = proof.EmailByCode.resume(request)
    if process is None:
        return redirect("account_email")
    form = _code_form(request, process)
    if request.method == "POST" and form.is_valid():
        process.abort()
        _finish_email(request, user, process.address)
        return redirect("account")
    if form.errors and not process.record_invalid_attempt():
        messages.error(request, _("The code was wrong too often. Have a new one sent."))
        return redirect("account_email")
    values = {"form": form, "address": process.address, "back": "account_email"}
    return render(request, "accounts/code.html", values)


@never_cache
def reauthenticate_code(request: HttpRequest) -> HttpResponse:
    """Show by a code that it is still you, before something weighty changes."""
    user = queries.signed_in(request)
    address = queries.proven_address(user)
    if not address or queries.has_second_factor(user):
        raise Http404
    process = proof.ProofByCode.resume(request)
    if request.method == "POST" and "send" in request.POST:
        process = proof.ProofByCode.start(request, user, address)
        return _proof_page(request, process, _code_form(request, process, fresh=True))
    if process is None:
        return _proof_page(request, None, None, address)
    form = _code_form(request, process)
    if request.method == "POST" and form.is_valid():
        process.finish()
        return resume_request(request) or redirect("account")
    if form.errors and not process.record_invalid_attempt():
        messages.error(request, _("The code was wrong too often. Have a new one sent."))
        return _proof_page(request, None, None, address)
    return _proof_page(request, process, form)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out one other device, or all of them."""
    user = queries.signed_in(request)
    if "all" in request.POST:
        operations.end_sessions(user=user, by=user, reason="own")
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
    else:
        key = request.POST.get("session", "")
        found = get_object_or_404(
            UserSession, user=user, pk=key if key.isascii() and key.isdigit() else 0
        )
        found.end()
    return redirect("account")


def _proof_page(
    request: HttpRequest,
    process: proof.ProofByCode | None,
    form: forms.Form | None,
    address: str = "",
) -> HttpResponse:
    methods = get_adapter().get_reauthentication_methods(request.user)
    values = {
        "form": form,
        "address": process.address if process else address,
        "next": get_next_redirect_url(request) or "",
        "others": [method for method in methods if method["url"] != request.path],
    }
    return render(request, "accounts/prove_by_code.html", values)


def _code_form(request: HttpRequest, process: Any, *, fresh: bool = False) -> own.ProofCodeForm:
    data = request.POST if request.method == "POST" and not fresh else None
    return own.ProofCodeForm(data, address=process.address, code=process.code)


def _finish_email(request: HttpRequest, user: User, address: str) -> None:
    old = queries.proven_address(user)
    try:
        operations.prove_email(user=user, email=address)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason))
        return
    if old and old != address:
        text = _("The e-mail of your account is now %(mail)s. If it was not you, call 12345.")
        gateways.tell(
            old,
            subject=_("Your account"),
            text=text % {"mail": masking.mail(address)},
            kind=gateways.NOTICE,
        )


def _mail_proven(user: User) -> bool:
    return queries.email_is_proven(user)


def _show(form: forms.Form, field: str, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(field, str(reason))
