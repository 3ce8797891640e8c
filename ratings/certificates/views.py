"""Grades for everybody: the register, an organisation's history, the check of a paper."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.core import clock, days, downloads
from portal.organisations.record import grades as record
from ratings.certificates import comparing, queries, shown
from ratings.certificates.forms import RegisterForm, VerifyForm

PER_PAGE, MOST, BATCH = 25, 5000, 500


def grades(request: HttpRequest) -> HttpResponse:
    """The grades of social organisations on a day, narrowed down; a fixed number of queries."""
    form = RegisterForm(request.GET or None)
    filters = form.filters
    rows = queries.listed(filters)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    values = {
        "form": form,
        "day": form.day,
        "page": page,
        "entries": shown.entries(list(page.object_list), form.day),
        "query": kept.urlencode(),
    }
    return render(request, "ratings/certificates/grades.html", values)


def grades_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a table, up to 5,000 rows."""
    form = RegisterForm(request.GET or None)
    filters = form.filters
    rows = list(queries.listed(filters)[:MOST])
    heads = (
        _("Organisation"), _("Credit code"), _("Kind"), _("Division"), _("Grade"),
        _("Number of the certificate"), _("Announced on"), _("Valid from"), _("Valid to"),
        _("State on %(day)s") % {"day": days.date_words(form.day, year=True)},
        _("What became of it"),
    )  # fmt: skip
    parts = (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
    lines = (_line(entry) for part in parts for entry in shown.entries(part, form.day))
    return downloads.csv_file(_("grades"), heads, lines)


@never_cache
def grade_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every grade of an organisation with what it answers today and what became of it."""
    rows = list(record.of_organisations([pk]))
    today = clock.today()
    found = shown.told(rows, today)
    if not found:
        raise Http404
    first = next((entry for entry in found if entry.holds), found[0])
    at = first.grade
    number = at.number or first.body.credit_code or ""
    values = {
        "first": first,
        "facts": shown.facts(first, today),
        "others": [(entry, shown.facts(entry, today)) for entry in found if entry is not first],
        "radar": comparing.of_grade(at.case, at.organisation_id),
        "address": f"{settings.SITE_URL}{verify_address(number)}",
        "today": today,
    }
    return render(request, "ratings/certificates/history.html", values)


@never_cache
def grade_verify(request: HttpRequest) -> HttpResponse:
    """What a certificate's number stands for today; every unknown number gets the same words."""
    asked = "number" in request.GET
    form = VerifyForm(request.GET if asked else None)
    today = clock.today()
    answered = asked and form.is_valid()
    rows = queries.checked(form.cleaned_data["number"]) if answered else []
    values = {
        "form": form,
        "answered": answered,
        "found": [(entry, shown.facts(entry, today)) for entry in shown.told(rows, today)],
        "today": today,
    }
    return render(request, "ratings/certificates/verify.html", values)


def verify_address(number: str) -> str:
    """Where anybody checks this number; what a QR code on a certificate leads to."""
    return f"{reverse('grade_verify')}?{urlencode({'number': number})}"


def _line(entry: shown.Entry) -> tuple[object, ...]:
    row, body = entry.grade, entry.body
    return (
        body.name,
        body.credit_code,
        body.get_kind_display(),
        body.division.name,
        entry.level,
        row.number,
        row.announced_on.isoformat(),
        row.valid_from.isoformat(),
        row.valid_to.isoformat(),
        entry.state,
        "；".join(entry.events),
    )
