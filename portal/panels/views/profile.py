"""The expert's own profile and ties."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.panels.experts import operations, queries
from portal.panels.experts.forms import ProfileForm, TieForm
from portal.panels.experts.models import Tie
from portal.panels.forms import add_refusal


@never_cache
def profile(request: HttpRequest) -> HttpResponseBase:
    """Who the expert is, and all ties on file."""
    user = signed_in(request)
    expert = queries.of_user(user)
    kept = {name: getattr(expert, name, "") for name in ("knows", "title", "employer")}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        operations.save_profile(by=user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("expert_profile")
    return render(
        request,
        "panels/profile.html",
        {
            "form": form,
            "expert": expert,
            "ties": list(queries.ties_of(user)),
            "years": queries.tie_years(),
        },
    )


@never_cache
def tie_add(request: HttpRequest) -> HttpResponseBase:
    """Enter a tie."""
    return _tie(request, None)


@never_cache
def tie_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a tie: most often the day on which it ended."""
    return _tie(request, _own(request, pk))


@require_POST
def tie_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take out a tie that was entered by mistake."""
    operations.remove_tie(tie=_own(request, pk), by=signed_in(request))
    messages.success(request, _("The tie is taken out of your profile."))
    return redirect("expert_profile")


def _tie(request: HttpRequest, tie: Tie | None) -> HttpResponseBase:
    kept = {name: getattr(tie, name, None) for name in ("kind", "name", "from_on", "until_on")}
    form = TieForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_tie(words=form.words, by=signed_in(request), tie=tie)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The tie is saved; you are not drawn for this name."))
            return redirect("expert_profile")
    return render(request, "panels/tie.html", {"form": form, "tie": tie})


def _own(request: HttpRequest, pk: int) -> Tie:
    tie = queries.ties_of(signed_in(request)).filter(pk=pk).first()
    if tie is None:
        raise Http404
    return tie
