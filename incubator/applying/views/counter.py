"""The counter: a clerk enters what somebody brought on paper, and prints the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.applying import contents, counter, keeping, questions
from incubator.applying import queries as applying
from incubator.applying.counter import Brought
from incubator.applying.forms import CounterForm, FindForm, add_reasons
from incubator.applying.views import common
from incubator.programmes.models import EvidenceItem, Programme
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.files.models import StoredFile

SHOWN = 20


@never_cache
def admission_counter(request: HttpRequest) -> HttpResponse:
    """Which programme, and for whom."""
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    programmes = list(applying.counter_programmes(signed_in(request)))
    wanted = request.GET.get("programme", "")
    chosen = next((p for p in programmes if str(p.pk) == wanted), None)
    values = {
        "form": form,
        "programmes": programmes,
        "chosen": chosen or (programmes[0] if programmes else None),
        "asked": bool(words),
        "found": applying.applicants_named(words)[:SHOWN] if words else [],
    }
    return render(request, "incubator/applying/counter.html", values)


@never_cache
def admission_counter_enter(request: HttpRequest, pk: int, body: int) -> HttpResponseBase:
    """Type off the paper, add scans, hand in."""
    programme, applicant = _programme(request, pk), _applicant(body)
    form = CounterForm(request.POST or None, request.FILES or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        done = _Entry(request, programme, applicant, form).hand_in()
        if done:
            return redirect("admission_counter_receipt", pk=done)
    values = {
        "programme": programme,
        "body": applicant,
        "form": form,
        "known": common.known(applicant),
        "gate": applying.gate(programme, applicant),
        "steps": [
            (title, [form[key] for key in questions.keys_of(slug) if key in form.fields])
            for slug, title in questions.STEPS.items()
            if slug not in (questions.PAPERS, questions.CHECK)
        ],
        "items": _files(form, programme),
    }
    return render(request, "incubator/applying/counter_enter.html", values)


@never_cache
def admission_counter_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt to print for the person, with the code in this session only."""
    offices = applying.counter_offices(signed_in(request))
    row = admission.visible_to(signed_in(request)).filter(pk=pk, case__holder__in=offices).first()
    if row is None or row.entered_by_id is None:
        raise Http404
    case = casepage.case_of(row)
    values = {
        "application": row,
        "case": case,
        "code": casepage.receipt_code(request, case.number),
        "own_address": reverse("admission_counter"),
        "track_address": request.build_absolute_uri(reverse("track")),
        "papers": contents.papers(row),
        "counter": True,
    }
    return render(request, "incubator/applying/receipt.html", values)


class _Entry:
    """What one POST of the counter's form brought; good files are kept whatever else is wrong."""

    def __init__(
        self, request: HttpRequest, programme: Programme, body: Body, form: CounterForm
    ) -> None:
        self.request, self.by = request, signed_in(request)
        self.programme, self.body, self.form = programme, body, form
        self.kept = keeping.unpack(form.cleaned_data["kept"], self.by)

    def hand_in(self) -> int:
        """The key of the application; 0 when something is to be mended."""
        items: dict[str, EvidenceItem | str] = {
            f"item_{item.code}": item for item in self.programme.evidence.all()
        }
        items |= {"paper": counter.PAPER, "slip": counter.SLIP}
        for name, upload in self.form.uploads():
            self._keep(name, items[name], upload)
        made = 0 if self.form.errors else self._enter()
        self.form.remember(self.kept, keeping.pack(self.kept, self.by))
        return made

    def _keep(self, name: str, item: EvidenceItem | str, upload: Any) -> None:
        try:
            self.kept[name] = counter.keep(body=self.body, upload=upload, by=self.by, item=item)
        except Refused as refusal:
            add_reasons(self.form, refusal, name)

    def _enter(self) -> int:
        data = self.form.cleaned_data
        brought = Brought(
            answers={key: data[key] for key in (*questions.BY_KEY, questions.FORM) if key in data},
            channel=data["channel"],
            papers=self._papers(),
            paper=self.kept.get("paper"),
            slip=self.kept.get("slip"),
        )
        try:
            row, code = counter.enter(
                programme=self.programme, body=self.body, brought=brought, by=self.by
            )
        except Refused as refusal:
            add_reasons(self.form, refusal)
            return 0
        casepage.remember_receipt(self.request, str(row), code)
        return int(row.pk)

    def _papers(self) -> list[tuple[str, StoredFile]]:
        return [
            (name.removeprefix("item_"), stored)
            for name, stored in self.kept.items()
            if name.startswith("item_")
        ]


def _files(form: CounterForm, programme: Programme) -> list[dict[str, Any]]:
    names = [f"item_{item.code}" for item in programme.evidence.all()] + ["paper", "slip"]
    return [{"field": form[name], "kept": form.remembered.get(name, "")} for name in names]


def _programme(request: HttpRequest, pk: int) -> Programme:
    found = common.programme_or_404(pk)
    if found.office_id not in applying.counter_offices(signed_in(request)):
        raise Http404
    return found


def _applicant(pk: int) -> Body:
    found = applying.applicant(pk)
    if found is None:
        raise Http404
    return found
