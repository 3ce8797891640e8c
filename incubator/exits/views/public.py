"""Checking a certificate of graduation, for anybody."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from incubator.exits import diplomas
from incubator.exits.forms import CheckForm
from incubator.exits.models import Diploma
from portal.core import days
from portal.core.ui import Fact


@never_cache
def graduation_check(request: HttpRequest) -> HttpResponse:
    """Whose certificate a number stands for; every other number gets the same words."""
    asked = "number" in request.GET
    form = CheckForm(request.GET if asked else None)
    found = diplomas.check(form.cleaned_data["number"]) if asked and form.is_valid() else None
    values = {
        "form": form,
        "asked": asked and form.is_valid(),
        "diploma": found,
        "facts": _facts(found) if found else [],
    }
    return render(request, "incubator/exits/check.html", values)


def _facts(diploma: Diploma) -> list[Fact]:
    said, body = diploma.words, diploma.residence.body
    now = body.name if body.name != said["name"] else ""
    stay = " – ".join(days.date_words(date.fromisoformat(said[key])) for key in ("from", "to"))
    found = [
        Fact(_("Organisation"), said["name"], note=now),
        Fact(_("Unified social credit code"), said["code"]),
        Fact(_("Base"), said["base"]),
        Fact(_("Tier"), said["tier"]),
        Fact(pgettext("diploma", "In residence"), stay),
        Fact(pgettext("diploma", "Issued on"), days.date_words(diploma.issued_on)),
        Fact(_("Issued by"), said["office"]),
    ]
    return [fact for fact in found if fact.value]
