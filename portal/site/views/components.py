"""The living page of components: all of them, in every state, with the code of their use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def components(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    return render(request, "site/components.html")
