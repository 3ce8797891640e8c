"""Whatever people do in whatever order: one award per lineage and grade, never over the table,
never over the budget; postings sum to nothing, and being told twice changes nothing.

The long walk is in memory, over the product's own rules (GRANT_STEPS, 1,000,000 for the long one);
a short one does the same acts on the database and compares every figure after each act
(GRANT_ACTS).
"""

import os
import random
import sys
import time

import pytest
from django.db import transaction

from portal.ledger.postings import proof
from tests import work
from tests.incubator import grants_model
from tests.incubator.grants_model import Model
from tests.incubator.grants_world import World

STEPS = int(os.environ.get("GRANT_STEPS", "20000"))
ACTS, EACH = int(os.environ.get("GRANT_ACTS", "60")), 30


class Undo(Exception):
    """Ends an example; the database forgets it."""


def test_no_order_of_acts_breaks_what_must_hold():
    begun = time.monotonic()
    done = grants_model.walk(int(os.environ.get("GRANT_SEED", "2026")), STEPS)
    sys.stdout.write(f"{STEPS} steps, {done} acts done, {time.monotonic() - begun:.1f} s\n")
    assert done > STEPS // 4


def test_walks_reach_every_state_and_every_kind_of_act():
    states, kinds, chance = set(), set(), random.Random(5)
    for _each in range(60):
        model = Model()
        for number in range(120):
            chosen = grants_model.act(model, chance, number)
            if grants_model.take(model, chosen):
                kinds.add(chosen[0])
            states |= {award.status for award in model.awards}
    assert states == {
        "offered", "claimed", "checked", "published", "queued", "committed", "receipted",
        "ordered", "paid", "closed", "refused", "withdrawn",
    }  # fmt: skip
    assert kinds == set(grants_model.ACTS) - {"again"}


@pytest.mark.django_db
def test_the_product_does_what_the_model_does():
    work.move_to("2026-12-01T09:00:00+08:00")
    chance = random.Random(int(os.environ.get("GRANT_SEED", "11")))
    for _example in range(max(1, ACTS // EACH)):
        try:
            with transaction.atomic():
                compare(chance)
                raise Undo
        except Undo:
            pass


def compare(chance):
    """The same acts in both worlds, compared after each."""
    model, world = Model(), World()
    acts = []
    for number in range(EACH):
        chosen = grants_model.act(model, chance, number)
        acts.append(chosen)
        world.take(model, chosen)
        grants_model.take(model, chosen)
        model.holds()
        assert world.state() == model.state(), acts
    assert proof.wrong_sums() == []
