"""Grades in question: proposals, hearings and decisions about them."""

from datetime import date, timedelta
from typing import Any

from portal.core import clock
from portal.organisations.record.models import Grade
from portal.organisations.regrading import operations
from portal.organisations.regrading.models import Regrading
from portal.organisations.regrading.operations import Proposal
from tests.factories import joining, record
from tests.people import body, person

ANNOUNCED = date(2025, 1, 10)


def graded(level: int = 4) -> Grade:
    """A grade in force of our organisation, registered at the test's bureau.

    In a site that tests share, of a later day than those it has.
    """
    ours = joining.registered(body("ours"))
    near = (ANNOUNCED, ANNOUNCED + timedelta(days=90))
    taken = Grade.objects.filter(organisation=ours, announced_on__range=near).count()
    day = ANNOUNCED + timedelta(days=taken)
    return record.graded(ours, level, since=day, until=clock.today() + timedelta(days=400))


def proposed(
    grade: Grade, verdict: str = "cancel", *, by: str = "clerk", **given: Any
) -> Regrading:
    """A proposal about a grade by one official."""
    facts = {
        "ground": "false_data",
        "words": "评估材料中的会计报表系伪造。",
        "document": "评估委员会会议纪要〔2026〕3号",
        "decided_on": clock.today(),
        **given,
    }
    file = facts.pop("file", joining.scan("纪要.png"))
    return operations.propose(
        organisation=grade.organisation,
        announced_on=grade.announced_on,
        proposal=Proposal(verdict=verdict, **facts),
        file=file,
        by=person(by),
    )


def heard(row: Regrading) -> Regrading:
    """The organisation has spoken."""
    return operations.state(row=row, words="报表是会计误填的。", by=person("owner"))


def decided(grade: Grade, verdict: str = "cancel", **given: Any) -> Regrading:
    """A decision of two officials about a grade, after the organisation was heard."""
    row = proposed(grade, verdict, **given)
    if row.hear_until:
        row = heard(row)
    return operations.confirm(row=row, by=person("section_head"))
