"""Rounds for everybody: which are open, who may apply, how it goes."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.ui import Tab
from ratings.applications import guide, queries
from ratings.rounds import queries as rounds
from ratings.rounds.enums import RoundState
from ratings.rounds.models import Round

PER_PAGE = 20


def rating_rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of all registries, the newest first; ``?registry=`` shows one."""
    given = request.GET.get("registry", "")
    registries = list(bodies.registries())
    chosen = next((one for one in registries if str(one.pk) == given), None)
    found = rounds.public()
    shown = set(found.order_by().values_list("registry_id", flat=True).distinct())
    if chosen is not None:
        found = found.filter(registry=chosen.pk)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here, today = reverse("rating_rounds"), clock.today()
    tabs = [Tab(_("All"), here, None, chosen is None)]
    tabs += [
        Tab(one.name, f"{here}?registry={one.pk}", None, one == chosen)
        for one in registries
        if one.pk in shown
    ]
    values = {
        "page": page,
        "rows": [(row, rounds.takes_applications(row, today), _before(row, today)) for row in page],
        "tabs": tabs if len(tabs) > 2 else [],
        "conditions": guide.conditions(),
    }
    return render(request, "ratings/applications/rounds.html", values)


def rating_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: days, who may apply, papers, steps, marks of the grades, whom to ask."""
    row = rounds.whole(rounds.public()).filter(pk=pk).first()
    if row is None:
        raise Http404
    today = clock.today()
    mine = queries.bodies_of(request.user) if request.user.is_authenticated else []
    values = {
        "row": row,
        "takes": rounds.takes_applications(row, today),
        "before": _before(row, today),
        "called_off": row.status == RoundState.CALLED_OFF,
        "conditions": guide.conditions(),
        "measure": guide.measure_line(),
        "steps": guide.STEPS,
        "times": guide.times(),
        "mine": mine,
    }
    return render(request, "ratings/applications/round.html", values)


def _before(row: Round, today: date) -> bool:
    """Whether a round is published and its first day still to come."""
    return row.status == RoundState.OPEN and row.opens_on is not None and today < row.opens_on
