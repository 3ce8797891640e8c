"""The official letters of an admission: what they say, always in Chinese, and their issue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.admission.models import Application
from incubator.admission.saying import listed, reasons_given, what_next
from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.law import queries as law
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case

CHINESE = "zh-hans"
KINDS = {
    "return_incomplete": "admission.returned",
    "refuse_check": "admission.refused",
    "refuse_after_objection": "admission.refused",
    "refuse_late": "admission.refused",
    "not_select": "admission.not_selected",
    "lapse": "admission.lapsed",
    "lapse_agreement": "admission.lapsed",
    "offer": "admission.offered",
    "call_up": "admission.offered",
    "reserve": "admission.reserved",
    "expire": "admission.reserve_expired",
    "return_agreement": "admission.agreement_returned",
    "countersign": "admission.welcome",
}
DECIDED = frozenset({"admission.refused", "admission.not_selected"})
ENDED = frozenset({"admission.lapsed", "admission.reserve_expired"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter needs to know beyond the case: reasons, a list, a score, a stay."""

    reasons: str = ""
    points: Sequence[str] = ()
    score: str = ""
    pass_mark: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


def issue(application: Application, action: str, said: Said, *, by: User | None) -> Letter:
    """Issue the letter of a step in the act's own transaction.

    Raises Refused("not_permitted") when the post may not issue letters of the office.
    """
    case = _case(application)
    return letters.issue(
        kind=KINDS[action],
        words=words(application, action, said, until=case.due_on),
        issuer=case.holder,
        case=case,
        by=by,
    )


def previewed(application: Application, action: str, said: Said) -> Words:
    """What the letter would say if the step were taken today."""
    case, until = _case(application), None
    step = next(step for step in case.table.steps if step.action == action)
    if step.deadline:
        row = law.rule(step.deadline, on=clock.day(case.opened_at))
        until = workdays.deadline(clock.now(), int(row.value), row.unit).last_day
    return words(application, action, said, until=until)


def words(application: Application, action: str, said: Said, *, until: date | None) -> Words:
    """What the letter of a step says; ``until`` is the last day of what follows."""
    kind = KINDS[action]
    with translation.override(CHINESE):
        parts = [
            _opening(application),
            *_outcome(application, kind, said, until),
            *listed(said.points),
            reasons_given(said.reasons),
            what_next(kind, until),
        ]
        return Words(
            title=f"{_case(application).table.title}{_title(kind)}",
            addressee=application.body.name,
            paragraphs=[part for part in parts if part],
            remedy=Remedy.OBJECTION if kind in DECIDED | ENDED else Remedy.NONE,
        )


def _case(application: Application) -> Case:
    if application.case is None:
        raise ValueError("An application without a case has no letters.")
    return application.case


def _title(kind: str) -> str:
    titles = {
        "admission.returned": _("Notice of what is missing"),
        "admission.refused": _("Notice of refusal"),
        "admission.not_selected": pgettext("admission", "Notice of the result of the panel"),
        "admission.lapsed": _("Notice that the case is closed"),
        "admission.offered": pgettext("admission", "Notice of admission"),
        "admission.reserved": pgettext("admission", "Notice of a place on the reserve list"),
        "admission.reserve_expired": pgettext("admission", "Notice that the reserve list ended"),
        "admission.agreement_returned": pgettext("admission", "Notice about the agreement"),
        "admission.welcome": pgettext("admission", "Notice that residence begins"),
    }
    return titles[kind]


def _opening(application: Application) -> str:
    return pgettext(
        "admission", "On %(day)s we received your application %(number)s for “%(programme)s”."
    ) % {
        "day": days.date_words(application.submitted_at),
        "number": _case(application).number,
        "programme": application.programme.title,
    }


def _outcome(application: Application, kind: str, said: Said, until: date | None) -> Iterable[str]:
    known = {
        "day": days.date_words(until) if until else "",
        "base": application.programme.base.body.name,
        "score": said.score,
        "mark": said.pass_mark,
        "begins": days.date_words(said.begins_on) if said.begins_on else "",
        "ends": days.date_words(said.ends_on) if said.ends_on else "",
    }
    outcomes = {
        "admission.returned": pgettext(
            "admission",
            "After the first check, the following is missing. This is the whole list; please "
            "hand in all of it by %(day)s.",
        ),
        "admission.refused": pgettext("admission", "After checking, we cannot admit you."),
        "admission.not_selected": pgettext(
            "admission",
            "The panel's mean score is %(score)s; the pass mark is %(mark)s. You are not admitted.",
        ),
        "admission.lapsed": pgettext(
            "admission", "Nothing was handed in within the time given, so the case is closed."
        ),
        "admission.offered": pgettext(
            "admission", "Publicity has ended. You are admitted to %(base)s."
        ),
        "admission.reserved": pgettext(
            "admission",
            "Publicity has ended. You stand on the reserve list until %(day)s.",
        ),
        "admission.reserve_expired": pgettext(
            "admission", "No place became free while the reserve list was valid."
        ),
        "admission.agreement_returned": pgettext(
            "admission",
            "The scan of the agreement cannot be used. Please upload it again by %(day)s.",
        ),
        "admission.welcome": pgettext(
            "admission",
            "The agreement is signed by both. Your residence in %(base)s begins on %(begins)s and "
            "ends on %(ends)s. Welcome.",
        ),
    }
    yield outcomes[kind] % known
