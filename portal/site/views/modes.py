"""Switching the look and the language: plain POST forms that lead back to the same page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.site import look

LONGEST = 2000


@require_POST
def elderly(request: HttpRequest) -> HttpResponseRedirect:
    """Turn elderly mode on (``on`` = 1) or off."""
    response = _back(request)
    look.remember(response, look.ELDERLY, "1" if request.POST.get("on") == "1" else "")
    return response


@require_POST
def size(request: HttpRequest) -> HttpResponseRedirect:
    """Choose the text size of elderly mode; an unknown size changes nothing."""
    response = _back(request)
    if (chosen := request.POST.get("size", "")) in look.SIZES:
        look.remember(response, look.SIZE, chosen)
    return response


@require_POST
def contrast(request: HttpRequest) -> HttpResponseRedirect:
    """Turn high contrast on (``on`` = 1) or off."""
    response = _back(request)
    look.remember(response, look.CONTRAST, "1" if request.POST.get("on") == "1" else "")
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponseRedirect:
    """Choose the language; an unknown one changes nothing."""
    response = _back(request)
    if (chosen := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        look.remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Back to ``next`` when it lies on this site, else home."""
    target = request.POST.get("next", "")[:LONGEST]
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe and target.startswith("/") else "/")
