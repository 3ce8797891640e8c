"""Many awards at once against a short line: not one fen over, whoever comes first."""

from functools import partial

import pytest
from django.db.models import Sum

from incubator.grants import offering, operations, settling
from incubator.grants.models import Claim, Tally
from portal.ledger.budgets.models import Line
from portal.workflow.publicity.models import PublicEntry
from tests.factories import grants as make
from tests.factories import lineage as links
from tests.people import person

pytestmark = pytest.mark.slow
MANY = 8


def organisations():
    """So many organisations, each with a 3A of today."""
    found = [links.standing(f"东胜区第{number}社") for number in range(MANY)]
    for number, organisation in enumerate(found):
        make.graded(3, of=organisation)
        make.account(organisation, f"62220206123456{number:05d}")
        make.record.lists_known(organisation)
    return found


def test_of_eight_awards_at_once_a_line_for_three_pays_three_in_full(together):
    make.ready(fen=3_500_000)
    found = organisations()
    claims = offering.offer_to([one.pk for one in found])
    assert len(claims) == MANY
    for claim in claims:
        claim.status, claim.checked_by = "published", person("incubation_clerk")
        claim.approved_by = person("leader")
        claim.save()
        claim.case.state = "published"
        claim.case.save()
        make.tallies.award(claim, claim.version)
    assert together(*(partial(settling.commit, claim) for claim in claims)) == (
        ["done"] * 3 + ["short"] * 5
    )
    line = Line.objects.get()
    assert (line.committed, line.free) == (3_000_000, 500_000)
    paid = Claim.objects.filter(commitment__isnull=False).aggregate(fen=Sum("amount"))["fen"]
    assert paid == 3_000_000


def test_offering_one_grade_many_times_at_once_makes_one_claim(together):
    make.ready()
    make.graded(3)
    assert together(*[partial(offering.offer_to, [make.ours().pk])] * 6) == ["done"] * 6
    assert Claim.objects.count() == 1


def test_claiming_and_paying_many_times_at_once_counts_once(together):
    claim = make.offered()
    acts = [partial(operations.claim, claim=claim, by=person("owner"))] * 4
    assert together(*acts) == ["done"] + ["not_possible_now"] * 3
    claim = make.stands(make.approved(make.checked(make.fresh(claim))))
    claim = make.ordered(make.receipted(claim))
    paid = partial(make.paying.paid, basis=claim.basis, fen=claim.amount, on=claim.confirmed_on)
    assert together(*[paid] * 4) == ["done"] * 4
    assert (Tally.objects.get().paid, make.fresh(claim).paid) == (1_000_000, 1_000_000)
    assert PublicEntry.objects.count() == 1
