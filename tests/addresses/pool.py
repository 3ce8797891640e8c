"""Addresses of the charity pool."""

from tests import people
from tests.factories import pool, programmes
from tests.harness.matrix import SIGNED_IN, entry

KEEPERS = {"incubation_clerk", "section_head", "base_worker"}
ABSENT = {"pk": 999_999}


def _key(make):
    return lambda: {"pk": make().pk}


def _elsewhere(**values):
    return pool.offer(base=programmes.base("other_bureau", "康巴什区孵化中心"), **values)


def _gift_of_theirs():
    offer = pool.listed()
    return pool.operations.ask(
        offer=offer,
        quantity=1,
        purpose="?",
        body=people.body("theirs"),
        by=people.person("stranger"),
    )


def _receipt():
    gift = pool.received()
    return {"pk": gift.offer_id, "match": gift.pk}


entry("pool")
entry("pool_offer", own=_key(pool.listed), absent=ABSENT)
entry("pool_give", sees_own=SIGNED_IN)
entry("pool_ask", own=_key(pool.listed), absent=ABSENT, sees_own=SIGNED_IN)
entry("my_pool", sees_own=SIGNED_IN)
entry(
    "my_offer",
    own=_key(pool.offer),
    other=_key(lambda: pool.offer(by=people.person("stranger"))),
    absent=ABSENT,
    sees_own={"resident"},
    sees_other={"stranger"},
)
entry(
    "pool_receipt",
    own=_receipt,
    absent={**ABSENT, "match": 1},
    sees_own={"resident"},
)
entry(
    "my_gift",
    own=_key(pool.asked),
    other=_key(_gift_of_theirs),
    absent=ABSENT,
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
for _name in ("pool_kept", "pool_enter"):
    entry(_name, sees_own=KEEPERS)
entry(
    "pool_offer_case",
    own=_key(pool.offer),
    other=_key(_elsewhere),
    absent=ABSENT,
    sees_own=KEEPERS,
)
entry("pool_household", own=_key(pool.listed), absent=ABSENT, sees_own=KEEPERS)
entry("pool_match_case", own=_key(pool.asked), absent=ABSENT, sees_own=KEEPERS)
entry("pool_slip", own=_key(pool.handed), absent=ABSENT, sees_own=KEEPERS)
