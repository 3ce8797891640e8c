"""The ranking: a pure function from scores, places and the published tie rule to a proposal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise

from incubator.admission.enums import Form, Proposal
from incubator.programmes.enums import GROUP_TIE, TieRule

LAST = date.max
Key = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An application that was scored.

    ``score`` and ``groups`` (means by group of the sheet) are in hundredths of a point;
    ``registered_on`` None: a founding team; ``lot`` its number in the last drawing, if any.
    """

    pk: int
    score: int
    form: str = Form.PHYSICAL
    number: str = ""
    name: str = ""
    groups: Mapping[str, int] = field(default_factory=dict)
    registered_on: date | None = None
    lot: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its rank, what is proposed, and the tie rule that put it here ("" for none)."""

    entry: Entry
    rank: int
    proposal: str
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All entries in order; ``ties`` are the ids that only a lot can put in order."""

    rows: Sequence[Ranked]
    ties: Sequence[tuple[int, ...]] = ()

    def figures(self) -> list[dict[str, int | str]]:
        """What is proposed, as plain values that can be kept and compared."""
        return [
            {
                "application": row.entry.pk,
                "score": row.entry.score,
                "rank": row.rank,
                "proposal": row.proposal,
            }
            for row in self.rows
        ]


def rank(
    entries: Iterable[Entry], *, pass_mark: int, free: int, tie_rule: Sequence[str]
) -> Ranking:
    """Put entries in order and propose.

    ``pass_mark`` is in hundredths; ``free`` the places not taken. Who reaches the mark is
    admitted: with a place while there are free ones, without a place always; the rest of them
    stand on the reserve list. Equal scores are settled by the tie rule in its order, at last by
    lot; equal ones without a lot are named in ``ties``.
    """
    rules = [*(code for code in tie_rule if code != TieRule.LOT), TieRule.LOT.value]
    ordered = sorted(entries, key=lambda entry: (_key(entry, rules), entry.pk))
    settled = {
        pk: code
        for before, after in pairwise(ordered)
        if before.score == after.score
        for pk, code in _settled(before, after, rules)
    }
    rows = []
    for place, entry in enumerate(ordered, start=1):
        proposal = _proposal(entry, pass_mark, free)
        if proposal == Proposal.ADMIT and entry.form == Form.PHYSICAL:
            free -= 1
        rows.append(Ranked(entry, place, proposal, settled.get(entry.pk, "")))
    return Ranking(rows, _ties(ordered, rules, pass_mark))


def _proposal(entry: Entry, pass_mark: int, free: int) -> str:
    if entry.score < pass_mark:
        return Proposal.NONE
    if entry.form == Form.VIRTUAL or free > 0:
        return Proposal.ADMIT
    return Proposal.RESERVE


def _key(entry: Entry, rules: Sequence[str]) -> Key:
    return (-entry.score, *(_value(entry, code) for code in rules))


def _value(entry: Entry, code: str) -> int:
    """Smaller stands before greater."""
    if code.startswith(GROUP_TIE):
        return -entry.groups.get(code.removeprefix(GROUP_TIE), 0)
    if code == TieRule.EARLIER_REGISTRATION:
        return (entry.registered_on or LAST).toordinal()
    return entry.lot if entry.lot is not None else 0


def _settled(before: Entry, after: Entry, rules: Sequence[str]) -> list[tuple[int, str]]:
    for code in rules:
        if _value(before, code) != _value(after, code):
            return [(before.pk, code), (after.pk, code)]
    return []


def _ties(ordered: Sequence[Entry], rules: Sequence[str], pass_mark: int) -> list[tuple[int, ...]]:
    """Equal entries above the mark that have not all drawn a lot of their own."""
    said = rules[:-1]
    grouped = groupby(
        (entry for entry in ordered if entry.score >= pass_mark),
        key=lambda entry: _key(entry, said),
    )
    return [pks for group in grouped if (pks := _without_lots(list(group[1])))]


def _without_lots(equal: Sequence[Entry]) -> tuple[int, ...]:
    drawn = {entry.lot for entry in equal}
    whole = len(drawn) == len(equal) and None not in drawn
    return () if whole or len(equal) == 1 else tuple(entry.pk for entry in equal)
