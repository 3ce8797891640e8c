"""Addresses of dashboards."""

from tests.factories import programmes as make
from tests.harness.matrix import entry

KEEPERS = {"incubation_clerk", "section_head", "leader", "base_worker"}
ABSENT = {"pk": 999_999}


def _own():
    return {"pk": make.base().pk}


def _other():
    return {"pk": make.base("other_bureau", "康巴什区孵化中心").pk}


def _with(code, builder):
    return lambda: {**builder(), "code": code}


entry("dashboards", sees_own=KEEPERS, answers={200, 302})
entry("base_dashboard", own=_own, other=_other, absent=ABSENT, sees_own=KEEPERS)
for _name, _code in (("base_figure", "residents"), ("base_table", "tiers")):
    entry(
        _name,
        own=_with(_code, _own),
        other=_with(_code, _other),
        absent={**ABSENT, "code": _code},
        sees_own=KEEPERS,
    )
