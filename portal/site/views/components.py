"""The living page of components: all of them, in every state, with the code of their use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.site.views import samples

FRAMES = {
    "public": "base.html",
    "workspace": "workspace.html",
    "task": "task.html",
    "print": "print.html",
}


def components(request: HttpRequest) -> HttpResponse:
    """Show the components inside the frame that ``?frame=`` names."""
    chosen = request.GET.get("frame", "")
    values = samples.everything() | {"frame_template": FRAMES.get(chosen, "base.html")}
    return render(request, "site/components.html", values)
