"""Reading sheets: a member's own at any time, everybody's only when all have signed."""

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from itertools import groupby

from django.db.models import Q

from portal.accounts.models import User
from portal.panels.conditions import SignFacts
from portal.panels.enums import Declared
from portal.panels.models import Entry, Line, Part, Score


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the sheet with what the member gave for it."""

    line: Line
    score: Score | None

    @property
    def wants_reason(self) -> bool:
        """Whether points were taken off without a reason."""
        score = self.score
        return bool(score and score.points < self.line.maximum and not score.reason)


@dataclass(frozen=True, slots=True)
class Group:
    """The items of a group, how many are scored, and the points they may have together."""

    name: str
    items: tuple[Item, ...]
    done: int
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A member's own sheet of one entry."""

    part: Part
    groups: tuple[Group, ...]
    done: int
    count: int
    total: Decimal
    scored_maximum: Decimal
    without_reason: int

    @property
    def items(self) -> list[Item]:
        """All items in their order."""
        return [item for group in self.groups for item in group.items]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One item of an entry whose members have all signed: points and reasons by seat."""

    line: Line
    scores: tuple[tuple[str, Score], ...]


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """All sheets of a complete entry, with each member's sum."""

    entry: Entry
    sums: tuple[tuple[str, Decimal], ...]
    rows: tuple[OpenRow, ...]


def part_of(user: User, case_id: int) -> Part | None:
    """A member's part in the entry of a case, "no tie" declared, with its sheet; else None."""
    return (
        Part.objects.filter(
            seat__expert__user=user,
            seat__left_at=None,
            declared=Declared.CLEAR,
            entry__case_id=case_id,
        )
        .select_related("entry__panel", "seat__expert")
        .prefetch_related("scores", "entry__panel__lines")
        .order_by("-pk")
        .first()
    )


def signed_count(panel_id: int, case_id: int) -> int:
    """How many members have signed for a case and still judge it."""
    return (
        Part.objects.filter(entry__panel=panel_id, entry__case_id=case_id, seat__left_at=None)
        .exclude(Q(signed_at=None) | Q(declared=Declared.TIE))
        .count()
    )


def seen(score: Score | None) -> str:
    """What a page remembers of a score it showed, to notice that another device changed it."""
    return score.saved_at.astimezone(UTC).isoformat() if score else ""


def sheet(part: Part) -> Sheet:
    """A member's own sheet."""
    given = {score.line_id: score for score in part.scores.all()}
    lines = list(part.entry.panel.lines.all())
    groups = tuple(
        _group(name, [Item(line, given.get(line.pk)) for line in found])
        for name, found in groupby(lines, key=lambda line: line.group)
    )
    scored = [item for group in groups for item in group.items if item.score]
    return Sheet(
        part=part,
        groups=groups,
        done=len(scored),
        count=len(lines),
        total=sum((item.score.points for item in scored if item.score), Decimal(0)),
        scored_maximum=sum((item.line.maximum for item in scored), Decimal(0)),
        without_reason=sum(item.wants_reason for item in scored),
    )


def sign_facts(part: Part) -> SignFacts:
    """What the sheet still wants before it can be signed."""
    items = sheet(part).items
    return SignFacts(
        unscored=tuple(item.line.code for item in items if item.score is None),
        unreasoned=tuple(item.line.code for item in items if item.wants_reason),
    )


def open_sheets(panel_id: int) -> list[OpenSheet]:
    """The sheets of the panel's complete entries, in their order; others are not read at all."""
    scores = (
        Score.objects.filter(
            part__entry__panel=panel_id,
            part__entry__completed_at__isnull=False,
            part__signed_at__isnull=False,
            part__seat__left_at=None,
            part__declared=Declared.CLEAR,
        )
        .select_related("line", "part__seat", "part__entry")
        .order_by("part__entry__position", "line__position", "part__seat__pk")
    )
    return [
        _open(entry, list(found))
        for entry, found in groupby(scores, key=lambda score: score.part.entry)
    ]


def _open(entry: Entry, scores: list[Score]) -> OpenSheet:
    sums: dict[str, Decimal] = {}
    for score in scores:
        letter = score.part.seat.letter
        sums[letter] = sums.get(letter, Decimal(0)) + score.points
    return OpenSheet(
        entry,
        tuple(sums.items()),
        tuple(
            OpenRow(line, tuple((score.part.seat.letter, score) for score in found))
            for line, found in groupby(scores, key=lambda score: score.line)
        ),
    )


def _group(name: str, items: list[Item]) -> Group:
    return Group(
        name,
        tuple(items),
        sum(item.score is not None for item in items),
        sum((item.line.maximum for item in items), Decimal(0)),
    )
