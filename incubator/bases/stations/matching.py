"""What a row of a list of stations would do, held against the portal and the rest of the list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.stations import cells
from incubator.bases.stations.checking import Entry
from incubator.bases.stations.city import City
from incubator.bases.stations.holdings import FACTS, Holdings, Known
from incubator.bases.stations.sheets import Thing
from portal.bodies import queries as places
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import verdict_of

Changes = dict[str, list[Any]]
ORDER = list(Verdict)
BARRED = (Verdict.ERROR, Verdict.SKIPPED)
ROOM_FACTS = ("name", "kind", "capacity", "area", "equipment", "opens", "closes", "price_fen")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row would do: its class, reasons and changes, and the base it means."""

    verdict: Verdict
    reasons: tuple[Found, ...]
    changes: Changes
    base: Known | None = None


@dataclass(slots=True)
class Listed:
    """A station of the list itself, once it was judged; ``line`` is its line in its sheet."""

    line: int
    entry: Entry
    verdict: Verdict


@dataclass(slots=True)
class Judge:
    """Judges rows in the order of their levels, so that a base above is known before those below.

    ``scope`` holds the offices whose bases may be written, None for all. ``alike`` says whether a
    base of another name at the same place with the same telephone is asked about.
    """

    city: City
    holdings: Holdings
    scope: frozenset[int] | None
    alike: bool = True
    bureaus: Bureaus = field(default_factory=Bureaus)
    listed: dict[str, list[Listed]] = field(default_factory=dict)
    seen_rooms: dict[tuple[str, str], int] = field(default_factory=dict)

    def judge(self, entry: Entry) -> Judged:
        """What the row would do."""
        return self._station(entry) if entry.thing is Thing.STATION else self._room(entry)

    def _station(self, entry: Entry) -> Judged:
        known, doubts = self._base_of(entry)
        changes = differences(entry, known)
        if any(found.code == "station_former_name" for found in doubts):
            changes.pop("name", None)
        reasons = [*entry.reasons, *self._repeats(entry), *self._above(entry, known)]
        if changes or verdicts(doubts) & {Verdict.ERROR}:
            reasons += doubts
        if self.outside(self.office(entry, known), known):
            reasons.append(Found("station_outside"))
        judged = Judged(gravest(reasons, known, changes), tuple(reasons), changes, known)
        if entry.name:
            listed = Listed(entry.place, entry, judged.verdict)
            self.listed.setdefault(entry.name, []).append(listed)
        return judged

    def _base_of(self, entry: Entry) -> tuple[Known | None, list[Found]]:
        """The base a row means, and what an official must say about that."""
        name, place = entry.name, entry.values.get("place")
        same = self.holdings.by_name.get(name, [])
        if len(same) > 1:
            here = [known for known in same if known.facts["place"] == place]
            if len(here) == 1:
                return here[0], []
            return None, [Found("station_ambiguous", {"text": name})]
        if same:
            elsewhere = place is not None and _apart(same[0].facts["place"], place)
            params = {"text": name, "place": same[0].facts["place"] or "–"}
            return same[0], [Found("station_elsewhere", params)] if elsewhere else []
        former = self.holdings.by_former.get(name, [])
        if len(former) > 1:
            return None, [Found("station_ambiguous", {"text": name})]
        if former:
            now = former[0].facts["name"]
            return former[0], [Found("station_former_name", {"text": name, "name": now})]
        mark = (entry.values.get("level", ""), place or "", entry.values.get("phone", ""))
        alike = self.holdings.by_phone.get(mark, [])
        if self.alike and name and len(alike) == 1:
            return alike[0], [Found("station_renamed", {"name": alike[0].facts["name"]})]
        return None, []

    def _repeats(self, entry: Entry) -> Iterator[Found]:
        before = self.listed.get(entry.name, []) if entry.name else []
        for one in before:
            if one.entry.values.get("place") == entry.values.get("place"):
                yield Found("station_twice", {"line": one.line})
                return
        if before:
            yield Found("station_name_twice", {"line": before[0].line})

    def _above(self, entry: Entry, known: Known | None) -> Iterator[Found]:
        name, level = entry.values.get("parent", ""), entry.values.get("level")
        if not name:
            if level not in (None, BaseLevel.CITY) and not (known and known.facts["parent"]):
                yield Found("parent_missing")
            return
        above = self.listed.get(name, [])
        if self.holdings.by_name.get(name) and (not above or above[0].verdict in BARRED):
            yield from self._above_here(entry, name)
        elif len(above) == 1 and above[0].verdict is Verdict.ERROR:
            yield Found("parent_refused", {"text": name, "line": above[0].line})
        elif len(above) == 1 and above[0].verdict is not Verdict.SKIPPED:
            if above[0].verdict is Verdict.DECISION:
                yield Found("parent_undecided", {"text": name, "line": above[0].line})
            yield from self._fits(entry, name, above[0].entry.values)
        else:
            yield from self._above_here(entry, name)

    def _above_here(self, entry: Entry, name: str) -> Iterator[Found]:
        """The base above as the portal knows it; its former names count."""
        found = self.holdings.named(name)
        if not found:
            yield Found("parent_unknown", {"text": name, "known": self._likely(entry) or "–"})
        elif len(found) > 1:
            yield Found("parent_ambiguous", {"text": name})
        else:
            if found[0].facts["name"] != name:
                entry.values["parent"] = found[0].facts["name"]
            yield from self._fits(entry, name, found[0].facts)

    def _fits(self, entry: Entry, name: str, above: Mapping[str, Any]) -> Iterator[Found]:
        level, upper = entry.values.get("level"), above.get("level")
        if level is None or upper is None:
            return
        if RANK[BaseLevel(upper)] >= RANK[BaseLevel(level)]:
            yield Found("parent_not_wider", {"text": name})
        place, here = above.get("place") or "", entry.values.get("place") or ""
        if upper != BaseLevel.CITY and place and here and not f"{here} ".startswith(f"{place} "):
            yield Found("parent_elsewhere", {"text": name, "place": place})

    def _likely(self, entry: Entry) -> str:
        """Wider bases of the same street or banner, to be named in the cure."""
        level, here = entry.values.get("level"), entry.values.get("place") or ""
        wider = RANK[BaseLevel(level)] if level else 0
        likely = [
            (RANK[BaseLevel(facts["level"])], facts["name"])
            for facts in self._everyone()
            if facts.get("level")
            and RANK[BaseLevel(facts["level"])] < wider
            and facts.get("place")
            and f"{here} ".startswith(f"{facts['place']} ")
        ]
        return "、".join(name for _rank, name in sorted(set(likely), reverse=True)[:2])

    def _everyone(self) -> Iterator[Mapping[str, Any]]:
        for many in self.holdings.by_name.values():
            yield from (known.facts for known in many)
        for listed in self.listed.values():
            yield from (one.entry.values for one in listed if one.verdict not in BARRED)

    def _room(self, entry: Entry) -> Judged:
        known, reasons = self._station_of(entry)
        changes = room_differences(entry, known, self.holdings)
        reasons = [*entry.reasons, *reasons]
        if not changes:
            reasons = [one for one in reasons if one.code != "room_station_old"]
        mark = (entry.values.get("station", ""), entry.name)
        if all(mark):
            if mark in self.seen_rooms:
                reasons.append(Found("room_twice", {"line": self.seen_rooms[mark]}))
            self.seen_rooms.setdefault(mark, entry.place)
        if known is not None and self.outside(known.office, known):
            reasons.append(Found("station_outside"))
        there = known is not None and (known.pk, entry.name) in self.holdings.rooms
        verdict = gravest(reasons, known if there else None, changes)
        return Judged(verdict, tuple(reasons), changes, known)

    def _station_of(self, entry: Entry) -> tuple[Known | None, list[Found]]:
        name = entry.values.get("station", "")
        if not name:
            return None, []
        known, reasons = self._named(name)
        if reasons and reasons[0].code == "room_station_unknown":
            now = cells.without_old_mark(name)
            if now != name and (self.listed.get(now) or self.holdings.named(now)):
                known, reasons = self._named(now)
                return known, [*reasons, Found("room_station_old", {"text": name, "name": now})]
        return known, reasons

    def _named(self, name: str) -> tuple[Known | None, list[Found]]:
        """The station a room names: of the list, or of the portal (former names count)."""
        found, listed = self.holdings.named(name), self.listed.get(name, [])
        known = found[0] if len(found) == 1 else None
        if len(found) > 1 or len([one for one in listed if one.verdict not in BARRED]) > 1:
            return None, [Found("room_station_ambiguous", {"text": name})]
        if known is not None:
            return known, []
        if not listed:
            return None, [Found("room_station_unknown", {"text": name})]
        params = {"text": name, "line": listed[0].line}
        if listed[0].verdict is Verdict.ERROR:
            return None, [Found("room_station_refused", params)]
        if listed[0].verdict is Verdict.SKIPPED:
            return None, [Found("station_outside")]
        undecided = listed[0].verdict is Verdict.DECISION
        return None, [Found("room_station_undecided", params)] if undecided else []

    def office(self, entry: Entry, known: Known | None) -> int | None:
        """The bureau that keeps a base: its own office, or the one of its banner (or the city)."""
        if known is not None:
            return known.office
        level, code = entry.values.get("level"), str(entry.values.get("division", ""))
        division = places.CITY if level == BaseLevel.CITY else code[:6]
        bureau = self.bureaus.of_division(division)
        return bureau.pk if bureau else None

    def outside(self, office: int | None, known: Known | None) -> bool:
        """Whether a base belongs to another bureau than those an import may write for.

        A base kept by a street belongs to the bureau of the banner around it.
        """
        if self.scope is None or office is None or office in self.scope:
            return False
        around = self.bureaus.of_division(known.division[:6]) if known else None
        is_bureau = any(bureau.pk == office for bureau in self.bureaus.all)
        return is_bureau or around is None or around.pk not in self.scope


