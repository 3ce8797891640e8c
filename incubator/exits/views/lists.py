"""What waits at the end of residences, certificates issued, and how graduates fare."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.exits import limits, queries
from incubator.exits.models import Diploma
from portal.accounts.queries import signed_in
from portal.core import clock, downloads

PER_PAGE, MOST = 50, 5000


@never_cache
def exits(request: HttpRequest) -> HttpResponse:
    """The residences near their end in the person's bases, the most urgent first."""
    user = signed_in(request)
    values = {
        "page": Paginator(queries.waiting(user), PER_PAGE).get_page(request.GET.get("page")),
        "extensions": list(queries.extensions_waiting(user)[:PER_PAGE]),
        "struck_off": list(queries.struck_off(user)[:PER_PAGE]),
        "today": clock.today(),
    }
    return render(request, "incubator/exits/list.html", values)


@never_cache
def diplomas(request: HttpRequest) -> HttpResponse:
    """The certificates issued in the person's bases."""
    page = Paginator(queries.diplomas(signed_in(request)), PER_PAGE)
    values = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "incubator/exits/diplomas.html", values)


@never_cache
def diplomas_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    heads = (
        _("Number of the certificate"),
        _("Organisation"),
        _("Base"),
        _("Tier"),
        _("In residence from"),
        _("In residence until"),
        _("Issued on"),
        _("Withdrawn on"),
    )
    rows = queries.diplomas(signed_in(request))[:MOST]
    return downloads.csv_file(f"certificates-{clock.today()}", heads, (_cells(row) for row in rows))


@never_cache
def graduates(request: HttpRequest) -> HttpResponse:
    """How graduates fare: the share alive, and the follow-ups behind it."""
    rows = queries.follow_ups(signed_in(request))
    chosen, last = request.GET.get("show", ""), limits.last_follow_up(clock.today())
    shown = {
        "alive": rows.filter(months=last, alive=True),
        "ended": rows.filter(months=last, alive=False),
        "unreached": rows.filter(months=last, reached="unreached"),
        "due": rows.filter(reached="", due_on__lte=clock.today()),
    }
    known = chosen if chosen in shown else "due"
    page = Paginator(shown[known], PER_PAGE).get_page(request.GET.get("page"))
    alive = queries.alive_after(rows, last)
    values = {
        "page": page,
        "shown": known,
        "alive": alive,
        "months": last,
        "bars": [
            (_("still at work"), alive.alive),
            (_("no longer at work"), alive.ended),
            (_("could not be reached"), alive.unreached),
        ],
        "today": clock.today(),
    }
    return render(request, "incubator/exits/graduates.html", values)


def _cells(row: Diploma) -> list[object]:
    said = row.words
    return [
        row.number,
        said["name"],
        said["base"],
        said["tier"],
        said["from"],
        said["to"],
        row.issued_on,
        row.withdrawn_on or "",
    ]
