"""Two apply for one organisation at once, two publish one round at once: one wins."""

from functools import partial

import pytest

from ratings.applications import applying
from ratings.applications.models import Application
from ratings.rounds import operations as rounds
from tests.factories import ratings as make
from tests.people import body, person

pytestmark = pytest.mark.slow


def test_one_organisation_applies_once(together):
    make.clean()
    row, by = make.published(), person("owner")
    given = {
        "rating_round": row, "body": body("ours"), "sub_kind": "", "contact": "萨仁",
        "phone": "13800000000", "words": "", "answers": [], "by": by,
    }  # fmt: skip
    material = row.materials.get(required=True)
    acts = [
        partial(applying.apply, uploads={material.pk: make.pdf()}, **given) for _time in range(2)
    ]
    assert together(*acts) == ["done", "rating_open"]
    assert Application.objects.count() == 1


def test_one_organisation_applies_in_one_of_two_rounds(together):
    make.clean()
    first = make.published()
    second = make.published(make.proposed(make.draft(title="补充批次")))
    acts = [
        partial(
            applying.apply,
            rating_round=row, body=body("ours"), sub_kind="", contact="萨仁", phone="1", words="",
            uploads={row.materials.get(required=True).pk: make.pdf()}, answers=[],
            by=person("owner"),
        )
        for row in (first, second)
    ]  # fmt: skip
    assert together(*acts) == ["done", "rating_open"]


def test_one_round_is_published_once(together):
    row = make.proposed()
    second, third = person("section_head"), make.official("bureau", 9)
    acts = [partial(rounds.publish, rating_round=row, by=by) for by in (second, third)]
    assert together(*acts) == ["done", "not_possible_now"]