def differences(entry: Entry, known: Known | None) -> Changes:
    """{fact: [old, new]} of what the row states and the portal does not say yet."""
    old: Mapping[str, Any] = known.facts if known else {}
    return {
        fact: [old.get(fact), entry.values[fact]]
        for fact in FACTS
        if fact in entry.values and entry.values[fact] != old.get(fact)
    }


def room_differences(entry: Entry, known: Known | None, holdings: Holdings) -> Changes:
    """{fact: [old, new]} of a room."""
    old = holdings.rooms.get((known.pk, entry.name), {}) if known else {}
    return {
        fact: [old.get(fact), entry.values[fact]]
        for fact in ROOM_FACTS
        if fact in entry.values and entry.values[fact] != old.get(fact)
    }


def gravest(reasons: Iterable[Found], known: Any, changes: Changes) -> Verdict:
    """The class of a row; a row that changes nothing needs neither warning nor decision."""
    found = verdicts(reasons)
    if known is not None and not changes and not found & set(BARRED):
        return Verdict.UNCHANGED
    plain = Verdict.NEW if known is None else Verdict.CHANGED
    return min((plain, *found), key=ORDER.index)


def verdicts(reasons: Iterable[Found]) -> set[Verdict]:
    """The classes of some reasons."""
    return {verdict_of(found.code) for found in reasons}


def _apart(old: str, new: str) -> bool:
    """Whether two places exclude each other; one inside the other does not."""
    return (
        not (f"{old} ".startswith(f"{new} ") or f"{new} ".startswith(f"{old} ")) if old else False
    )
