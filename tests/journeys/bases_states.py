"""Bases in the states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from incubator.bases import operations, staffing
from portal.core import clock
from tests.factories import bases as make
from tests.factories import programmes

Things = Callable[[], dict[str, Any]]


def _full() -> Any:
    """A base with everything: staff, somebody there, a closed day, services, plans, points."""
    found = programmes.Base.objects.filter(body__name="东胜区全能服务中心").first()
    if found is not None:
        return found
    made = make.base("东胜区全能服务中心")
    operations.set_offers(base=made, names=["注册协助", "场地"], by=None)
    operations.set_served(base=made, divisions=["150602003"], by=None)
    who = make.staff(made, "白静", in_charge=True, phone="0477-8500200", phone_public=True)
    make.staff(made, "乔峰", duty="培训")
    staffing.check_in(base=made, staff=who, by=None)
    make.special(made, clock.today() + timedelta(days=1), "停电检修")
    make.plan(made, organisations=12)
    make.plan(made, confirmed=False, organisations=15, kept=90)
    programmes.base(name="全能社区点", level="community", parent=made)
    return made


def full() -> dict[str, Any]:
    """Its page, and the page where it is kept."""
    return {"pk": _full().pk}


def month() -> dict[str, Any]:
    """Its hours kept this month."""
    today = clock.today()
    return full() | {"year": today.year, "month": today.month}


def plan() -> dict[str, Any]:
    """Its plan, of which a version waits."""
    return full() | {"year": clock.today().year}


READY: dict[str, Things] = {
    "base": full,
    "base_keep": full,
    "base_kept": month,
    "base_plan": plan,
    "base_services": full,
}
