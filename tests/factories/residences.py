"""Residences in any state for tests, made by the operations that make them."""

from datetime import date, timedelta
from typing import Any

from incubator.allowances import operations as allowances
from incubator.bases.models import Base
from incubator.programmes import freezing
from incubator.residence import operations
from incubator.residence.enums import BEFORE_LEAVING, Outcome, ResidenceState
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, workdays
from tests import people
from tests.factories import deciding

SHEET = {
    "pass_mark": 60,
    "items": [
        {"code": "need", "title": "需求与服务", "criterion": "", "maximum": 40},
        {"code": "plan", "title": "计划进度", "criterion": "", "maximum": 30},
        {"code": "rules", "title": "内部治理", "criterion": "", "maximum": 30},
    ],
}


def free_body() -> Body:
    """Our organisation; where it lives in a base already, another one of its owner's."""
    body = deciding.ours()
    if Residence.objects.filter(body=body, ended_on=None).exists():
        body = deciding.organisation()
        people.appoint(people.person("owner"), "owner", body)
    return body


def residence(
    body: Body | None = None,
    begins_on: date | None = None,
    *,
    base: Base | None = None,
    months: int = 12,
    grants: list[dict[str, Any]] | None = None,
    **terms: Any,
) -> Residence:
    """A residence with its case, running from ``begins_on`` (today unless told otherwise).

    ``grants`` are rows of allowances; ``terms`` replace those of the programme
    (``midterm=…``, ``exit=…``, ``report_months=1``).
    """
    row = deciding.in_state(deciding.application(body=body), "resident")
    first = begins_on or clock.today()
    kept: dict[str, Any] = freezing.terms(freezing.content(row.programme))
    kept |= {"midterm": SHEET, "allowances": grants or [], **terms}
    made = operations.open_case(
        Residence(
            application=row,
            body=row.body,
            base=base or row.programme.base,
            form="physical",
            begins_on=first,
            ends_on=workdays.months_later(first, months),
            terms=kept,
        )
    )
    allowances.grant(residence=made, rows=kept["allowances"], by=None)
    return fresh(made)


def in_state(row: Residence, state: str, *, outcome: str = "") -> Residence:
    """The row with its case set to a state without the steps that lead there (tables only)."""
    row.status = ResidenceState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    if row.status not in BEFORE_LEAVING and row.ended_on is None:
        row.outcome, row.ended_on = outcome or Outcome.GRADUATED, clock.today()
    row.save()
    return row


def past_midterm(row: Residence, on: date | None = None) -> Residence:
    """The row with a mid-term review that was passed (without the review itself)."""
    row.midterm_passed_on = on or clock.today()
    row.save(update_fields=["midterm_passed_on"])
    return row


def fresh(row: Residence) -> Residence:
    """The row as the database holds it now."""
    return Residence.objects.select_related("case__holder", "base__body", "body").get(pk=row.pk)


def owner(row: Residence) -> User:
    """Somebody who acts for the organisation."""
    found = User.objects.filter(posts__body=row.body_id, posts__role="owner").first()
    assert found is not None
    return found


def months_ago(months: int) -> date:
    """The day so many months before today."""
    return workdays.months_later(clock.today(), -months)


def yesterday() -> date:
    """The day before today."""
    return clock.today() - timedelta(days=1)


def clerk() -> User:
    """The incubation clerk of the base's office."""
    return people.person("incubation_clerk")


def worker() -> User:
    """The base worker; their body is the body of ``programmes.base()``."""
    return people.person("base_worker")
