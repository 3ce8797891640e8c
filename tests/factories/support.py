"""Items of the menu and requests in any state, made by the operations that make them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from incubator.bases.models import Base
from incubator.support import keeping, operations
from incubator.support.enums import RequestState
from incubator.support.models import SupportItem, SupportRequest
from incubator.support.queries import earliest
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from tests import people
from tests.factories import deciding, programmes


def base() -> Base:
    """The base of the tests' base worker."""
    return Base.objects.filter(body=people.body("base")).first() or programmes.base()


def item(by: User | None = None, at: Base | None = None, **values: Any) -> SupportItem:
    """An item on the menu of the tests' base: advice for every organisation, free of charge."""
    given = {
        "kind": "advice",
        "title": "财务咨询",
        "gets": "专职会计一对一解答记账、报税和票据问题。",
        "who": "organisations",
        "minutes": 60,
        "lead_days": 2,
        "phone": "0477-8500200",
        "published": True,
        **values,
    }
    keeper = by or people.person("incubation_clerk")
    return keeping.save_item(item=None, by=keeper, base=at or base(), **given)


def for_residents(**values: Any) -> SupportItem:
    """An hour of advice for organisations in residence, taken from their allowance."""
    given = {"who": "residents", "allowance": "advice", "amount": 60, **values}
    return item(title=given.pop("title", "法律咨询"), **given)


def asked(
    of: SupportItem | None = None,
    body: Body | None = None,
    by: User | None = None,
    wished_on: date | None = None,
) -> SupportRequest:
    """A request of our organisation."""
    wanted, whose = of or item(), body or deciding.ours()
    return operations.ask(
        item=wanted,
        body=whose,
        wished_on=wished_on or earliest(wanted),
        words="想了解小规模纳税人怎么开票。",
        by=by or people.person("owner"),
    )


def accepted(row: SupportRequest | None = None, begins_at: datetime | None = None, **values: Any):
    """With an appointment on the day wished at ten."""
    row = row or asked()
    given = {"minutes": 60, "person": "王会计", "place": "二楼咨询室", **values}
    at = begins_at or moment(row.wished_on)
    return operations.accept(
        request=row, begins_at=at, by=people.person("incubation_clerk"), **given
    )


def delivered(row: SupportRequest | None = None, **values: Any) -> SupportRequest:
    """Delivered after its appointment; the clock moves past it."""
    row = accepted(row)
    past(row)
    given = {"words": "讲清了开票流程，留了清单。", "minutes": 50, **values}
    return operations.deliver(request=row, by=people.person("incubation_clerk"), **given)


def moment(day: date, hour: int = 10) -> datetime:
    """A day at an hour in Shanghai."""
    return datetime.combine(day, time(hour), clock.SHANGHAI)


def past(row: SupportRequest) -> None:
    """Let the clock stand an hour after the end of an appointment."""
    assert row.begins_at is not None
    end = row.begins_at + timedelta(minutes=row.minutes + 60)
    deciding.later((end - clock.now()) / timedelta(days=1))


def before(row: SupportRequest, hours: float) -> None:
    """Let the clock stand so many hours before an appointment."""
    assert row.begins_at is not None
    wanted = row.begins_at - timedelta(hours=hours)
    deciding.later((wanted - clock.now()) / timedelta(days=1))


def in_state(row: SupportRequest, state: str) -> SupportRequest:
    """The row with its case set to a state without the steps that lead there (tables only)."""
    if state in ("accepted", "held"):
        row.begins_at = clock.now() + timedelta(days=2)
    row.status = RequestState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    row.save()
    return row
