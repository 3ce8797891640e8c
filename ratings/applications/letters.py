"""The official letters of the check: what they say, always in Chinese, and their issue."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.core.reasons import Reason
from portal.law import queries as law
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case
from ratings.applications.models import Application

CHINESE = "zh-hans"
KINDS = {
    "ask_more": "rating.returned",
    "refuse": "rating.not_qualified",
    "disqualify": "rating.not_qualified",
    "lapse": "rating.lapsed",
}


def issue(
    row: Application, action: str, *, words: str, reasons: Sequence[Reason], by: User | None
) -> Letter:
    """Issue the letter of a step in the act's own transaction.

    Raises Refused("not_permitted") when the post may not issue letters of the office.
    """
    case = _case(row)
    return letters.issue(
        kind=KINDS[action],
        words=said(row, action, words=words, reasons=reasons, until=case.due_on),
        issuer=case.holder,
        case=case,
        by=by,
    )


def previewed(row: Application, action: str, *, words: str, reasons: Sequence[Reason]) -> Words:
    """What the letter would say if the step were taken today."""
    case, until = _case(row), None
    step = next(step for step in case.table.steps if step.action == action)
    if step.deadline:
        rule = law.rule(step.deadline, on=clock.day(case.opened_at))
        until = workdays.deadline(clock.now(), int(rule.value), rule.unit).last_day
    return said(row, action, words=words, reasons=reasons, until=until)


def said(
    row: Application, action: str, *, words: str, reasons: Sequence[Reason], until: date | None
) -> Words:
    """What the letter of a step says; each reason with its clause, then the official's words."""
    kind = KINDS[action]
    with translation.override(CHINESE):
        parts = [
            _opening(row),
            _outcome(kind, until),
            *(_numbered(reasons) if kind == "rating.not_qualified" else ()),
            _("Reasons: %(reasons)s") % {"reasons": words.strip()} if words.strip() else "",
            _what_next(kind),
        ]
        return Words(
            title=_title(kind),
            addressee=row.organisation.body.name,
            paragraphs=[part for part in parts if part],
            remedy=Remedy.REVIEW if kind == "rating.not_qualified" else Remedy.NONE,
        )


def _case(row: Application) -> Case:
    if row.case is None:
        raise ValueError("A rating without a case has no letters.")
    return row.case


def _title(kind: str) -> str:
    titles = {
        "rating.returned": _("Notice of what is missing"),
        "rating.not_qualified": pgettext("rating", "Notice of not being qualified for the rating"),
        "rating.lapsed": _("Notice that the case is closed"),
    }
    return titles[kind]


def _opening(row: Application) -> str:
    return pgettext(
        "rating", "On %(day)s we received your application %(number)s for “%(round)s”."
    ) % {
        "day": days.date_words(row.submitted_at),
        "number": _case(row).number,
        "round": row.round.title,
    }


def _outcome(kind: str, until: date | None) -> str:
    outcomes = {
        "rating.returned": pgettext(
            "rating",
            "After checking, the following is missing. This is the whole list; please hand in all "
            "of it by %(day)s.",
        ),
        "rating.not_qualified": pgettext(
            "rating", "After checking, you do not qualify for this rating."
        ),
        "rating.lapsed": pgettext(
            "rating", "Nothing was handed in within the time given, so the case is closed."
        ),
    }
    return outcomes[kind] % {"day": days.date_words(until) if until else ""}


def _numbered(reasons: Sequence[Reason]) -> Iterable[str]:
    for number, reason in enumerate(reasons, start=1):
        clause = f"（{reason.clause}）" if reason.clause else ""
        yield pgettext("item of a letter", "%(number)s. %(words)s") % {
            "number": number,
            "words": f"{reason.words}{clause}",
        }


def _what_next(kind: str) -> str:
    following = {
        "rating.returned": pgettext(
            "rating", "Our own time limit stops until then. If nothing comes, the case is closed."
        ),
        "rating.not_qualified": pgettext(
            "rating",
            "Once the reason is mended you can apply again while the round takes applications, or "
            "in the next one.",
        ),
        "rating.lapsed": pgettext(
            "rating", "You can apply again while the round takes applications."
        ),
    }
    return following[kind]
