"""Writes rows of a list of stations, each held against the portal once more."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from incubator.bases import acts, hours, opening, operations, rooms, staffing
from incubator.bases.models import Base
from incubator.bases.stations import city as cities
from incubator.bases.stations import holdings as held
from incubator.bases.stations.checking import Entry
from incubator.bases.stations.holdings import Known
from incubator.bases.stations.matching import Changes, Judge, Judged, differences
from incubator.bases.stations.sheets import Thing
from portal.accounts.models import User
from portal.bodies import operations as bodies
from portal.bodies import queries as places
from portal.bodies.operations import Identity
from portal.core.reasons import Refused
from portal.organisations.imports.enums import WRITTEN, Choice, Outcome, Verdict
from portal.organisations.register.operations import Source

if TYPE_CHECKING:
    from portal.organisations.imports.models import ImportRow

PLAIN = {"level": "level", "address": "address", "phone": "phone", "full_time": "full_time_staff"}
MOVES = frozenset({"name", "place"})


@transaction.atomic
def write(
    rows: "Sequence[ImportRow]", *, source: Source, scope: frozenset[int] | None, by: User | None
) -> list[Outcome]:
    """Write a chunk in its order; returns what became of each row.

    A row that would now do something else than the preview promised, or that is refused now, is
    left out (STALE). Rows stand in the order of levels, so a base above is there first.
    """
    city = cities.whole()
    judge = Judge(city, held.whole(city), scope)
    writer = _Writer(judge, source, by)
    return [writer.write(row) for row in rows]


class _Writer:
    """Writes one row after the other and keeps what the portal knows up to date."""

    def __init__(self, judge: Judge, source: Source, by: User | None) -> None:
        self.judge, self.source, self.by = judge, source, by

    def write(self, row: "ImportRow") -> Outcome:
        """What became of the row."""
        entry = Entry(row.sheet, row.place, dict(row.raw), dict(row.values))
        # Stations written a moment ago may share a telephone; the preview has asked already.
        self.judge.alike = bool(row.choice)
        judged = self.judge.judge(entry)
        if judged.verdict in (Verdict.ERROR, Verdict.SKIPPED):
            return Outcome.STALE
        if not row.choice and not _as_promised(judged, row.changes):
            return Outcome.STALE
        if not judged.changes and row.choice != Choice.TAKE:
            return Outcome.WRITTEN
        try:
            with transaction.atomic():
                return self._act(entry, judged, row.choice)
        except (Refused, IntegrityError):
            return Outcome.STALE

    def _act(self, entry: Entry, judged: Judged, choice: str) -> Outcome:
        if entry.thing is Thing.ROOM:
            return self._room(entry, judged)
        known = None if choice == Choice.TAKE else judged.base
        parent = self._parent(entry)
        if parent is None and entry.values.get("parent"):
            return Outcome.STALE
        changes = judged.changes if known else differences(entry, None)
        base = self._changed(known, entry, changes) if known else self._new(entry)
        if base is None:
            return Outcome.STALE
        self._state(base, entry, changes, parent)
        self._learn(base, known)
        return Outcome.WRITTEN

    def _room(self, entry: Entry, judged: Judged) -> Outcome:
        keeper = rooms.keeper()
        if judged.base is None or keeper is None:
            return Outcome.STALE
        keeper.write(judged.base.pk, entry.values, by=self.by)
        self.judge.holdings.rooms[judged.base.pk, entry.name] = dict(entry.values)
        return Outcome.WRITTEN

    def _parent(self, entry: Entry) -> Base | None:
        found = self.judge.holdings.named(entry.values.get("parent", ""))
        return Base.objects.get(pk=found[0].pk) if len(found) == 1 else None

    def _division(self, entry: Entry) -> str:
        """The code of the row's place; a community that the portal does not know is added."""
        code, community = str(entry.values.get("division", "")), entry.values.get("community", "")
        if not code or not community or len(code) != 9:
            return code or places.CITY
        made = bodies.community(name=community, street=code)
        self.judge.city.communities[code, community] = made.code
        self.judge.city.names[made.code] = made.name
        return made.code

    def _new(self, entry: Entry) -> Base | None:
        office = self.judge.office(entry, None)
        if office is None:
            return None
        division = self._division(entry)
        known = places.named(entry.name).filter(division=division).first()
        body = known or bodies.create(
            kind=operations.KIND,
            name=entry.name,
            division=division,
            phone=entry.values.get("phone", ""),
            address=entry.values.get("address", ""),
            by=self.by,
        )
        row = Base.objects.create(body_id=body.pk, office_id=office, level=entry.values["level"])
        data = {"name": entry.name, "level": row.level, "source": self.source.title}
        acts.record("base.added", row, self.by, data, case=self.source.case)
        return row

    def _changed(self, known: Known, entry: Entry, changes: Changes) -> Base:
        row = Base.objects.select_for_update(no_key=True).get(pk=known.pk)
        if MOVES & changes.keys():
            body = places.body(known.body)
            division = self._division(entry) if "place" in changes else body.division_id
            name = entry.name if "name" in changes else body.name
            identity = Identity(body.kind, name, body.credit_code, division)
            bodies.amend_many({body.pk: identity}, until=self.source.on, source=self.source.title)
        data = {"changes": changes, "source": self.source.title}
        acts.record("base.changed", row, self.by, data, case=self.source.case)
        return row

    def _state(self, base: Base, entry: Entry, changes: Changes, parent: Base | None) -> None:
        stated = {PLAIN[fact]: entry.values[fact] for fact in changes if fact in PLAIN}
        if "parent" in changes:
            stated["parent"] = parent
        for name, value in stated.items():
            setattr(base, name, value)
        base.save()
        case = self.source.case
        if "hours" in changes:
            opening.put_spans(base, hours.from_json(entry.values["hours"]), by=self.by, case=case)
        if "services" in changes:
            operations.put_offers(base, entry.values["services"], by=self.by, case=case)
        if "in_charge" in changes:
            name = entry.values["in_charge"]
            person = base.staff.filter(name=name, left=None).first()
            staffing.put_staff(base, person, by=self.by, case=case, name=name, in_charge=True)

    def _learn(self, base: Base, known: Known | None) -> None:
        """What the rows after this one must know of it."""
        holdings = self.judge.holdings
        if known is not None:
            holdings.drop(known)
        holdings.add(held.one(base, self.judge.city))


def _as_promised(judged: Judged, promised: Mapping[str, Any]) -> bool:
    written = judged.verdict in (*WRITTEN, Verdict.UNCHANGED)
    return written and (not judged.changes or judged.changes == dict(promised))
