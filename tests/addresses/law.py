"""Addresses of the law and its keepers."""

from datetime import timedelta

from portal.core import clock
from portal.law import queries
from portal.law.models import RuleOverride
from tests.harness.matrix import EVERYBODY, entry

KEEPER = frozenset({"law_keeper"})
NO_KEY, NO_YEAR = {"key": "no.such.rule"}, {"year": 1900}


def a_rule():
    return {"key": queries.rules_in_force(on=clock.today())[0].key}


def a_local_row():
    rule = queries.rules_in_force(on=clock.today())[0]
    row = RuleOverride.objects.create(
        key=rule.key,
        value=1,
        unit=rule.unit,
        effective_from=clock.today() + timedelta(days=1),
        clause="x",
        decided_by="x",
        document="x",
        entered_at=clock.now(),
    )
    return {"pk": row.pk}


entry("law")
entry("law_calendar")
entry("law_calendar_year", own=lambda: {"year": 2026}, absent=NO_YEAR, sees_own=EVERYBODY)
entry("law_rule", own=a_rule, absent=NO_KEY)
entry("law_keeping", sees_own=KEEPER)
entry("law_override", own=a_rule, absent=NO_KEY, sees_own=KEEPER)
entry("law_end", own=a_local_row, absent={"pk": 999_999}, sees_own=KEEPER)
entry("law_year", own=lambda: {"year": 2026}, absent=NO_YEAR, sees_own=KEEPER)
