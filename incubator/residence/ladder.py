"""The ladder of an organisation: where it stands, and what the next gate wants.

Geometry and words only; what a gate wants is told by the subjects that know (``register_gate``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext

from incubator.residence.enums import Outcome
from incubator.residence.models import Residence
from portal.core.reasons import Text

WIDTH, STEP, RISE, FLOOR = 600, 118, 26, 170
MIDTERM, GRADUATED = "midterm", "graduated"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing a gate wants: its words, whether it holds, and where one sees to it."""

    words: Text
    met: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung: ``state`` is done, now, later or skipped; x, y and height draw it."""

    code: str
    label: Text
    state: str
    on: date | None
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The middle of the rung, for its number."""
        return self.x + STEP // 2 - 4


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from the lowest, the next one, and what it wants."""

    rungs: Sequence[Rung]
    following: Rung | None
    wants: Sequence[Want]


Gate = Callable[[Residence], Sequence[Want]]
_gates: dict[str, list[Gate]] = {}


def register_gate(rung: str, gate: Gate) -> None:
    """Let a subject say what a rung (MIDTERM, GRADUATED) wants of a residence."""
    _gates.setdefault(rung, []).append(gate)


def of(residence: Residence) -> Ladder:
    """The ladder of a residence as it stands."""
    rungs = _rungs(residence)
    following = None
    if residence.ended_on is None:
        later = [rung for rung in rungs if rung.state == "later"]
        following = later[0] if later else None
    wants = [
        want
        for gate in (_gates.get(following.code, []) if following else [])
        for want in gate(residence)
    ]
    return Ladder(rungs, following, wants)


def _rungs(residence: Residence) -> list[Rung]:
    known = _known(residence)
    return [
        Rung(
            code=code,
            label=label,
            state=state,
            on=on,
            x=4 + STEP * place,
            y=FLOOR - RISE * (place + 1),
            height=RISE * (place + 1),
        )
        for place, (code, label, state, on) in enumerate(known)
    ]


def _known(residence: Residence) -> list[tuple[str, Text, str, date | None]]:
    registered = bool(residence.body.credit_code)
    tier = residence.terms.get("tier", {}).get("name", "")
    graduated = residence.outcome == Outcome.GRADUATED
    passed = residence.midterm_passed_on
    stay = gettext("In residence")
    over = residence.ended_on is not None
    return [
        ("team", gettext("Founding team"), "done", None),
        ("registered", gettext("Registered"), "done" if registered else "skipped", None),
        (
            "residence",
            f"{stay} · {tier}" if tier else stay,
            "done" if passed or over else "now",
            residence.begins_on,
        ),
        (MIDTERM, gettext("Mid-term review passed"), _midterm(residence), passed),
        (
            GRADUATED,
            pgettext("ladder", "Graduated"),
            "now" if graduated else "skipped" if over else "later",
            residence.ended_on if graduated else None,
        ),
    ]


def _midterm(residence: Residence) -> str:
    if residence.midterm_passed_on is None:
        return "skipped" if residence.ended_on else "later"
    return "done" if residence.ended_on else "now"
