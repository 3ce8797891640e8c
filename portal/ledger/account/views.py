"""The public account: where the money of a year went, the list behind each figure, one entry."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.core import clock, downloads
from portal.core.ui import Tab
from portal.ledger.account import filters, flows, naming, package, pages, queries, showing
from portal.ledger.account.enums import By
from portal.ledger.account.filters import Filters

PER_PAGE = 25


def account(request: HttpRequest) -> HttpResponse:
    """Where the money of a year went: figures, picture, tables; money of others apart."""
    clock.began()
    years = queries.years()
    chosen = Filters(filters.read(request, years).year)
    what = "promised" if request.GET.get("what") == "promised" else "paid"
    entries = queries.entries(chosen.year)
    named = naming.names(entries)
    picture, summary = showing.picture(entries, what, named)
    here = reverse("public_account")
    values = {
        "year": chosen.year,
        "years": [Tab(str(one), f"{here}?year={one}", None, one == chosen.year) for one in years],
        "figures": showing.figures(entries, chosen),
        "picture": picture,
        "summary": summary,
        "promised": what == "promised",
        "list_url": showing.list_url(chosen),
        "what": pages.what_tabs(here, chosen.year, what),
        "tables": showing.tables(entries, chosen, named),
        "others": pages.others_by_source(chosen.year),
        "others_url": f"{reverse('public_account_list')}?year={chosen.year}&of=others",
    }
    return render(request, "ledger/account/account.html", values)


def account_list(request: HttpRequest) -> HttpResponse:
    """The entries of a year that fit; whoever is no longer listed stands in one sum."""
    clock.began()
    years = queries.years()
    chosen = filters.read(request, years)
    if request.GET.get("of") == "others":
        return _others(request, chosen.year, years)
    entries = queries.entries(chosen.year)
    named = naming.names(entries)
    found = filters.kept(entries, chosen)
    listed = [entry for entry in found if naming.is_listed(entry)]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "filters": chosen,
        "page": page,
        "rows": [pages.row(entry, named) for entry in page],
        "whole": flows.whole(found),
        "counted": flows.whole(one for one in found if not naming.is_listed(one)),
        "fields": pages.choices(entries, chosen, named),
        "years": years or [chosen.year],
        "file_url": f"{reverse('public_account_file')}?{chosen.query}",
        "payee_words": named(By.PAYEE, chosen.payee) if chosen.payee else "",
    }
    return render(request, "ledger/account/list.html", values)


def account_file(request: HttpRequest) -> HttpResponse:
    """The same entries as a file."""
    clock.began()
    chosen = filters.read(request, queries.years())
    entries = queries.entries(chosen.year)
    named = naming.names(entries)
    found = filters.kept(entries, chosen)
    lines = [showing.cells(one, named) for one in found if naming.is_listed(one)]
    counted = flows.whole(one for one in found if not naming.is_listed(one))
    if counted.count:
        lines.append(showing.counted_cells(counted, chosen.year))
    return downloads.csv_file(f"account-{chosen.year}", showing.heads(), lines)


def account_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what for, to whom, on which ground, and its postings. Persons whose days are
    over are a 404 like an entry that does not exist.
    """
    clock.began()
    entries = queries.entries_of(pk)
    if not entries:
        raise Http404
    values = {
        "entry": entries[0],
        "whole": flows.whole(entries),
        "facts": pages.facts(entries),
        "payee": naming.payee_words(entries[0]),
        "papers": pages.papers(entries[0]),
        "postings": queries.postings(pk),
    }
    return render(request, "ledger/account/entry.html", values)


def account_grants(_request: HttpRequest) -> StreamingHttpResponse:
    """All grants to organisations as a 360Giving package."""
    clock.began()
    answer = StreamingHttpResponse(package.written(), content_type="application/json")
    answer["Content-Disposition"] = 'inline; filename="grants.json"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _others(request: HttpRequest, year: int, years: list[int]) -> HttpResponse:
    """The spending of money of others, posting by posting."""
    found = queries.others(year)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "year": year,
        "years": pages.year_tabs(years or [year], year, "&of=others"),
        "sum": sum(fen for _source, fen in queries.others_by_source(year)),
    }
    return render(request, "ledger/account/others.html", values)
