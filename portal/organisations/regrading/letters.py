"""The official letter of a decision about a grade: what it says, always in Chinese."""

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.law.queries import rule
from portal.organisations.record.enums import GradeGround, GradeLevel
from portal.organisations.regrading.enums import Verdict
from portal.organisations.regrading.models import Regrading
from portal.permissions import Permission
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words

CHINESE = "zh-hans"
AWAY = {Verdict.LOWER: "lowered", Verdict.CANCEL: "cancelled"}


def issue(row: Regrading, by: User) -> Letter:
    """Issue the letter of a decision in the name of the registry.

    A substitute from the upper bureau decides, but writes no letters of the registry: then the
    portal issues it.
    """
    if row.case is None:
        raise ValueError("A row without a case has no letters.")
    may = people.may(by, Permission.LETTERS_ISSUE, body=row.case.holder_id)
    return letters.issue(
        kind=f"regrading.{row.verdict}",
        words=words(row),
        issuer=row.case.holder,
        case=row.case,
        by=by if may else None,
    )


def words(row: Regrading) -> Words:
    """What the letter says: the grade, the ground, what is left, what to do, how to object."""
    with translation.override(CHINESE):
        values = {
            "day": days.date_words(row.announced_on),
            "old": GradeLevel(row.old_level).label,
            "from": days.date_words(row.decided_on),
            "new": GradeLevel(row.new_level).label if row.new_level else "",
            "words": row.words,
        }
        if row.verdict == Verdict.RESTORE:
            paragraphs = [
                _("The decision about your grade %(old)s announced on %(day)s was wrong.") % values,
                _("It no longer counts: the grade stands as it was announced."),
                _("Reasons: %(reasons)s") % {"reasons": row.words},
            ]
            return Words(_("Notice that a grade is restored"), _name(row), paragraphs)
        paragraphs = [_outcome(row) % values, _ground(row), *_after(row)]
        title = (
            _("Decision to lower a grade")
            if row.verdict == Verdict.LOWER
            else _("Decision to cancel a grade")
        )
        return Words(title, _name(row), paragraphs, Remedy.REVIEW)


def _name(row: Regrading) -> str:
    return str(row.organisation.body.name)


def _outcome(row: Regrading) -> str:
    if row.verdict == Verdict.LOWER:
        return _("Your grade %(old)s announced on %(day)s is lowered to %(new)s from %(from)s on.")
    return _("Your grade %(old)s announced on %(day)s is cancelled from %(from)s on.")


def _ground(row: Regrading) -> str:
    ground = GradeGround(row.ground).label
    return _("Ground: %(ground)s. %(words)s") % {"ground": ground, "words": row.words}


def _after(row: Regrading) -> list[str]:
    """When certificate and plaque go back, and from when on a new rating may be asked for."""
    back = rule("regrading.return_certificate", on=clock.today())
    until = workdays.deadline(clock.now(), back.value, back.unit).last_day
    years = rule(f"regrading.no_application_{AWAY[Verdict(row.verdict)]}", on=clock.today())
    again = workdays.months_later(row.decided_on, 12 * int(years.value))
    return [
        _("Please return certificate and plaque by %(day)s.") % {"day": days.date_words(until)},
        _("You can apply for a new rating again after %(day)s.") % {"day": days.date_words(again)},
    ]
