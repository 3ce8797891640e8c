"""Two devices, two colleagues, two clicks at once: one version stands, one step is taken."""

from functools import partial

import pytest

from ratings.assessments import marking, operations, sighting, teams
from ratings.assessments.marking import MarkWords
from ratings.assessments.models import OwnMark, Proof, Sight
from tests.factories import assessments as make
from tests.factories import panels as experts
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_two_devices_that_save_one_point_at_once_one_is_asked(together):
    row = make.qualified()
    acts = [
        partial(
            marking.save_mark,
            row=row,
            point=make.point(row, "1.1.1"),
            typed=MarkWords(points),
            seen="",
            by=person("owner"),
        )
        for points in ("1", "2", "3", "4")
    ]
    assert together(*acts) == ["done", "saved_meanwhile", "saved_meanwhile", "saved_meanwhile"]
    assert OwnMark.objects.count() == 1


def test_handing_in_and_changing_at_once_never_changes_what_was_handed_in(together):
    row, owner = make.filled(), person("owner")
    kept = row.assessment.marks.get(point__code="1.1.1")
    change = partial(
        marking.save_mark,
        row=row,
        point=kept.point_id,
        typed=MarkWords("1", "改"),
        seen=make.queries.seen(kept.saved_at),
        by=owner,
    )
    proof = partial(marking.attach, row=row, point=kept.point_id, upload=make.upload(), by=owner)
    found = together(partial(operations.hand_in, row=row, by=owner), change, proof)
    assert found.count("done") >= 1
    assert set(found) <= {"done", "evidence_locked"}
    row = make.again(row)
    marks = row.assessment.marks.all()
    assert row.assessment.own_total == sum(mark.points for mark in marks)
    assert not Proof.objects.filter(added_at__gt=row.assessment.handed_in_at).exists()


def test_two_colleagues_who_saw_different_things_at_once(together):
    row = make.visiting()
    acts = [
        partial(
            sighting.save_sight,
            row=row,
            point=make.point(row, "1.1.1"),
            words=f"所见{number}",
            met=None,
            seen="",
            by=seat.expert.user,
        )
        for number, seat in enumerate(make.seats(row))
    ]
    assert together(*acts) == ["done", "saved_meanwhile", "saved_meanwhile"]
    assert Sight.objects.filter(point__code="1.1.1").count() == 1


def test_a_team_is_drawn_once_and_a_reply_given_once(together):
    row, clerk = make.accepted(), person("rating_clerk")
    experts.experts(6)
    draw = partial(teams.draw, row=row, size=3, by=clerk)
    assert together(draw, draw, draw) == ["done", "team_drawn", "team_drawn"]
    assert make.again(row).assessment.panel.seats.count() == 3
    make.put(row, "scored")
    make.freeze(make.again(row))
    owner = person("owner")
    sign = partial(operations.sign, row=row, by=owner)
    objects = partial(operations.object_to, row=row, words="不同意", by=owner)
    found = together(sign, objects, sign, objects)
    assert found == ["done", "not_possible_now", "not_possible_now", "not_possible_now"]
