"""Reading the record. What nobody stated is unknown, never good (rules.md I.20)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from portal.accounts import queries as people
from portal.bodies import queries as bodies
from portal.core import credit_code
from portal.law.queries import rule
from portal.organisations.record import validity
from portal.organisations.record.enums import UNKNOWN, CreditList, InspectionResult
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    Inspection,
    ListCheck,
    Penalty,
)
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

    def listed(self, day: date) -> list[CreditListing]:
        """The stays on a credit list in force on a day."""
        return [row for row in self.listings if row.current and _in_force(row, day)]

    def graded(self, day: date) -> Grade | None:
        """The grade that holds on a day, the one announced last; None without one."""
        held = (g for g in self.grades if g.current and g.valid_from <= day <= g.valid_to)
        return next(held, None)

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


def grade_on(body_id: int, day: date) -> Grade | None:
    """The grade a body holds on a day, the one announced last; None without one."""
    held = Grade.objects.filter(
        organisation=body_id, current=True, valid_from__lte=day, valid_to__gte=day
    )
    return held.order_by("-announced_on").first()


def of_body(body_id: int) -> Record:
    """Everything on record about an organisation, in six queries."""
    return Record(
        inspections=list(_rows(Inspection, body_id)),
        listings=list(_rows(CreditListing, body_id)),
        penalties=list(_rows(Penalty, body_id)),
        grades=list(_rows(Grade, body_id)),
        awards=list(_rows(AwardPaid, body_id)),
        checked=_checked(body_id),
    )


def public_of(body_id: int) -> Record:
    """What everybody may read of an organisation's record, in four queries.

    Penalties and awards paid are not among it.
    """
    return Record(
        inspections=list(_rows(Inspection, body_id)),
        listings=list(_rows(CreditListing, body_id)),
        penalties=(),
        grades=list(_rows(Grade, body_id)),
        awards=(),
        checked=_checked(body_id),
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
