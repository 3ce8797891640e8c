"""Two officials at once, and the last place wanted by many: one wins, never more than there are."""

from functools import partial

import pytest

from incubator.admission.models import Application
from incubator.deciding import operations, settling
from incubator.programmes.models import Programme
from incubator.residence.models import Agreement
from tests.factories import deciding as make
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_two_officials_who_decide_at_once_one_decides(together):
    row = make.judged(make.application())
    clerk, head = person("incubation_clerk"), person("section_head")
    acts = [
        partial(operations.pass_check, application=row, by=clerk),
        partial(operations.refuse_check, application=row, by=head, words="不符。"),
    ]
    assert together(*acts) == ["done", "not_possible_now"]
    found = Application.objects.get()
    assert (found.status, found.checked_by) in {("checked", clerk), ("refused", head)}


def test_places_given_up_at_once_go_to_the_reserve_once_each(together):
    programme = make.programme(places=2)
    rows = make.field(programme, 9000, 8900, 8000, 7900, 7800)
    make.decided(programme)
    make.settled()
    acts = [partial(settling.decline, application=row, by=make.owner(row)) for row in rows[:2]] + [
        partial(settling.move_up, rows[2])
    ] * 2
    found = together(*acts)
    assert found.count("done") >= 2
    assert set(found) <= {"done", "nobody_moves_up"}
    states = [Application.objects.get(pk=row.pk).status for row in rows]
    assert states == ["declined", "declined", "agreement", "agreement", "reserve"]
    assert Programme.objects.get().taken == 2
    assert Agreement.objects.filter(application__in=rows[2:]).count() == 2


def test_the_last_place_is_called_up_once_whoever_asks_at_once(together):
    programme = make.programme(places=1)
    rows = make.field(programme, 9000, 8000, 7900)
    make.decided(programme)
    make.settled()
    Programme.objects.update(places=2)
    acts = [partial(settling.call_up, row) for row in rows[1:]] * 2
    found = together(*acts)
    assert found.count("done") == 1
    assert Programme.objects.get().taken == 2
    assert Application.objects.filter(holds_place=True).count() == 2
