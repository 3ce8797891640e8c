"""Signing in: pages that everybody may open."""

from typing import Any
from urllib.parse import urlencode

from allauth.account import views as allauth
from allauth.account.internal.flows.manage_email import sync_email_address
from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from portal.accounts import operations, queries
from portal.accounts.gate import DEMO_MARK
from portal.accounts.models import User
from portal.permissions import Permission

BACKEND = "portal.accounts.backends.PostBackend"


class SignInView(allauth.LoginView):
    """Phone or e-mail and password; below it the other ways, in demo mode the demo people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page's values, with the demo people."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"demo_people": queries.demo_people()}


class RequestCodeView(allauth.RequestLoginCodeView):
    """Where the code for signing in shall go."""


class ForgottenPasswordView(RequestCodeView):
    """Who forgot the password comes in by a code and sets a new one."""

    template_name = "account/password_reset.html"

    def get_success_url(self) -> str | None:
        """The page that asks for the code, and after it the new password."""
        if self.request.user.is_authenticated:
            return reverse("account_password")
        query = urlencode({"next": reverse("account_password")})
        return f"{reverse('account_confirm_login_code')}?{query}"


class LoginCodeView(allauth.ConfirmLoginCodeView):
    """The code of a sign-in; every wrong one counts for the address, in every browser."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form's values, with the address that is guessed at."""
        found: dict[str, Any] = super().get_form_kwargs()
        if self._action != "resend":
            state = self._process.state
            found["address"] = state.get("email") or state.get("phone") or ""
        return found

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        user, email = self._process.user, self._process.state.get("email")
        if self._process.state["initiated_by_user"]:
            operations.forget_password(user=user)
        if email:
            sync_email_address(user, email)
        response: HttpResponse = super()._verify_form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page's values, with the way to the demo's messages."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"demo": settings.DEMO}


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a person of the demo city with one click; 404 outside demo mode."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("account", "").replace("\0", "")
    user = User.objects.filter(is_demo=True, is_active=True, email=email).first()
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    request.session[DEMO_MARK] = True
    UserSession.objects.create_from_request(request)
    fallback = reverse("work_list" if queries.may(user, Permission.CASES_VIEW) else "my_space")
    return redirect(get_next_redirect_url(request) or fallback)


def to_sign_in(request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """The CMS's own ways in would skip the second factor; they lead to ours."""
    after = request.GET.get("next") or request.POST.get("next") or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': after})}")


to_forgotten_password = RedirectView.as_view(url=reverse_lazy("account_reset_password"))
to_account = RedirectView.as_view(url=reverse_lazy("account"))
