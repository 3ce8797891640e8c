"""The letter that answers an objection, always in Chinese; it never names the objector."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core import days
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.publicity.models import Objection

CHINESE = "zh-hans"


def issue(objection: Objection, action: str, *, by: User) -> Letter:
    """Issue the answer, with its number and the line of remedy.

    Raises Refused("not_permitted") when the post may not issue letters of the office.
    """
    case = objection.case
    if case is None:
        raise ValueError("An objection without a case has no letter.")
    return letters.issue(
        kind=f"objection.{action}",
        words=words(objection, action),
        issuer=case.holder,
        case=case,
        by=by,
    )


def words(objection: Objection, action: str) -> Words:
    """What the letter says: the matter, the outcome, the reasons."""
    publicity = objection.entry.publicity
    with translation.override(CHINESE):
        opening = _(
            "On %(day)s we received your objection %(number)s to “%(title)s” (%(publicity)s)."
        ) % {
            "day": days.date_words(objection.received_at),
            "number": str(objection),
            "title": publicity.title,
            "publicity": publicity.number,
        }
        outcome = {
            "dismiss": _("After looking into it, we find that the publicity stands."),
            "correct": _(
                "After looking into it, we have corrected the entry; it is public again for the "
                "full time."
            ),
            "uphold": _("After looking into it, we have taken the entry off the list."),
        }[action]
        return Words(
            title=_("Answer to an objection"),
            addressee=_("The objector (%(number)s)") % {"number": str(objection)},
            paragraphs=[
                opening,
                outcome,
                _("Reasons: %(reasons)s") % {"reasons": objection.answer},
            ],
            remedy=Remedy.REVIEW,
        )
