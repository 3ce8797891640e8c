"""What publicity brings: the grade, a correction, or points given anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.yearly import letters, operations
from incubator.yearly.models import Evaluation
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.workflow.publicity.models import PublicEntry


@transaction.atomic
def settle(evaluation: Evaluation) -> None:
    """End a publicity whose days are over (called when the time comes).

    Raises Refused while an objection is open.
    """
    found = publicities.of_case(evaluation.case_id or 0).filter(outcome="")
    entry = found.select_for_update(of=("self", "publicity")).last()
    if entry is not None:
        publicity.settle(entry=entry)


@transaction.atomic
def stands(entry: PublicEntry) -> Evaluation:
    """The result stands: the proposed grade is the grade, and the base gets its letter."""
    row = operations.of_case(entry.case_id)
    row.grade, row.graded_on = str(row.proposed or ""), clock.today()
    row.save(update_fields=["grade", "graded_on"])
    done = operations.take(row, "grade", None)
    letters.issue(done)
    return done


def corrected(entry: PublicEntry, by: User, words: str) -> Evaluation:
    """The page was corrected and is public anew; year, points and grade must be the same.

    Raises Refused("points_by_scoring"): other points come from scoring again, never from typing.
    """
    newer = entry.replaced_by
    if any(fact not in newer.facts for fact in entry.facts):
        raise Refused(
            Reason(
                "points_by_scoring",
                _("Points and grade are not changed by typing them."),
                _("Take the entry off the list: the base is then scored again."),
            )
        )
    return operations.take(operations.of_case(entry.case_id), "correct", by, words)


def taken_off(entry: PublicEntry, by: User, words: str) -> Evaluation:
    """An objection was right: the result is taken back and the base scored again."""
    row = operations.of_case(entry.case_id)
    row.score = None
    row.save(update_fields=["score"])
    return operations.take(row, "score_again", by, words)


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who visited and who scored; they answer no objection to it (four eyes)."""
    row = Evaluation.objects.get(case=entry.case_id)
    return [pk for pk in (row.visit_by_id, row.scored_by_id) if pk]
