"""Very many awards at once on one line: not one fen over, one award per lineage, scheme and grade.

200 attempts here; AWARD_ATTEMPTS=10000 makes the long one.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connections
from django.db.models import Count, Sum

from incubator.grants import offering, settling
from incubator.grants.enums import DEAD
from incubator.grants.models import Claim, Tally
from portal.core.reasons import Refused
from portal.ledger.budgets.models import Line
from portal.ledger.postings.models import Commitment
from portal.ledger.postings.proof import wrong_sums
from portal.workflow.models import Case
from tests.factories import grants as make
from tests.factories import lineage as links
from tests.people import person

pytestmark = pytest.mark.slow
ATTEMPTS = int(os.environ.get("AWARD_ATTEMPTS", "200"))
THREADS, EACH = 8, 5
PAYS = 1_000_000


def organisations(count):
    """So many organisations, each with a 3A of today."""
    found = []
    for number in range(count):
        one = links.standing(f"东胜区第{number:05d}社")
        make.graded(3, of=one)
        make.account(one, f"62220206{number:011d}")
        found.append(one)
    make.record.ListCheck.objects.create(
        registry=found[0].registry, source="名录", source_on=make.clock.today(),
        added_at=make.clock.now(), added_by=person("clerk"),
    )  # fmt: skip
    return found


def all_at_once(acts):
    """Do the acts in several threads; counts the outcomes: "done", or the codes of a refusal."""

    def one(act):
        try:
            act()
        except Refused as refusal:
            return ",".join(sorted(refusal.codes))
        return "done"

    def work(mine):
        try:
            return [one(act) for act in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        parts = pool.map(work, [acts[start::THREADS] for start in range(THREADS)])
        return Counter(outcome for part in parts for outcome in part)


def approved(claims):
    """The claims as they stand when their publicity is over."""
    clerk, leader = person("incubation_clerk"), person("leader")
    keys = [claim.pk for claim in claims]
    Claim.objects.filter(pk__in=keys).update(
        status="published", checked_by=clerk, approved_by=leader
    )
    Case.objects.filter(pk__in=[claim.case_id for claim in claims]).update(state="published")
    for claim in claims:
        make.tallies.award(claim, claim.version)


def test_no_number_of_attempts_at_once_overspends_or_pays_an_award_twice(committed):
    begun, count = time.monotonic(), max(4, ATTEMPTS // (2 * EACH))
    version = make.ready(fen=(count // 2) * PAYS + PAYS - 1)
    found = organisations(count)
    built = time.monotonic()
    offers = [partial(offering.offer_to, [one.pk]) for one in found] * EACH
    assert all_at_once(offers) == {"done": count * EACH}
    claims = list(Claim.objects.select_related("version").order_by("pk"))
    approved(claims)
    outcomes = all_at_once([partial(settling.commit, claim) for claim in claims] * EACH)
    took = time.monotonic() - built
    sys.stdout.write(
        f"{len(offers)} offers, {count * EACH} commitments of {count} awards: {outcomes}, "
        f"built in {built - begun:.0f} s, {took:.1f} s, {2 * count * EACH / took:.0f} a second\n"
    )
    line = Line.objects.get(pk=version.line_id)
    assert (line.committed, line.free) == ((count // 2) * PAYS, PAYS - 1)
    assert outcomes["done"] == Commitment.objects.count() == count // 2
    assert set(outcomes) <= {"done", "short", "not_possible_now"}
    live = Claim.objects.exclude(status__in=DEAD).values("scheme", "lineage_key", "entry")
    assert not live.annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert len(claims) == count
    assert Tally.objects.aggregate(fen=Sum("awarded"))["fen"] == count * PAYS
    assert wrong_sums() == []
