"""An official enters the application of an organisation that came, called or wrote."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.organisations.register import queries as register
from portal.permissions import Permission
from ratings.applications import applying
from ratings.applications.forms import EnterForm, add_refusal
from ratings.applications.models import Application
from ratings.rounds import queries as rounds
from ratings.rounds.models import Round


@never_cache
def rating_enter(request: HttpRequest) -> HttpResponseBase:
    """Enter an application; papers may follow, the office asks for them in the case."""
    user = signed_in(request)
    offices = people.bodies_where(user, Permission.RATING_CHECK)
    found = list(rounds.whole(rounds.taking_in(offices, clock.today())))
    form = EnterForm(request.POST if request.method == "POST" else None, rounds=found)
    if request.method == "POST" and form.is_valid():
        made = _entered(request, form, {row.pk: row for row in found})
        if made is not None:
            return redirect("rating_case", pk=made.pk)
    return render(request, "ratings/applications/enter.html", {"form": form, "none": not found})


def _entered(request: HttpRequest, form: EnterForm, rows: dict[int, Round]) -> Application | None:
    user, given = signed_in(request), form.cleaned_data
    organisation = register.by_code_or_name_exact(given["code"]).first()
    if organisation is None:
        form.add_error("code", _("The register knows no organisation with this code or name."))
        return None
    try:
        made, code = applying.apply(
            rating_round=rows[given["round"]],
            body=organisation.body,
            sub_kind=given["sub_kind"],
            contact=given["contact"],
            phone=given["phone"],
            words=given["words"],
            uploads={},
            answers=[],
            by=user,
            channel=given["channel"],
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    casepage.remember_receipt(request, str(made), code)
    told = _("Entered as %(number)s. Query code for the organisation: %(code)s")
    messages.success(request, told % {"number": str(made), "code": f"{code[:4]}-{code[4:]}"})
    return made
