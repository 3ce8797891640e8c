"""Two events of one organisation at once, and a draw beside them: one open case."""

from functools import partial

import pytest

from ratings.followups import opening
from ratings.followups.models import FollowUp
from tests.factories import followups as make
from tests.people import body, person

pytestmark = pytest.mark.slow


def test_two_events_at_once_open_one_case(together):
    key = make.graded().organisation_id
    events = [make.event(kind=kind) for kind in ("split", "merger")]
    events[1] = type(events[1])(events[1].kind, f"{events[1].key}b", events[1].happened_on)
    acts = [partial(opening.verify, key, [event]) for event in events]
    assert together(*acts) == ["done", "done"]
    (row,) = FollowUp.objects.filter(organisation=key)
    assert row.occasions.count() == 2


def test_a_draw_and_an_event_at_once_open_one_case(together):
    key, by = make.graded().organisation_id, person("rating_clerk")
    acts = [
        partial(opening.verify, key, [make.event()]),
        partial(opening.draw, registry=body("bureau"), size=1, by=by),
    ]
    assert together(*acts) in (["done", "done"], ["done", "nobody_to_draw"])
    assert FollowUp.objects.filter(organisation=key).count() == 1
