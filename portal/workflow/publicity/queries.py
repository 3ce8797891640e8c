"""Reading publicities: what runs, what is over, who objects, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Text
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow.publicity import outcomes
from portal.workflow.publicity.conditions import AnswerFacts
from portal.workflow.publicity.enums import OPEN
from portal.workflow.publicity.models import Objection, PublicEntry, Publicity


@dataclass(frozen=True, slots=True)
class SeenObjection:
    """An objection as the applicant it concerns sees it: never who objects."""

    number: str
    received_at: datetime
    words: str
    state: Text
    answer: str
    answered_at: datetime | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Delay:
    """A publicity that has not ended for want of an answer: how many, and until when."""

    count: int
    until: date | None


def public() -> QuerySet[Publicity]:
    """Every publicity with the number of its entries, newest first; anybody may read them."""
    found = Publicity.objects.select_related("office", "replaces")
    return found.annotate(size=Count("entries", distinct=True)).order_by("-opened_at", "-id")


def running(moment: datetime) -> QuerySet[Publicity]:
    """Those that have not ended: their days run, or an objection holds them up."""
    return public().filter(closed_at=None).filter(Q(ends_at__gte=moment) | _held_up())


def over(moment: datetime) -> QuerySet[Publicity]:
    """Those that have ended, whether each entry has been settled yet or not."""
    return public().exclude(pk__in=running(moment).values("pk"))


def entries_of(publicity: Publicity) -> list[PublicEntry]:
    """The entries of a page in their order, with what replaces each."""
    found = publicity.entries.select_related("replaced_by__publicity", "replaces__publicity")
    return list(found.order_by("order"))


def ended(moment: datetime, kind: str) -> QuerySet[PublicEntry]:
    """Entries of a kind whose days are over, not settled yet, and free of open objections."""
    return (
        PublicEntry.objects.filter(publicity__kind=kind, publicity__ends_at__lt=moment, outcome="")
        .exclude(Exists(_open_of_case()))
        .select_related("publicity", "case")
    )


def open_objections(case_id: int) -> QuerySet[Objection]:
    """The objections to a case's entries that wait for an answer."""
    return _objections().filter(entry__case=case_id, status__in=OPEN)


def objections_of(case_id: int) -> Sequence[SeenObjection]:
    """What was objected to a case's entries, without the objectors, for the applicant."""
    found = _objections().filter(entry__case=case_id)
    return [
        SeenObjection(
            number=str(row),
            received_at=row.received_at,
            words=row.words,
            state=row.case.state_label if row.case else "",
            answer=row.answer,
            answered_at=row.answered_at,
            due_on=row.case.due_on if row.case else None,
        )
        for row in found
    ]


def of_case(case_id: int) -> QuerySet[PublicEntry]:
    """The entries of a case on every page it stood on, the first one first."""
    return (
        PublicEntry.objects.filter(case=case_id).select_related("publicity").order_by("publicity")
    )


def last_days_of(cases: Iterable[int]) -> dict[int, date]:
    """The last day of the latest publicity of each of these cases; one query."""
    rows = PublicEntry.objects.filter(case__in=list(cases)).order_by("publicity__ends_at")
    found = rows.values_list("case", "publicity__ends_at")
    return {case: clock.day(ends_at) for case, ends_at in found}


def delay(publicity: Publicity, moment: datetime) -> Delay | None:
    """What holds up a publicity whose days are over; None while they run or nothing is open."""
    if moment <= publicity.ends_at:
        return None
    due = list(
        Objection.objects.filter(entry__publicity=publicity, status__in=OPEN).values_list(
            "case__due_on", flat=True
        )
    )
    return Delay(len(due), max((day for day in due if day), default=None)) if due else None


def facts_shown(publicity: Publicity, moment: datetime) -> bool:
    """Whether the facts still stand on the page: until so many days after its end (rule row)."""
    kept = int(law.rule("publicity.facts_kept", on=publicity.last_day).value)
    day = clock.day(moment)
    return (day - publicity.last_day).days <= kept


def of_offices(user: User) -> QuerySet[Objection]:
    """The objections of the offices in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return _objections().filter(case__holder__in=offices)


def kept_by(user: User) -> QuerySet[Publicity]:
    """The publicities of the offices in which a person answers objections, newest first."""
    offices = people.bodies_where(user, Permission.OBJECTION_ANSWER)
    waiting = Count("entries__objections", filter=_waits("entries__objections"), distinct=True)
    return public().filter(office__in=offices).annotate(waiting=waiting)


def publishable_by(user: User) -> QuerySet[Publicity]:
    """The publicities of the offices in which a person makes names public."""
    offices = people.bodies_where(user, Permission.PUBLISH_NAMES)
    return Publicity.objects.filter(office__in=offices).select_related("office")


def of_objector(user: User) -> QuerySet[Objection]:
    """A person's own objections that they filed while signed in."""
    return _objections().filter(case__applicant_user=user)


def readable(user: User) -> QuerySet[Objection]:
    """The objections whose paper a person may read: their own, and those they may answer."""
    offices = people.bodies_where(user, Permission.OBJECTION_ANSWER)
    mine = Q(case__holder__in=offices) | Q(case__applicant_user=user)
    return _objections().filter(mine)


def answer_facts(objection: Objection, by: User | None) -> AnswerFacts:
    """The facts on which an objection is answered, read anew."""
    entry = PublicEntry.objects.select_related("publicity").get(pk=objection.entry_id)
    own = objection.case.applicant_user_id if objection.case else None
    return AnswerFacts(
        own_decision=by is not None and by.pk in _deciders(entry),
        own_objection=by is not None and by.pk == own,
        settled=bool(current(entry).outcome),
    )


def current(entry: PublicEntry) -> PublicEntry:
    """The entry that stands in an entry's place today: the last correction of it."""
    newer = PublicEntry.objects.filter(replaces=entry.pk).select_related("publicity").first()
    return current(newer) if newer else entry


def _deciders(entry: PublicEntry) -> set[int]:
    asked: Iterable[int] = ()
    hook = outcomes.of(entry.publicity.kind).deciders
    if hook is not None:
        asked = hook(entry)
    opener = entry.publicity.opened_by_id
    return {*asked, *([opener] if opener else [])}


def _objections() -> QuerySet[Objection]:
    return Objection.objects.select_related(
        "case__holder", "entry__publicity__office", "entry__case", "paper"
    )


def _open_of_case() -> QuerySet[Objection]:
    return Objection.objects.filter(entry__case=OuterRef("case"), status__in=OPEN)


def _held_up() -> Exists:
    return Exists(Objection.objects.filter(entry__publicity=OuterRef("pk"), status__in=OPEN))


def _waits(path: str) -> Q:
    return Q(**{f"{path}__status__in": [str(state) for state in OPEN]})
