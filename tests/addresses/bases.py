"""Addresses of bases: the directory, and what those who run a base keep."""

from tests.factories import bases as make
from tests.factories import programmes
from tests.harness.matrix import entry

KEEPERS = {"incubation_clerk", "section_head", "base_worker"}
OFFICIALS = {"incubation_clerk", "section_head"}
YEAR = 2026


def own():
    return {"pk": programmes.base().pk}


def other():
    return {"pk": programmes.base("other_bureau", "康巴什区孵化中心").pk}


def _person(made):
    base = programmes.base(*made)
    return {"pk": base.pk, "person": make.staff(base).pk}


def _day(made):
    from datetime import timedelta

    from incubator.bases import opening
    from portal.core import clock

    base = programmes.base(*made)
    day = opening.set_day(
        base=base, day=clock.today() + timedelta(days=3), reason="停电检修", by=None
    )
    return {"pk": base.pk, "row": day.pk}


def _plan(made):
    base = programmes.base(*made)
    return {"pk": base.pk, "row": make.plan(base, confirmed=False, organisations=3).pk}


def _year(made):
    from portal.core import clock

    return {"pk": programmes.base(*made).pk, "year": clock.today().year}


def _month(made):
    return _year(made) | {"month": 1}


OURS, THEIRS = (), ("other_bureau", "康巴什区孵化中心")
entry("bases")
for _name in ("keep", "hours", "day", "staff_add", "services"):
    entry(f"base_{_name}", own=own, other=other, absent={"pk": 999_999}, sees_own=KEEPERS)
entry(
    "base_staff",
    own=lambda: _person(OURS),
    other=lambda: _person(THEIRS),
    absent={"pk": 999_999, "person": 1},
    sees_own=KEEPERS,
)
for _name in ("staff_leave", "check"):
    entry(
        f"base_{_name}",
        own=lambda: _person(OURS),
        other=lambda: _person(THEIRS),
        absent={"pk": 999_999, "person": 1},
        sees_own=KEEPERS,
        method="post",
        answers={302, 404},
    )
entry(
    "base_day_clear",
    own=lambda: _day(OURS),
    other=lambda: _day(THEIRS),
    absent={"pk": 999_999, "row": 1},
    sees_own=KEEPERS,
    method="post",
    answers={302, 404},
)
entry(
    "base_plan",
    own=lambda: _year(OURS),
    other=lambda: _year(THEIRS),
    absent={"pk": 999_999, "year": YEAR},
    sees_own=KEEPERS,
)
entry(
    "base_kept",
    own=lambda: _month(OURS),
    other=lambda: _month(THEIRS),
    absent={"pk": 999_999, "year": YEAR, "month": 1},
    sees_own=KEEPERS,
)
entry(
    "base_plan_confirm",
    own=lambda: _plan(OURS),
    other=lambda: _plan(THEIRS),
    absent={"pk": 999_999, "row": 1},
    sees_own=OFFICIALS,
    method="post",
    answers={302},
)
