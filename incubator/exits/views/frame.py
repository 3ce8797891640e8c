"""What every page of an exit does alike: find the row, take an act, show a form."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from incubator.exits import queries
from incubator.residence.forms import add_refusal
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused, Text
from portal.workflow import engine

Do = Callable[[Mapping[str, Any]], object]


def ours(request: HttpRequest, pk: int) -> Residence:
    """A residence of the person's organisations. Raises Http404."""
    return _found(queries.own(signed_in(request), pk))


def kept(request: HttpRequest, pk: int) -> Residence:
    """A residence in the person's bases or offices. Raises Http404."""
    return _found(queries.kept(signed_in(request)).filter(pk=pk).first())


def possible(request: HttpRequest, row: Residence) -> set[str]:
    """The steps this person may take from here."""
    return {step.action for step in engine.possible(row, signed_in(request))}


def form_page(
    request: HttpRequest,
    row: Residence,
    form: forms.Form,
    do: Do,
    *,
    said: Text,
    title: Text,
    button: Text,
    office: bool,
    back: str = "",
    **values: Any,
) -> HttpResponseBase:
    """A page with one form; after the act it leads back, after a refusal it keeps what was typed.

    ``back`` is the route of the page to which it leads (with the residence's key).
    """
    way = back or ("exit_case" if office else "exit_home")
    if request.method == "POST" and form.is_valid() and done(form, do):
        messages.success(request, str(said))
        return redirect(way, pk=row.pk)
    shown = {
        "residence": row,
        "form": form,
        "title": title,
        "button": button,
        "office": office,
        "way": way,
        **values,
    }
    status = 422 if form.errors else 200
    return render(request, "incubator/exits/form.html", shown, status=status)


def done(form: forms.Form, do: Do) -> bool:
    """Take the act with what was typed; every reason of a refusal goes on top of the form."""
    try:
        do(form.cleaned_data)
    except Refused as refusal:
        add_refusal(form, refusal.reasons)
        return False
    return True


def tried(request: HttpRequest, act: Callable[[], object], said: Text) -> bool:
    """Take an act of a single button; a refusal becomes messages."""
    try:
        act()
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
        return False
    messages.success(request, str(said))
    return True


def _found(row: Residence | None) -> Residence:
    if row is None or row.case is None:
        raise Http404
    return row
