"""Reading for decisions: what is due, what was asked before, who is next."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet

from incubator.admission import queries as admission
from incubator.admission.enums import AdmissionState, Form, Proposal
from incubator.admission.models import Application, Point
from incubator.deciding.conditions import CONDITION, UNKNOWN
from portal.core import clock
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel
from portal.workflow.publicity import queries as publicity

KIND = "admission"
State = AdmissionState


def silent(moment: datetime) -> Iterable[CaseModel]:
    """Applications returned whose applicant stayed silent past the last day."""
    return cases.rows_waiting(Application, State.RETURNED, _day(moment))


def agreement_silent(moment: datetime) -> Iterable[CaseModel]:
    """Applications whose agreement did not come back in time."""
    return cases.rows_waiting(Application, State.AGREEMENT, _day(moment))


def reserve_over(moment: datetime) -> Iterable[CaseModel]:
    """Applications on a reserve list that has ended."""
    return cases.rows_waiting(Application, State.RESERVE, _day(moment))


def publicity_over(moment: datetime, proposal: str) -> QuerySet[Application]:
    """Applications whose publicity has ended without an open objection."""
    ended = publicity.ended(moment, KIND).values("case")
    return (
        Application.objects.filter(
            status=State.PUBLICITY, proposal=proposal, case__in=ended
        )
        .select_related("case", "programme", "body")
        .order_by("rank", "pk")
    )


def may_move_up(moment: datetime) -> QuerySet[Application]:
    """The first of each reserve list while its programme has a free place."""
    waiting = Application.objects.filter(
        status=State.RESERVE,
        form=Form.PHYSICAL,
        programme__taken__lt=F("programme__places"),
        case__due_on__gte=_day(moment),
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
    return tuple(
        words for about, words in points if about in subjects or _plain(words) in said
    )


def of_programme(programme: int) -> QuerySet[Application]:
    """The applications of a programme, with what a round shows of them."""
    return (
        Application.objects.filter(programme=programme)
        .select_related("case", "body", "programme")
        .order_by(F("rank").asc(nulls_last=True), "pk")
    )


def latest(application: Application) -> Application:
    """The application with everything a step's letter needs, read anew."""
    return Application.objects.select_related(*admission.SHOWN, "body").get(pk=application.pk)


def _plain(words: str) -> str:
    return "".join(words.split()).rstrip("。.；;,，")


def _day(moment: datetime) -> object:
    return moment.astimezone(clock.SHANGHAI).date()
