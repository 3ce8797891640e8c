"""Reading assessments: whose they are, the sheet with everybody's marks, what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock, workdays
from portal.core.reasons import Reason, collect
from portal.files import queries as files
from portal.law import queries as law
from portal.organisations.claims import queries as claims
from portal.panels import queries as panels
from portal.permissions import Permission
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import conditions
from ratings.assessments.conditions import OwnFacts, SignFacts, VisitFacts
from ratings.assessments.enums import Ruling
from ratings.assessments.models import Assessment, OwnMark, Proof, Sight
from ratings.schemes import queries as schemes
from ratings.schemes.conditions import PointFacts, ScoreFacts
from ratings.schemes.enums import Nature
from ratings.schemes.models import Point

if TYPE_CHECKING:
    from portal.files.models import StoredFile

KIND = "rating"
WITH = ("case__holder", "organisation__body", "round", "sheet__version", "assessment__panel")
READS = (Permission.RATING_CHECK, Permission.RATING_DECIDE, Permission.HISTORY_VERIFY)
BEGUN = frozenset(RatingState.values) - {
    RatingState.APPLIED, RatingState.RETURNED, RatingState.SUPPLIED, RatingState.LAPSED,
    RatingState.NOT_QUALIFIED,
}  # fmt: skip


def subject(application: int) -> str:
    """The name of a rating where panels file it."""
    return f"ratings.application:{application}"


def of_offices(user: Anybody) -> QuerySet[Application]:
    """The ratings with an assessment of the offices in which a person works on or oversees them."""
    offices = frozenset().union(*(people.bodies_where(user, may) for may in READS))
    return _with(Application.objects.filter(case__holder__in=offices))


def own(user: Anybody) -> QuerySet[Application]:
    """The ratings of a person's organisations, from "qualified" on."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return _with(Application.objects.filter(organisation__in=bodies))


def of_expert(user: Anybody) -> QuerySet[Application]:
    """The ratings which a person judges: drawn, seated, "no tie" declared."""
    if not isinstance(user, User):
        return Application.objects.none()
    return _with(Application.objects.filter(case__in=panels.cases_of(user, KIND)))


def assessment_of(row: Application) -> Assessment | None:
    """The assessment of a rating; None while nothing was saved."""
    found: Assessment | None = getattr(row, "assessment", None)
    return found


def may_fill(user: Anybody, row: Application) -> bool:
    """Whether a person may write the self-assessment now."""
    return row.status == RatingState.QUALIFIED and people.may(
        user, Permission.ORGANISATION_EDIT, body=row.organisation_id
    )


def seen(saved_at: datetime | None) -> str:
    """What a page remembers of an entry it showed."""
    return saved_at.astimezone(UTC).isoformat() if saved_at else ""


def marks(assessment: Assessment | None) -> dict[int, OwnMark]:
    """The own marks by point, with their files; two queries."""
    if assessment is None:
        return {}
    proofs = Prefetch("proofs", Proof.objects.select_related("stored"))
    return {row.point_id: row for row in assessment.marks.prefetch_related(proofs)}


def sights(assessment: Assessment | None) -> dict[int, Sight]:
    """What the team saw, by point; one query."""
    if assessment is None:
        return {}
    return {row.point_id: row for row in assessment.sights.select_related("saved_by")}


def left_out(assessment: Assessment | None) -> frozenset[str]:
    """The codes of points that do not apply, as the office has accepted."""
    if assessment is None:
        return frozenset()
    found = assessment.marks.filter(ruling=Ruling.ACCEPTED)
    return frozenset(found.values_list("point__code", flat=True))


def own_facts(row: Application) -> OwnFacts:
    """A self-assessment as it stands, with everything that is missing."""
    version, given = row.sheet.version, marks(assessment_of(row))
    rows = version.points.order_by("item__group__order", "item__order", "order", "pk")
    points = list(rows.select_related("item__group"))
    known = {point.code: given[point.pk] for point in points if point.pk in given}
    asked = [point.code for point in points if point.nature == Nature.SCORED]
    claimed = [code for code in asked if code in known and not known[code].applies]
    return OwnFacts(
        without_mark=[code for code in asked if not _answered(known.get(code))],
        without_proof=[code for code, mark in known.items() if _unproved(mark)],
        without_why=[code for code in claimed if not known[code].why_not.strip()],
        changed_files=[code for code, mark in known.items() if _changed(mark)],
        scores=ScoreFacts(
            [arithmetic(point) for point in points],
            {code: mark.points for code, mark in known.items() if mark.points is not None},
            claimed,
            schemes.step(),
            {point.code: f"{point.code} {point.title}" for point in points}
            | {point.item.group.code: point.item.group.title for point in points},
        ),
    )


