"""Reading decisions about grades, and the facts on which they stand."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.organisations.record import queries as record
from portal.organisations.record.enums import GradeState
from portal.organisations.record.models import Grade, GradeChange
from portal.organisations.record.standing import Standing
from portal.organisations.register.models import Organisation
from portal.organisations.regrading.conditions import DecisionFacts, ProposalFacts
from portal.organisations.regrading.enums import RegradingState, Verdict
from portal.organisations.regrading.models import Regrading
from portal.permissions import Permission

COUNTS = (GradeState.IN_FORCE, GradeState.LOWERED, GradeState.ANNOUNCED)


def visible_to(user: people.Anybody) -> QuerySet[Regrading]:
    """The cases about grades of organisations whose record a person may open."""
    seen = record.visible_to(user).order_by().values("pk")
    return _shown(Regrading.objects.filter(organisation__in=seen))


def of_organisation(organisation_id: int) -> QuerySet[Regrading]:
    """Every case about the grades of an organisation, newest first."""
    return _shown(Regrading.objects.filter(organisation=organisation_id))


def grade_of(organisation_id: int, announced_on: date) -> tuple[Grade, Standing] | None:
    """The grade announced on a day with what it answers today; None without one."""
    found = record.standings_on(organisation_id, clock.today())
    return next(
        (
            (grade, standing)
            for grade, standing in found
            if grade.announced_on == announced_on and standing
        ),
        None,
    )


def in_question(organisation_id: int) -> list[tuple[Grade, Standing]]:
    """The grades that may be lowered, cancelled or restored today, the newest first."""
    found = record.standings_on(organisation_id, clock.today())
    kinds = (*COUNTS, GradeState.CANCELLED)
    return [(grade, known) for grade, known in found if known and known.state in kinds]


def change_of(organisation_id: int, announced_on: date) -> GradeChange | None:
    """The last decision about a grade that stands, or None."""
    rows = GradeChange.objects.filter(organisation=organisation_id, announced_on=announced_on)
    return rows.filter(current=True).order_by("-decided_on", "-pk").first()


def competent(by: people.Anybody, organisation: Organisation) -> bool:
    """Whether a person confirms facts in the registry of an organisation."""
    held = organisation.registry_id
    return held is not None and people.may(by, Permission.RECORD_CONFIRM, body=held)


def proposal_facts(
    organisation: Organisation, announced_on: date, by: User, given: dict[str, Any]
) -> ProposalFacts:
    """What is known of a proposal; ``given`` are the fields an official filled in."""
    found = grade_of(organisation.pk, announced_on)
    waiting = Regrading.objects.filter(
        organisation=organisation, announced_on=announced_on, status=RegradingState.RECORDED
    )
    open_one = waiting.select_related("case").first()
    return ProposalFacts(
        today=clock.today(),
        competent=competent(by, organisation),
        party=people.may(by, Permission.ORGANISATION_VIEW, body=organisation.pk),
        level=found[1].level if found else 0,
        standing=found is not None and found[1].state in COUNTS,
        changed=change_of(organisation.pk, announced_on) is not None,
        announced_on=announced_on,
        open_number=str(open_one) if open_one else "",
        **given,
    )


def decision_facts(row: Regrading, by: User | None) -> DecisionFacts:
    """What the second official must know, read anew."""
    found = grade_of(row.organisation_id, row.announced_on)
    restores = row.verdict == Verdict.RESTORE
    if restores:
        unchanged = row.change is not None and row.change.current
    else:
        unchanged = found is not None and found[1].state in COUNTS
        unchanged = unchanged and found is not None and found[1].level == row.old_level
    return DecisionFacts(
        today=clock.today(),
        same_official=by is not None and by.pk == row.recorded_by_id,
        own_entry=by is not None and by.pk == row.recorded_by_id,
        party=by is not None
        and people.may(by, Permission.ORGANISATION_VIEW, body=row.organisation_id),
        heard=bool(row.statement),
        hear_until=row.hear_until,
        restores=restores,
        unchanged=unchanged,
    )


def _shown(rows: QuerySet[Regrading]) -> QuerySet[Regrading]:
    return rows.select_related(
        "organisation__body",
        "organisation__registry",
        "file",
        "change",
        "case__holder__parent",
        "case__handler",
        "recorded_by",
        "confirmed_by",
    ).order_by("-pk")
