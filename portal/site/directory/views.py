"""The directory of social organisations, for everybody."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.ui import Link, Tab
from portal.organisations import queries as organisations
from portal.organisations.claims import queries as claims
from portal.organisations.profile import queries as profiles
from portal.organisations.record import pages as record_pages
from portal.organisations.record import queries as record
from portal.site.directory import facts, queries, tables
from portal.site.directory.queries import Filters

PER_PAGE = 25
FILES: dict[str, tuple[str, Callable[[Iterable[Any]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", tables.csv_file),
    "xlsx": (tables.XLSX, tables.xlsx_file),
}


def directory(request: HttpRequest) -> HttpResponse:
    """The list by place and kind, with counts that ignore their own filter."""
    filters = _filters(request)
    places = queries.counts_by_place(filters)
    page = Paginator(queries.listed(filters), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "total": page.paginator.count,
        "tabs": _places(filters, places),
        "kinds": _kinds(filters),
        "files": [
            Link("CSV", _address(filters, "organisations_file", "csv"), "download"),
            Link("Excel", _address(filters, "organisations_file", "xlsx"), "file-spreadsheet"),
        ],
    }
    return render(request, "site/directory.html", context)


def directory_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same list with the same filters as a file; a 404 for another form than csv or xlsx."""
    if form not in FILES:
        raise Http404
    kind, write = FILES[form]
    response = HttpResponse(write(queries.listed(_filters(request)).iterator()), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="organisations.{form}"'
    return response


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: what the register states and what it says itself, each with its source.

    Struck-off ones stand under a banner and cannot be claimed (rules.md I.4).
    """
    row, known = _found(pk), record.public_of(pk)
    profile = profiles.of_body(row.body)
    claimed = claims.is_owned(pk)
    acts, check = queries.told_with_check(pk)
    address = request.build_absolute_uri(reverse("organisation", args=[pk]))
    return render(
        request,
        "site/organisation.html",
        {
            "organisation": row,
            "profile": profile,
            "claimed": claimed,
            "claim_url": "" if claimed or row.struck_off else _claim_address(pk),
            "register_facts": facts.register_facts(row),
            "contact_facts": facts.contact_facts(row, profile),
            "record_facts": record_pages.public_facts(known, clock.today()),
            "acts": acts,
            "check": check,
            "intact": check is None or not check.fault,
            "address": address,
            "place_url": _address(Filters(division=row.body.division_id[:6]), "organisations"),
            "links": _links(pk, graded=bool(known.grades)),
        },
    )


def _links(pk: int, *, graded: bool) -> list[Link]:
    data = Link(_("Open data (JSON)"), reverse("organisation_data", args=[pk]), "download")
    if not graded:
        return [data]
    return [
        Link(_("Grades and certificates"), reverse("grade_history", args=[pk]), "badge-check"),
        data,
    ]


def organisation_data(_request: HttpRequest, pk: int) -> JsonResponse:
    """The same facts as JSON; dates in ISO form, money in fen."""
    return JsonResponse(
        facts.data(_found(pk), profiles.of(pk)), json_dumps_params={"ensure_ascii": False}
    )


def _found(pk: int) -> Any:
    try:
        return organisations.get(pk)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _claim_address(pk: int) -> str:
    try:
        return reverse("claim_start", args=[pk])
    except NoReverseMatch:
        return ""


def _filters(request: HttpRequest) -> Filters:
    """The filters of an address; anything unknown in it is ignored."""
    division = request.GET.get("division", "")
    order = request.GET.get("order", "")
    known = queries.kind_names()
    return Filters(
        division=division if division.isascii() and division.isdigit() else "",
        kinds=tuple(kind for kind in request.GET.getlist("kind") if kind in known),
        text=request.GET.get("text", "").strip()[:80],
        order=order if order in queries.ORDERS else queries.FIRST_ORDER,
    )


def _places(filters: Filters, counts: dict[str, int]) -> list[Tab]:
    names = queries.place_names(counts)
    whole = Tab(
        _("All places"),
        _address(filters, "organisations", division=""),
        sum(counts.values()),
        current=not filters.division,
    )
    label = {code: name if code != bodies.CITY else _("City level") for code, name in names.items()}
    return [whole] + [
        Tab(
            label[code],
            _address(filters, "organisations", division=code),
            counts[code],
            current=code == filters.division,
        )
        for code in sorted(label, key=_city_first)
    ]


def _city_first(code: str) -> tuple[bool, str]:
    return (not code.startswith(bodies.CITY[:4]), code)


def _kinds(filters: Filters) -> list[tuple[str, str, int, bool]]:
    counts, names = queries.counts_by_kind(filters), queries.kind_names()
    shown = [kind for kind in names if kind in counts or kind in filters.kinds]
    return [(kind, names[kind], counts.get(kind, 0), kind in filters.kinds) for kind in shown]


def _address(filters: Filters, name: str, *args: str, **changed: str) -> str:
    kept: dict[str, Any] = {
        "division": filters.division,
        "kind": filters.kinds,
        "text": filters.text,
        "order": filters.order if filters.order != queries.FIRST_ORDER else "",
    }
    query = urlencode({k: v for k, v in (kept | changed).items() if v}, doseq=True)
    return reverse(name, args=args) + (f"?{query}" if query else "")
