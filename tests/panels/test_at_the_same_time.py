"""What must hold when experts and officials act at the same moment; real commits and threads."""

from decimal import Decimal

import pytest

from portal.audit.models import Event
from portal.panels import operations, queries
from portal.panels.models import Part, Score
from tests import people
from tests.factories import panels as make
from tests.harness.together import results

pytestmark = pytest.mark.slow


def test_two_officials_who_draw_at_once_make_one_draw(committed: None) -> None:
    make.experts(5)
    panel = make.convened()
    officials = [people.person(kind) for kind in ("incubation_clerk", "section_head")] * 2
    acts = [lambda by=by: operations.draw(panel=panel, by=by) for by in officials]
    found = results(acts)
    assert [result for result in found if isinstance(result, frozenset)] == [{"already_drawn"}] * 3
    assert panel.draws.count() == 1
    assert panel.seats.count() == 3


def test_two_tabs_that_save_and_sign_leave_one_locked_sheet(committed: None) -> None:
    panel = make.declared()
    seat, entry, line = make.seats(panel)[0], panel.entries.get(), panel.lines.first()
    make.score(seat, entry)
    by = seat.expert.user

    def save(points):
        return operations.save_score(
            seat=seat, entry=entry, item=line, points=points, reason="x", by=by
        )

    def sign():
        return operations.sign(seat=seat, entry=entry, by=by)

    found = results([lambda: save("1"), sign, lambda: save("2"), sign, lambda: save("3")])
    assert sum(isinstance(result, Part) for result in found) == 1
    signed = Part.objects.get(seat=seat)
    kept = Score.objects.get(part=signed, line=line)
    assert kept.saved_at <= signed.signed_at
    assert Event.objects.filter(action="panel.signed").count() == 1
    assert all(result == {"already_signed"} for result in found if isinstance(result, frozenset))


def test_the_last_signatures_at_once_make_one_mean(committed: None) -> None:
    panel = make.declared()
    entry, seats = panel.entries.get(), make.seats(panel)
    for seat in seats:
        make.score(seat, entry)
    results(
        [
            lambda seat=seat: operations.sign(seat=seat, entry=entry, by=seat.expert.user)
            for seat in seats
        ]
    )
    (result,) = queries.results(panel.pk)
    assert (result.complete, result.mean, result.signed) == (True, Decimal(100), 3)
    assert Event.objects.filter(action="panel.entry_complete").count() == 1
    assert Event.objects.filter(action="panel.complete").count() == 1
