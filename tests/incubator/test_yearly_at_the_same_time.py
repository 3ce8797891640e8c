"""Two open the evaluation of one year at once, two make one result public at once: one wins."""

from functools import partial

import pytest

from incubator.yearly import operations
from incubator.yearly.models import Evaluation
from portal.workflow.publicity.models import PublicEntry
from tests import people
from tests.factories import yearly as make

pytestmark = pytest.mark.slow


def test_one_year_is_opened_once(together):
    base, clerk, head = make.station(), person("incubation_clerk"), person("section_head")
    acts = [
        partial(operations.open_year, base=base, year=make.last_year(), by=by)
        for by in (clerk, head)
    ]
    assert together(*acts) == ["done", "opened_already"]
    assert Evaluation.objects.count() == 1


def test_one_result_is_made_public_once(together):
    row, clerk, head = make.scored(), person("incubation_clerk"), person("section_head")
    acts = [partial(operations.publish, evaluation=row, by=by) for by in (clerk, head)]
    assert together(*acts) == ["done", "not_possible_now"]
    assert PublicEntry.objects.filter(case=row.case_id).count() == 1


def person(name: str):
    return people.person(name)
