"""Two at one link in the same moment; real commits, real threads."""

import pytest

from portal.workflow.approvals.models import Approval, Opinion
from tests.factories import approvals
from tests.harness.together import results
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(committed: None) -> None:
    row = approvals.proposal()
    people = [person("section_head"), approvals.second("section_head")]
    found = results(
        [
            lambda by=by, verdict=verdict: approvals.give(
                Approval.objects.get(pk=row.pk), by, verdict, "好。"
            )
            for by, verdict in zip(people, ("agree", "return"), strict=True)
        ]
    )
    refused = [result for result in found if isinstance(result, frozenset)]
    assert len(refused) == 1
    assert "already_given" in refused[0]
    assert Opinion.objects.filter(approval=row).count() == 1


def test_a_thing_proposed_twice_at_once_waits_once(committed: None) -> None:
    approvals.know_the_act()
    for who in ("section_head", "leader", "incubation_clerk"):
        person(who)
    found = results([approvals.proposal, approvals.proposal])
    assert [result for result in found if isinstance(result, frozenset)] == [
        frozenset({"approval_open"})
    ]
    assert Approval.objects.count() == 1
