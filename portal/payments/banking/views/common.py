"""What the screens of banking share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.payments.payees import queries as payees
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

PER_PAGE = 50


def seen(request: HttpRequest) -> User:
    """The person, if some office's payments may be seen; Http404 for all others."""
    user = signed_in(request)
    if not payees.offices_seen(user):
        raise Http404
    return user


def payer_of(request: HttpRequest) -> Body:
    """The office for which the person makes payments; with several, the one that was asked for."""
    found = people.kept_bodies(signed_in(request), Permission.PAYMENT_MAKE)
    if not found:
        raise Http404
    wanted = request.POST.get("payer") or request.GET.get("payer", "")
    return next((body for body in found if str(body.pk) == wanted), found[0])
