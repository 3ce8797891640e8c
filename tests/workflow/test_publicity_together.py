"""Answers and objections in the same moment; real commits, real threads."""

from datetime import timedelta

import pytest

from portal.workflow.publicity import operations
from portal.workflow.publicity.models import Objection, Publicity
from tests.factories import publicity
from tests.harness.together import results
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_two_answers_at_once_one_counts(committed: None) -> None:
    row = publicity.objection(publicity.page(by=None))
    people = [person("incubation_clerk"), person("section_head")]
    found = results(
        [
            lambda by=by, outcome=outcome: operations.answer(
                objection=Objection.objects.get(pk=row.pk),
                outcome=outcome,
                words="已核实。",
                by=by,
                corrected=operations.Corrected(row.entry.name, [("名次", "2")]),
            )
            for by, outcome in zip(people, ("corrected", "upheld"), strict=True)
        ]
    )
    refused = [result for result in found if isinstance(result, frozenset)]
    assert refused == [frozenset({"not_possible_now"})]
    row.refresh_from_db()
    assert Publicity.objects.filter(round=2).count() == (row.status == "corrected")


def test_an_objection_and_the_end_never_both_win(committed: None) -> None:
    page = publicity.page(by=None)
    entry = page.entries.get()
    Publicity.objects.filter(pk=page.pk).update(
        opened_at=page.opened_at - timedelta(days=9), ends_at=page.opened_at - timedelta(days=1)
    )
    late = publicity.said(channel="phone")
    clerk = person("incubation_clerk")
    fresh = type(entry).objects.select_related("publicity__office").get(pk=entry.pk)
    found = results(
        [
            lambda: operations.settle(entry=fresh),
            lambda: operations.file(
                entry=fresh,
                said=late,
                by=clerk,
                received_at=page.opened_at - timedelta(days=2),
            ),
        ]
    )
    refused = [result for result in found if isinstance(result, frozenset)]
    assert len(refused) == 1
    assert refused[0] in ({"objection_open"}, {"entry_replaced"})
