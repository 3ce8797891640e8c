"""Reading rounds: what is public, what an office keeps, which sheet holds for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason, collect
from portal.law import queries as law
from portal.permissions import Permission
from ratings.rounds import checking
from ratings.rounds.acts import Facts
from ratings.rounds.checking import DraftFacts, SheetFacts
from ratings.rounds.enums import PUBLIC, RoundState
from ratings.rounds.models import Round, RoundBand, RoundSheet
from ratings.schemes import queries as schemes
from ratings.schemes.enums import Phase
from ratings.schemes.models import Version

if TYPE_CHECKING:
    from portal.bodies.models import Body

EDIT = Permission.RATING_EDIT
OPEN_AT_LEAST = "rounds.open_at_least"
Waiting = Callable[[Round], int]
_counters: list[Waiting] = []


def register_waiting(counter: Waiting) -> None:
    """Let the applications, which stand above, say how many of a round are not decided."""
    _counters.append(counter)


def _rows() -> QuerySet[Round]:
    return Round.objects.select_related("registry", "case__holder", "case__handler")


def whole(rows: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds read with their sheets, bands and papers."""
    sheets = RoundSheet.objects.select_related("version__scheme").prefetch_related("bands")
    return rows.prefetch_related(Prefetch("sheets", sheets), "materials")


def public() -> QuerySet[Round]:
    """What everybody may see: published rounds, and those called off after their notice."""
    shown = Q(status__in=PUBLIC) | Q(status=RoundState.CALLED_OFF, published_at__isnull=False)
    return _rows().filter(shown).order_by("-closes_on", "-id")


def kept_by(user: Anybody) -> QuerySet[Round]:
    """The rounds of the registries for which a person keeps them, and of those right below."""
    offices = people.bodies_where(user, EDIT)
    return _rows().filter(Q(registry__in=offices) | Q(registry__parent__in=offices))


def registries_of(user: Anybody) -> list[Body]:
    """The registries for which a person may begin a round."""
    known = {body.pk for body in bodies.registries()}
    return [body for body in people.kept_bodies(user, EDIT) if body.pk in known]


def may_edit(user: Anybody, row: Round) -> bool:
    """Whether a person prepares rounds in the registry of this one, or in the office above."""
    offices = (row.registry_id, *row.further_offices())
    return any(people.may(user, EDIT, body=office) for office in offices)


def taking(registry: int | None, on: date) -> QuerySet[Round]:
    """The rounds of a registry in which one may apply on a day."""
    return taking_in([registry] if registry else [], on)


def taking_in(registries: Iterable[int], on: date) -> QuerySet[Round]:
    """The rounds of several registries in which one may apply on a day."""
    return _rows().filter(
        registry__in=list(registries), status=RoundState.OPEN, opens_on__lte=on, closes_on__gte=on
    )


def of_registries(registries: Any) -> QuerySet[Round]:
    """The rounds of registries, newest first; ``registries`` are keys or a query of them."""
    return Round.objects.filter(registry__in=registries).order_by("-id")


def announced(registry: int | None, on: date) -> QuerySet[Round]:
    """The rounds of a registry that are published and whose last day is not over, soonest first."""
    found = _rows().filter(registry=registry, status=RoundState.OPEN, closes_on__gte=on)
    return found.order_by("opens_on", "id")


def untold(on: date) -> list[Round]:
    """Published rounds that are not over and of which nobody was told."""
    found = whole(_rows().filter(status=RoundState.OPEN, told_at=None, closes_on__gte=on))
    return list(found)


def takes_applications(row: Round, on: date) -> bool:
    """Whether one may apply in a round on a day."""
    if row.status != RoundState.OPEN or row.opens_on is None or row.closes_on is None:
        return False
    return row.opens_on <= on <= row.closes_on


def sheet_for(row: Round, kind: str, sub_kind: str = "") -> RoundSheet | None:
    """The sheet that holds for a type; a sub-type without its own takes that of its type."""
    fitting = {sheet.sub_kind: sheet for sheet in row.sheets.all() if sheet.kind == kind}
    return fitting.get(sub_kind) or fitting.get("")


def sheets_for(row: Round, kind: str) -> list[RoundSheet]:
    """Every sheet of a legal type in a round."""
    return [sheet for sheet in row.sheets.all() if sheet.kind == kind]


def bands(sheet: RoundSheet) -> dict[str, Decimal]:
    """The lower bounds of a sheet in its round, by grade (AAAAA …)."""
    return {band.letters: band.lower for band in sheet.bands.all()}


def usable(on: date) -> QuerySet[Version]:
    """The published versions of indicators that a round may name on a day."""
    found = schemes.published().filter(retired_at=None).select_related("scheme__office")
    return found.order_by("scheme__kind", "scheme__sub_kind", "-number")


def past_due(moment: datetime) -> Iterable[Round]:
    """Published rounds whose last day to apply is over."""
    today = clock.day(moment)
    return list(_rows().filter(status=RoundState.OPEN, closes_on__lt=today))


def lacking(row: Round) -> tuple[Reason, ...]:
    """Every reason why a round is not whole."""
    return collect(checking.WHOLE, _draft(row))


def facts(row: Round, by: User | None, *, asked_for: date | None = None) -> Facts:
    """What the steps ask of a round, read from the locked row."""
    return Facts(
        lacking=tuple(reason for reason in lacking(row) if reason.blocks),
        same_person=by is not None and by.pk in (row.written_by_id, row.proposed_by_id),
        waiting=sum(counter(row) for counter in _counters),
        today=clock.today(),
        closes_on=row.closes_on,
        asked_for=asked_for,
    )


def levels(rows: Iterable[RoundBand]) -> dict[int, Decimal]:
    """Lower bounds by level (5: 5A), as the checker of bands takes them."""
    return {band.grade: band.lower for band in rows}


def _draft(row: Round) -> DraftFacts:
    sheets = row.sheets.select_related("version").prefetch_related("bands")
    return DraftFacts(
        today=clock.today(),
        notice=row.notice,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        open_at_least=int(law.rule(OPEN_AT_LEAST, on=clock.today()).value),
        contact=row.contact,
        phone=row.phone,
        sheets=[
            SheetFacts(
                name=str(sheet),
                usable=sheet.version.phase == Phase.PUBLISHED,
                most=sheet.version.total + sheet.version.bonus_most,
                bands=levels(sheet.bands.all()),
            )
            for sheet in sheets
        ],
    )
