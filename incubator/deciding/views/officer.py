"""An application as the office checks and decides it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.admission import letters as words_of
from incubator.admission import queries as admission
from incubator.admission.enums import IN_CHECK
from incubator.admission.letters import Said
from incubator.admission.models import Application
from incubator.applying import contents
from incubator.deciding import checks, operations, phrases, queries, settling
from incubator.deciding.forms import (
    DecisionForm,
    LateForm,
    ReasonForm,
    VerdictForm,
    add_refusal,
)
from incubator.deciding.reading import without_contact
from portal.accounts.queries import signed_in
from portal.core import clock, masking
from portal.core.reasons import Refused, Text
from portal.core.ui import Fact
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow import queries as cases
from portal.workflow.desk import page as desk
from portal.workflow.letters import access, remedies

CHOICES: tuple[tuple[str, Text, Text], ...] = (
    (
        "pass_check",
        gettext_lazy("Pass the first check"),
        gettext_lazy("It goes to the panel; the applicant is told at once."),
    ),
    (
        "return_incomplete",
        gettext_lazy("Send the list of what is missing"),
        gettext_lazy("Everything once; five working days to answer, our clock stops."),
    ),
    (
        "refuse_check",
        gettext_lazy("Refuse with these words"),
        gettext_lazy("A letter with the reason and the way to object goes out."),
    ),
)
LETTERS = frozenset({"return_incomplete", "refuse_check"})


@never_cache
def admission_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about an application, and the decision of the first check."""
    row = _row(request, pk)
    form = _form(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, row, form)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
            row = _row(request, pk)
        else:
            messages.success(request, _("Done. The applicant has been told."))
            return redirect("admission_case", pk=pk)
    return _page(request, row, form)


@never_cache
@require_POST
def admission_verdict(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whether an unknown point holds, with its source."""
    row, form = _row(request, pk), VerdictForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether it holds, and name the source."))
        return redirect("admission_case", pk=pk)
    given = form.cleaned_data
    try:
        operations.judge(
            application=row,
            code=given["code"],
            holds=given["holds"] == "yes",
            source=given["source"],
            by=signed_in(request),
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    return redirect("admission_case", pk=pk)


@never_cache
@require_POST
def admission_phone(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole telephone number, once, for a reason that is noted."""
    row, form = _row(request, pk), ReasonForm(request.POST)
    phone = ""
    if form.is_valid():
        try:
            phone = operations.reveal_phone(
                application=row, reason=form.cleaned_data["reason"], by=signed_in(request)
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
            return redirect("admission_case", pk=pk)
    return _page(request, row, _form(row, None), phone=phone)


@never_cache
@require_POST
def admission_letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The letter as it would go out with these words; nothing is decided yet."""
    row = _row(request, pk)
    form, action = _form(row, request.POST), request.POST.get("action", "")
    if action not in LETTERS or not form.is_valid():
        return _page(request, row, form)
    points = [text for _about, text in form.points()] if action == "return_incomplete" else ()
    said = Said(reasons=form.said(), points=points)
    words, case = words_of.previewed(row, action, said), casepage.case_of(row)
    paper = {
        "issuer": case.holder.name,
        "title": words.title,
        "number": "",
        "addressee": f"{words.addressee}：",
        "paragraphs": words.paragraphs,
        "remedy": remedies.line(words.remedy, case.holder, clock.today()),
        "dated": clock.today(),
    }
    kept = [(name, value) for name, value in request.POST.items() if name in form.fields]
    button = next(name for choice, name, _hint in CHOICES if choice == action)
    values = {"row": row, "case": case, "paper": paper, "action": action, "kept": kept}
    return render(request, "incubator/deciding/letter.html", values | {"button": button})


@never_cache
def admission_late(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Refuse somebody who no longer meets the conditions."""
    row, user = _row(request, pk), signed_in(request)
    if "refuse_late" not in _possible(request, row):
        raise Http404
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settling.refuse_late(application=row, by=user, words=form.cleaned_data["words"])
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Done. The applicant has been told."))
            return redirect("admission_case", pk=pk)
    values = {"row": row, "form": form, "checked": checks.of(row)}
    return render(request, "incubator/deciding/late.html", values)


def _act(request: HttpRequest, row: Application, form: DecisionForm) -> None:
    user, words = signed_in(request), form.said()
    acts: dict[str, Callable[[], object]] = {
        "pass_check": lambda: operations.pass_check(application=row, by=user, words=words),
        "return_incomplete": lambda: operations.return_incomplete(
            application=row, points=form.points(), by=user, words=words
        ),
        "refuse_check": lambda: operations.refuse_check(application=row, by=user, words=words),
    }
    act = acts.get(request.POST.get("action", ""))
    if act is None:
        form.add_error(None, _("Choose your decision."))
        raise Refused
    act()


def _row(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    mine = admission.of_offices(user)
    row = cases.one_of(casepage.with_neighbours(queries.whole(mine), mine), pk, user)
    if row is None:
        raise Http404
    return row


def _form(row: Application, data: Any) -> DecisionForm:
    """The form of the first check; only there are papers judged and stock words wanted."""
    if row.status not in IN_CHECK:
        return DecisionForm(data, items=())
    items = [(item.code, item.title) for item in row.programme.evidence.all()]
    return DecisionForm(data, items=items, phrases=phrases.stock())


def _possible(request: HttpRequest, row: Application) -> set[str]:
    return {step.action for step in engine.possible(row, signed_in(request))}


def _page(
    request: HttpRequest, row: Application, form: DecisionForm, *, phone: str = ""
) -> HttpResponse:
    user, possible = signed_in(request), _possible(request, row)
    offered = [choice for choice in CHOICES if choice[0] in possible]
    page = casepage.of(row, mine=bool(offered))
    values: dict[str, Any] = {
        "row": row,
        "page": page,
        "form": form,
        "choices": offered,
        "letters_of": LETTERS,
        "checked": checks.of(row),
        "may_judge": bool(offered),
        "papers": contents.papers(row),
        "lists": contents.lists(row),
        "sections": without_contact(row),
        "different": contents.differences(row),
        "version": _version(row),
        "facts": _facts(row),
        "phone": phone or masking.phone(row.phone),
        "revealed": bool(phone),
        "asked": list(row.points.all()) if row.returns else [],
        "late": "refuse_late" in possible and not offered,
        "agreement": bool({"countersign", "return_agreement"} & possible),
        "letters": access.of_case(user, page.case),
        "desk": desk.of(page.case, user),
        "score": admission.points(row.score),
    }
    return render(request, "incubator/deciding/case.html", values)


def _version(row: Application) -> str:
    """That the programme has changed since, if it has."""
    if row.programme.version == row.programme_version:
        return ""
    return _("Version %(then)s when handed in, version %(now)s today") % {
        "then": row.programme_version,
        "now": row.programme.version,
    }


def _facts(row: Application) -> list[Fact]:
    return [
        Fact(_("Applicant"), row.body.shown_name),
        Fact(_("Credit code"), row.body.credit_code or _("not registered yet")),
        Fact(_("Form"), row.get_form_display()),
        Fact(_("Contact person"), row.contact),
        *contents.frozen(row)[1:],
    ]
