"""Keeping the profile. The register's facts stand beside it, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Fact
from portal.organisations.claims.forms import add_refusal
from portal.organisations.members import queries as members
from portal.organisations.profile import operations, queries
from portal.organisations.profile.forms import ProfileForm
from portal.organisations.profile.models import Profile
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body


@never_cache
def profile_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Edit the profile; an older tab's save shows both versions and loses neither."""
    body = _body(request, pk)
    current = queries.of(pk)
    form = ProfileForm(request.POST.dict() or None, initial=_initial(current))
    theirs: list[Fact] = []
    if request.method == "POST" and form.is_valid():
        try:
            operations.save(body=pk, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
            current = queries.of(pk)
            form.data = {**form.data, "seen": str(current.version)}
            theirs = _saved(current, form)
        else:
            messages.success(request, _("Saved. It stands on your public page."))
            return redirect("my_organisation", pk=pk)
    return _page(request, body, form, theirs, current)


def _page(
    request: HttpRequest, body: Body, form: ProfileForm, theirs: list[Fact], current: Profile
) -> HttpResponse:
    return render(
        request,
        "organisations/profile/edit.html",
        {"body": body, "form": form, "theirs": theirs, "current": current},
    )


def _body(request: HttpRequest, pk: int) -> Body:
    user = signed_in(request)
    editable = people.bodies_where(user, Permission.ORGANISATION_EDIT)
    found = members.bodies_of(user).filter(pk=pk, pk__in=editable).first()
    if found is None:
        raise Http404
    return found


def _initial(profile: Profile) -> dict[str, object]:
    return {
        "seen": profile.version,
        **{name: getattr(profile, name) for name in operations.FIELDS},
    }


def _saved(profile: Profile, form: ProfileForm) -> list[Fact]:
    """What the other version says, where it differs from what was typed."""
    return [
        Fact(form.fields[name].label or name, getattr(profile, name))
        for name in operations.FIELDS
        if getattr(profile, name) != form.cleaned_data.get(name)
    ]
