"""What the pages of a decision share: one thing or 404, acts of a page, refusals in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from portal.core.reasons import Refused
from ratings.deciding.forms import add_refusal

M = TypeVar("M", bound=Model)
Act = Callable[[Any], object]


def one_of(rows: QuerySet[M], pk: int) -> M:
    """The row with this key among those the reader sees; Http404 else."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def sent(request: HttpRequest, name: str) -> Any:
    """The data for the form of an act: what was sent for it, else None."""
    asked = request.method == "POST" and request.POST.get("act", "") == name
    return request.POST if asked else None


def taken(request: HttpRequest, shown: Mapping[str, forms.Form], acts: Mapping[str, Act]) -> bool:
    """Do the act that was sent, when its form is whole; its reasons stand in the form else."""
    name = request.POST.get("act", "") if request.method == "POST" else ""
    form = shown.get(name)
    if form is None or name not in acts or not form.is_valid():
        return False
    try:
        acts[name](form)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
