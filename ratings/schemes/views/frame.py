"""What every work page of a version shows around its part, and finding the version."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Tab
from ratings.schemes import queries, refusals
from ratings.schemes.enums import Phase
from ratings.schemes.models import Version

CHIPS = {Phase.DRAFT: "in_progress", Phase.PUBLISHED: "done", Phase.RETIRED: "paused"}
PARTS = (
    ("scheme_work", _("Overview")),
    ("scheme_basics", _("Basics")),
    ("scheme_bands", _("Bounds of grades")),
    ("scheme_import", _("Spreadsheet")),
    ("scheme_preview", _("Preview")),
)
READ_ONLY = ("scheme_work", "scheme_preview")


def kept(request: HttpRequest, pk: int) -> Version:
    """The version of this id in an office of the person; else it does not exist."""
    found = queries.kept_by(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def drafts_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of a draft the person may edit: it gets the version in place of the id.

    When a colleague has published it meanwhile, this is said on its overview.
    """

    @wraps(view)
    def found(request: HttpRequest, pk: int, **given: Any) -> HttpResponseBase:
        version = kept(request, pk)
        if not queries.may_edit(signed_in(request), version):
            raise Http404
        if version.published_at is not None:
            messages.error(request, str(refusals.already_published()))
            return redirect("scheme_work", pk=pk)
        return view(request, version, **given)

    return found


def frame(request: HttpRequest, version: Version, current: str) -> dict[str, Any]:
    """The version, its chip, the tabs, and what the reader may do with it."""
    user = signed_in(request)
    edits = version.published_at is None and queries.may_edit(user, version)
    tabs = [
        Tab(label, reverse(name, args=[version.pk]), None, name == current)
        for name, label in PARTS
        if edits or name in READ_ONLY
    ]
    return {
        "version": version,
        "chip": (CHIPS[version.phase], version.phase.label),
        "tabs": tabs,
        "edits": edits,
    }


def tell(request: HttpRequest, refused: Refused) -> None:
    """Say every reason of a refusal on the next page."""
    for reason in refused.reasons:
        messages.error(request, str(reason))
