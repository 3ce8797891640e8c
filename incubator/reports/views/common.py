"""What the pages of this subject share: finding a thing, and telling a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from incubator.reports.forms import add_refusal
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused


def home_of(request: HttpRequest, pk: int) -> Residence:
    """A residence of the person's organisation. Raises Http404."""
    row = residences.of_organisations(signed_in(request)).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    return row


def kept(request: HttpRequest, pk: int) -> Residence:
    """A residence that the person looks after or whose office sees it. Raises Http404."""
    row = residences.kept_by(signed_in(request)).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    return row


def done(request: HttpRequest, act: Callable[[], object], words: Any, form: Any = None) -> bool:
    """Do an act and say so; a refusal stands on the form, or above the page. True when done."""
    try:
        act()
    except Refused as refusal:
        if form is not None:
            add_refusal(form, refusal.reasons)
        else:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        return False
    messages.success(request, words)
    return True
