"""What the portal opens by itself: after a grade fell, and for money that was not spent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from incubator.clawbacks import operations, queries, shares
from incubator.clawbacks.enums import ClawbackState
from incubator.clawbacks.models import Clawback
from incubator.grants.models import Claim
from incubator.incentives.enums import grade_code
from portal.accounts.models import User
from portal.core import days
from portal.organisations.lineage import operations as lineage
from portal.organisations.lineage import queries as families
from portal.organisations.record.enums import GradeChangeKind, GradeGround

FRAUD = frozenset({GradeGround.FALSE_DATA.value})


@dataclass(frozen=True, slots=True)
class Fall:
    """A decision about a grade: whose, announced when, cancelled or lowered (to ``level``), why."""

    organisation: int
    announced_on: date
    kind: str
    level: int
    ground: str
    decided_on: date
    source: str = ""

    @classmethod
    def of(cls, organisation: int, data: Mapping[str, Any]) -> Fall:
        """The decision that an event of the record tells of."""
        return cls(
            organisation,
            date.fromisoformat(data["announced_on"]),
            str(data["kind"]),
            int(data.get("level") or 0),
            str(data.get("ground", "")),
            date.fromisoformat(data["decided_on"]),
            str(data.get("source", "")),
        )

    @property
    def cause(self) -> str:
        """The name under which it is asked back once."""
        return f"{self.about}:{self.kind}:{self.decided_on}"

    @property
    def about(self) -> str:
        """The grade it is about."""
        return f"grade:{self.organisation}:{self.announced_on}"

    @property
    def fraud(self) -> bool:
        """Whether the grade was obtained by false statements."""
        return self.kind == GradeChangeKind.CANCELLED and self.ground in FRAUD


@transaction.atomic
def follow(fall: Fall) -> list[Clawback]:
    """Open what is to be asked back from the lineage of a grade that fell; again: nothing more.

    Cancelled for fraud: all that was paid under the scheme for this grade and for earlier ones
    (rules.md I.9), where the terms say so (``clawback``). Cancelled or lowered for another reason:
    where the terms say so (``clawback_any``), and of a lowered grade only what is above the table
    of what is left.
    """
    lineage.hold(fall.organisation)
    family = families.ancestors(fall.organisation) | families.descendants(fall.organisation)
    made = []
    for (_scheme, _organisation), claims in _by_debtor(
        queries.paid_for(fall.organisation, fall.announced_on, family)
    ):
        about = queries.paid_until(claims[0]) if fall.fraud else claims
        asked = _asked(fall, about)
        words = _words(fall, earlier=len(about) > len(claims))
        row = open_by_portal(claims[0], asked, fall.cause, words, by=None) if asked else None
        made += [row] if row else []
    return made


@transaction.atomic
def restored(about: str) -> int:
    """A decision about a grade was taken back: what nobody decided yet is dropped; how many."""
    found = Clawback.objects.filter(cause__startswith=f"{about}:", status=ClawbackState.OPENED)
    rows = list(found)
    for row in rows:
        operations.step(row, "restore", None)
    return len(rows)


def ask_rest(claim: Claim, by: User) -> Clawback | None:
    """Ask back what the accepted report of a claim left unspent; it needs no decision."""
    with translation.override("zh-hans"):
        words = gettext("The report says that this part of the grant was not spent.")
    asked = [[claim.pk, claim.unspent]]
    # The day tells apart what is reported anew after the bank had returned the first transfer.
    cause = f"{queries.UNSPENT}{claim.pk}:{claim.paid_on}"
    row = open_by_portal(claim, asked, cause, words, by=by)
    return operations.step(row, "ask_rest", None) if row else None


def open_by_portal(
    claim: Claim, asked: Sequence[Sequence[int]], cause: str, words: str, *, by: User | None
) -> Clawback | None:
    """Open a clawback for a cause, once; None when it is there already."""
    known = Clawback.objects.filter(
        scheme=claim.scheme_id, organisation=claim.organisation_id, cause=cause
    )
    if known.exists():
        return None
    row = Clawback(
        scheme=claim.scheme,
        organisation=claim.organisation,
        claims=[list(one) for one in asked],
        amount=sum(fen for _claim, fen in asked),
        ground=words,
        cause=cause,
        opened_by=by,
    )
    try:
        with transaction.atomic():
            made = operations.opened(row, by)
    except IntegrityError:
        return None
    if by is None:
        operations.tell(made, "clawback_opened")
    return made


def _by_debtor(claims: Iterable[Claim]) -> list[tuple[tuple[int, int], list[Claim]]]:
    found: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.scheme_id, claim.organisation_id), []).append(claim)
    return list(found.items())


def _asked(fall: Fall, claims: Sequence[Claim]) -> list[list[int]]:
    allowed = [
        claim
        for claim in claims
        if (claim.version.clawback if fall.fraud else claim.version.clawback_any)
    ]
    asked = queries.askable(allowed)
    if fall.kind != GradeChangeKind.LOWERED or not allowed:
        return asked
    left = allowed[0].version.capped.get(grade_code(fall.level), 0)
    return shares.at_most(asked, max(0, queries.had(allowed[0]) - left))


def _words(fall: Fall, *, earlier: bool) -> str:
    with translation.override("zh-hans"):
        lowered = fall.kind == GradeChangeKind.LOWERED
        words = (
            gettext("The grade announced on %(day)s was lowered (%(ground)s; %(source)s).")
            if lowered
            else gettext("The grade announced on %(day)s was cancelled (%(ground)s; %(source)s).")
        )
        if earlier:
            words += gettext(" What was paid for earlier grades is asked back with it.")
        known = dict(GradeGround.choices)
        return words % {
            "day": days.date_words(fall.announced_on),
            "ground": known.get(fall.ground, fall.ground),
            "source": fall.source,
        }
