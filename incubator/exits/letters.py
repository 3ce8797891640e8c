"""The official letters about the end of a residence: always in Chinese, issued in the act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.permissions import Permission
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case

CHINESE = "zh-hans"
GRADUATED = "residence.graduated"
FINISHED = "residence.finished"
EXTENDED = "residence.extended"
NOT_EXTENDED = "residence.not_extended"
PROPOSED = "residence.termination_proposed"
KEPT = "residence.kept"
TERMINATED = "residence.terminated"
LEFT = "residence.left"
DISSOLVED = "residence.dissolved"
MERGED = "residence.merged"
WITHDRAWN = "residence.certificate_withdrawn"
AGAINST = frozenset({FINISHED, NOT_EXTENDED, TERMINATED, WITHDRAWN})
LEAVING = frozenset({GRADUATED, FINISHED, TERMINATED, LEFT, DISSOLVED, MERGED})


def issue(
    residence: Residence, kind: str, *, by: User | None, reasons: str = "", **said: Any
) -> Letter:
    """Issue a letter of the base's office in the act's own transaction.

    ``by`` None: the portal itself. ``said`` fills the letter's words.
    """
    case = residence.case
    if case is None:
        raise ValueError("A residence without a case has no letters.")
    return letters.issue(
        kind=kind,
        words=words(residence, kind, reasons, said),
        issuer=case.holder,
        case=case,
        by=_writer(by, case.holder_id),
    )


def _writer(by: User | None, office: int) -> User | None:
    """Whoever acts, if the post issues letters of the office; else the portal issues it itself.

    The table has let the act pass; a letter counts only with the stamp of the office.
    """
    may = by is not None and people.may(by, Permission.LETTERS_ISSUE, body=office)
    return by if may else None


def words(residence: Residence, kind: str, reasons: str, said: Mapping[str, Any]) -> Words:
    """What a letter says."""
    with translation.override(CHINESE):
        case = residence.case
        known = {**_known(residence, case), **{k: _word(v) for k, v in said.items()}}
        parts = [
            pgettext(
                "residence letter",
                "%(name)s has been in residence in %(base)s since %(begins)s (case %(number)s).",
            ),
            _outcome(kind),
            _("Reasons: %(reasons)s") if reasons.strip() else "",
            _what_next(kind),
        ]
        known["reasons"] = reasons.strip()
        return Words(
            title=_title(kind),
            addressee=residence.body.name,
            paragraphs=[part % known for part in parts if part],
            remedy=Remedy.OBJECTION if kind in AGAINST else Remedy.NONE,
        )


def _known(residence: Residence, case: Case | None) -> dict[str, str]:
    return {
        "name": residence.body.name,
        "base": residence.base.body.name,
        "begins": days.date_words(residence.begins_on),
        "number": case.number if case else "",
        "day": days.date_words(case.due_on) if case and case.due_on else "—",
    }


def _word(value: Any) -> str:
    return days.date_words(value) if isinstance(value, date) else str(value)


def _title(kind: str) -> str:
    titles = {
        GRADUATED: pgettext("residence letter", "Notice of graduation"),
        FINISHED: pgettext("residence letter", "Notice that the residence ended"),
        EXTENDED: pgettext("residence letter", "Addendum to the agreement: extension"),
        NOT_EXTENDED: pgettext("residence letter", "Notice on the extension"),
        PROPOSED: pgettext("residence letter", "Notice before termination: you may be heard"),
        KEPT: pgettext("residence letter", "Notice that the residence goes on"),
        TERMINATED: pgettext("residence letter", "Decision to terminate the residence"),
        LEFT: pgettext("residence letter", "Confirmation of leaving early"),
        DISSOLVED: pgettext("residence letter", "Notice that the residence ended by law"),
        MERGED: pgettext("residence letter", "Notice that the residence ended by law"),
        WITHDRAWN: pgettext("residence letter", "Notice that the certificate is withdrawn"),
    }
    return titles[kind]


def _outcome(kind: str) -> str:
    outcomes = {
        GRADUATED: pgettext(
            "residence letter",
            "All items of the exit evaluation are met. You have graduated; your certificate has "
            "the number %(certificate)s.",
        ),
        FINISHED: pgettext(
            "residence letter", "After the exit evaluation the residence ends without graduation."
        ),
        EXTENDED: pgettext(
            "residence letter",
            "As you asked on %(asked)s, the residence is extended once by %(months)s months. It "
            "now ends on %(until)s instead of %(before)s; all else in the agreement stands. This "
            "letter is part of the agreement.",
        ),
        NOT_EXTENDED: pgettext(
            "residence letter",
            "The extension of %(months)s months that you asked for on %(asked)s is not granted.",
        ),
        PROPOSED: pgettext(
            "residence letter",
            "It is proposed to terminate the residence. You may speak to it in writing or ask for "
            "a hearing by %(day)s. If nothing comes, we decide by what is known.",
        ),
        KEPT: pgettext(
            "residence letter", "After hearing you we have decided that the residence goes on."
        ),
        TERMINATED: pgettext(
            "residence letter", "We have decided to terminate the residence from today."
        ),
        LEFT: pgettext("residence letter", "As you wished, the residence ends today."),
        DISSOLVED: pgettext(
            "residence letter",
            "The residence ends today because the organisation was de-registered.",
        ),
        MERGED: pgettext(
            "residence letter",
            "The residence ends today because the organisation merged into %(into)s, with which "
            "its history is linked.",
        ),
        WITHDRAWN: pgettext(
            "residence letter",
            "The certificate of graduation %(certificate)s is withdrawn from today and no longer "
            "counts. Whoever checks its number is told so.",
        ),
    }
    return outcomes[kind]


def _what_next(kind: str) -> str:
    if kind not in LEAVING:
        return ""
    back = pgettext(
        "residence letter",
        "What was granted and not used ends today. Please hand back keys, desks and devices, and "
        "support money that was not used, by %(day)s.",
    )
    if kind != GRADUATED:
        return back
    return back + pgettext(
        "residence letter", " We ask after %(months)s months how you fare and help where we can."
    )
