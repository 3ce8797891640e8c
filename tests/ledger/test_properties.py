"""Whatever is done with money, in whatever order: nothing is overspent, everything adds up.

A short run here; LEDGER_STEPS=1000000 makes the long one.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import Money
from tests.people import body

STEPS, EACH = int(os.environ.get("LEDGER_STEPS", "300")), 30


@pytest.mark.django_db
def test_no_order_of_acts_overspends_a_budget_or_breaks_a_sum():
    body("bureau")
    run_state_machine_as_test(
        Money,
        settings=settings(
            max_examples=max(1, STEPS // EACH),
            stateful_step_count=EACH,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
