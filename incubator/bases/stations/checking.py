"""Turns a row of cells into what it states, with every reason found on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from incubator.bases import hours, rooms
from incubator.bases.enums import BaseLevel
from incubator.bases.stations import cells
from incubator.bases.stations.city import City
from incubator.bases.stations.sheets import Row, Thing
from portal.organisations.imports import values
from portal.organisations.imports.entries import Found
from portal.organisations.imports.values import Unreadable

LONGEST = {"address": 200, "phone": 40, "in_charge": 60, "equipment": 200, "community": 60}
NARROW = (BaseLevel.STREET, BaseLevel.COMMUNITY)
FAULTS = {
    "not_understood": "hours_not_understood",
    "no_hours": "hours_not_understood",
    "hours_backwards": "hours_backwards",
    "time_impossible": "hours_impossible",
    "days_missing": "hours_without_days",
    "holidays_apart": "hours_holidays",
}
OTHER_KIND = "other"


@dataclass(slots=True)
class Entry:
    """A row as understood. ``values`` holds what it states, by fact; an absent fact is not stated.

    ``values["fact"]`` is the Thing, ``values["division"]`` the code of the nearest division known,
    ``values["place"]`` the whole place in words.
    """

    sheet: str
    place: int
    raw: dict[str, str]
    values: dict[str, Any]
    reasons: list[Found] = field(default_factory=list)

    @property
    def thing(self) -> Thing:
        """What the row is about."""
        return Thing(self.values["fact"])

    @property
    def name(self) -> str:
        """The name of the station or room."""
        return str(self.values.get("name", ""))


class Checker:
    """Reads rows against the divisions of the city and the kinds of rooms."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.read: dict[Thing, Callable[[_Reading], None]] = {
            Thing.STATION: self._station,
            Thing.ROOM: self._room,
        }

    def check(self, row: Row, thing: Thing, sheet: str) -> Entry:
        """The row with its reasons."""
        raw = {name: values.text(cell) for name, cell in row.cells.items()}
        entry = Entry(sheet, row.place, raw, {"fact": str(thing)})
        reading = _Reading(entry, row.cells)
        reading.refuse_formulas()
        self.read[thing](reading)
        return entry

    def _station(self, r: "_Reading") -> None:
        r.name("station_name_missing", 120)
        try:
            level = cells.level(r.cells.get("level"))
        except Unreadable as error:
            level = None
            r.found("level_unknown", text=str(error))
        else:
            if level is None:
                r.found("level_missing")
        if level is not None:
            r.entry.values["level"] = str(level)
        self._place(r, level)
        r.state("parent", values.name(r.cells.get("parent")))
        for name in ("address", "in_charge"):
            r.text(name)
        r.phone()
        r.hours()
        r.number("full_time")
        r.state("services", cells.parts(r.cells.get("services")))

    def _place(self, r: "_Reading", level: BaseLevel | None) -> None:
        """The division: as narrow as the row names it and the portal knows it."""
        banner, street, community = (
            cells.place(r.cells.get(name)) for name in ("banner", "street", "community")
        )
        code = self._banner(r, banner, level)
        if code and (street or level in NARROW):
            code = self._street(r, code, street)
        if not code:
            return
        words = self.city.path(code)
        if street and community:
            r.entry.values["community"] = community[: LONGEST["community"]]
            words = f"{words} {r.entry.values['community']}"
            code = self.city.communities.get((code, community), code)
        elif level == BaseLevel.COMMUNITY:
            r.found("community_missing")
        r.entry.values |= {"division": code, "place": words}

    def _banner(self, r: "_Reading", name: str, level: BaseLevel | None) -> str:
        if name:
            if name not in self.city.banners:
                r.found("banner_unknown", text=name, known="、".join(self.city.banners))
            return self.city.banners.get(name, "")
        if level is not None and level != BaseLevel.CITY:
            r.found("banner_missing")
        return ""

    def _street(self, r: "_Reading", banner: str, name: str) -> str:
        code = self.city.streets.get((banner, name), "")
        if not code:
            words = self.city.names[banner]
            known = "、".join(self.city.streets_of(banner)) or "–"
            elsewhere = self.city.banner_of_street(name)
            if not name:
                r.found("street_missing", known=known)
            elif elsewhere:
                r.found("street_elsewhere", text=name, other=elsewhere[0], banner=words)
            else:
                r.found("street_unknown", text=name, banner=words, known=known)
        return code

    def _room(self, r: "_Reading") -> None:
        station = values.name(r.cells.get("station"))
        if station:
            r.entry.values["station"] = station
        else:
            r.found("room_station_missing")
        r.name("station_name_missing", 60)
        self._kind(r)
        r.number("capacity")
        if not r.entry.values.get("capacity"):
            r.found("room_empty", text=values.text(r.cells.get("capacity")))
        r.number("area")
        keeper = rooms.keeper()
        equipment = values.text(r.cells.get("equipment"))
        r.text("equipment", keeper.equipment(equipment) if keeper else equipment)
        r.span()
        r.price()

    def _kind(self, r: "_Reading") -> None:
        words, keeper = cells.plain(r.cells.get("kind")), rooms.keeper()
        code = keeper.kind_of(words) if keeper and words else ""
        if not words:
            r.found("room_kind_missing")
        elif not code:
            r.found("room_kind_unknown", text=words)
        r.entry.values["kind"] = code or OTHER_KIND


