"""Two organisations, two batches and two clerks in the same moment: nobody twice."""

from functools import partial

import pytest

from incubator.subsidies import batching, netting, operations, paying
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine
from tests.factories import subsidies as make
from tests.people import person

pytestmark = pytest.mark.slow


def test_one_list_one_batch_and_one_correction_of_many_at_once(together):
    version, us = make.scheme(), make.organisation()
    make.person(us)
    given = {"organisation": us, "scheme_id": version.scheme_id, "month": make.month()}
    act = partial(operations.confirm, by=person("owner"), **given)
    assert together(act, act, act) == ["claim_open", "claim_open", "done"]
    assert SubsidyLine.objects.filter(counts=True).count() == 1
    claim = make.checked(SubsidyClaim.objects.get())
    begin = partial(
        batching.begin, scheme=version.scheme, month=claim.month, by=person("incubation_clerk")
    )
    assert together(begin, begin) == ["batch_open", "done"]
    batch = SubsidyBatch.objects.get()
    assert together(*[partial(batching.build, batch.pk)] * 2) == ["done", "done"]
    assert make.fresh_batch(batch).people == 1
    make.paid(make.ordered(make.committed(make.approved(make.proposed(make.fresh_batch(batch))))))
    line = make.lines(claim)[0]
    wrong = partial(
        netting.correct, line=line, fen=6_000, words="有误", by=person("incubation_clerk")
    )
    assert together(wrong, wrong) == ["done", "more_than_paid"]
    line.refresh_from_db()
    assert line.corrected == 6_000
    # The portal takes these steps by itself, outside of any transaction.
    close = partial(paying.close, make.fresh(claim))
    assert together(close, close) == ["done", "not_possible_now"]
    assert together(partial(paying.close_batch, make.fresh_batch(batch))) == ["done"]
