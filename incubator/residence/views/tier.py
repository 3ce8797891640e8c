"""Giving a residence another tier."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.allowances import amounts
from incubator.bases import queries as bases
from incubator.programmes import queries as programmes
from incubator.programmes.enums import Each, SupportKind
from incubator.programmes.models import Tier
from incubator.residence import queries, regrading
from portal.accounts.queries import signed_in
from portal.core.forms import Form
from portal.core.reasons import Refused


class TierChangeForm(Form):
    """To which tier, and why."""

    tier = forms.ModelChoiceField(
        Tier.objects.none(), label=gettext_lazy("New tier"), empty_label=gettext_lazy("choose")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The organisation reads it."),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["tier"].queryset = programmes.tiers()  # type: ignore[attr-defined] # a choice of models


def tier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose another tier and say why; what each tier grants stands beside."""
    user = signed_in(request)
    mine = bases.where(user, regrading.DECIDE)
    found = queries.visible_to(user).filter(pk=pk, base__in=mine).first()
    if found is None:
        raise Http404
    form = TierChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            regrading.change_tier(residence=found, by=user, **form.cleaned_data)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
        else:
            messages.success(request, _("The tier is changed, and support is computed anew."))
            return redirect("allowances_of", pk=found.body_id)
    held = [
        (SupportKind(row["kind"]).label, _amount(row["kind"], row["amount"], row["each"]))
        for row in found.terms["allowances"]
    ]
    return render(
        request,
        "incubator/residence/tier.html",
        {"residence": found, "form": form, "held": held, "tiers": programmes.tiers()},
    )


def _amount(kind: str, amount: int, each: str) -> str:
    return f"{amounts.words(kind, amount)} {Each(each).label}"
