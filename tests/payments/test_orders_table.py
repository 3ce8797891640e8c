"""Who may take which step of a payment order and of a bank account, in each state."""

import pytest

from portal.core.reasons import Refused
from portal.payments.orders.workflow import ORDER
from portal.payments.payees.workflow import PAYEE
from portal.workflow import engine
from tests.factories import payments as make
from tests.people import FURTHER, KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS | FURTHER if name != "anonymous")
MAKER, CHECKER = {"accountant"}, {"treasurer"}
MONEY = {"owner", "finance"}
ORDERS = {
    "prepared": {"check": CHECKER, "send_back": CHECKER, "cancel": MAKER},
    "mending": {"hand_in": MAKER, "cancel": MAKER},
    "checked": {"send": MAKER, "send_back": CHECKER, "cancel": MAKER},
    "sent": {},
    "paid": {},
    "returned": {"hand_in": MAKER, "cancel": MAKER},
    "settled": {},
    "cancelled": {},
}
ACCOUNTS = {
    "proposed": {"confirm": CHECKER, "refuse": CHECKER, "withdraw": MONEY},
    "confirmed": {},
    "refused": {},
    "withdrawn": {},
}


def account_in_state(state):
    from portal.payments.payees import operations

    if state == "confirmed":
        return make.account()
    row = make.proposed()
    if state == "refused":
        return operations.refuse(account=row, by=person("treasurer"), words="不一致")
    if state == "withdrawn":
        return operations.withdraw(account=row, by=person("owner"))
    return row


TABLES = {"order": (ORDER, ORDERS, make.in_state), "account": (PAYEE, ACCOUNTS, account_in_state)}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_names_every_state_and_every_action_of_people(name):
    flow, table, _made = TABLES[name]
    assert set(table) == set(flow.states.values)
    for state, actions in table.items():
        offered = {s.action for s in flow.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize(
    ("name", "state"), [(n, state) for n, (_f, table, _m) in TABLES.items() for state in table]
)
def test_who_may_do_what_in_each_state_and_nobody_else(name, state):
    flow, table, made = TABLES[name]
    row = made(state)
    for who in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(who))}
        allowed = {action for action, people in table[state].items() if who in people}
        assert offered == allowed, (state, who)
        for action in sorted({step.action for step in flow.steps} - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(who), note="因为")
            known = flow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state
