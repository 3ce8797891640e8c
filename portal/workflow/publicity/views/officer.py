"""Publicity in the office: the pages it keeps, objections that come in, and their answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, masking, workdays
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow import queries as cases
from portal.workflow.letters import access
from portal.workflow.publicity import operations, queries
from portal.workflow.publicity.forms import (
    TAKE_BACK,
    AnswerForm,
    CorrectionForm,
    EnteredObjectionForm,
    RevealForm,
    add_refusal,
)
from portal.workflow.publicity.models import Objection, Publicity
from portal.workflow.publicity.workflow import OBJECTION


def kept(request: HttpRequest) -> HttpResponse:
    """The publicities of the person's offices, with what waits for an answer."""
    user, moment = signed_in(request), clock.now()
    rows = [
        {"page": page, "runs": page.takes_objections(moment), "delay": queries.delay(page, moment)}
        for page in queries.kept_by(user)[:100]
    ]
    return render(request, "workflow/publicity/kept.html", {"rows": rows})


@never_cache
def enter_objection(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down an objection that came by telephone, on paper or at the counter."""
    user = signed_in(request)
    page = queries.kept_by(user).filter(pk=pk).first()
    if page is None:
        raise Http404
    entries = [entry for entry in queries.entries_of(page) if not entry.outcome]
    form = EnteredObjectionForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        entries=entries,
        initial={"received_on": clock.today().isoformat()},
    )
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in entries if str(one.pk) == form.cleaned_data["entry"])
        try:
            made, code = operations.file(
                entry=chosen,
                said=form.said(form.cleaned_data["channel"]),
                by=user,
                upload=form.cleaned_data["paper"],
                received_at=form.received_at(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            told = {"number": str(made), "code": f"{code[:4]}-{code[4:]}"}
            messages.success(
                request,
                _("Entered as %(number)s. Tell the objector the query code %(code)s.") % told,
            )
            return redirect("objection_case", pk=made.pk)
    return render(request, "workflow/publicity/enter.html", {"page": page, "form": form})


@never_cache
def correct_publicity(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A numbered correction of title or introduction; the old version stays readable."""
    user = signed_in(request)
    page = queries.publishable_by(user).filter(pk=pk).first()
    if page is None:
        raise Http404
    now = {"title": page.title, "introduction": page.introduction}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changes = {name: given[name] for name in now}
        try:
            operations.correct_notice(
                publicity=page, words=given["words"], by=user, changes=changes
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Corrected. Both versions stand on the public page."))
            return redirect("publicity", pk=pk)
    return render(request, "workflow/publicity/correct.html", {"page": page, "form": form})


@never_cache
def objection_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An objection with the entry it concerns, and the answer."""
    row = _of_office(request, pk)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, entry=queries.current(row.entry)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, row, form)
        except Refused as refusal:
            add_refusal(form, refusal)
            row = _of_office(request, pk)
        else:
            messages.success(request, _("Answered."))
            return redirect("objection_case", pk=pk)
    return _case_page(request, row, form)


@never_cache
def objection_person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: show name and telephone once, and note why and to whom."""
    row = _of_office(request, pk)
    if request.method != "POST":
        return redirect("objection_case", pk=pk)
    form = RevealForm(request.POST)
    form.is_valid()
    try:
        person = operations.reveal(
            objection=row, reason=form.cleaned_data.get("reason", ""), by=signed_in(request)
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
        return redirect("objection_case", pk=pk)
    return _case_page(request, row, AnswerForm(None, entry=row.entry), person=person)


def _answer(request: HttpRequest, row: Objection, form: AnswerForm) -> Objection:
    given, user = form.cleaned_data, signed_in(request)
    if given["outcome"] == TAKE_BACK:
        return operations.take_back(objection=row, words=given["words"], by=user)
    return operations.answer(
        objection=row,
        outcome=given["outcome"],
        words=given["words"],
        by=user,
        corrected=form.corrected(),
    )


def _case_page(
    request: HttpRequest, row: Objection, form: AnswerForm, person: tuple[str, str] | None = None
) -> HttpResponse:
    user, case = signed_in(request), row.case
    if case is None:
        raise Http404
    left = None
    if case.due_on and case.closed_at is None:
        left = workdays.working_days_left(case.due_on, clock.today())
    may_answer = people.may(user, Permission.OBJECTION_ANSWER, body=case.holder_id)
    values = {
        "objection": row,
        "case": case,
        "left": left,
        "form": form,
        "reveal": RevealForm() if may_answer and person is None else None,
        "mine": bool(engine.possible(row, user)),
        "blocks": _blocks(row, request),
        "steps": cases.path(case),
        "history": cases.timeline(case),
        "letters": access.of_case(user, case),
        "person": _person(row, person),
        "entry_facts": _entry_facts(row),
    }
    return render(request, "workflow/publicity/case.html", values)


def _person(row: Objection, person: tuple[str, str] | None) -> list[Fact]:
    shown = person or (masking.name(row.name), masking.phone(row.phone))
    return [Fact(_("Person's name"), shown[0]), Fact(_("Telephone"), shown[1])]


def _entry_facts(row: Objection) -> list[Fact]:
    entry = queries.current(row.entry)
    page: Publicity = entry.publicity
    return [
        Fact(_("Publicity"), page.title, note=page.number),
        Fact(_("Name on the list"), entry.name),
        *(Fact(label, value) for label, value in entry.facts),
        Fact(_("Case"), entry.case.number),
    ]


def _blocks(row: Objection, request: HttpRequest) -> list[Reason]:
    """What keeps this person from answering, said before they write."""
    step = OBJECTION.step("dismiss", row.status)
    facts = queries.answer_facts(row, signed_in(request))
    return list(collect(step.conditions, facts)) if step else []


def _of_office(request: HttpRequest, pk: int) -> Objection:
    found = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
