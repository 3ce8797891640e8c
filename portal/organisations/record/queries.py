"""Reading the record. What nobody stated is unknown, never good (rules.md I.20)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet, Subquery

from portal.accounts import queries as people
from portal.bodies import queries as bodies
from portal.core import credit_code
from portal.law.queries import rule
from portal.organisations.record import standing, validity
from portal.organisations.record.enums import UNKNOWN, CreditList, InspectionResult
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    GradeChange,
    Inspection,
    ListCheck,
    Penalty,
)
from portal.organisations.record.standing import Certificate, Change, Standing
from portal.organisations.register.models import Organisation
from portal.organisations.register.queries import all_organisations
from portal.permissions import Permission
from portal.workflow import queries as cases

F = TypeVar("F", bound=Fact)
M = TypeVar("M", bound=Model)
FRESH = "record.lists_fresh"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything on record about an organisation, newest first, replaced rows included.

    ``checked`` is the newest statement that tells whether its credit lists are known, or None.
    """

    inspections: Sequence[Inspection]
    listings: Sequence[CreditListing]
    penalties: Sequence[Penalty]
    grades: Sequence[Grade]
    awards: Sequence[AwardPaid]
    checked: ListCheck | None
    changes: Sequence[GradeChange] = ()

    def listed(self, day: date) -> list[CreditListing]:
        """The stays on a credit list in force on a day."""
        return [row for row in self.listings if row.current and _in_force(row, day)]

    def graded(self, day: date) -> Grade | None:
        """The grade that counts on a day, as it was announced; None without one."""
        found = self._held(day)
        return found[0] if found else None

    def level(self, day: date) -> int:
        """The level that counts on a day, lowered or as announced; 0 without one."""
        found = self._held(day)
        return found[1].level if found else 0

    def standings(self, day: date) -> list[tuple[Grade, Standing | None]]:
        """Every grade on record with what it answers on a day, the newest first."""
        current = [grade for grade in self.grades if grade.current]
        known, changes = [_certificate(grade) for grade in current], _decisions(self.changes)
        return [
            (grade, standing.standing(_certificate(grade), day, changes=changes, others=known))
            for grade in current
        ]

    def _held(self, day: date) -> tuple[Grade, Standing] | None:
        return next(
            ((grade, found) for grade, found in self.standings(day) if found and found.holds), None
        )

    def lists_known(self, day: date) -> bool:
        """Whether its credit lists are known on a day."""
        return _is_known(self.checked, day)

    @property
    def empty(self) -> bool:
        """Whether nothing at all is on record."""
        facts = (self.inspections, self.listings, self.penalties, self.grades, self.awards)
        return self.checked is None and not any(facts)


def lists_on(body_id: int, day: date) -> frozenset[str]:
    """The credit lists ("abnormal", "dishonest") a body stands on, on a day.

    Empty says nothing by itself: ask ``lists_known`` too.
    """
    found = _in_force_on(day).filter(organisation=body_id)
    return frozenset(found.order_by().values_list("list", flat=True))


def lists_known(body_id: int, day: date) -> bool:
    """Whether a list of the body's registry, or an official, tells of its lists on a day.

    A statement answers for as long as the row ``record.lists_fresh`` says.
    """
    return _is_known(_checked(body_id), day)


def with_lists(rows: QuerySet[M], day: date) -> QuerySet[M]:
    """Rows with a ``body``, read together with what ``lists_read`` tells of it."""
    stated = ListCheck.objects.filter(
        Q(organisation=OuterRef("body__organisation"))
        | Q(registry=OuterRef("body__organisation__registry"))
    ).order_by("-source_on", "-id")
    listed = _in_force_on(day).filter(organisation=OuterRef("body__organisation"))
    found: QuerySet[Any] = rows.annotate(
        lists_stated=Subquery(stated.values("known")[:1]),
        lists_stated_on=Subquery(stated.values("source_on")[:1]),
        **{f"on_{name}": Exists(listed.filter(list=name)) for name in CreditList.values},
    )
    return found


