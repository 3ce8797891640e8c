"""The register as the bases see it: the organisations they serve, and their people."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.workers import queries, revealing
from incubator.workers.forms import ReasonForm, add_refusal
from incubator.workers.models import Employment
from incubator.workers.views import common
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused


@never_cache
def workers_seen(request: HttpRequest) -> HttpResponse:
    """How many workers each organisation has; every number opens the list it counts."""
    rows = queries.served_by(signed_in(request))
    counted = queries.counted(rows, clock.today())
    levels = queries.by_level(rows)
    page = Paginator(counted, common.PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "year": clock.today().year,
        "levels": [(str(level.label), number) for level, number in levels],
        "totals": {
            "workers": sum(one.workers for one in counted),
            "full_time": sum(one.full_time for one in counted),
            "certified": sum(one.certified for one in counted),
            "insured": sum(one.insured for one in counted),
        },
    }
    return render(request, "incubator/workers/seen.html", values)


@never_cache
def workers_of(request: HttpRequest, body: int) -> HttpResponse:
    """The workers of one organisation that a base serves; ``only`` as the counts name it."""
    rows = queries.served_by(signed_in(request)).filter(body=body)
    found = bodies.of_ids([body]).first()
    if found is None or not rows.exists():
        raise Http404
    only = request.GET.get("only", "")
    page, shown = common.listed(queries.only(rows, only, clock.today()), request.GET.get("page"))
    values = {
        "body": found,
        "page": page,
        "rows": shown,
        "year": clock.today().year,
        "only": {
            "full_time": _("full time"),
            "certified": _("with a certificate"),
            "insured": _("proven by insurance"),
        }.get(only, ""),
    }
    return render(request, "incubator/workers/of.html", values)


@never_cache
def workers_seen_csv(request: HttpRequest) -> HttpResponse:
    """Everybody the bases serve with what a year proves, masked."""
    rows = queries.served_by(signed_in(request))
    return common.figures(rows, common.year_of(request), "workers")


@never_cache
def worker_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry as a base sees it; numbers masked."""
    return _page(request, _row(request, pk), ReasonForm())


@never_cache
def worker_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole numbers of a person, once, for a reason that is noted in the history."""
    row, form = _row(request, pk), ReasonForm(request.POST or None)
    whole: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            whole = revealing.reveal(
                employment=row, by=signed_in(request), words=form.cleaned_data["words"]
            )
        except Refused as refusal:
            add_refusal(form, refusal)
    return _page(request, row, form, whole)


def _page(
    request: HttpRequest, row: Employment, form: ReasonForm, whole: dict[str, str] | None = None
) -> HttpResponse:
    names = {paper.level: paper.get_level_display() for paper in row.worker.certificates.all()}
    values = {
        **common.details(row),
        "form": form,
        "may_reveal": revealing.may(signed_in(request), row),
        "whole": [
            (names.get(key, _("Identity number")), number) for key, number in (whole or {}).items()
        ],
    }
    return render(request, "incubator/workers/worker_seen.html", values)


def _row(request: HttpRequest, pk: int) -> Employment:
    rows = queries.served_by(signed_in(request), ended=True).filter(pk=pk)
    row = queries.shown(rows).first()
    if row is None:
        raise Http404
    return row
