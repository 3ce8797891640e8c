"""The pages on which a team enters what its papers are written from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.registering import entering, queries, roster
from incubator.registering.enums import MemberKind, RegistrationState
from incubator.registering.forms import (
    FactsForm,
    MembersForm,
    NameForm,
    PersonForm,
    SettleForm,
    UnitForm,
    add_reasons,
)
from incubator.registering.models import FoundingPerson, Registration
from incubator.registering.views import common
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused, Text
from portal.permissions import Permission

State = RegistrationState
UNIT_MARK = "单位"
COMMA = "，"
PARTS: dict[str, tuple[Text, Callable[..., Any], Callable[..., Any]]] = {
    "name": (
        gettext_lazy("Kind and name"),
        lambda data, row: NameForm(data, initial=_named(row)),
        entering.save_name,
    ),
    "unit": (
        gettext_lazy("Supervising unit or direct way"),
        lambda data, row: UnitForm(data, instance=row),
        entering.save_unit,
    ),
    "facts": (
        gettext_lazy("Purpose, premises, funds, founding meeting"),
        lambda data, row: FactsForm(data, instance=row),
        entering.save_facts,
    ),
}


@never_cache
def registration_part(request: HttpRequest, pk: int, part: str) -> HttpResponseBase:
    """One part of the facts; saving is not handing in."""
    if part not in PARTS:
        raise Http404
    row = row_of(request, pk)
    title, make, save = PARTS[part]
    form = make(request.POST or None, row)
    if request.method == "POST" and form.is_valid():
        try:
            save(registration=row, by=signed_in(request), **form.entered())
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect("registration", pk=pk)
    values = {"row": row, "form": form, "title": title, "part": part}
    return render(request, "incubator/registering/part.html", values)


@never_cache
def registration_person_add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a founder or a proposed leader."""
    return _person(request, row_of(request, pk), None)


@never_cache
def registration_person(request: HttpRequest, pk: int, person: int) -> HttpResponseBase:
    """Change a founder or a proposed leader, or take them out."""
    row = row_of(request, pk)
    kept = next((one for one in row.people.all() if one.pk == person), None)
    if kept is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        try:
            roster.take_out(person=kept, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Taken out of the list."))
        return redirect("registration", pk=pk)
    return _person(request, row, kept)


@never_cache
def registration_members(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list of members as lines of text; it takes the place of the former one."""
    row = row_of(request, pk)
    form = MembersForm(request.POST or None, initial={"members": _lines(row)})
    if request.method == "POST" and form.is_valid():
        try:
            count = roster.put_members(
                registration=row, text=form.cleaned_data["members"], by=signed_in(request)
            )
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("%(n)s members kept.") % {"n": count})
            return redirect("registration", pk=pk)
    return render(request, "incubator/registering/members.html", {"row": row, "form": form})


@never_cache
def registration_settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter a step after the certificate: by the team, or by the helper for it."""
    row, user = common.visible(request, pk), signed_in(request)
    helps = queries.of_bases(user).filter(pk=pk).exists()
    back = "registration_case" if helps else "registration"
    if row.status != State.FOLLOWING:
        return redirect(back, pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            entering.settle(
                registration=row,
                step=given["step"],
                on=given["on"],
                words=given["words"],
                by=user,
            )
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect(back, pk=pk)
    values = {"row": row, "form": form, "back": back, "settled": common.settled(row)}
    return render(request, "incubator/registering/settle.html", values)


def _person(
    request: HttpRequest, row: Registration, kept: FoundingPerson | None
) -> HttpResponseBase:
    fields = ("name", "office", "work", "founder", "head", "serves_state")
    initial = {name: getattr(kept, name) for name in fields} if kept else {"founder": True}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            roster.put_person(
                registration=row,
                by=signed_in(request),
                number=form.cleaned_data["number"],
                person=kept,
                **form.entered(),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                field = "number" if reason.code.startswith(("id_", "number_")) else None
                add_reasons(form, [reason], field)
        else:
            messages.success(request, _("Saved."))
            return redirect("registration", pk=row.pk)
    values = {"row": row, "form": form, "kept": kept}
    return render(request, "incubator/registering/person.html", values)


def row_of(request: HttpRequest, pk: int) -> Registration:
    """A row of the person's own team in which they may edit."""
    row = common.found(request, queries.of_teams(signed_in(request)), pk)
    if not people.may(signed_in(request), Permission.ORGANISATION_EDIT, body=row.body_id):
        raise Http404
    return row


def _named(row: Registration) -> dict[str, Any]:
    others = [*row.other_names, "", ""]
    return {"kind": row.kind, "name": row.name, "second": others[0], "third": others[1]}


def _lines(row: Registration) -> str:
    return "\n".join(
        COMMA.join(
            part
            for part in (UNIT_MARK if one.kind == MemberKind.UNIT else "", one.name, one.work)
            if part
        )
        for one in row.members.all()
    )
