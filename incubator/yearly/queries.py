"""Reading evaluations: an office's work, a base's own, what is public, what an award needs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from incubator.admission import queries as admission
from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.yearly.acts import Facts, OpenFacts
from incubator.yearly.enums import PUBLIC, Counted, YearState
from incubator.yearly.models import Evaluation
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow.publicity import queries as publicities
from portal.workflow.publicity.models import PublicEntry

KIND = "base_year"
FIRST_YEAR = 2020
WITH = ("base__body", "base__office", "case__holder")


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the sheet with what was counted, planned and given; points in hundredths."""

    item: Mapping[str, Any]
    fact: str
    figure: int | None
    target: int | None
    points: int | None
    words: str

    @property
    def label(self) -> str:
        """What is counted, in words; "" for an item without a figure."""
        return str(Counted(self.fact).label) if self.fact else ""

    @property
    def given(self) -> str:
        """The points as people write them."""
        return admission.points(self.points)


def visible_to(user: Anybody) -> QuerySet[Evaluation]:
    """The evaluations of the offices in which a person evaluates bases."""
    offices = people.bodies_where(user, Permission.BASE_EVALUATE)
    return Evaluation.objects.filter(case__holder__in=offices).select_related(*WITH)


def own(user: Anybody) -> QuerySet[Evaluation]:
    """The evaluations of the bases in whose own body a person works."""
    bodies = people.bodies_where(user, Permission.BASE_DASHBOARD)
    return Evaluation.objects.filter(base__body__in=bodies).select_related(*WITH)


def to_evaluate(user: Anybody) -> QuerySet[Base]:
    """The bases in use that a person may evaluate: their offices' and all below them."""
    found = bases.seen_by(user, Permission.BASE_EVALUATE)
    return bases.public().filter(pk__in=found).order_by("body__division__code", "pk")


def office_for(user: Anybody, base: Base) -> int | None:
    """The office in which a person evaluates a base: its own, or the nearest one above."""
    offices, at = people.bodies_where(user, Permission.BASE_EVALUATE), bases.base(base.pk)
    while at is not None:
        if at.office_id in offices:
            return at.office_id
        at = bases.base(at.parent_id) if at.parent_id else None
    return None


def graded(year: int) -> QuerySet[Evaluation]:
    """The bases that have their grade for a year, the best first."""
    found = Evaluation.objects.filter(year=year, status=YearState.GRADED)
    return found.select_related(*WITH).order_by("-score", "base__body__name")


def graded_since(day: date, bases: Collection[int] | None = None) -> QuerySet[Evaluation]:
    """The years graded on a day or later, of some bases (ids) or of all, the earliest first."""
    found = Evaluation.objects.filter(status=YearState.GRADED, graded_on__gte=day)
    if bases is not None:
        found = found.filter(base__in=bases)
    found = found.select_related(*WITH, "base__operator__body")
    return found.order_by("graded_on", "pk")


def bases_of(evaluations: Iterable[int]) -> list[int]:
    """The bases (ids) of these evaluations."""
    found = Evaluation.objects.filter(pk__in=list(evaluations))
    return list(found.values_list("base", flat=True).distinct().order_by("base"))


def graded_years() -> list[int]:
    """The years for which grades are public, the newest first."""
    found = Evaluation.objects.filter(status=YearState.GRADED).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def latest_grade(base_id: int) -> Evaluation | None:
    """The newest year of a base that has its grade; None when it never had one. One query."""
    found = Evaluation.objects.filter(base=base_id, status=YearState.GRADED)
    return found.order_by("-year").first()


def grade_of(base_id: int, year: int) -> str:
    """The grade (``enums.Grade``) of a base for a year; "" while there is none."""
    found = Evaluation.objects.filter(base=base_id, year=year, status=YearState.GRADED)
    return found.values_list("grade", flat=True).first() or ""


def award_facts(base_id: int, year: int) -> dict[str, Any]:
    """What an operating award needs of a base's year; {} while it is not graded.

    ``grade``, ``points`` (hundredths), ``figures``, ``targets``, ``sheet`` (its version),
    ``marks``, ``number`` of the case, ``decided_on``.
    """
    row = (
        Evaluation.objects.filter(base=base_id, year=year, status=YearState.GRADED)
        .select_related("case")
        .first()
    )
    if row is None:
        return {}
    return {
        "grade": row.grade,
        "points": row.score,
        "figures": row.figures,
        "targets": row.targets,
        "sheet": row.sheet["version"],
        "marks": row.sheet["marks"],
        "number": str(row),
        "decided_on": row.graded_on,
    }


def lines(row: Evaluation) -> list[Line]:
    """The sheet of an evaluation, item by item."""
    found = []
    for item in row.sheet["items"]:
        fact, given = item.get("fact", ""), row.points.get(item["code"], {})
        found.append(
            Line(
                item, fact, row.figures.get(fact), row.targets.get(fact),
                given.get("points"), given.get("words", ""),
            )
        )  # fmt: skip
    return found


def promised(row: Evaluation) -> list[tuple[str, str, int, int | None, str]]:
    """The targets of the plan: code, name, target, figure, and what the base says to it."""
    order = [code for code in Counted.values if code in row.targets]
    return [
        (
            code, str(Counted(code).label), row.targets[code], row.figures.get(code),
            row.remarks.get(code, ""),
        )
        for code in order
    ]  # fmt: skip


def is_public(row: Evaluation) -> bool:
    """Whether points and words may be seen by the base: from the publicity on."""
    return row.status in PUBLIC


def page_of(row: Evaluation) -> PublicEntry | None:
    """The entry of the result on its last public page."""
    return publicities.of_case(row.case_id or 0).last()


def from_day(year: int) -> date:
    """From when on a year may be evaluated: so many days before its end (rule row)."""
    early = timedelta(days=int(law.rule("yearly.early", on=clock.today()).value))
    return date(year, 12, 31) - early


def year_now() -> int:
    """The year that is evaluated now: this one in its last weeks, the last one before."""
    this = clock.today().year
    return this if clock.today() >= from_day(this) else this - 1


def open_facts(base: Base, year: int, by: User) -> OpenFacts:
    """What is known when somebody opens the evaluation of a year."""
    taken = Evaluation.objects.filter(base=base, year=year).exclude(status=YearState.CALLED_OFF)
    return OpenFacts(
        year=year,
        first_year=FIRST_YEAR,
        today=clock.today(),
        from_day=from_day(year),
        in_use=base.active,
        opened_already=taken.exists(),
        own_case=admission.belongs_to(by, base.body_id),
    )


def facts(row: Evaluation, by: User | None) -> Facts:
    """What the steps ask of an evaluation, read from the locked row."""
    missing = (one.item["title"] for one in lines(row) if one.points is None)
    return Facts(
        own_case=by is not None and admission.belongs_to(by, row.base.body_id),
        account=row.account,
        visit_on=row.visit_on,
        today=clock.today(),
        since=clock.day(row.case.opened_at) if row.case else None,
        visitors=row.visitors,
        minutes=row.minutes,
        unscored=tuple(missing),
    )


def publicity_over(moment: datetime) -> Iterable[Evaluation]:
    """The evaluations whose publicity is over and free of open objections."""
    ended = publicities.ended(moment, KIND).order_by().values("case")
    found = Evaluation.objects.filter(status=YearState.PUBLISHED, case__in=ended)
    return list(found.select_related(*WITH))