def lists_read(row: Any, day: date) -> frozenset[str] | None:
    """The credit lists that the body of a row of ``with_lists`` stands on; None when unknown."""
    if not _known(row.lists_stated, row.lists_stated_on, day):
        return None
    return frozenset(name for name in CreditList.values if getattr(row, f"on_{name}"))


def inspection(body_id: int, year: int) -> str:
    """The result of a year's inspection, or "unknown".

    An organisation that was registered too late to be inspected for the year, and of which
    nothing else is stated, is "not_required".
    """
    rows = Inspection.objects.filter(organisation=body_id, year=year, current=True)
    stated = rows.values_list("result", flat=True).first()
    if stated is not None:
        return stated
    registered = Organisation.objects.filter(pk=body_id).values_list("registered_on", flat=True)
    day = registered.first()
    if day is not None and not validity.inspected(day, year):
        return InspectionResult.NOT_REQUIRED.value
    return UNKNOWN


def inspections(body_id: int, years: Collection[int]) -> dict[int, str]:
    """The results stated of a body's inspections, by year; one query. Silence is unknown."""
    rows = Inspection.objects.filter(organisation=body_id, year__in=list(years), current=True)
    return dict(rows.values_list("year", "result"))


def was_due(registered_on: date, year: int) -> bool:
    """Whether who was registered on a day is inspected for a year."""
    return validity.inspected(registered_on, year)


def grade_on(body_id: int, day: date) -> Grade | None:
    """The grade that counts for a body on a day, as it was announced; None without one.

    Ask ``level_on`` for the level that counts: a grade may have been lowered.
    """
    return _grades_of(body_id).graded(day)


def level_on(body_id: int, day: date) -> int:
    """The level (1 to 5) a body may rely on on a day, lowered or as announced; 0 without one."""
    return _grades_of(body_id).level(day)


def standings_on(body_id: int, day: date) -> list[tuple[Grade, Standing | None]]:
    """Every grade of a body with what it answers on a day, the newest first; two queries."""
    return _grades_of(body_id).standings(day)


def grades_since(day: date, organisations: Collection[int] | None = None) -> QuerySet[Grade]:
    """The grades in force on record announced on a day or later, the oldest first."""
    found = Grade.objects.filter(current=True, announced_on__gte=day)
    if organisations is not None:
        found = found.filter(organisation__in=organisations)
    return found.select_related("organisation__body").order_by("announced_on", "pk")


def grade_stands(body_id: int, announced_on: date, level: int) -> bool:
    """Whether the record still says that a body was given this grade on this day.

    A grade that was lowered or cancelled since no longer stands.
    """
    stated = Grade.objects.filter(
        organisation=body_id, current=True, announced_on=announced_on, grade=level
    )
    changed = GradeChange.objects.filter(
        organisation=body_id, current=True, announced_on=announced_on
    )
    return stated.exists() and not changed.exists()


def highest_grade_before(organisations: Collection[int], day: date) -> int:
    """The highest grade that any of these organisations was given before a day; 0 for none."""
    given = Grade.objects.filter(organisation__in=organisations, current=True, announced_on__lt=day)
    return given.aggregate(highest=Max("grade"))["highest"] or 0


def awards_of(organisations: Collection[int]) -> QuerySet[AwardPaid]:
    """The awards on record that were paid to these organisations, the oldest first."""
    found = AwardPaid.objects.filter(organisation__in=organisations, current=True)
    return found.order_by("paid_on", "pk")


def of_body(body_id: int) -> Record:
    """Everything on record about an organisation, in six queries, seven with grades."""
    return Record(
        inspections=list(_rows(Inspection, body_id)),
        listings=list(_rows(CreditListing, body_id)),
        penalties=list(_rows(Penalty, body_id)),
        grades=(grades := list(_rows(Grade, body_id))),
        awards=list(_rows(AwardPaid, body_id)),
        checked=_checked(body_id),
        changes=_changes(body_id) if grades else (),
    )


