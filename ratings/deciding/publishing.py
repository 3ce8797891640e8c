"""Making results public for a week, and what follows: they stand, are answered, or go back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import pages
from portal.workflow.publicity.enums import Outcome
from portal.workflow.publicity.models import PublicEntry, Publicity
from portal.workflow.publicity.operations import EntryWords
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import letters, operations, queries, refusals, steps
from ratings.deciding.enums import Answer, grade_words
from ratings.deciding.models import Reexamination
from ratings.rounds.models import Round

if TYPE_CHECKING:
    from portal.bodies.models import Body

State = RatingState
RULE = "deciding.publicity"
CHINESE = "zh-hans"


@transaction.atomic
def publish(*, rating_round: Round, office: Body, by: User) -> Publicity:
    """Put every decision of the committee in a round that waits for it on one public page.

    Raises Refused: ``nothing_to_publish``, ``own_case``, ``not_permitted``.
    """
    steps.ensure(by, office.pk)
    rows = _waiting(rating_round, office, State.VOTED)
    if not rows:
        raise Refused(refusals.nothing_to_publish())
    with translation.override(CHINESE):
        page = publicity.publish(
            office=office,
            kind=queries.KIND,
            title=_("Results of “%(round)s”")[:160] % {"round": rating_round.title},
            introduction=_(
                "The rating committee has decided. Anybody may object until the last day; an "
                "organisation may ask for a re-examination in its own space."
            ),
            entries=[_entry(row) for row in rows],
            rule=RULE,
            by=by,
        )
    for row in rows:
        steps.take(row, "publish", by=by, data={"publicity": page.number})
    return page


def answered(row: Application, again: Reexamination, *, changed: bool, by: User) -> Application:
    """The committee has answered: told by letter; a changed result is made public again."""
    done = steps.take(row, "change" if changed else "uphold", by=by, note=again.reasons)
    if changed:
        _again(done, again.entry, by)
    letters.issue_answer(done, again, by=by)
    return done


@transaction.atomic
def settle(row: Application) -> None:
    """End the publicity of a result whose days are over (called when the time comes).

    Raises Refused while it runs, or while an objection or a re-examination is open.
    """
    at = steps.locked(row)
    entry = queries.entry_of(at)
    if entry is None or at.status != State.PUBLIC:
        raise Refused(refusals.nothing_to_publish())
    publicity.settle(entry=entry)


def stands(entry: PublicEntry) -> Application:
    """What follows when an entry stands: the registry confirms next."""
    return steps.take(_of(entry), "stand", by=None)


def corrected(entry: PublicEntry, by: User, words: str) -> Application:
    """What follows when a slip in an entry was corrected and it was made public again.

    Raises Refused(``grade_by_committee``) when the grade was changed with it.
    """
    newer = PublicEntry.objects.filter(replaces=entry.pk).first()
    if newer is not None and newer.facts[2:] != entry.facts[2:]:
        raise Refused(refusals.grade_by_committee())
    return steps.take(_of(entry), "correct", by=by, note=words)


def refused(entry: PublicEntry, by: User, words: str) -> Application:
    """What follows when an objection was right: the committee decides anew."""
    row = _of(entry)
    done = steps.take(row, "reconsider", by=by, note=words)
    operations.undecided(done)
    again = queries.open_again(done)
    if again is not None:
        again.answer, again.reasons, again.answered_at = Answer.OVERTAKEN, words, clock.now()
        again.save(update_fields=["answer", "reasons", "answered_at"])
    return done


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who gave the opinion and wrote the vote down; they answer no objection to it."""
    return operations.deciders(_of(entry))


def facts_of(row: Application) -> Sequence[tuple[str, str]]:
    """What stands on the public page of a result, in Chinese."""
    decision = steps.decision(row)
    with translation.override(CHINESE):
        return [
            (_("Credit code"), row.organisation.body.credit_code or ""),
            (_("Kind"), str(row.sheet.get_kind_display())),
            (_("Grade"), str(grade_words(decision.grade))),
        ]


def _again(row: Application, old: PublicEntry, by: User) -> None:
    page = old.publicity
    fresh = Publicity(
        office_id=page.office_id,
        kind=page.kind,
        title=page.title,
        introduction=page.introduction,
        rule=RULE,
        round=page.round + 1,
        replaces=page,
    )
    pages.open_page(fresh, [_entry(row)], by=by, replaces=old)
    publicity.close_entry(old, Outcome.CORRECTED)


def _entry(row: Application) -> EntryWords:
    if row.case is None:
        raise ValueError("A rating without a case is not made public.")
    return EntryWords(row.case, row.organisation.body.name[:160], facts_of(row))


def _waiting(rating_round: Round, office: Body, state: str) -> list[Application]:
    rows = queries.in_state([office.pk], state).filter(round=rating_round).order_by("pk")
    return steps.still(rows, state)


def _of(entry: PublicEntry) -> Application:
    return steps.locked(Application.objects.get(case=entry.case_id))
