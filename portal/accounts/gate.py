"""The gate: refuses by the address's permission, before any object is looked at."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts import queries
from portal.core.routing import permission_of
from portal.permissions import Permission

Answer = Callable[[HttpRequest], HttpResponse]
DEMO_MARK = "demo_sign_in"
CMS = "cms/"
BEFORE_SECOND_FACTOR = frozenset({"second_factor"})


class Gate:
    """Reads the permission beside each address and asks the one policy.

    A visitor without a session is sent to sign in; a signed-in person without the permission gets
    the 404 of a page that does not exist; staff without a second factor are sent to set one up.
    The addresses of the CMS are a library's and carry no permission, so all of them need the one
    of editors.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request on its way; ``process_view`` decides."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the request through (None), send it to sign in, or refuse it with a 404."""
        may = permission_of(view) or _of_the_cms(request)
        if may is None or may is Permission.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not queries.may(request.user, may):
            raise Http404
        if _lacks_second_factor(request):
            return redirect(f"{reverse('second_factor')}?{urlencode({'next': request.path})}")
        return None


def second_factor_given(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or by a demo button in demo mode."""
    if settings.DEMO and request.session.get(DEMO_MARK):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _lacks_second_factor(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match and match.url_name in BEFORE_SECOND_FACTOR:
        return False
    return queries.is_staff(request.user) and not second_factor_given(request)


def _of_the_cms(request: HttpRequest) -> Permission | None:
    match = request.resolver_match
    return Permission.CONTENT_EDIT if match and match.route.startswith(CMS) else None


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
