"""Who may do what with an import in which state: every state × action × person."""

import pytest
from django.db import transaction

from portal.core.reasons import Refused
from portal.organisations.imports import operations
from portal.organisations.imports.enums import ImportState
from portal.organisations.imports.models import ImportBatch
from portal.organisations.imports.workflow import IMPORT
from portal.workflow import engine
from tests import people
from tests.factories.organisations import imported, row

pytestmark = pytest.mark.django_db

ACTIONS = sorted({step.action for step in IMPORT.steps})
ACTORS = ("clerk", "section_head", "other_clerk", "owner", "counter_clerk", None)


@pytest.mark.parametrize("state", ImportState.values)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_state_action_and_person(state: str, action: str) -> None:
    clerk, bureau = people.person("clerk"), people.body("bureau")
    batch = imported(clerk, bureau, row())
    ImportBatch.objects.filter(pk=batch.pk).update(status=state)
    step = IMPORT.step(action, state)
    for actor in ACTORS:
        by = people.person(actor) if actor else None
        batch.refresh_from_db()
        allowed = step is not None and (
            by is None if step.permission is None else actor in ("clerk", "section_head")
        )
        point = transaction.savepoint()
        try:
            row_ = engine.advance(batch, action, by=by, facts=operations.facts)
        except Refused as refused:
            assert not allowed, (state, action, actor, refused.codes)
            assert refused.codes <= {"not_possible_now", "not_permitted"}
        else:
            assert allowed, (state, action, actor)
            assert row_.status == step.target
        transaction.savepoint_rollback(point)
