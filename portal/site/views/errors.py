"""Pages for when something goes wrong; they work without the database."""

import logging
import secrets
import sys

from django.db import Error, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: nothing was done, and how to send it again."""
    log.info("CSRF: %s", reason)
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """An unexpected error, with a number that also stands in the log; 503 without a database."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError):
        return unavailable(request, error)
    number = secrets.token_hex(4).upper()
    log.error("Error number %s at %s", number, request.path, exc_info=True)
    page = render_to_string("500.html", {"error_number": number})
    return HttpResponse(page, status=500)


def unavailable(request: HttpRequest, error: Error | None = None) -> HttpResponse:
    """The database does not answer: 503, and come back in half a minute."""
    log.error("Unavailable at %s: %s", request.path, error)
    page = render_to_string("503.html", {"offline": error is not None})
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})