def arithmetic(point: Point) -> PointFacts:
    """A point as the arithmetic takes it; its group must have been read along."""
    return PointFacts(
        point.code, point.item.group.code, point.maximum, point.nature, point.may_not_apply
    )


def missing(row: Application) -> tuple[Reason, ...]:
    """Every reason against handing the self-assessment in, at once."""
    return collect(conditions.HAND_IN, own_facts(row))


def open_claims(assessment: Assessment) -> list[str]:
    """The codes of points said not to apply that the office has not decided."""
    found = assessment.marks.filter(applies=False, ruling=Ruling.OPEN)
    return list(found.order_by("pk").values_list("point__code", flat=True))


def open_vetoes(row: Application) -> list[str]:
    """The codes of vetoes that nobody of the team has looked at."""
    looked = Sight.objects.filter(assessment__application=row, met__isnull=False)
    found = row.sheet.version.points.filter(nature=Nature.VETO)
    return list(found.exclude(pk__in=looked.values("point")).values_list("code", flat=True))


def vetoes_met(assessment: Assessment | None) -> list[str]:
    """The codes of vetoes that the team found met."""
    if assessment is None:
        return []
    return list(assessment.sights.filter(met=True).values_list("point__code", flat=True))


def unready(case_id: int) -> tuple[Reason, ...]:
    """Why the team of a case cannot sign yet; asked by the panel before each signature."""
    row = Application.objects.select_related("sheet__version").filter(case=case_id).first()
    if row is None:
        return ()
    return tuple(conditions.may_sign(SignFacts(row.status, open_vetoes(row))))


def visit_facts(row: Application) -> VisitFacts:
    """What is known of the visit of a rating."""
    known = assessment_of(row)
    today = clock.today()
    notice = law.rule("assessments.notice", on=today)
    if known is None:
        return VisitFacts(today=today, least=number("assessments.team_least"))
    return VisitFacts(
        drawn=known.panel_id is not None,
        members=panels.member_count(known.panel_id, row.case_id or 0) if known.panel_id else 0,
        least=number("assessments.team_least"),
        visit_on=day_of(known.visit_at),
        earliest=workdays.deadline(clock.now(), notice.value, notice.unit).last_day,
        place=known.visit_place,
        visited_on=known.visited_on,
        told_on=day_of(known.told_at),
        today=today,
        minutes=known.minutes,
    )


def reusable(row: Application, mark: OwnMark | None) -> QuerySet[StoredFile]:
    """The organisation's own papers from before that are not behind this point yet.

    Its registration certificate from the profile is among them.
    """
    certificates = claims.certificates_of(row.organisation_id)
    found = files.of_body(row.organisation_id, further=certificates)
    return found.exclude(pk__in=mark.proofs.values("stored")) if mark else found


def number(rule: str) -> int:
    """The number of a row today."""
    return int(law.rule(rule, on=clock.today()).value)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment where the portal stands."""
    return clock.day(moment) if moment else None


def sheet_address(case_id: int) -> str:
    """The address of the team's own sheet of a case."""
    pk = Application.objects.filter(case=case_id).values_list("pk", flat=True).first()
    return reverse("rating_sheet", args=[pk]) if pk else ""


def _with(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.filter(status__in=BEGUN).select_related(*WITH)


def _answered(mark: OwnMark | None) -> bool:
    return mark is not None and (mark.points is not None or not mark.applies)


def _unproved(mark: OwnMark) -> bool:
    above = mark.points is not None and mark.points > Decimal(0)
    return above and not mark.words.strip() and not mark.proofs.all()


def _changed(mark: OwnMark) -> bool:
    return any(proof.sha256 != proof.stored.sha256 for proof in mark.proofs.all())
