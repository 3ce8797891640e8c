"""The line that says to whom one may turn, and within how many days by which clause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from portal.law import queries as law
from portal.workflow.letters.enums import Remedy

if TYPE_CHECKING:
    from portal.bodies.models import Body


def line(remedy: Remedy, issuer: Body, day: date) -> str:
    """The remedy line of a letter dated on a day, in Chinese; empty for Remedy.NONE."""
    with translation.override("zh-hans"):
        if remedy is Remedy.OBJECTION:
            row = law.rule("letters.objection", on=day)
            return _(
                "If you do not agree, you can object to %(issuer)s within %(days)s working days "
                "of receiving this letter."
            ) % {"issuer": issuer.name, "days": row.value}
        if remedy is Remedy.REVIEW:
            return _review(issuer, day)
    return ""


def _review(issuer: Body, day: date) -> str:
    review, suit = law.rule("letters.review", on=day), law.rule("letters.suit", on=day)
    words = {
        "above": _above(issuer),
        "days": review.value,
        "months": suit.value,
        "review_clause": review.clause,
        "suit_clause": suit.clause,
    }
    return (
        _(
            "If you do not agree, you can ask %(above)s for administrative review within %(days)s "
            "days of receiving this letter (%(review_clause)s), or go to the people's court within "
            "%(months)s months (%(suit_clause)s)."
        )
        % words
    )


def _above(issuer: Body) -> str:
    """Review is asked of the government of the same level (2023 law, Art. 24)."""
    division = issuer.division.name
    return _("the people's government of %(division)s") % {"division": division}
