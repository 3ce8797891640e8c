"""Every state × action × person of claim, dispute, recovery and supplier."""

import pytest

from portal.accounts.models import User
from portal.core.reasons import Refused
from portal.organisations.claims import operations as claims
from portal.organisations.claims.workflow import CLAIM
from portal.organisations.recoveries import operations as recoveries
from portal.organisations.recoveries.workflow import RECOVERY
from portal.organisations.suppliers import operations as suppliers
from portal.organisations.suppliers.workflow import SUPPLIER
from portal.workflow import engine
from tests.factories import joining
from tests.people import body, person

pytestmark = pytest.mark.django_db
PEOPLE = (
    "resident",
    "owner",
    "colleague",
    "stranger",
    "clerk",
    "other_clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "editor",
    "administrator",
    "law_keeper",
)
DESK = {"clerk", "section_head"}
HEAD = {"section_head"}
OWN = {"resident"}
COUNTER = {"clerk", "section_head", "counter_clerk"}
CLAIM_TABLE = {
    "submitted": {"approve": DESK, "refuse": DESK, "ask_more": DESK, "withdraw": OWN},
    "supplement": {"supply": OWN, "withdraw": OWN},
    "supplemented": {"approve": DESK, "refuse": DESK, "withdraw": OWN},
    "disputed": {"uphold": HEAD, "dismiss": HEAD, "withdraw": OWN},
    "approved": {},
    "refused": {},
    "withdrawn": {},
    "lapsed": {},
}
SUPPLIER_TABLE = {
    "submitted": {"approve": DESK, "refuse": DESK, "ask_more": DESK, "withdraw": OWN},
    "supplement": {"supply": OWN, "withdraw": OWN},
    "supplemented": {"approve": DESK, "refuse": DESK, "withdraw": OWN},
    "approved": {},
    "refused": {},
    "withdrawn": {},
    "lapsed": {},
}
RECOVERY_TABLE = {
    "started": {"confirm": DESK, "reject": DESK, "cancel": COUNTER},
    "confirmed": {},
    "rejected": {},
    "cancelled": {},
}


def claim_in(state):
    resident, clerk, head = person("resident"), person("clerk"), person("section_head")
    if state == "disputed":
        person("owner")
        return joining.claim(joining.registered(body("ours")), resident)
    claim = joining.claim(joining.organisation(), resident)
    if state in ("supplement", "supplemented", "lapsed"):
        claim = claims.ask_more(claim=claim, by=clerk, words="请补。")
    steps = {
        "supplemented": lambda: claims.supply(claim=claim, by=resident, words="已补。"),
        "approved": lambda: claims.approve(claim=claim, by=clerk),
        "refused": lambda: claims.refuse(claim=claim, by=head, words="不符。"),
        "withdrawn": lambda: claims.withdraw(claim=claim, by=resident),
        "lapsed": lambda: claims.lapse(claim),
    }
    return steps[state]() if state in steps else claim


def supplier_in(state):
    resident, clerk = person("resident"), person("clerk")
    row = joining.supplier(resident)
    if state in ("supplement", "supplemented", "lapsed"):
        row = suppliers.ask_more(application=row, by=clerk, words="请补。")
    steps = {
        "supplemented": lambda: suppliers.supply(application=row, by=resident, words="已补。"),
        "approved": lambda: suppliers.approve(application=row, by=clerk),
        "refused": lambda: suppliers.refuse(application=row, by=clerk, words="不符。"),
        "withdrawn": lambda: suppliers.withdraw(application=row, by=resident),
        "lapsed": lambda: suppliers.lapse(row),
    }
    return steps[state]() if state in steps else row


def recovery_in(state):
    """Begun by an official who stands in none of the other columns."""
    person("owner")
    person("resident")
    starter = User.objects.create_user(email="starter@tests.example", name="starter")
    from tests.people import appoint

    appoint(starter, "counter_clerk", body("bureau"))
    row, _code = recoveries.start(
        organisation=joining.registered(body("ours")),
        contact="resident@tests.example",
        grounds="失联。",
        letter=joining.scan(),
        by=starter,
    )
    steps = {
        "confirmed": lambda: recoveries.confirm(recovery=row, by=person("clerk")),
        "rejected": lambda: recoveries.reject(recovery=row, by=person("clerk"), words="不符。"),
        "cancelled": lambda: recoveries.cancel(recovery=row, by=starter, words="撤回。"),
    }
    return steps[state]() if state in steps else row


CASES = [
    *((CLAIM, CLAIM_TABLE, claim_in, state) for state in CLAIM_TABLE),
    *((SUPPLIER, SUPPLIER_TABLE, supplier_in, state) for state in SUPPLIER_TABLE),
    *((RECOVERY, RECOVERY_TABLE, recovery_in, state) for state in RECOVERY_TABLE),
]


def test_the_tables_name_every_state_and_every_action_of_people():
    tables = ((CLAIM, CLAIM_TABLE), (SUPPLIER, SUPPLIER_TABLE), (RECOVERY, RECOVERY_TABLE))
    for flow, table in tables:
        assert set(table) == set(flow.states.values)
        for state, actions in table.items():
            offered = {s.action for s in flow.steps_from(state) if s.permission is not None}
            assert set(actions) == offered, (flow.code, state)


@pytest.mark.parametrize(("flow", "table", "make", "state"), CASES)
def test_who_may_do_what_in_each_state(flow, table, make, state):
    row = make(state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in table[state].items() if name in who}
        assert offered == allowed, (state, name)


@pytest.mark.parametrize(("flow", "table", "make", "state"), CASES)
def test_what_is_not_offered_is_refused(flow, table, make, state):
    row = make(state)
    actions = {step.action for step in flow.steps}
    for action in sorted(actions):
        allowed = table[state].get(action, set())
        for name in PEOPLE:
            if name in allowed:
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = flow.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state
