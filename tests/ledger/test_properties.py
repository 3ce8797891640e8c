"""Whatever is done with money, in whatever order: nothing is overspent, everything adds up.

A short run here; LEDGER_STEPS=1000000 makes the long one.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import Money
from tests.people import body

STEPS, EACH, AT_ONCE = int(os.environ.get("LEDGER_STEPS", "300")), 30, 200


@pytest.mark.django_db
def test_no_order_of_acts_overspends_a_budget_or_breaks_a_sum():
    """In a long run each ``AT_ONCE`` walks begin anew: who remembers all walks becomes slow."""
    body("bureau")
    left = max(1, STEPS // EACH)
    while left > 0:
        run_state_machine_as_test(
            Money,
            settings=settings(
                max_examples=min(left, AT_ONCE),
                stateful_step_count=EACH,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        left -= AT_ONCE
