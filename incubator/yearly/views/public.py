"""The grades of a year, for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from incubator.admission import queries as admission
from incubator.yearly import queries
from portal.core.ui import Tab

PER_PAGE = 50


def base_grades(request: HttpRequest) -> HttpResponse:
    """The bases that were graded in a year, the best first."""
    years, given = queries.graded_years(), request.GET.get("year", "")
    year = next((one for one in years if str(one) == given), years[0] if years else 0)
    page = Paginator(queries.graded(year), PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("base_grades")
    values = {
        "page": page,
        "rows": [(row, admission.points(row.score)) for row in page],
        "tabs": [Tab(str(one), f"{here}?year={one}", None, one == year) for one in years],
        "year": year,
    }
    return render(request, "incubator/yearly/grades.html", values)
