"""The row that holds, shipped or local."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from portal.audit.models import Event
from portal.core import clock
from portal.core.dated import Confidence, RuleError, Unit
from portal.core.reasons import Refused
from portal.law import checks, operations, queries, shipped, snapshots
from portal.law.models import RuleOverride

pytestmark = pytest.mark.django_db
KEY = "claims.decision"


class Official:
    pk = 1

    def get_full_name(self):
        return "张三"


def draft(**changes):
    tomorrow = clock.today() + timedelta(days=1)
    values = {
        "key": KEY,
        "value": 2,
        "unit": "wd",
        "effective_from": tomorrow,
        "effective_to": None,
        "clause": "鄂民发〔2026〕9号第三条",
        "decided_by": "鄂尔多斯市民政局",
        "document": "鄂民发〔2026〕9号",
    }
    return operations.Draft(**(values | changes))


def override(**changes):
    return operations.override_rule(draft=draft(**changes), by=Official())


def test_the_shipped_row_holds_while_nothing_local_is_entered():
    row = queries.rule(KEY, on=date(2026, 11, 24))
    assert (row.value, row.unit, row.override) == (3, Unit.WD, False)


def test_a_row_is_chosen_by_the_day():
    asked = [date(2024, 12, 31), date(2025, 1, 1)]
    found = [queries.rule("calendar.statutory_days", on=day).value for day in asked]
    assert found == [11, 13]


@pytest.mark.parametrize(("key", "day"), [("no.rule", 2026), (KEY, 1990)])
def test_no_row_for_a_key_or_a_day_is_said(key, day):
    with pytest.raises(queries.NoRuleError, match=key):
        queries.rule(key, on=date(day, 1, 1))


def test_a_local_row_wins_from_its_first_to_its_last_day():
    first, last = clock.today() + timedelta(days=10), clock.today() + timedelta(days=20)
    override(effective_from=first, effective_to=last)
    asked = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [queries.rule(KEY, on=day).value for day in asked] == [3, 2, 2, 3]
    row = queries.rule(KEY, on=first)
    assert (row.override, row.confidence) == (True, Confidence.VERIFIED)
    assert row.clause == "鄂民发〔2026〕9号第三条"
    assert queries.rows_of(KEY)[0] == row
    assert row in queries.rules_in_force(on=first)


def test_each_rule_is_listed_once_for_a_day():
    keys = [row.key for row in queries.rules_in_force(on=date(2026, 11, 24))]
    assert len(keys) == len(set(keys))
    assert {KEY, "invitations.validity", "calendar.statutory_days"} <= set(keys)


def test_a_local_row_is_in_the_history_and_can_end():
    row = override()
    operations.end_override(override_id=row.pk, last_day=row.effective_from, by=Official())
    assert queries.rule(KEY, on=row.effective_from).value == 2
    assert queries.rule(KEY, on=row.effective_from + timedelta(days=1)).value == 3
    events = Event.objects.filter(subject=f"law.rule:{KEY}").order_by("pk")
    assert [event.action for event in events] == ["law.rule_overridden", "law.override_ended"]
    assert queries.overrides() == [RuleOverride.objects.get()]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "no.rule"}, "rule_unknown"),
        ({"unit": "fen"}, "unit_does_not_fit"),
        ({"effective_from": date(2026, 1, 1)}, "begins_too_early"),
        ({"effective_to": date(2020, 1, 1)}, "ends_before_start"),
    ],
)
def test_a_local_row_that_cannot_be_right_is_refused(changes, code):
    with pytest.raises(Refused) as refused:
        override(**changes)
    assert code in refused.value.codes
    assert not RuleOverride.objects.exists()


def test_calendar_days_may_take_the_place_of_working_days():
    assert override(unit="cd").unit == "cd"


def test_two_local_rows_never_hold_on_the_same_day():
    first = override()
    with pytest.raises(Refused) as refused:
        override(effective_from=first.effective_from + timedelta(days=5))
    assert refused.value.codes == {"another_override"}
    end = first.effective_from + timedelta(days=4)
    operations.end_override(override_id=first.pk, last_day=end, by=Official())
    second = override(effective_from=end + timedelta(days=1))
    assert queries.rule(KEY, on=second.effective_from).value == second.value


def test_an_end_may_not_lie_in_the_past_nor_an_ended_row_end_again():
    row = override()
    with pytest.raises(Refused) as refused:
        operations.end_override(override_id=row.pk, last_day=clock.today(), by=Official())
    assert refused.value.codes == {"ends_too_early"}
    yesterday = clock.today() - timedelta(days=1)
    RuleOverride.objects.update(effective_from=yesterday, effective_to=yesterday)
    with pytest.raises(Refused) as refused:
        operations.end_override(override_id=row.pk, last_day=clock.today(), by=Official())
    assert refused.value.codes == {"already_ended"}


def test_a_change_rolled_back_leaves_nothing_behind():
    tomorrow = clock.today() + timedelta(days=1)
    with transaction.atomic():
        override()
        assert queries.rule(KEY, on=tomorrow).value == 2
        transaction.set_rollback(True)
    assert queries.rule(KEY, on=tomorrow).value == 3


def test_a_local_row_of_a_rule_that_ships_no_more_is_passed_over():
    row = override()
    RuleOverride.objects.update(key="gone.rule")
    operations._changed()
    assert queries.rule(KEY, on=row.effective_from).value == 3


def test_a_request_asks_the_database_once(django_assert_num_queries):
    queries.rule(KEY, on=date(2026, 11, 24))
    snapshots.begin_request()
    with django_assert_num_queries(1):
        for _ in range(50):
            queries.rule(KEY, on=date(2026, 11, 24))
            queries.calendar()
    snapshots.end_request()
    with django_assert_num_queries(2):
        queries.calendar()
        queries.calendar()


def test_the_rows_that_ship_are_right():
    assert checks.rows_are_right() == []


def test_a_wrong_row_is_an_error_of_the_system_check(monkeypatch):
    rows = [queries.rule(KEY, on=date(2026, 11, 24))] * 2
    monkeypatch.setattr(shipped, "rows", lambda: rows)
    assert [error.id for error in checks.rows_are_right()] == ["law.E001"]

    def broken():
        raise RuleError("x.toml: no")

    monkeypatch.setattr(shipped, "rows", broken)
    assert [error.msg for error in checks.rows_are_right()] == ["x.toml: no"]
