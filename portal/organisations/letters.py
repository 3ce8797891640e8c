"""The official letters of joining: what they say, always in Chinese, and their issue."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.law import queries as law
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case, CaseModel

CHINESE = "zh-hans"
DECIDED = frozenset({"refuse", "uphold", "dismiss"})


def issue(
    row: CaseModel, action: str, *, to: str, name: str, reasons: str, by: User | None
) -> Letter:
    """Issue the letter of a step: to the applicant, about a body, with the official's words.

    Raises Refused("not_permitted") when the post may not issue letters of the office.
    """
    case = row.case
    if case is None:
        raise ValueError("A row without a case has no letters.")
    return letters.issue(
        kind=f"{case.workflow}.{action}",
        words=words(case, action, to=to, name=name, reasons=reasons, until=case.due_on),
        issuer=case.holder,
        case=case,
        by=by,
    )


def previewed(case: Case, action: str, *, to: str, name: str, reasons: str) -> Words:
    """What the letter would say if the step were taken today."""
    step = next(step for step in case.table.steps if step.action == action)
    until = None
    if step.deadline:
        row = law.rule(step.deadline, on=clock.day(case.opened_at))
        until = workdays.deadline(clock.now(), int(row.value), row.unit).last_day
    return words(case, action, to=to, name=name, reasons=reasons, until=until)


def words(
    case: Case, action: str, *, to: str, name: str, reasons: str, until: date | None
) -> Words:
    """What the letter of a step says; ``until`` is the last day for what is missing."""
    with translation.override(CHINESE):
        paragraphs = [_opening(case, name), _outcome(action, until)]
        if reasons.strip():
            paragraphs.append(_("Reasons: %(reasons)s") % {"reasons": reasons.strip()})
        paragraphs.append(_what_next(action))
        return Words(
            title=_title(case, action),
            addressee=to,
            paragraphs=[paragraph for paragraph in paragraphs if paragraph],
            remedy=Remedy.OBJECTION if action in DECIDED else Remedy.NONE,
        )


def _title(case: Case, action: str) -> str:
    titles = {
        "approve": _("Notice of approval"),
        "uphold": _("Notice of the decision in a dispute"),
        "dismiss": _("Notice of the decision in a dispute"),
        "refuse": _("Notice of refusal"),
        "ask_more": _("Notice of what is missing"),
        "lapse": _("Notice that the case is closed"),
    }
    return f"{case.table.title}{titles[action]}"


def _opening(case: Case, name: str) -> str:
    opened = days.date_words(case.opened_at)
    values = {"day": opened, "name": name, "number": case.number, "matter": case.table.title}
    return _("On %(day)s we received your case %(number)s (%(matter)s: %(name)s).") % values


def _outcome(action: str, until: date | None) -> str:
    if action == "ask_more" and until:
        day = {"day": days.date_words(until)}
        return _("Something is missing. Please hand in all of it by %(day)s.") % day
    outcomes = {
        "approve": _("After checking, we approve it."),
        "uphold": _("After hearing both sides, we decide for the claimant."),
        "dismiss": _("After hearing both sides, we decide for the present owner."),
        "refuse": _("After checking, we do not approve it."),
        "ask_more": _("Something is missing. Please hand in all of it."),
        "lapse": _("Nothing was handed in within the time given, so the case is closed."),
    }
    return outcomes[action]


def _what_next(action: str) -> str:
    if action == "ask_more":
        return _("Our time limit stops until it is complete, and begins anew then.")
    if action in ("refuse", "lapse"):
        return _("You can mend this and apply again at any time.")
    return ""
