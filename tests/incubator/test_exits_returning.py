"""What was lent comes back, and support money that was not used."""

from datetime import timedelta

import pytest

from incubator.allowances import operations as allowances
from incubator.exits import operations, queries, returning
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests.factories import deciding, joining, residences
from tests.factories import exits as make
from tests.people import appoint, person

pytestmark = pytest.mark.django_db
GRANT = [{"kind": "money", "amount": 500_000, "each": "whole", "carry_over": False}]


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def left(row):
    return operations.leave(residence=row, by=person("owner"), reason="搬走。")


def paid(amount=300_000):
    """A residence to which the base has paid out support money."""
    row = residences.residence(grants=GRANT)
    allowances.take(
        body_id=row.body_id,
        kind="money",
        amount=amount,
        about="tests:1",
        on=clock.today(),
        by=residences.clerk(),
    )
    return row


def enter(row, what="spent", fen=100_000, **values):
    given = {
        "on": clock.today(),
        "words": "印制宣传册",
        "upload": joining.scan("发票.png"),
        "by": residences.worker(),
        **values,
    }
    return returning.enter_money(residence=row, what=what, amount_fen=fen, **given)


def test_the_base_writes_down_what_it_lends_and_receives_it():
    row = residences.residence()
    key = make.lent(row)
    assert queries.not_back(row) == ("钥匙 B-12",)
    back = returning.receive(lent=key, on=clock.today(), by=residences.worker())
    assert (back.back_on, back.received_by) == (clock.today(), residences.worker())
    assert queries.not_back(row) == ()
    again = {"lent": key, "on": clock.today(), "by": residences.worker()}
    assert refused(returning.receive, **again) == {"already_back"}


def test_what_is_lost_is_replaced_with_words():
    key = make.lent(residences.residence())
    by = residences.worker()
    done = returning.receive(lent=key, on=clock.today(), by=by, instead="丢失，已配新钥匙。")
    assert done.instead == "丢失，已配新钥匙。"


def test_the_same_number_is_not_lent_twice_at_once():
    row = residences.residence()
    key = make.lent(row)
    with pytest.raises(Refused) as refusal:
        make.lent(row)
    assert refusal.value.codes == {"already_lent"}
    returning.receive(lent=key, on=clock.today(), by=residences.worker())
    assert make.lent(row).pk != key.pk


def test_days_of_lending_and_receiving_have_come_and_are_in_order():
    row = residences.residence()
    tomorrow, yesterday = clock.today() + timedelta(1), residences.yesterday()
    key = make.lent(row)
    by = residences.worker()
    assert refused(returning.receive, lent=key, on=tomorrow, by=by) == {"day_in_future"}
    assert refused(returning.receive, lent=key, on=yesterday, by=by) == {"back_before_lent"}
    with pytest.raises(Refused) as refusal:
        make.lent(row, number="B-13", since=tomorrow)
    assert refusal.value.codes == {"day_in_future"}


def test_only_the_base_lends_and_receives_and_never_to_its_own():
    row = residences.residence()
    key = make.lent(row)
    for name in ("owner", "colleague", "stranger", "leader"):
        with pytest.raises(Refused) as refusal:
            make.lent(row, number="B-13", by=person(name))
        assert refusal.value.codes == {"not_permitted"}
        codes = refused(returning.receive, lent=key, on=clock.today(), by=person(name))
        assert codes == {"not_permitted"}
    worker = residences.worker()
    appoint(worker, "viewer", row.body)
    assert refused(returning.receive, lent=key, on=clock.today(), by=worker) == {"own_case"}


def test_nothing_is_handed_over_while_something_is_out():
    row = paid()
    key = make.lent(row)
    left(row)
    over = {"residence": row, "by": residences.clerk()}
    assert refused(returning.hand_over, **over) == {"not_handed_back", "money_not_returned"}
    returning.receive(lent=key, on=clock.today(), by=residences.worker())
    enter(row, fen=100_000)
    assert refused(returning.hand_over, **over) == {"money_not_returned"}
    enter(row, "returned", 200_000)
    assert returning.hand_over(**over).status == "closed"


def test_graduates_are_followed_and_all_others_are_closed_at_once():
    graduate = make.graduated()
    done = returning.hand_over(residence=graduate, by=residences.clerk())
    assert (done.status, done.case.closed_at) == ("follow_up", None)
    other = residences.residence(make.others())
    operations.leave(residence=other, by=person("stranger"), reason="搬走。")
    done = returning.hand_over(residence=other, by=residences.clerk())
    assert done.status == "closed"


def test_who_is_leaving_borrows_nothing_more():
    row = left(residences.residence())
    with pytest.raises(Refused) as refusal:
        make.lent(row)
    assert refusal.value.codes == {"lent_after_exit"}


def test_money_is_accounted_for_up_to_what_was_paid():
    row = paid()
    assert queries.money_of(row) == queries.Money(300_000, 0, 0)
    assert refused(enter, row=row, fen=300_001) == {"more_than_paid"}
    assert refused(enter, row=row, fen=0) == {"amount_not_positive"}
    tomorrow = clock.today() + timedelta(1)
    assert refused(enter, row=row, on=tomorrow) == {"day_in_future"}
    for name in ("owner", "stranger", "leader"):
        assert refused(enter, row=row, by=person(name)) == {"not_permitted"}
    enter(row)
    assert queries.money_of(row).open == 200_000


def test_a_grant_that_was_never_paid_out_needs_no_return():
    row = residences.residence(grants=GRANT)
    assert queries.money_of(row).open == 0
    left(row)
    assert returning.hand_over(residence=row, by=residences.clerk()).status == "closed"


def test_whoever_is_late_is_reminded_once_a_week_with_the_base():
    from incubator.exits import reminding

    row = residences.residence()
    make.lent(row)
    left(row)
    due = residences.fresh(row).case.due_on
    deciding.later((due - clock.today()).days)
    assert reminding.remind() == 0
    told = Notice.objects.filter(key="exit_inventory_late")
    for days, number in ((1, 1), (1, 1), (6, 2)):
        deciding.later(days)
        reminding.remind()
        assert told.filter(person=person("owner")).count() == number
        assert told.filter(person=residences.worker()).count() == number
