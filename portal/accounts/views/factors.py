"""The second factor: why, which ways there are, and removing a passkey."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from portal.accounts import officials, queries
from portal.accounts.forms import FactorForm
from portal.accounts.gate import second_factor_given
from portal.accounts.models import User


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say why officials need a second factor and offer the three ways; take a code when there
    is one already.
    """
    user = queries.signed_in(request)
    after = get_next_redirect_url(request) or ""
    onwards = HttpResponseRedirect(after or reverse("account"))
    if second_factor_given(request):
        return onwards
    form = _form(request, user)
    if form is not None and request.method == "POST" and form.is_valid():
        post_authentication(request, form.authenticator)
        return onwards
    values = {
        "form": form,
        "keepers": officials.keepers_for(user),
        "next": after,
        "staff": queries.is_staff(user),
    }
    return render(request, "accounts/second_factor.html", values)


def _form(request: HttpRequest, user: User) -> Any:
    factors = queries.factors(user)
    if not (factors.app or factors.codes_left):
        return None
    return FactorForm(request.POST or None, user=user)


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    """Remove a passkey, unless it is an official's last strong factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, _REFUSED)
            return redirect("account")
        response: HttpResponse = super().form_valid(form)
        return response


_REFUSED = _("Officials need a second factor. Add another one before you remove this one.")
