"""What a commitment is in public: each subject above tells of its own.

``register("grants.claim", told, fields=…, papers=…)``: ``told`` takes ids and gives ``Told`` by id;
``papers`` gives the public pages about one of them. A basis of which nobody tells is shown with the
name of its line and the payee of its orders, never with the words that an official typed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.core.reasons import Text
from portal.core.references import Owners
from portal.core.ui import Link

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Payee:
    """Who gets money: name, id of the body, credit code, code of the division."""

    name: str = ""
    body: int | None = None
    code: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a basis is in public.

    ``persons``: how many natural persons get the money, 0 when none does; the account masks their
    name, shows them until the end of ``shown_until`` (never without that day), and then only counts
    them. ``field`` is a code that ``register`` was given words for.
    """

    title: Text = ""
    payee: Payee = Payee()
    field: str = OTHER
    ground: Text = ""
    url: str = ""
    scheme: str = ""
    decided_on: date | None = None
    persons: int = 0
    shown_until: date | None = None


Tell = Callable[[Collection[int]], Mapping[int, Told]]
Papers = Callable[[int], Iterable[Link]]
Payees = Callable[[Collection[int]], Mapping[int, Payee]]

MOST_AT_ONCE = 20_000
_told: Owners[Told] = Owners()
_papers: dict[str, Papers] = {}
_payees: list[Payees] = []
_fields: dict[str, Text] = {}


def register(
    label: str,
    tell: Tell,
    *,
    fields: Mapping[str, Text] | None = None,
    papers: Papers | None = None,
) -> None:
    """Let ``tell`` say what commitments resting on "label:id" are in public."""
    _told.register(label, tell)
    _fields.update(fields or {})
    if papers is not None:
        _papers[label] = papers


def register_payees(tell: Payees) -> None:
    """Let ``tell`` say by the ids of commitments whom their payments go to."""
    _payees.append(tell)


def fields() -> dict[str, Text]:
    """The fields that money is for, in words, by code."""
    return dict(_fields)


def told(names: Collection[str]) -> dict[str, Told]:
    """What these bases are in public; those that nobody knows are left out. One query for each
    subject and 20,000 names.
    """
    known = list(names)
    found: dict[str, Told] = {}
    for first in range(0, len(known), MOST_AT_ONCE):
        found |= _told.described(known[first : first + MOST_AT_ONCE])
    return found


def payees(commitments: Collection[int]) -> dict[int, Payee]:
    """Whom the payments of these commitments go to, where an order says so."""
    known = list(commitments)
    found: dict[int, Payee] = {}
    for tell in _payees:
        for first in range(0, len(known), MOST_AT_ONCE):
            found |= tell(known[first : first + MOST_AT_ONCE])
    return found


def papers(basis: str) -> list[Link]:
    """The public pages about what a basis names."""
    label, _colon, rest = basis.partition(":")
    number = rest.partition(":")[0]
    if label not in _papers or not (number.isascii() and number.isdecimal()):
        return []
    return list(_papers[label](int(number)))
