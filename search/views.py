"""The search for everybody: by GET, without script."""

import re
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core import downloads
from portal.core.reasons import Refused
from search import presenting, sources
from search.documents import Document
from search.queries import SearchPage, SearchRequest, search

MOST_IN_A_FILE = 1000
MOST_VALUES = 20


def search_page(request: HttpRequest) -> HttpResponse:
    """The page of hits; without a word the empty box, with an impossible one the reason."""
    asked = _asked(request)
    context = {"typed": asked.text[:200], "search_value": asked.text[:200]}
    if not asked.text.strip():
        return render(request, "search/empty.html", context)
    try:
        found = _within_reach(search(asked))
    except Refused as refused:
        reasons = {"reasons": refused.reasons, "search_value": ""}
        return render(request, "search/empty.html", context | reasons)
    return render(request, "search/results.html", context | _shown(found))


def search_export(request: HttpRequest) -> HttpResponse:
    """The same hits as CSV (UTF-8 with BOM, formulas defused), at most 1,000."""
    heads = (_("Kind"), _("Title"), _("Code"), _("Address"))
    try:
        hits = search(replace(_asked(request), page=1, size=MOST_IN_A_FILE)).hits
    except Refused:
        hits = ()
    return downloads.csv_file("search", heads, (_cells(request, hit) for hit in hits))


def _cells(request: HttpRequest, hit: Document) -> list[object]:
    source = sources.named(hit.kind)
    heading = source.heading if source else hit.kind
    return [heading, hit.title, hit.code, request.build_absolute_uri(hit.url)]


def _asked(request: HttpRequest) -> SearchRequest:
    """The question of an address; anything unknown in it is ignored."""
    kind = request.GET.get("kind", "")
    names = {facet.name for source in sources.every() for facet in source.facets}
    filters = {name: tuple(request.GET.getlist(name)[:MOST_VALUES]) for name in sorted(names)}
    return SearchRequest(
        text=request.GET.get("q", ""),
        kinds=(kind,) if sources.named(kind) else (),
        filters={name: values for name, values in filters.items() if any(values)},
        newest_first=request.GET.get("sort") == "newest",
        page=_number(request.GET.get("page", "")),
        literal=request.GET.get("literal") == "1",
    )


def _number(typed: str) -> int:
    return max(1, int(typed)) if re.fullmatch(r"[0-9]{1,5}", typed) else 1


def _within_reach(found: SearchPage) -> SearchPage:
    """The last page when one beyond it was asked for."""
    last = presenting.numbered(found).paginator.num_pages
    return search(replace(found.request, page=last)) if found.request.page > last else found


def _shown(found: SearchPage) -> dict[str, object]:
    asked = found.request
    return {
        "found": found,
        "rows": presenting.rows(found),
        "best": next(iter(presenting.plain_rows(found, [found.best] if found.best else [])), None),
        "struck_off": presenting.plain_rows(found, found.struck_off),
        "tabs": presenting.tabs(found),
        "groups": presenting.groups(found),
        "page": presenting.numbered(found),
        "literal_url": presenting.address(found, literal="1"),
        "all_url": presenting.address(found, kind=asked.kinds[0])
        if asked.kinds
        else presenting.address(found),
        "suggestions": [(s, presenting.address(found, text=s)) for s in found.suggestions],
    }
