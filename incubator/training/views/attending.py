"""Signing in at a session, and judging a course afterwards."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.training import attending, certifying
from incubator.training.forms import add_refusal
from incubator.training.sheets import CodeForm, EvaluationForm
from incubator.training.views.learner import own
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused


@never_cache
def evaluation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say how it was."""
    one = own(request, pk)
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            certifying.evaluate(
                enrolment=one,
                marks=form.marks,
                words=form.cleaned_data["words"],
                by=signed_in(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Thank you. The evaluation is handed in."))
            return redirect("training_enrolment", pk=pk)
    values = {"one": one, "form": form, "back": "training_enrolment", "back_pk": pk}
    return render(request, "incubator/training/evaluation.html", values)


@never_cache
def here(request: HttpRequest) -> HttpResponseBase:
    """Sign in to a session with the code of the room; the QR code brings it along."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    if request.method == "POST" and form.is_valid():
        try:
            made = attending.sign_in(code=form.cleaned_data["code"], by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal.reasons, "code")
        else:
            words = _("You are signed in. %(minutes)s minutes count.") % {"minutes": made.minutes}
            messages.success(request, words)
            return redirect("training_enrolment", pk=made.enrolment_id)
    return render(request, "incubator/training/here.html", {"form": form})
