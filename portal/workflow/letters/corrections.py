"""Correcting a letter: the old text beside the new, a look at the new one, then its issue."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow.letters import access, operations, remedies
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.forms import CorrectionForm
from portal.workflow.letters.models import Letter


@never_cache
def letter_correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """GET: the form with the old words. POST: a look at the new letter, or its issue."""
    user = signed_in(request)
    found = access.readable(user, pk)
    if not access.may_stamp(user, found):
        raise Http404
    form = CorrectionForm(request.POST or _entered(found))
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = _paper(found, form)
        if "issue" in request.POST:
            try:
                made = operations.correct(letter=found, words=_words(found, form), by=user)
            except Refused as refused:
                preview = None
                for reason in refused.reasons:
                    form.add_error(None, str(reason))
            else:
                messages.success(
                    request, _("The corrected letter has its number. Print and stamp it.")
                )
                return redirect("letter", pk=made.pk)
    values = {"letter": found, "form": form, "preview": preview}
    status = 422 if form.errors else 200
    return render(request, "workflow/letter_correct.html", values, status=status)


def _entered(letter: Letter) -> dict[str, str]:
    return {
        "title": letter.title,
        "addressee": letter.addressee,
        "text": "\n".join(letter.paragraphs),
    }


def _words(letter: Letter, form: CorrectionForm) -> operations.Words:
    """The remedy of the new letter is of the old one's kind, counted from its own date."""
    given = form.cleaned_data
    remedy = _remedy(letter)
    return operations.Words(given["title"], given["addressee"], form.paragraphs, remedy)


def _remedy(letter: Letter) -> Remedy:
    return next(
        (
            kind
            for kind in Remedy
            if letter.remedy and remedies.line(kind, letter.issuer, letter.dated) == letter.remedy
        ),
        Remedy.REVIEW if letter.remedy else Remedy.NONE,
    )


def _paper(letter: Letter, form: CorrectionForm) -> dict[str, object]:
    words, today = _words(letter, form), clock.today()
    return {
        "issuer": letter.issuer.name,
        "title": words.title,
        "number": "",
        "addressee": f"{words.addressee}:",
        "paragraphs": words.paragraphs,
        "remedy": remedies.line(words.remedy, letter.issuer, today),
        "dated": today,
    }
