"""What every page of a case shows: title, chip, deadline, steps, history, neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.core.reasons import Text
from portal.core.ui import Happened, Step
from portal.organisations import letters
from portal.organisations.register.models import Organisation
from portal.workflow import engine
from portal.workflow import queries as cases
from portal.workflow.letters import remedies
from portal.workflow.models import Case, CaseModel
from portal.workflow.steps import Waits

R = TypeVar("R", bound=CaseModel)
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its page shows it; ``left`` is in working days, None when nothing runs."""

    case: Case
    chip: str
    left: int | None
    steps: Sequence[Step]
    history: Sequence[Happened]
    mine: bool
    holder: Text
    checked: Any
    intact: bool
    previous: str = ""
    following: str = ""


def of(row: CaseModel, *, mine: bool, among: QuerySet[Any] | None = None) -> CasePage:
    """The page of a row's case; ``mine`` says that the reader may do the next step.

    ``among`` are the reader's rows of the same kind, for "previous" and "next"; a row of
    ``with_neighbours`` knows its own.
    """
    case = case_of(row)
    history, check = cases.checked_timeline(case)
    left = None
    if case.due_on and case.closed_at is None:
        left = workdays.working_days_left(case.due_on, clock.today())
    before, after = _neighbours(row, among)
    return CasePage(
        case=case,
        chip=_chip(case, mine),
        left=left,
        steps=cases.path(case),
        history=history,
        mine=mine,
        holder=_holder(case),
        checked=check.at if check else None,
        intact=check is None or not check.fault,
        previous=before,
        following=after,
    )


def with_neighbours(rows: QuerySet[R], among: QuerySet[Any]) -> QuerySet[R]:
    """Rows of cases, read together with their neighbours among those that wait for the office."""
    due, key = OuterRef("case__due_on"), OuterRef("pk")
    waiting = among.filter(case__closed_at=None, case__waits_for=Waits.OFFICE)
    earlier = Q(case__due_on__lt=due) | Q(case__due_on=due, pk__lt=key)
    later = Q(case__due_on__gt=due) | Q(case__due_on=due, pk__gt=key)
    found: QuerySet[Any] = rows.annotate(
        previous_key=Subquery(
            waiting.filter(earlier).order_by("-case__due_on", "-pk").values("pk")[:1]
        ),
        following_key=Subquery(
            waiting.filter(later).order_by("case__due_on", "pk").values("pk")[:1]
        ),
    )
    return found


def source(organisation: Organisation) -> str:
    """Where the register's facts come from, and of which day they are."""
    return f"{organisation.source} {days.date_words(organisation.source_on)}"


def case_of(row: CaseModel) -> Case:
    """The row's case; ValueError for a row that was never handed in."""
    if row.case is None:
        raise ValueError("This row has no case.")
    return row.case


def choices(row: CaseModel, by: User, hints: Mapping[str, Text]) -> list[tuple[str, Text, Text]]:
    """What the official may decide now: action, its name as a verb, what follows from it."""
    possible = {step.action for step in engine.possible(row, by)}
    return [(action, VERBS[action], hint) for action, hint in hints.items() if action in possible]


def remember_receipt(request: HttpRequest, number: str, code: str) -> None:
    """Keep the query code for the receipt page of this session; it is told once."""
    request.session[RECEIPT] = {"number": number, "code": f"{code[:4]}-{code[4:]}"}


def receipt_code(request: HttpRequest, number: str) -> str:
    """The query code for the receipt of this case, while the session still knows it."""
    kept = request.session.get(RECEIPT) or {}
    return str(kept["code"]) if kept.get("number") == number else ""


def preview(request: HttpRequest, row: CaseModel, *, to: str, name: str) -> HttpResponseBase:
    """The letter of a chosen step, before it is decided; back to the case without a choice."""
    case, action = case_of(row), request.POST.get("action", "")
    if action not in LETTERS:
        return redirect(row.workflow.url_name, pk=row.pk)
    said = request.POST.get("words", "")[:2000]
    words = letters.previewed(case, action, to=to, name=name, reasons=said)
    paper = {
        "issuer": case.holder.name,
        "title": words.title,
        "number": "",
        "addressee": f"{words.addressee}：",
        "paragraphs": words.paragraphs,
        "remedy": remedies.line(words.remedy, case.holder, clock.today()),
        "dated": clock.today(),
    }
    back = reverse(row.workflow.url_name, args=[row.pk])
    values = {"case": case, "paper": paper, "back": back, "action": action, "said": said}
    return render(request, "organisations/preview.html", values)


LETTERS = frozenset({"approve", "refuse", "ask_more", "uphold", "dismiss"})
HOLDERS: dict[str, Text] = {
    Waits.APPLICANT: _("the applicant"),
    Waits.PANEL: _("the experts"),
}
VERBS: dict[str, Text] = {
    "approve": _("Approve"),
    "refuse": _("Refuse"),
    "ask_more": _("Tell once what is missing"),
    "uphold": _("Decide for the claimant"),
    "dismiss": _("Decide for the present owner"),
    "confirm": _("Confirm"),
    "reject": _("Do not confirm"),
    "cancel": _("Take it back"),
}


def _chip(case: Case, mine: bool) -> str:
    if case.closed_at is not None:
        return "done" if case.state in case.table.path else "refused"
    if case.overdue and case.waits_for == Waits.OFFICE:
        return "overdue"
    if mine:
        return "waiting"
    return "paused" if case.waits_for == Waits.APPLICANT else "in_progress"


def _holder(case: Case) -> Text:
    if case.closed_at is not None:
        return _("finished")
    return HOLDERS.get(case.waits_for, case.holder.name)


def _neighbours(row: CaseModel, among: QuerySet[Any] | None) -> tuple[str, str]:
    if hasattr(row, "previous_key"):
        return _beside(row)
    if among is None:
        return "", ""
    open_keys = list(
        among.filter(case__closed_at=None, case__waits_for=Waits.OFFICE)
        .order_by("case__due_on", "pk")
        .values_list("pk", flat=True)[:200]
    )
    if row.pk not in open_keys:
        return "", ""
    place = open_keys.index(row.pk)
    name = row.workflow.url_name
    before = reverse(name, args=[open_keys[place - 1]]) if place else ""
    after = reverse(name, args=[open_keys[place + 1]]) if place + 1 < len(open_keys) else ""
    return before, after


def _beside(row: Any) -> tuple[str, str]:
    if row.case.closed_at is not None or row.case.waits_for != Waits.OFFICE:
        return "", ""
    before, after = (
        reverse(row.workflow.url_name, args=[key]) if key else ""
        for key in (row.previous_key, row.following_key)
    )
    return before, after