def public_of(body_id: int) -> Record:
    """What everybody may read of an organisation's record, in four queries, five with grades.

    Penalties and awards paid are not among it.
    """
    return Record(
        inspections=list(_rows(Inspection, body_id)),
        listings=list(_rows(CreditListing, body_id)),
        penalties=(),
        grades=(grades := list(_rows(Grade, body_id))),
        awards=(),
        checked=_checked(body_id),
        changes=_changes(body_id) if grades else (),
    )


def may_confirm(user: people.Anybody, organisation: Organisation) -> bool:
    """Whether a person may confirm facts: in its registry or above, or with a case of it."""
    return office_of(user, organisation) is not None


def office_of(user: people.Anybody, organisation: Organisation) -> int | None:
    """The office in which a person may confirm facts about an organisation, or None."""
    offices = people.bodies_where(user, Permission.RECORD_CONFIRM)
    for office in sorted(offices):
        if organisation.registry_id in bodies.beneath([office]):
            return office
    held = cases.open_in(offices).filter(body=organisation.pk)
    return held.values_list("holder_id", flat=True).first()


def visible_to(user: people.Anybody) -> QuerySet[Organisation]:
    """The organisations whose record a person may open in the workspace."""
    offices = people.bodies_where(user, Permission.REGISTER_VIEW)
    with_case = cases.open_in(offices).exclude(body=None).values("body")
    seen = Q(registry__in=bodies.beneath(offices)) | Q(pk__in=with_case)
    return all_organisations().filter(seen)


def find(user: people.Anybody, words: str) -> QuerySet[Organisation]:
    """Those among them whose name or code holds the words, by name."""
    named = Q(body__name__icontains=words) | Q(body__credit_code=credit_code.clean(words))
    return visible_to(user).filter(named).order_by("body__name")


def not_checked_as_of(registries: Collection[int], day: date) -> list[int]:
    """Those of the registries whose credit lists nobody stated as of this day or a later one."""
    stated = ListCheck.objects.filter(registry__in=registries, source_on__gte=day)
    done = set(stated.values_list("registry_id", flat=True))
    return [key for key in registries if key not in done]


def _rows(model: type[F], body_id: int) -> QuerySet[F]:
    found = model._default_manager.filter(organisation=body_id)
    return found.select_related("file", "added_by").order_by(
        "-current", *(model._meta.ordering or ())
    )


def _changes(body_id: int) -> list[GradeChange]:
    return list(_rows(GradeChange, body_id))


def _grades_of(body_id: int) -> Record:
    """A record of which only the grades are read, in two queries."""
    grades = list(Grade.objects.filter(organisation=body_id, current=True))
    return Record((), (), (), grades, (), None, _changes(body_id) if grades else ())


def _certificate(grade: Grade) -> Certificate:
    return Certificate(grade.grade, grade.announced_on, grade.valid_from, grade.valid_to)


def _decisions(rows: Sequence[GradeChange]) -> list[Change]:
    return [
        Change(row.announced_on, row.decided_on, row.kind, row.level or 0)
        for row in rows
        if row.current
    ]


def _checked(body_id: int) -> ListCheck | None:
    registry = Organisation.objects.filter(pk=body_id).values("registry_id")
    found = ListCheck.objects.filter(Q(organisation=body_id) | Q(registry__in=registry))
    return found.select_related("registry", "added_by").order_by("-source_on", "-id").first()


def _is_known(checked: ListCheck | None, day: date) -> bool:
    return checked is not None and _known(checked.known, checked.source_on, day)


def _known(stated: bool | None, on: date | None, day: date) -> bool:
    if not stated or on is None:
        return False
    return day <= on + timedelta(days=rule(FRESH, on=day).value)


def _in_force_on(day: date) -> QuerySet[CreditListing]:
    begun = CreditListing.objects.filter(current=True, listed_on__lte=day)
    return begun.filter(Q(removed_on=None) | Q(removed_on__gt=day))


def _in_force(row: CreditListing, day: date) -> bool:
    return row.listed_on <= day and (row.removed_on is None or row.removed_on > day)
