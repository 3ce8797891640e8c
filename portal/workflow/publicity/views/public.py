"""What everybody sees of a publicity, and how anybody objects to it."""

from datetime import date
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import Refused, collect
from portal.workflow.publicity import conditions, limits, operations, queries
from portal.workflow.publicity.conditions import FilingFacts
from portal.workflow.publicity.forms import ObjectionForm, add_refusal
from portal.workflow.publicity.models import Objection, PublicEntry, Publicity

RECEIPT = "objection_receipt"
SHOWN = 100
COLUMNS = 5


def publicities(request: HttpRequest) -> HttpResponse:
    """Everything that is public now, and what was."""
    moment = clock.now()
    running = [_line(page) for page in queries.running(moment)[:SHOWN]]
    over = list(queries.over(moment)[:SHOWN])
    return render(request, "workflow/publicity/list.html", {"running": running, "over": over})


def publicity(request: HttpRequest, pk: int) -> HttpResponse:
    """The names with their facts, the days left, how to object, and what was corrected."""
    page, moment = _page(pk), clock.now()
    entries = queries.entries_of(page)
    labels = list(dict.fromkeys(label for entry in entries for label, _value in entry.facts))
    shown = queries.facts_shown(page, moment)
    # Entries that name many people would make a table as wide as there are people.
    long = shown and len(labels) > COLUMNS
    columns = labels if shown and not long else []
    return render(
        request,
        "workflow/publicity/page.html",
        {
            "page": page,
            "rows": [_row(entry, columns) for entry in entries],
            "labels": columns,
            "long": long,
            "facts_shown": shown,
            "open": page.takes_objections(moment) and any(not one.outcome for one in entries),
            "left": _left(page),
            "delay": queries.delay(page, moment),
            "corrections": page.corrections.select_related("entry"),
            "settled": any(one.outcome for one in entries),
        },
    )


@never_cache
def publicity_object(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form of an objection; what was typed stays, whatever the answer."""
    page = _page(pk)
    entries = [entry for entry in queries.entries_of(page) if not entry.outcome]
    sent = request.method == "POST"
    form = ObjectionForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        entries=entries,
        initial={"entry": request.GET.get("entry", "")},
    )
    late = list(collect(conditions.FILE, _filing(page)))
    if sent and form.is_valid():
        try:
            made, code = _file(request, form, entries)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            request.session[RECEIPT] = {
                "page": page.pk,
                "number": str(made),
                "code": f"{code[:4]}-{code[4:]}",
                "due": made.case.due_on.isoformat() if made.case and made.case.due_on else "",
            }
            return redirect("objection_received", pk=page.pk)
    values = {"page": page, "form": form, "late": late, "left": _left(page)}
    return render(request, "workflow/publicity/object.html", values)


@never_cache
def objection_received(request: HttpRequest, pk: int) -> HttpResponse:
    """The number and the query code of the objection, while this session knows them."""
    kept = request.session.get(RECEIPT) or {}
    if kept.get("page") != pk:
        raise Http404
    values = {
        "page": _page(pk),
        "number": kept["number"],
        "code": kept["code"],
        "due": date.fromisoformat(kept["due"]) if kept["due"] else None,
        "track_address": request.build_absolute_uri(reverse("track")),
    }
    return render(request, "workflow/publicity/received.html", values)


@transaction.atomic
def _file(
    request: HttpRequest, form: ObjectionForm, entries: list[PublicEntry]
) -> tuple[Objection, str]:
    chosen = next(one for one in entries if str(one.pk) == form.cleaned_data["entry"])
    limits.count(get_client_ip(request) or "")
    by = request.user if isinstance(request.user, User) else None
    return operations.file(entry=chosen, said=form.said(), by=by, upload=form.cleaned_data["paper"])


def _page(pk: int) -> Publicity:
    found = queries.public().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _filing(page: Publicity) -> FilingFacts:
    return FilingFacts(clock.now(), page.opened_at, page.ends_at, office=page.office.name)


def _left(page: Publicity) -> int | None:
    if clock.now() > page.ends_at:
        return None
    return workdays.working_days_left(page.last_day, clock.today())


def _line(page: Publicity) -> dict[str, Any]:
    return {"page": page, "left": _left(page), "delay": queries.delay(page, clock.now())}


def _row(entry: PublicEntry, labels: list[str]) -> dict[str, Any]:
    known = dict(entry.facts)
    newer = getattr(entry, "replaced_by", None)
    return {
        "entry": entry,
        "cells": [(label, known.get(label, "")) for label in labels],
        "newer": newer.publicity if newer else None,
    }