class _Reading:
    """One row while it is read."""

    def __init__(self, entry: Entry, given: dict[str, object]) -> None:
        self.entry, self.cells = entry, given

    def found(self, code: str, **params: Any) -> None:
        self.entry.reasons.append(Found(code, params))

    def state(self, name: str, value: Any) -> None:
        if value not in ("", None, []):
            self.entry.values[name] = value

    def refuse_formulas(self) -> None:
        for name, words in self.entry.raw.items():
            if words.startswith(("=", "＝")):
                self.found("station_formula", column=name, text=words[:80])

    def name(self, missing: str, longest: int) -> None:
        words = values.name(self.cells.get("name"))
        if not words:
            self.found(missing)
        elif len(words) > longest:
            self.found("station_name_long", text=words[:60] + "…")
        self.state("name", words[:longest])

    def text(self, name: str, words: str | None = None) -> None:
        given = values.text(self.cells.get(name)) if words is None else words
        if len(given) > LONGEST[name]:
            self.found("text_cut", column=name)
        self.state(name, given[: LONGEST[name]])

    def phone(self) -> None:
        words = values.text(self.cells.get("phone"))
        digits = sum(sign.isdigit() for sign in words)
        if words and (digits < 5 or len(words) > LONGEST["phone"]):
            self.found("phone_strange", text=words[:60])
        else:
            self.state("phone", words)

    def number(self, name: str) -> None:
        try:
            amount, figures = cells.number(self.cells.get(name))
        except Unreadable as error:
            if name != "capacity":
                self.found("number_not_understood", column=name, text=str(error)[:60])
            return
        if amount is not None:
            self.entry.values[name] = amount
            if not figures:
                words = values.text(self.cells.get(name))
                self.found("number_in_words", column=name, text=words, understood=amount)

    def hours(self) -> None:
        words = values.text(self.cells.get("hours"))
        understood = hours.parse(words)
        for fault in understood.faults:
            self.found(FAULTS[fault.code], text=words[:120], part=fault.words[:40])
        self.state("hours", hours.to_json(understood.spans))

    def span(self) -> None:
        words = values.text(self.cells.get("span"))
        if not words:
            return
        found = hours.times(words)
        if found is None:
            self.found("room_span_wrong", text=words[:60])
        else:
            self.entry.values |= {"opens": f"{found[0]:%H:%M}", "closes": f"{found[1]:%H:%M}"}

    def price(self) -> None:
        try:
            self.state("price_fen", cells.price(self.cells.get("price")))
        except Unreadable as error:
            self.found("room_price_unknown", text=str(error)[:60])


def check_all(checker: Checker, lines: Iterator[Row], thing: Thing, sheet: str) -> Iterator[Entry]:
    """Every row of a sheet."""
    return (checker.check(line, thing, sheet) for line in lines)
