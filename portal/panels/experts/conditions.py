"""Which experts may not judge which names: pure functions from facts to exclusions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.core import workdays
from portal.core.text import fold
from portal.panels.experts.enums import LASTING


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is judged: the body and its names, the people and accounts behind it."""

    name: str
    body: int | None = None
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    users: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A tie as the profile holds it."""

    kind: str
    name: str
    body: int | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert with all that may tie them: profile, posts (body ids), account, employer.

    ``former`` are the bodies in which a post ended so lately that it still counts.
    """

    expert: int
    user: int
    name: str
    employer: str = ""
    ties: tuple[Known, ...] = ()
    posts: frozenset[int] = frozenset()
    former: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Excluded:
    """Why an expert cannot be drawn: a code, and the name to which the tie leads."""

    expert: int
    code: str
    name: str


def counts(tie: Known, *, on: date, years: int) -> bool:
    """Whether a tie still counts on a day: a former post for ``years`` after its last day."""
    if tie.kind in LASTING or tie.until_on is None:
        return True
    return on <= workdays.months_later(tie.until_on, 12 * years)


def exclusions(
    candidate: Candidate, entries: Iterable[Named], *, on: date, years: int
) -> Iterator[Excluded]:
    """Every reason why the expert cannot judge these names.

    Codes: ``applicant`` (the account itself, or a person of that name), ``post`` (holds a post
    in the body), ``former_post`` (held one until lately), ``employer``, and ``tie_<kind>`` of the
    profile.
    """
    ties = [tie for tie in candidate.ties if counts(tie, on=on, years=years)]
    for entry in entries:
        names = {plain(name) for name in (entry.name, *entry.names)} - {""}
        people = {plain(name) for name in entry.people} - {""}
        if candidate.user in entry.users or plain(candidate.name) in people:
            yield Excluded(candidate.expert, "applicant", entry.name)
        if entry.body is not None and entry.body in candidate.posts:
            yield Excluded(candidate.expert, "post", entry.name)
        elif entry.body is not None and entry.body in candidate.former:
            yield Excluded(candidate.expert, "former_post", entry.name)
        if candidate.employer and plain(candidate.employer) in names:
            yield Excluded(candidate.expert, "employer", entry.name)
        for tie in ties:
            if _leads_to(tie, entry, names | people):
                yield Excluded(candidate.expert, f"tie_{tie.kind}", entry.name)


def plain(name: str) -> str:
    """A name as it is compared: folded, without spaces."""
    return "".join(fold(name).split())


def _leads_to(tie: Known, entry: Named, names: set[str]) -> bool:
    same_body = tie.body is not None and tie.body == entry.body
    return same_body or plain(tie.name) in names
