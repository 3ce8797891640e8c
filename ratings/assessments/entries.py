"""Entries of a long sheet that are kept one by one: nothing is overwritten silently.

An entry is a few fields that are kept together. A page shows each entry with the version it saw
(``seen``) and a digest of what it showed (``was``). What was not touched is not sent again; what
somebody else changed meanwhile is shown beside what was typed, and the person chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from portal.core.reasons import Refused
from ratings.assessments.enums import Save

Values = Mapping[str, str]
CHOOSE, SEEN, WAS, NEWER = "choose-", "seen-", "was-", "newer-"
MINE, KEPT = "mine", "kept"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its fields (name → most signs), what is kept of it, and how to keep it.

    ``kept`` gives values by field and the version; ``keep`` takes values and the version that was
    seen, and raises Refused. ``plain`` names the values for people: (label, value).
    """

    code: str
    most: Mapping[str, int]
    kept: Callable[[], tuple[dict[str, str], str]]
    keep: Callable[[Values, str], object]
    plain: Callable[[Values], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry; ``kept`` is what stands now, ``typed`` what was sent."""

    code: str
    state: Save
    seen: str
    kept: Values
    words: str = ""
    mine: tuple[tuple[str, str], ...] = ()
    theirs: tuple[tuple[str, str], ...] = ()

    @property
    def went_well(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state is Save.SAVED


def digest(values: Values) -> str:
    """A short mark of what a page showed of an entry."""
    joined = "\x1f".join(f"{name}={values[name]}" for name in sorted(values))
    return sha256(joined.encode()).hexdigest()[:16]


def typed(entry: Entry, data: Mapping[str, Any]) -> dict[str, str]:
    """What was sent of an entry, as it would be kept."""
    return {name: _plain(data.get(name, "")) for name in entry.most}


def settle(entry: Entry, data: Mapping[str, Any]) -> Outcome:
    """Keep an entry if it was touched and nobody was faster; never raises Refused."""
    values = typed(entry, data)
    choice = data.get(CHOOSE + entry.code, "")
    if choice == KEPT or (not choice and data.get(WAS + entry.code) == digest(values)):
        return _as_kept(entry)
    seen = data.get(NEWER + entry.code, "") if choice == MINE else data.get(SEEN + entry.code, "")
    for name, most in entry.most.items():
        if len(values[name]) > most:
            words = _("At most %(most)s signs, please; there are %(n)s.")
            said = words % {"most": most, "n": len(values[name])}
            return Outcome(entry.code, Save.REFUSED, seen, entry.kept()[0], said)
    try:
        entry.keep(values, seen)
    except Refused as refusal:
        return _refused(entry, values, seen, refusal)
    return _as_kept(entry)


def settle_all(entries: Sequence[Entry], data: Mapping[str, Any]) -> dict[str, Outcome]:
    """Keep every entry of a page that was sent whole."""
    sent = [entry for entry in entries if SEEN + entry.code in data]
    return {entry.code: settle(entry, data) for entry in sent}


def _as_kept(entry: Entry) -> Outcome:
    values, version = entry.kept()
    return Outcome(entry.code, Save.SAVED, version, values)


def _refused(entry: Entry, values: Values, seen: str, refusal: Refused) -> Outcome:
    words = " ".join(str(reason) for reason in refusal.reasons)
    kept, version = entry.kept()
    if refusal.codes != {"saved_meanwhile"}:
        return Outcome(entry.code, Save.REFUSED, seen, kept, words)
    return Outcome(
        entry.code,
        Save.CONFLICT,
        version,
        kept,
        words,
        tuple(entry.plain(values)),
        tuple(entry.plain(kept)),
    )


def _plain(value: object) -> str:
    return str(value).replace("\r\n", "\n").strip()
