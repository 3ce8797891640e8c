"""Reasons: all of them at once, in words, with a cure."""

import pytest
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused, Severity, collect, refuse_if_blocked


def test_a_reason_fills_its_words() -> None:
    reason = Reason("x", _("%(n)s desks"), _("At most %(max)s"), params={"n": 12, "max": 6})
    assert (reason.words, reason.mend) == ("12 desks", "At most 6")
    assert str(reason) == "12 desks At most 6"
    assert str(Reason("y", "100 % sure")) == "100 % sure"


@pytest.mark.parametrize(
    ("severity", "blocks"),
    [
        (Severity.BLOCK, True),
        (Severity.UNKNOWN, True),
        (Severity.WARN, False),
        (Severity.INFO, False),
    ],
)
def test_no_data_blocks_like_a_refusal_but_a_warning_does_not(
    severity: Severity, blocks: bool
) -> None:
    assert Reason("x", severity=severity).blocks is blocks


def test_all_reasons_are_collected_in_order() -> None:
    conditions = [lambda n: [Reason("a")] if n > 1 else [], lambda n: [Reason("b"), Reason("c")]]
    assert [r.code for r in collect(conditions, 2)] == ["a", "b", "c"]
    assert [r.code for r in collect(conditions, 1)] == ["b", "c"]


def test_a_refusal_carries_the_blocking_reasons_only() -> None:
    refuse_if_blocked([Reason("w", severity=Severity.WARN)])
    with pytest.raises(Refused) as refused:
        refuse_if_blocked([Reason("w", severity=Severity.WARN), Reason("a"), Reason("b")])
    assert refused.value.codes == {"a", "b"}
    assert str(refused.value) == "a, b"
