"""Reading legal dates: of one organisation, of many in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies.enums import BodyKind
from portal.law import queries as law
from portal.organisations.dates.conditions import Facts, LegalDate, Rules, legal_dates
from portal.organisations.dates.enums import DateKind
from portal.organisations.dates.models import CouncilTerm, DateReminder
from portal.organisations.record import validity
from portal.organisations.record.enums import CreditList, GradeChangeKind
from portal.organisations.record.models import CreditListing, Grade, GradeChange, Inspection
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

MONTHS = 12
KEYS = {
    DateKind.SUPERVISOR: "dates.report_supervisor",
    DateKind.INSPECTION: "dates.report_registry",
    DateKind.ABNORMAL: "dates.leave_abnormal",
    DateKind.DISHONEST: "dates.leave_dishonest",
}
FOUNDATION = {**KEYS, DateKind.INSPECTION: "dates.report_foundation"}
UNSURE = "U"


def of_organisation(organisation: Organisation, today: date) -> list[LegalDate]:
    """The legal dates of one organisation, soonest first; none once it is struck off."""
    return of_many([organisation], today)[organisation.pk]


def of_many(organisations: Collection[Organisation], today: date) -> Mapping[int, list[LegalDate]]:
    """The legal dates of many organisations (read with their bodies), in four queries."""
    standing = [row for row in organisations if not row.struck_off]
    keys = [row.pk for row in standing]
    known = _Known(keys, today)
    rules = {True: _rules(FOUNDATION, today), False: _rules(KEYS, today)}
    found: dict[int, list[LegalDate]] = {row.pk: [] for row in organisations}
    for row in standing:
        facts = known.facts(row)
        found[row.pk] = legal_dates(facts, rules[facts.foundation], today)
    return found


def kept_by(user: User) -> list[Organisation]:
    """The standing organisations in which a person is a member, with their bodies."""
    keys = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    found = Organisation.objects.standing().filter(pk__in=keys)
    return list(found.select_related("body"))


def council_years(organisation: Organisation, today: date) -> tuple[int, str]:
    """The longest term of its council in years, and the clause."""
    foundation = organisation.body.kind == BodyKind.FOUNDATION
    key = "dates.council_years_foundation" if foundation else "dates.council_years"
    row = law.rule(key, on=today)
    return int(row.value), row.clause


def term_of(organisation_id: int) -> CouncilTerm | None:
    """The term stated last, or None."""
    return CouncilTerm.objects.filter(organisation=organisation_id).first()


def reminded(keys: Iterable[int]) -> set[tuple[int, str, date, str]]:
    """The reminders that went out to these organisations: (key, kind, day, stage)."""
    rows = DateReminder.objects.filter(organisation__in=list(keys))
    return set(rows.values_list("organisation", "kind", "day", "stage"))


def to_watch(registries: Collection[int], kind: str, until: date) -> QuerySet[Organisation]:
    """The organisations of these registries with a certificate or term that ends by a day.

    Kinds that every organisation has each year are no list of their own.
    """
    found = Organisation.objects.standing().filter(registry__in=registries)
    if kind == DateKind.COUNCIL:
        found = found.filter(council_terms__ends_on__lte=until).distinct()
        return found.select_related("body").order_by("pk")
    if kind in CreditList.values:
        listed = CreditListing.objects.filter(list=kind, current=True, removed_on=None)
        found = found.filter(pk__in=listed.values("organisation"))
        return found.select_related("body").order_by("pk")
    return found.filter(certificate_to__lte=until).select_related("body").order_by("certificate_to")


def _rules(keys: Mapping[DateKind, str], today: date) -> Rules:
    rows = {kind: law.rule(key, on=today) for kind, key in keys.items()}
    return Rules(
        supervisor=int(rows[DateKind.SUPERVISOR].value),
        registry=int(rows[DateKind.INSPECTION].value),
        leave_abnormal=int(rows[DateKind.ABNORMAL].value),
        leave_dishonest=MONTHS * int(rows[DateKind.DISHONEST].value),
        clauses={kind: row.clause for kind, row in rows.items()},
        unsure=frozenset(kind for kind, row in rows.items() if row.confidence == UNSURE),
    )


class _Known:
    """What the record says of some organisations, read once."""

    def __init__(self, keys: list[int], today: date) -> None:
        self._today = today
        self._years: defaultdict[int, set[int]] = defaultdict(set)
        years = Inspection.objects.filter(
            organisation__in=keys, current=True, year__gte=today.year - 1
        )
        for key, year in years.values_list("organisation", "year"):
            self._years[key].add(year)
        self._lists: dict[tuple[int, str], date] = {}
        in_force = CreditListing.objects.filter(
            Q(removed_on=None) | Q(removed_on__gt=today),
            organisation__in=keys,
            current=True,
            listed_on__lte=today,
        )
        for key, name, since in in_force.order_by("listed_on").values_list(
            "organisation", "list", "listed_on"
        ):
            self._lists[key, name] = since
        self._terms: dict[int, date] = dict(
            CouncilTerm.objects.filter(organisation__in=keys)
            .order_by("stated_at", "pk")
            .values_list("organisation", "ends_on")
        )
        cancelled = GradeChange.objects.filter(
            organisation=OuterRef("organisation"),
            announced_on=OuterRef("announced_on"),
            kind=GradeChangeKind.CANCELLED,
            current=True,
        )
        self._grades: dict[int, date] = dict(
            Grade.objects.filter(~Exists(cancelled), organisation__in=keys, current=True)
            .order_by("announced_on")
            .values_list("organisation", "valid_to")
        )

    def facts(self, row: Organisation) -> Facts:
        years = (self._today.year - 1, self._today.year)
        since = row.registered_on
        exempt = [y for y in years if since is not None and not validity.inspected(since, y)]
        return Facts(
            foundation=row.body.kind == BodyKind.FOUNDATION,
            supervised=bool(row.supervising_unit),
            certificate_to=row.certificate_to,
            council_to=self._terms.get(row.pk),
            grade_to=self._grades.get(row.pk),
            abnormal_since=self._lists.get((row.pk, CreditList.ABNORMAL)),
            dishonest_since=self._lists.get((row.pk, CreditList.DISHONEST)),
            reported=frozenset(self._years[row.pk]),
            exempt=frozenset(exempt),
        )
