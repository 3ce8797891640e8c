"""Official letters of a decision: announcement, grade, no grade, answer; always in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.permissions import Permission
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from ratings.applications.models import Application
from ratings.deciding.enums import Answer, grade_words
from ratings.deciding.models import Decision, GradeCertificate, Reexamination
from ratings.rounds.models import Round
from ratings.schemes.conditions import cut
from ratings.schemes.enums import LETTER

if TYPE_CHECKING:
    from portal.bodies.models import Body

CHINESE = "zh-hans"


def issue_answer(row: Application, again: Reexamination, *, by: User) -> Letter:
    """The letter that answers a re-examination, with the reasons of the committee."""
    with translation.override(CHINESE):
        upheld = again.answer == Answer.UPHELD
        outcome = (
            _("The committee has voted again; the result stays as it was made public.")
            if upheld
            else _("The committee has voted again and changed the result; it is made public anew.")
        )
        opening = _("On %(day)s you asked for a re-examination of your rating %(number)s.")
        words = Words(
            _("Answer to a re-examination"),
            row.organisation.body.name,
            [
                opening % {"day": days.date_words(again.asked_at), "number": str(row)},
                outcome,
                _("Reasons: %(reasons)s") % {"reasons": again.reasons},
            ],
        )
    return _issue("rating.reexamination", words, row, by)


def issue_grade(row: Application, certificate: GradeCertificate, *, by: User) -> Letter:
    """The letter with which a grade, its days and its certificate are told."""
    with translation.override(CHINESE):
        held = _("It holds from %(first)s to %(last)s. Number of the certificate: %(number)s.")
        words = Words(
            _("Notice of a grade"),
            row.organisation.body.name,
            [
                _("By the announcement %(number)s you hold the grade %(grade)s.")
                % {
                    "number": certificate.announcement.letter.number,
                    "grade": graded(certificate.grade),
                },
                held
                % {
                    "first": days.date_words(certificate.valid_from),
                    "last": days.date_words(certificate.valid_to),
                    "number": certificate.number,
                },
            ],
            Remedy.REVIEW,
        )
    return _issue("rating.grade", words, row, by)


def issue_none(row: Application, decision: Decision, lowest: str, *, by: User) -> Letter:
    """The letter with which an organisation learns that it has no grade, and why."""
    with translation.override(CHINESE):
        motion = decision.motion
        total = cut(motion.total) if motion else ""
        said = motion.words if motion and motion.words else decision.words
        why = _("%(total)s points were reached; the lowest grade needs %(lowest)s.")
        vetoed = _("A veto of the sheet was met: %(codes)s.") % {
            "codes": "、".join(decision.vetoes)
        }
        words = Words(
            _("Notice that no grade is given"),
            row.organisation.body.name,
            [
                _("In “%(round)s” you are given no grade.") % {"round": row.round.title},
                why % {"total": total, "lowest": lowest},
                *([vetoed] if decision.vetoes else []),
                _("Reasons: %(reasons)s") % {"reasons": said},
                _("You can apply again in the next round."),
            ],
            Remedy.REVIEW,
        )
    return _issue("rating.no_grade", words, row, by)


def issue_announcement(
    rating_round: Round, office: Body, rows: Sequence[tuple[Application, int]], *, by: User
) -> Letter:
    """The announcement of a round: every organisation with its grade, best first."""
    with translation.override(CHINESE):
        listed = sorted((row for row in rows if row[1]), key=lambda row: (-row[1], row[0].pk))
        lines = [
            _("%(number)s. %(name)s (%(code)s): %(grade)s")
            % {
                "number": number,
                "name": row.organisation.body.name,
                "code": row.organisation.body.credit_code or "",
                "grade": graded(grade),
            }
            for number, (row, grade) in enumerate(listed, 1)
        ]
        words = Words(
            _("Announcement of grades"),
            _("To all social organisations"),
            [
                _("The results of “%(round)s” were made public and confirmed.")
                % {"round": rating_round.title},
                *(lines or [_("In this announcement no grade is given.")]),
            ],
        )
    return letters.issue(kind="rating.announcement", words=words, issuer=office, case=None, by=by)


def graded(level: int) -> str:
    """A grade as a letter writes it: 3A (AAA)."""
    return f"{grade_words(level)}（{LETTER * level}）" if level else str(grade_words(level))


def _issue(kind: str, words: Words, row: Application, by: User) -> Letter:
    if row.case is None:
        raise ValueError("A rating without a case has no letters.")
    may = people.may(by, Permission.LETTERS_ISSUE, body=row.case.holder_id)
    return letters.issue(
        kind=kind, words=words, issuer=row.case.holder, case=row.case, by=by if may else None
    )
