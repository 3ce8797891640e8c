"""The letters of a follow-up: its notice, and its end when the grade is kept. In Chinese."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.organisations.record.enums import GradeLevel
from portal.permissions import Permission
from portal.workflow.letters import operations as letters
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from ratings.followups import words
from ratings.followups.enums import Kind
from ratings.followups.models import FollowUp

CHINESE = "zh-hans"


def opened(row: FollowUp, by: User | None) -> Letter:
    """The notice: which grade, why, what to hand in by when, what follows."""
    return _issue(row, "followup.opened", by)


def kept(row: FollowUp, by: User | None) -> Letter:
    """The end: the grade is kept, and why."""
    return _issue(row, "followup.kept", by)


def _issue(row: FollowUp, kind: str, by: User | None) -> Letter:
    if row.case is None:
        raise ValueError("A follow-up without a case has no letters.")
    held = row.case.holder_id
    signs = by is not None and people.may(by, Permission.LETTERS_ISSUE, body=held)
    with translation.override(CHINESE):
        said = _opened(row) if kind == "followup.opened" else _kept(row)
    return letters.issue(
        kind=kind, words=said, issuer=row.case.holder, case=row.case, by=by if signs else None
    )


def _grade(row: FollowUp) -> str:
    return _("Your grade %(level)s announced on %(day)s is looked at again.") % {
        "level": GradeLevel(row.level).label,
        "day": days.date_words(row.announced_on, year=True),
    }


def _opened(row: FollowUp) -> Words:
    due = row.case.due_on if row.case else None
    title = (
        pgettext("letter", "Notice of a follow-up rating")
        if row.kind == Kind.SAMPLED
        else pgettext("letter", "Notice of a verification rating")
    )
    parts = [
        _grade(row),
        _("Ground: %(ground)s.") % {"ground": "；".join(words.grounds(row))},
        _("Please state by %(day)s how things stand, with your papers.")
        % {"day": days.date_words(due, year=True) if due else ""},
        _("Then we visit you or check your papers, and tell you the finding in writing. Without a "
          "statement we check all the same."),
    ]  # fmt: skip
    return Words(title, row.organisation.body.name, parts)


def _kept(row: FollowUp) -> Words:
    parts = [
        _grade(row),
        _("After the check the grade is kept as it is."),
        _("Finding: %(words)s") % {"words": row.finding},
    ]
    title = pgettext("letter", "Finding of a follow-up: grade kept")
    return Words(title, row.organisation.body.name, parts)
