"""The schemes of money for everybody: what there is, how much, for whom, until when."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.incentives import queries
from incubator.incentives.enums import Field, Measure
from incubator.incentives.needs import in_words
from incubator.incentives.showing import facts
from portal.core import clock
from portal.core.ui import Tab

PER_PAGE = 30


def incentives(request: HttpRequest) -> HttpResponse:
    """The schemes in force today, by field."""
    clock.began()
    found = queries.in_force(clock.today())
    given = request.GET.get("field", "")
    chosen = given if given in Field.values else ""
    here = reverse("incentives")
    tabs = [Tab(_("all"), here, None, not chosen)]
    tabs += [
        Tab(str(label), f"{here}?field={value}", None, value == chosen)
        for value, label in Field.choices
    ]
    rows = found.filter(scheme__field=chosen) if chosen else found
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/incentives/incentives.html", {"page": page, "tabs": tabs})


def incentive(request: HttpRequest, pk: int) -> HttpResponse:
    """One scheme: amounts, who may have it, papers, legal basis, what happens when."""
    clock.began()
    today = clock.today()
    version = queries.version_on(pk, today) or queries.public_version(pk)
    if version is None:
        raise Http404
    values = {
        "version": version,
        "facts": facts(version),
        "in_force": queries.version_on(pk, today) is not None,
        "beside": queries.titles(version.not_with),
        "preview": False,
        "needs": in_words(version.needs),
        "apply": version.scheme.measure == Measure.FLAT,
    }
    return render(request, "incubator/incentives/incentive.html", values)
