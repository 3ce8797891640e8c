"""The plainest page Django can give through the same middleware: the measure of the others."""

from django.http import HttpRequest, HttpResponse

from portal.core.routing import path
from portal.permissions import Permission


def bare(_request: HttpRequest) -> HttpResponse:
    """One word."""
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare, may=Permission.PUBLIC, name="bare")]
