"""Two at once at the end of a residence: one act counts, one number is issued."""

from functools import partial

import pytest

from incubator.exits import extending, hearing, operations, returning
from incubator.exits.models import Diploma, Ending, Extension, MoneyEntry
from incubator.residence.models import Residence
from portal.core import clock
from portal.workflow.letters.models import Letter
from tests.factories import exits as make
from tests.factories import joining, residences
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_two_leaders_who_graduate_at_once_one_issues_one_certificate(together):
    row = make.in_exit()
    leader, head = person("leader"), person("section_head")
    acts = [partial(operations.graduate, residence=row, by=by) for by in (leader, head)]
    assert together(*acts) == ["done", "not_possible_now"]
    assert (Diploma.objects.count(), Ending.objects.count()) == (1, 1)
    assert Letter.objects.filter(kind="residence.graduated").count() == 1
    assert Residence.objects.get().follow_ups.count() == 3


def test_numbers_of_certificates_issued_at_once_differ(together):
    rows = [make.in_exit(), make.in_exit(make.others())]
    acts = [partial(operations.graduate, residence=row, by=person("leader")) for row in rows]
    assert together(*acts) == ["done", "done"]
    serials = sorted(number[:12] for number in Diploma.objects.values_list("number", flat=True))
    year = clock.today().year
    assert serials == [f"CK-{year}-0001", f"CK-{year}-0002"]


def test_graduating_and_leaving_at_once_end_it_once(together):
    row = make.in_exit()
    found = together(
        partial(operations.graduate, residence=row, by=person("leader")),
        partial(operations.leave, residence=row, by=person("owner"), reason="搬走。"),
    )
    assert found == ["done", "not_possible_now"]
    assert Ending.objects.count() == 1


def test_an_extension_asked_for_twice_at_once_waits_once(together):
    row = make.near_end()
    ask = partial(
        extending.ask, residence=row, months=2, words="还差一期。", by=residences.owner(row)
    )
    assert together(ask, ask, ask) == ["done", "extension_waits", "extension_waits"]
    assert Extension.objects.count() == 1


def test_keeping_and_terminating_at_once_decide_once(together):
    row = make.heard().residence
    leader, head = person("leader"), person("section_head")
    found = together(
        partial(hearing.keep, residence=row, by=leader, words="继续。"),
        partial(hearing.terminate, residence=row, by=head, words="终止。"),
    )
    assert found.count("done") == 1
    assert Letter.objects.filter(kind__in=["residence.kept", "residence.terminated"]).count() == 1


def test_the_same_receipt_of_the_last_money_counts_once(together):
    from tests.incubator.test_exits_returning import paid

    row = paid(100_000)
    enter = partial(
        returning.enter_money,
        residence=row,
        what="returned",
        amount_fen=100_000,
        on=clock.today(),
        words="退回未用资金",
        by=residences.worker(),
    )
    acts = [partial(enter, upload=joining.scan("收据.png")) for _number in range(2)]
    assert together(*acts) == ["done", "more_than_paid"]
    assert MoneyEntry.objects.count() == 1
