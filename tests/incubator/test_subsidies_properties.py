"""Whatever is claimed, gathered, corrected and dissolved in whatever order: nobody twice, what is
due is what was paid and netted, and what is netted is never more than was wrong. And 500 people.
"""

import time
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from incubator.subsidies import batching, netting, operations
from incubator.subsidies.enums import PAID_CLAIMS
from incubator.subsidies.models import (
    SubsidyBatch,
    SubsidyClaim,
    SubsidyCorrection,
    SubsidyLine,
    SubsidyNetting,
)
from incubator.workers.models import Employment, InsuredMonth, Worker, WorkerCertificate
from portal.core.reasons import Refused
from tests import work
from tests.factories import subsidies as make
from tests.people import person

pytestmark = pytest.mark.django_db
MONTHS = (1, 2, 3)
PLACES, STAFF = 10, 50


class Year(RuleBasedStateMachine):
    """Two organisations, three people each, three months; acts in any order."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.version = make.scheme()
        self.places = [make.organisation(), make.organisation("东胜区晨光社工站")]
        for place in self.places:
            for _one in range(2):
                make.person(place, *[make.month(back) for back in MONTHS])

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(place=st.sampled_from([0, 1]), back=st.sampled_from(MONTHS), skip=st.booleans())
    def claim(self, place, back, skip):
        people = Employment.objects.filter(body=self.places[place].pk).order_by("pk")
        out = list(people.values_list("pk", flat=True)[:1]) if skip else []
        tried(
            lambda: make.checked(
                make.confirmed(
                    self.version, self.places[place], at=make.month(back), staff=0, left_out=out
                )
            )
        )

    @rule(pay=st.booleans())
    def gather(self, pay):
        waiting = list(SubsidyClaim.objects.filter(status="checked"))
        if waiting:
            batch = make.built(*waiting)
            if pay:
                make.paid(make.ordered_if_due(make.approved(make.proposed(batch))))
            else:
                batching.dissolve(batch=batch, words="重做", by=person("incubation_clerk"))

    @rule(fen=st.sampled_from([1, 4_000, 10_000]), which=st.integers(0, 50))
    def correct(self, fen, which):
        lines = list(SubsidyLine.objects.filter(claim__status__in=PAID_CLAIMS).order_by("pk"))
        if lines:
            line = lines[which % len(lines)]
            tried(
                lambda: netting.correct(
                    line=line, fen=fen, words="有误", by=person("incubation_clerk")
                )
            )

    @rule()
    def withdraw(self):
        for row in SubsidyClaim.objects.filter(status__in=["confirmed", "checked"])[:1]:
            operations.withdraw(claim=row, by=person("owner"))

    @invariant()
    def nobody_twice(self):
        counting = SubsidyLine.objects.filter(counts=True).order_by()
        assert not counting.values("worker", "period").annotate(n=Count("pk")).filter(n__gt=1)

    @invariant()
    def due_is_paid_and_netted(self):
        paid = SubsidyClaim.objects.filter(status__in=PAID_CLAIMS)
        sums = paid.aggregate(due=Sum("gross"), netted=Sum("netted"), paid=Sum("paid"))
        assert (sums["due"] or 0) == (sums["paid"] or 0) + (sums["netted"] or 0)
        assert not paid.filter(paid__lt=0)
        wrong = SubsidyCorrection.objects.aggregate(all=Sum("fen"), netted=Sum("netted"))
        netted = SubsidyNetting.objects.aggregate(fen=Sum("fen"))["fen"] or 0
        carried = sum(netting.carried(self.version.scheme_id, one.pk) for one in self.places)
        assert (wrong["all"] or 0) == netted + carried
        assert netted == (wrong["netted"] or 0)
        lines = SubsidyLine.objects.aggregate(all=Sum("corrected"))["all"] or 0
        assert lines == (wrong["all"] or 0)
        for batch in SubsidyBatch.objects.filter(status="paid", commitment__isnull=False):
            assert batch.commitment.paid + batch.commitment.open == batch.fen


def tried(act):
    """Do something; a refusal is an answer like another, and changes nothing."""
    try:
        with transaction.atomic():
            act()
    except Refused:
        pass


def test_due_is_paid_and_carried_whatever_happens():
    work.move_to("2026-12-01T09:00:00+08:00")
    run_state_machine_as_test(
        Year,
        settings=settings(
            max_examples=2, stateful_step_count=7, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.once
def test_five_hundred_people_of_ten_organisations_are_gathered_in_seconds():
    work.move_to("2026-12-01T09:00:00+08:00")
    version = make.scheme()
    for place in range(PLACES):
        _staffed(make.organisation(f"东胜区第{place + 1}社工站"), version, place)
    assert SubsidyLine.objects.count() == PLACES * STAFF
    batch = make.begun(*SubsidyClaim.objects.select_related("scheme"))
    begun = time.monotonic()
    with CaptureQueriesContext(connection) as asked:
        batching.build(batch.pk)
    assert time.monotonic() - begun < 10
    assert len(asked) < 80 * PLACES
    batch = make.fresh_batch(batch)
    assert (batch.status, batch.people) == ("built", PLACES * (STAFF - 2))
    assert batch.fen == PLACES * (STAFF - 2) * 10_000
    exceptions = SubsidyLine.objects.filter(counts=False, claim__batch=batch)
    assert exceptions.count() == PLACES * 2
    assert not exceptions.filter(reasons=[])


def _staffed(organisation, version, place):
    """Fifty people: one without insurance, one whose insurance is struck out after the claim."""
    month, ends = make.month(), date(2027, 12, 31)
    begins, given = date(2024, 1, 1), {"number_sealed": "x", "number_shown": "****"}
    owner = person("owner")
    base = place * STAFF
    workers = Worker.objects.bulk_create(
        Worker(name=f"李{n}", id_sealed="x", id_print=f"p{base + n}", id_shown="150***********0021",
               born_on=date(1990, 1, 1))
        for n in range(STAFF)
    )  # fmt: skip
    WorkerCertificate.objects.bulk_create(
        WorkerCertificate(worker=row, level="assistant", number_print=f"c{row.pk}",
                          issued_on=begins, valid_until=ends, **given)
        for row in workers
    )  # fmt: skip
    employments = Employment.objects.bulk_create(
        Employment(worker=row, body=organisation.body, contract="fixed", begins_on=date(2025, 1, 1),
                   entered_by=owner, entered_at=make.clock.now())
        for row in workers
    )  # fmt: skip
    InsuredMonth.objects.bulk_create(
        InsuredMonth(worker=row.worker, employment=row, month=month, source="insurance",
                     reference="1", entered_by=owner, entered_at=make.clock.now())
        for row in employments[1:]
    )  # fmt: skip
    make.checked(make.confirmed(version, organisation, staff=0))
    InsuredMonth.objects.filter(employment=employments[1]).delete()
