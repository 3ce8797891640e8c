"""Applications in any state for tests, made by the operations that make them."""

from datetime import date
from itertools import count
from typing import Any

from incubator.admission.enums import AdmissionState
from incubator.admission.models import Application
from incubator.deciding import operations
from incubator.programmes.models import Programme
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from portal.workflow import engine
from tests import people
from tests.factories import joining, programmes

_serial = count(1)


def organisation(name: str = "", **facts: Any) -> Body:
    """An organisation registered in 2025, and its owner."""
    number = next(_serial)
    given = {"registered_on": date(2025, 4, 8), **facts}
    body = joining.organisation(name or f"东胜区试验{number}号社会工作服务中心", **given).body
    owner = User.objects.create_user(email=f"owner-{body.pk}@tests.example", name="高敏")
    people.appoint(owner, "owner", body)
    return body


def owner_of(body: Body) -> User:
    """The owner that ``organisation`` made."""
    return User.objects.get(email=f"owner-{body.pk}@tests.example")


def ours() -> Body:
    """The body of ``tests.people``, on the register, with its owner and colleague."""
    body = people.body("ours")
    people.person("owner")
    people.person("colleague")
    if not hasattr(body, "organisation"):
        joining.registered(body, registered_on=date(2025, 4, 8))
    return body


def programme(**values: Any) -> Programme:
    """A published programme with one place unless told otherwise."""
    return programmes.published(**{"places": 1, "virtual": True, **values})


def application(
    of: Programme | None = None, body: Body | None = None, *, form: str = "physical", **values: Any
) -> Application:
    """An application handed in today."""
    wanted = of or programme()
    applicant = body or ours()
    by = values.pop("by", None) or User.objects.filter(posts__body=applicant).first()
    row = Application(
        programme=wanted,
        body=applicant,
        form=form,
        submitted_at=clock.now(),
        submitted_by=by,
        contact="高敏",
        phone="13812345678",
        programme_version=wanted.version,
        digest="0" * 64,
        **values,
    )
    opening = engine.Opening(
        applicant=applicant.name, holder_id=wanted.office_id, body_id=applicant.pk
    )
    made, _code = engine.open_case(row, opening, by=by)
    return made


def judged(row: Application, by: User | None = None) -> Application:
    """With every point that needs a person confirmed with a source."""
    clerk = by or people.person("incubation_clerk")
    codes = ["lists_unknown", "public_interest_unconfirmed"]
    codes += [f"condition:{c.pk}" for c in row.programme.conditions.all()]
    for code in codes:
        operations.judge(
            application=row, code=code, holds=True, source="信用中国 2026-11-24", by=clerk
        )
    return row


def checked(row: Application) -> Application:
    """Past the first check."""
    return operations.pass_check(application=judged(row), by=people.person("incubation_clerk"))


def returned(row: Application, *points: tuple[str, str]) -> Application:
    """Returned for what is missing."""
    told = points or (("plan", "请补项目计划书第 3 页。"),)
    return operations.return_incomplete(
        application=row, points=told, by=people.person("incubation_clerk")
    )


def supplied(row: Application) -> Application:
    """Answered by the applicant after a return."""
    return engine.advance(row, "supply", by=owner(row), facts=lambda locked: _facts(locked))


def owner(row: Application) -> User:
    """Somebody who may act for the applicant."""
    found = User.objects.filter(posts__body=row.body_id, posts__role="owner").first()
    assert found is not None
    return found


def in_state(row: Application, state: str) -> Application:
    """The row with its case set to a state without the steps that lead there (tables only)."""
    row.status = AdmissionState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    row.save()
    return row


def _facts(locked: Application) -> Any:
    from incubator.admission import queries

    return queries.facts(locked, None)


def later(days: float) -> None:
    """Let so many days go by."""
    from portal.audit.models import ClockOffset

    gone = sum(ClockOffset.objects.values_list("seconds", flat=True))
    ClockOffset.objects.all().delete()
    ClockOffset.objects.create(seconds=gone + int(days * 86_400))


def scored(row: Application, hundredths: int) -> Application:
    """With a mean of the panel, without the panel itself."""
    from decimal import Decimal

    from incubator.admission.operations import take
    from incubator.deciding import rounds

    put = take(checked(row), "to_panel", by=people.person("incubation_clerk"))
    done = rounds.take_score(case=str(put), mean=Decimal(hundredths) / 100)
    assert done is not None
    return done


def field(of: Programme, *scores: int, form: str = "physical") -> list[Application]:
    """One scored application of a new organisation for each score, in this order."""
    return [scored(application(of, organisation(), form=form), score) for score in scores]


def decided(of: Programme) -> None:
    """The result as the leader decides it."""
    from incubator.deciding import rounds

    rounds.publish_result(programme=of, by=people.person("leader"))


def settled() -> None:
    """Publicity goes by, and what is due is done."""
    from tests.work import drain

    later(10)
    drain()


def signed(row: Application) -> Application:
    """The agreement handed in by the organisation."""
    from incubator.residence import operations as agreements

    return agreements.sign(application=row, upload=joining.scan("协议.png"), by=owner(row))


def resident(row: Application) -> Application:
    """In residence from today."""
    from incubator.residence import operations as agreements

    agreements.countersign(
        application=row,
        upload=joining.scan("双方.png"),
        begins_on=clock.today(),
        by=people.person("incubation_clerk"),
    )
    row.refresh_from_db()
    return row
