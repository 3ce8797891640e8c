"""Reading decisions: committees, sittings, what waits, what is public, who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.permissions import Permission
from portal.workflow.publicity import queries as publicity
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments.queries import READS
from ratings.deciding import limits
from ratings.deciding.conditions import VoteFacts
from ratings.deciding.models import (
    Announcement,
    CommitteeMember,
    Decision,
    GradeCertificate,
    Reexamination,
    Sitting,
    SittingCase,
)

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.workflow.models import CaseModel
    from portal.workflow.publicity.models import PublicEntry
    from ratings.deciding.models import CommitteeSeat

KIND = "rating"
State = RatingState
CHECK = Permission.RATING_CHECK
TO_DECIDE = (State.PROPOSED, State.REVIEWING)
SHOWN = (
    State.PUBLIC, State.REVIEWING, State.STANDS, State.CONFIRMED, State.ANNOUNCED, State.NO_GRADE,
)  # fmt: skip
"""In these states the result was made public, so the organisation sees it too."""
BEGUN = (State.ASSESSED, State.PROPOSED, State.VOTED, *SHOWN)
READABLE = Q(status__in=BEGUN) | Q(decided__isnull=False)
"""What was decided stays readable, also when the rating was withdrawn afterwards."""
WITH = (
    "case__holder", "round__registry", "organisation__body", "sheet__version", "assessment__panel",
    "decided__motion", "decided__opined_by", "decided__confirmed_by",
    "decided__announcement__letter", "certificate",
)  # fmt: skip


def of_offices(user: Anybody) -> QuerySet[Application]:
    """The ratings to be decided, and decided, of the offices that a person works in or oversees."""
    rows = Application.objects.filter(READABLE, case__holder__in=_offices(user))
    return rows.select_related(*WITH)


def own(user: Anybody) -> QuerySet[Application]:
    """The assessed ratings of a person's organisations."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    rows = Application.objects.filter(READABLE, organisation__in=bodies)
    return rows.select_related(*WITH)


def certified(user: Anybody) -> QuerySet[GradeCertificate]:
    """The certificates a person may take away: of own organisations, of offices they work in."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    seen = Q(application__organisation__in=bodies) | Q(application__case__holder__in=_offices(user))
    found = GradeCertificate.objects.filter(seen)
    return found.select_related("application__organisation__body", "announcement__letter__issuer")


def decision_of(row: Application) -> Decision | None:
    """What was found about a rating; None before the preliminary opinion."""
    found: Decision | None = getattr(row, "decided", None)
    return found


def certificate_of(row: Application) -> GradeCertificate | None:
    """The certificate of a rating; None before its announcement and without a grade."""
    found: GradeCertificate | None = getattr(row, "certificate", None)
    return found


def members_of(office: int, on: date) -> list[CommitteeMember]:
    """The members in office on a day, in the order of their entry."""
    found = CommitteeMember.objects.filter(office=office, from_on__lte=on, to_on__gte=on)
    return list(found.select_related("user"))


def kept_offices(user: Anybody) -> list[Body]:
    """The registries whose committee a person keeps."""
    return people.kept_bodies(user, CHECK)


def sittings(user: Anybody) -> QuerySet[Sitting]:
    """The sittings that a person may see, the latest first."""
    found = Sitting.objects.filter(office__in=_offices(user)).select_related("office")
    return found.annotate(size=Count("cases", distinct=True)).order_by("-held_on", "-pk")


def cases_of(sitting: Sitting) -> QuerySet[SittingCase]:
    """The agenda of a sitting with the votes of each case."""
    found = sitting.cases.select_related(
        *(f"application__{name}" for name in WITH), "sitting__office"
    )
    return found.prefetch_related(
        "recusals__seat__member",
        "motions__votes__seat__member",
        "motions__by",
        "motions__ballots",
        "ballots",
    )


def seats_of(sitting: Sitting) -> list[CommitteeSeat]:
    """The seats of a sitting with their members."""
    return list(sitting.seats.select_related("member"))


def waiting_for_committee(offices: Iterable[int]) -> QuerySet[Application]:
    """The ratings that wait for the committee and stand on no open agenda, the oldest first."""
    asked = SittingCase.objects.filter(sitting__closed_at=None, application__status__in=TO_DECIDE)
    taken = asked.exclude(motions__carried=True)
    rows = Application.objects.filter(case__holder__in=offices, status__in=TO_DECIDE)
    found = rows.exclude(pk__in=taken.values("application"))
    return found.select_related("case__holder", "organisation__body", "round").order_by(
        "case__due_on", "pk"
    )


def in_state(offices: Iterable[int], state: str) -> QuerySet[Application]:
    """The ratings of offices in a state, round by round."""
    rows = Application.objects.filter(case__holder__in=offices, status=state)
    return rows.select_related("round", "organisation__body", "decided", "case").order_by(
        "round", "-decided__grade", "pk"
    )


def announcements(user: Anybody) -> QuerySet[Announcement]:
    """The announcements of the offices a person works in or oversees, the newest first."""
    found = Announcement.objects.filter(office__in=_offices(user))
    counted = found.select_related("round", "letter__issuer", "office").annotate(
        plaques=Count("certificates", distinct=True)
    )
    return counted.order_by("-pk")


def entry_of(row: Application) -> PublicEntry | None:
    """The entry of a rating on the public page that counts now: the last one."""
    return publicity.of_case(row.case_id or 0).order_by("-pk").first()


def again_of(row: Application) -> list[Reexamination]:
    """The re-examinations of a rating, the first one first."""
    return list(row.reexaminations.select_related("asked_by"))


def open_again(row: Application) -> Reexamination | None:
    """The re-examination that waits for the committee."""
    return row.reexaminations.filter(answer="").first()


def vote_facts(item: SittingCase, votes: Iterable[tuple[int, str]]) -> VoteFacts:
    """What is known of a vote on a case of an agenda, read anew."""
    sitting, seats = item.sitting, seats_of(item.sitting)
    return VoteFacts(
        limits=limits.of_case(item.application.case),
        seats=frozenset(seat.pk for seat in seats),
        present=frozenset(seat.pk for seat in seats if seat.present),
        recused=frozenset(item.recusals.values_list("seat", flat=True)),
        votes=list(votes),
        names={seat.pk: seat.member.name for seat in seats},
        held_on=sitting.held_on,
        today=clock.today(),
        closed=sitting.closed_at is not None,
        noted=all(seat.present is not None for seat in seats),
    )


def publicity_over(moment: datetime) -> Iterable[CaseModel]:
    """Public results whose days are over and to which nothing is open (for the due-runner)."""
    ended = publicity.ended(moment, KIND).values("case")
    return list(Application.objects.filter(status=State.PUBLIC, case__in=ended))


def may_check(user: User, office: int) -> bool:
    """Whether a person prepares the decisions of an office."""
    return people.may(user, CHECK, body=office)


def _offices(user: Anybody) -> frozenset[int]:
    return frozenset[int]().union(*(people.bodies_where(user, may) for may in READS))
