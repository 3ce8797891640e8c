"""Grades that are looked at again, through the operations people use."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core import clock
from portal.organisations.record.models import Grade
from portal.organisations.register.models import Organisation
from portal.organisations.regrading.operations import Proposal
from ratings.followups import opening, operations
from ratings.followups.enums import OPEN, FollowUpState, OccasionKind
from ratings.followups.models import FollowUp, Occasion, Sample
from ratings.followups.occasions import Event
from tests.factories import joining, lineage, ratings, record
from tests.factories.assessments import PDF
from tests.people import body, person

SINCE = date(2025, 3, 10)
HOLDERS = {"ours": "bureau", "theirs": "other_bureau"}


def organisation(of: str = "ours") -> Organisation:
    """The organisation of this key of tests.people, registered by its own bureau."""
    return joining.registered(body(of), registry=body(HOLDERS[of]), registered_on=date(2015, 3, 4))


def graded(of: str = "ours", level: int = 4, *, number: str = "") -> Grade:
    """Its grade in force: one that stands already, or a new one."""
    row = organisation(of)
    known = Grade.objects.filter(organisation=row, current=True, valid_to__gte=clock.today())
    found = known.order_by("-announced_on").first()
    if found is None:
        until = clock.today() + timedelta(days=900)
        found = record.graded(row, level, since=SINCE, until=until)
    if number and found.number != number:
        Grade.objects.filter(pk=found.pk).update(number=number)
        found.refresh_from_db()
    return found


def event(day: date | None = None, kind: str = "split") -> Event:
    """An event that nobody told of before."""
    key = f"lineage:tests:{Occasion.objects.count() + 1}"
    return Event(OccasionKind(kind), key, day or clock.today())


def opened(of: str = "ours") -> FollowUp:
    """A verification of its grade, just opened; an open one of before is closed first."""
    grade = graded(of)
    for old in FollowUp.objects.filter(organisation=grade.organisation, status__in=OPEN):
        ratings.put(old, FollowUpState.DROPPED)
    made = opening.verify(grade.organisation_id, [event()])
    assert made is not None
    return again(made)


def again(row: FollowUp) -> FollowUp:
    """The case as it stands now."""
    found = FollowUp.objects.select_related("case__holder", "organisation__body", "sample")
    return found.get(pk=row.pk)


def paper(name: str = "说明.pdf") -> SimpleUploadedFile:
    """A file of a statement."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def stated(row: FollowUp | None = None, *, by: str = "owner", of: str = "ours") -> FollowUp:
    """One in which the organisation stated its case, with a file."""
    at = row or opened(of)
    done = operations.state(row=at, words="已整改。", uploads=[paper()], by=person(by))
    return again(done)


def checked(row: FollowUp | None = None) -> FollowUp:
    """One that was checked at the desk today."""
    done = operations.check(
        row=row or stated(),
        how="desk",
        checked_on=clock.today(),
        seen="看了账本和会议记录。",
        by=person("rating_clerk"),
    )
    return again(done)


def in_state(state: str) -> FollowUp:
    """A case in a state; its ends by force."""
    made: dict[str, Any] = {"opened": opened, "stated": stated, "checked": checked}
    if state in made:
        return made[state]()
    row = checked()
    if state == FollowUpState.PROPOSED:
        return proposed(row)
    return again(ratings.put(row, state))


def proposed(row: FollowUp | None = None, **given: Any) -> FollowUp:
    """One whose finding proposes to lower the grade to 3A."""
    stated_words = {
        "verdict": "lower",
        "ground": "verified",
        "new_level": 3,
        "words": "账实不符，等级应当降低。",
        "document": "评估委员会会议纪要〔2026〕9号",
        "decided_on": clock.today(),
    }
    done = operations.lower(
        row=row or checked(),
        proposal=Proposal(**(stated_words | given)),
        file=joining.scan("纪要.png"),
        by=person("rating_clerk"),
    )
    return again(done)


def sampled() -> Sample:
    """A draw at our bureau, as small as the rows allow."""
    graded()
    for old in FollowUp.objects.filter(organisation=body("ours").pk, status__in=OPEN):
        ratings.put(old, FollowUpState.DROPPED)
    from ratings.followups import queries

    if not queries.candidates(body("bureau").pk):
        other = lineage.standing(f"东胜区抽查{FollowUp.objects.count():05d}社")
        until = clock.today() + timedelta(days=900)
        record.graded(other, 4, since=SINCE, until=until)
    least = queries.least(len(queries.candidates(body("bureau").pk)), clock.today())
    return opening.draw(registry=body("bureau"), size=least, by=person("rating_clerk"))
