"""Pure sums of venture philanthropy: instalments, the ranking within a budget, what is unspent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incubator.ventures.enums import Cost, Proposal

WHOLE = 100


def instalments(fen: int, shares: Sequence[int]) -> list[int]:
    """The instalments of an amount in fen: whole fen of each share, the last takes the rest.

    Raises ValueError for shares that do not sum to 100 or are not above 0, and for no amount.
    """
    if sum(shares) != WHOLE or any(share <= 0 for share in shares):
        raise ValueError("the shares of the instalments must be above 0 and sum to 100")
    if fen <= 0:
        raise ValueError("an amount is above 0")
    parts = [fen * share // WHOLE for share in shares[:-1]]
    return [*parts, fen - sum(parts)]


@dataclass(frozen=True, slots=True)
class Cast:
    """A scored project: its points in hundredths, what it asks for (fen), its place in time."""

    pk: int
    score: int
    asked: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A project with its rank and what is proposed for it."""

    pk: int
    rank: int
    proposal: str


def rank(
    projects: Iterable[Cast], *, pass_mark: int, budget: int, fill_down: bool = False
) -> list[Placed]:
    """Projects by points within a budget; both money in fen, marks in hundredths.

    Equal points: who asks for less comes first, then who handed in earlier. From the first one
    that no longer fits, the others wait, unless ``fill_down`` lets a smaller one pass.
    """
    ordered = sorted(projects, key=lambda one: (-one.score, one.asked, one.order, one.pk))
    left, blocked, found = budget, False, []
    for place, one in enumerate(ordered, start=1):
        if one.score < pass_mark:
            proposal = Proposal.NONE
        elif one.asked <= left and not blocked:
            proposal, left = Proposal.FUND, left - one.asked
        else:
            proposal, blocked = Proposal.WAIT, not fill_down
        found.append(Placed(one.pk, place, str(proposal)))
    return found


def sums_of(lines: Iterable[Mapping[str, int | str]]) -> tuple[int, int]:
    """What the lines of a budget come to, and how much of it is administration; in fen."""
    found = list(lines)
    total = sum(int(line["fen"]) for line in found)
    return total, sum(int(line["fen"]) for line in found if line["kind"] == Cost.ADMIN)


def over_share(part: int, whole: int, percent: int) -> bool:
    """Whether a part is more than so much per cent of a whole; exact, without rounding."""
    return part * WHOLE > whole * percent


def unspent(paid: int, spent: int) -> int:
    """What was paid and not spent, in fen; never below 0."""
    return max(0, paid - spent)
