"""The two pages of a residence: where it stands, what is next, and the way to everything else."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.allowances import amounts
from incubator.allowances import queries as allowances
from incubator.residence import ladder, parts, queries
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core import clock, days
from portal.core.reasons import Text
from portal.core.ui import Fact, Link
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow import queries as cases
from portal.workflow.desk import page as desk
from portal.workflow.letters import access
from portal.workflow.steps import Waits

# Ways to what an organisation in residence uses; a route that does not exist is left out.
USES: tuple[tuple[Text, str, str], ...] = (
    (gettext_lazy("Book a room"), "rooms", "calendar"),
    (gettext_lazy("Ask for support"), "support_menu", "clipboard-list"),
    (gettext_lazy("Courses"), "training", "book-open"),
    (gettext_lazy("Your bookings"), "my_bookings", "calendar"),
    (gettext_lazy("What you asked for"), "my_support", "hand-heart"),
)


@never_cache
def residence_home(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A residence as the organisation sees it."""
    user = signed_in(request)
    row = parts.prepared(queries.of_organisations(user)).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    may = queries.may_live(user, row)
    values = _common(request, row, mine=may and row.case.waits_for == Waits.APPLICANT)
    shown = parts.home(row, user)
    values |= {"parts": shown, "uses": _uses(), "may": may}
    return render(request, "incubator/residence/home.html", values)


@never_cache
def residence_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A residence as the base and its office see it."""
    user = signed_in(request)
    row = cases.one_of(parts.prepared(queries.kept_by(user)), pk, user)
    if row is None or row.case is None:
        raise Http404
    possible = {step.action for step in engine.possible(row, user)}
    values = _common(request, row, mine=bool(possible) and row.case.waits_for == Waits.OFFICE)
    values |= {
        "parts": parts.case(row, user),
        "possible": possible,
        "may_keep": queries.may_keep(user, row),
        "desk": desk.of(values["page"].case, user),
    }
    return render(request, "incubator/residence/case.html", values)


def _common(request: HttpRequest, row: Residence, *, mine: bool) -> dict[str, Any]:
    page = casepage.of(row, mine=mine)
    return {
        "residence": row,
        "page": page,
        "facts": _facts(row),
        "ladder": ladder.of(row),
        "allowances": _allowances(row),
        "letters": access.of_case(signed_in(request), page.case),
    }


def _facts(row: Residence) -> list[Fact]:
    base = row.base
    found = [
        Fact(_("Base"), base.body.name, note=base.address),
        Fact(_("Telephone of the base"), base.phone),
        Fact(_("Form"), row.get_form_display()),
        Fact(_("Tier"), row.terms.get("tier", {}).get("name", "")),
        Fact(_("Programme"), row.application.programme.title),
    ]
    return [fact for fact in found if fact.value]


def _allowances(row: Residence) -> list[Fact]:
    """What is left today of each kind of support, with what was granted and until when."""
    today = clock.today()
    current = allowances.of_residence(row.pk).filter(begins_on__lte=today, ends_on__gte=today)
    return [
        Fact(
            one.get_kind_display(),
            amounts.words(one.kind, one.granted - one.used),
            note=_("of %(granted)s, until %(day)s")
            % {
                "granted": amounts.words(one.kind, one.granted),
                "day": days.date_words(one.ends_on, year=False),
            },
        )
        for one in current
    ]


def _uses() -> list[Link]:
    found = []
    for label, route, icon in USES:
        try:
            found.append(Link(label, reverse(route), icon))
        except NoReverseMatch:
            continue
    return found
