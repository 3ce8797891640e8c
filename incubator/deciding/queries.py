"""Reading for decisions: what is due, what was asked before, who is next."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from incubator.admission import queries as admission
from incubator.admission.enums import AdmissionState, Form, Proposal
from incubator.admission.models import Application, Point
from incubator.deciding.conditions import CONDITION, UNKNOWN
from incubator.deciding.ranking import Entry, Ranking, rank
from incubator.programmes.models import Programme
from portal.audit import queries as audit
from portal.core import clock
from portal.organisations.register import queries as register
from portal.panels import queries as panels
from portal.panels.scoring import queries as scoring
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel
from portal.workflow.publicity import queries as publicity

KIND = "admission"
State = AdmissionState


def silent(moment: datetime) -> Iterable[CaseModel]:
    """Applications returned whose applicant stayed silent past the last day."""
    return cases.rows_waiting(Application, State.RETURNED, clock.day(moment))


def agreement_silent(moment: datetime) -> Iterable[CaseModel]:
    """Applications whose agreement did not come back in time."""
    return cases.rows_waiting(Application, State.AGREEMENT, clock.day(moment))


def reserve_over(moment: datetime) -> Iterable[CaseModel]:
    """Applications on a reserve list that has ended."""
    return cases.rows_waiting(Application, State.RESERVE, clock.day(moment))


def publicity_over(moment: datetime, proposal: str) -> QuerySet[Application]:
    """Applications whose publicity has ended without an open objection."""
    ended = publicity.ended(moment, KIND).values("case")
    return (
        Application.objects.filter(status=State.PUBLICITY, proposal=proposal, case__in=ended)
        .select_related("case", "programme", "body")
        .order_by("rank", "pk")
    )


def may_move_up(moment: datetime) -> QuerySet[Application]:
    """The first of each reserve list while its programme has a free place."""
    waiting = Application.objects.filter(
        status=State.RESERVE,
        form=Form.PHYSICAL,
        programme__taken__lt=F("programme__places"),
        case__due_on__gte=clock.day(moment),
    )
    return waiting.order_by("programme", "rank", "pk")


def reserve_list(programme: int) -> Sequence[Application]:
    """Who stands on reserve, by rank; with those whose own publicity is not over yet."""
    on_reserve = Q(status=State.RESERVE) | Q(status=State.PUBLICITY, proposal=Proposal.RESERVE)
    found = Application.objects.filter(on_reserve, programme=programme, form=Form.PHYSICAL)
    return list(found.select_related("case", "body").order_by("rank", "pk"))


def asked(application: Application) -> Sequence[Point]:
    """Everything that returns asked for so far."""
    return list(application.points.all())


def codes_to_judge(application: Application) -> frozenset[str]:
    """The codes of the points of an application that officials judge by hand."""
    further = application.programme.conditions.values_list("pk", flat=True)
    return frozenset({*UNKNOWN, *(f"{CONDITION}{pk}" for pk in further)})


def repeated(earlier: Iterable[Point], points: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The words of those points that an earlier return named, by subject or by words."""
    known = list(earlier)
    subjects = {point.about for point in known if point.about}
    said = {_plain(point.words) for point in known}
    return tuple(words for about, words in points if about in subjects or _plain(words) in said)


def of_programme(programme: int) -> QuerySet[Application]:
    """The applications of a programme, with what a round shows of them."""
    return (
        Application.objects.filter(programme=programme)
        .select_related("case", "body", "programme")
        .order_by(F("rank").asc(nulls_last=True), "pk")
    )


def subject(programme: int) -> str:
    """How panels, approvals and the history name a programme."""
    return f"incubator.programme:{programme}"


def ranking(programme: Programme) -> Ranking:
    """The ranking of a programme's scored applications as it stands now."""
    rows = list(of_programme(programme.pk).filter(status=State.SCORED))
    registered = _registered(row.body_id for row in rows)
    groups, lots = group_means(programme.pk), lots_of(programme.pk)
    taken = Programme.objects.values_list("places", "taken").get(pk=programme.pk)
    return rank(
        [
            Entry(
                pk=row.pk,
                score=row.score or 0,
                form=row.form,
                number=str(row),
                name=row.body.shown_name,
                groups=groups.get(row.case_id or 0, {}),
                registered_on=registered.get(row.body_id),
                lot=lots.get(str(row)),
            )
            for row in rows
        ],
        pass_mark=programme.pass_mark * 100,
        free=max(0, taken[0] - taken[1]),
        tie_rule=programme.tie_rule,
    )


def group_means(programme: int) -> dict[int, dict[str, int]]:
    """Means by group of the sheet in hundredths, half up, by case id, for complete entries."""
    found: dict[int, dict[str, int]] = {}
    for panel in panels.panels_of(KIND, subject(programme)):
        for sheet in scoring.open_sheets(panel.pk):
            sums: dict[str, Decimal] = {}
            for row in sheet.rows:
                given = sum((score.points for _seat, score in row.scores), Decimal(0))
                sums[row.line.group] = sums.get(row.line.group, Decimal(0)) + given
            found[sheet.entry.case_id] = {
                group: int((total * 100 / len(sheet.sums)).quantize(Decimal(1), ROUND_HALF_UP))
                for group, total in sums.items()
            }
    return found


@dataclass(frozen=True, slots=True)
class Lot:
    """A drawing: when, with which seed, and the case numbers in the order it gave."""

    at: datetime
    seed: str
    order: Sequence[str]


def lots(programme: int) -> list[Lot]:
    """The drawings of a programme, in their order."""
    found = audit.history(subject=subject(programme)).filter(action="lot.drawn").order_by("pk")
    return [
        Lot(event.at, data["seed"], data["order"])
        for event in found
        for data in [json.loads(event.data)]
    ]


def lots_of(programme: int) -> dict[str, int]:
    """The number that the last lot gave to each case number."""
    drawn: dict[str, int] = {}
    for lot in lots(programme):
        drawn |= {number: place for place, number in enumerate(lot.order, start=1)}
    return drawn


def _registered(bodies: Iterable[int]) -> dict[int, date | None]:
    found = register.all_organisations().filter(pk__in=list(bodies))
    return dict(found.values_list("pk", "registered_on"))


def reading_url(case_id: int) -> str:
    """Where members of a panel read the papers of a case; "" when it is not an admission."""
    pk = Application.objects.filter(case=case_id).values_list("pk", flat=True).first()
    return reverse("admission_reading", args=[pk]) if pk else ""


def whole(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With what a case page shows of programme and body, in a fixed number of queries."""
    found = admission.with_facts(applications).select_related("programme__local_division")
    return found.prefetch_related("programme__conditions", "programme__evidence")


def latest(application: Application) -> Application:
    """The application with everything a step's letter needs, read anew."""
    return Application.objects.select_related(*admission.SHOWN, "body").get(pk=application.pk)


def _plain(words: str) -> str:
    return "".join(words.split()).rstrip("。.；;,，")
