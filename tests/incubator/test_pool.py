"""The charity pool of a station: offer, match, handover, receipt."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from incubator.pool import operations, queries
from incubator.pool.models import PoolMatch, PoolOffer
from incubator.pool.operations import Caller
from incubator.pool.workflow import MATCHES, OFFERS
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import due, engine
from tests.factories import joining, pool, programmes
from tests.people import KINDS, body, client_of, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
KEEP = {"incubation_clerk", "section_head", "base_worker"}
OFFER_TABLE = {
    "offered": {"list": KEEP, "decline": KEEP, "withdraw": {"resident"}},
    "listed": {"withdraw": {"resident"}, "take_off": KEEP},
    "given": {},
    "declined": {},
    "withdrawn": {},
    "lapsed": {},
}
MATCH_TABLE = {
    "asked": {"match": KEEP, "refuse": KEEP, "cancel": {"owner"}},
    "matched": {"cancel": {"owner"}, "call_off": KEEP, "hand_over": KEEP},
    "handed": {"confirm": {"owner"}, "confirm_on_paper": KEEP},
    "received": {},
    "refused": {},
    "cancelled": {},
}


@pytest.mark.parametrize(("flow", "table"), [(OFFERS, OFFER_TABLE), (MATCHES, MATCH_TABLE)])
def test_the_tables_name_every_state_and_every_action_of_people(flow, table):
    assert set(table) == set(flow.states.values)
    for state, actions in table.items():
        offered = {s.action for s in flow.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize(
    ("make", "table", "state"),
    [
        *((pool.offer, OFFER_TABLE, state) for state in OFFER_TABLE),
        *((pool.asked, MATCH_TABLE, state) for state in MATCH_TABLE),
    ],
)
def test_who_may_do_what_in_each_state_and_nobody_else(make, table, state):
    row = pool.in_state(make(), state)
    actions = {step.action for step in row.workflow.steps}
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in table[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in sorted(actions - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = row.workflow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state


def codes(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def test_money_is_refused_with_the_clause_and_every_other_reason_at_once():
    with pytest.raises(Refused) as refusal:
        pool.offer(kind="money", quantity=0, until=clock.today() - timedelta(days=1))
    assert refusal.value.codes == {"money_not_taken", "no_quantity", "until_past"}
    assert any(reason.clause == "《中华人民共和国慈善法》" for reason in refusal.value.reasons)
    assert not PoolOffer.objects.exists()


def test_an_offer_stands_for_half_a_year_at_most():
    latest = clock.today() + timedelta(days=180)
    assert pool.offer(until=latest).until == latest
    late = latest + timedelta(days=1)
    assert codes(pool.offer, until=late) == {"until_too_late"}


def test_a_gift_goes_from_offer_to_receipt_and_the_giver_reads_where_it_went():
    row = pool.listed()
    gift = pool.received(row)
    row.refresh_from_db()
    assert (row.promised, row.left) == (2, 8)
    assert gift.receipt.startswith("JZ-")
    assert (gift.handed_on, gift.received_on) == (clock.today(), clock.today())
    told = {
        name: sorted(Notice.objects.filter(person=person(name)).values_list("key", flat=True))
        for name in ("resident", "owner", "stranger")
    }
    assert told == {
        "resident": ["pool_listed", "pool_received"],
        "owner": ["pool_handed", "pool_matched"],
        "stranger": [],
    }
    page = client_of("resident").get(reverse("my_offer", args=[row.pk])).content.decode()
    assert "老人们很高兴。" in page
    receipt = client_of("resident").get(reverse("pool_receipt", args=[row.pk, gift.pk]))
    assert receipt.content.startswith(b"%PDF")


def test_never_more_is_promised_than_there_is():
    row = pool.listed(quantity=3)
    first, second = pool.asked(row, 2), pool.asked_by_resident(row, 2)
    worker = person("base_worker")
    operations.match(match=first, by=worker)
    assert codes(operations.match, match=second, by=worker) == {"more_than_left"}
    row.refresh_from_db()
    second.refresh_from_db()
    assert (row.promised, second.status) == (2, "asked")
    operations.cancel(match=first, by=person("owner"))
    operations.match(match=second, by=worker)
    row.refresh_from_db()
    assert row.promised == 2


def test_asking_is_refused_with_every_reason():
    row = pool.listed(quantity=1)
    giver = person("resident")
    asked = {"offer": row, "purpose": "?", "by": giver}
    assert codes(operations.ask, quantity=5, **asked) == {"more_than_left", "own_offer"}
    pool.asked(row, 1)
    again = {"offer": row, "purpose": "?", "by": person("owner"), "body": body("ours")}
    assert codes(operations.ask, quantity=1, **again) == {"asked_already"}
    operations.take_off(offer=row, by=person("base_worker"), words="损坏")
    stranger = {"offer": row, "purpose": "?", "by": person("stranger"), "body": body("theirs")}
    assert codes(operations.ask, quantity=1, **stranger) == {"not_on_offer"}
    colleague = {**again, "by": person("colleague")}
    assert codes(operations.ask, quantity=1, **colleague) == {"not_permitted"}


def test_what_is_promised_cannot_be_taken_back_silently():
    row = pool.listed()
    pool.matched(row)
    withdraw = {"offer": row, "by": person("resident")}
    assert codes(operations.withdraw, **withdraw) == {"promised_already"}


def test_a_household_is_kept_sealed_and_shown_shortened():
    row, worker = pool.listed(), person("base_worker")
    gift = operations.ask(
        offer=row,
        quantity=1,
        purpose="摔伤后出门",
        household=Caller("白音孟和", "13812345678"),
        channel="phone",
        by=worker,
    )
    assert gift.case.applicant == "白**"
    raw = PoolMatch.objects.values_list("household", "phone").get(pk=gift.pk)
    assert "白音孟和" not in raw[0]
    assert "13812345678" not in raw[1]
    denied = {"offer": row, "quantity": 1, "purpose": "?", "household": Caller("甲")}
    assert codes(operations.ask, by=person("owner"), **denied) == {"not_permitted"}


def test_a_receipt_signed_on_paper_needs_its_scan():
    gift, worker = pool.handed(), person("base_worker")
    scan = joining.scan("接收单.png")
    done = operations.confirm_on_paper(match=gift, upload=scan, by=worker)
    assert (done.status, bool(done.slip_id)) == ("received", True)
    other = pool.handed(pool.listed(title="拐杖"))
    wrong = SimpleUploadedFile("a.exe", b"MZ", content_type="application/octet-stream")
    with pytest.raises(Refused):
        operations.confirm_on_paper(match=other, upload=wrong, by=worker)
    other.refresh_from_db()
    assert other.status == "handed"
    slip = client_of("base_worker").get(reverse("pool_slip", args=[other.pk]))
    assert slip.content.startswith(b"%PDF")


def test_time_ends_an_offer_and_everything_given_closes_it():
    over = pool.listed(title="旧书")
    PoolOffer.objects.filter(pk=over.pk).update(until=clock.today() - timedelta(days=1))
    given = pool.listed(title="拐杖", quantity=2)
    pool.received(given, 2)
    due.run()
    assert PoolOffer.objects.get(pk=over.pk).status == "lapsed"
    assert PoolOffer.objects.get(pk=given.pk).status == "given"


def test_only_what_is_on_offer_stands_in_public():
    shown = pool.listed()
    pool.offer(title="待核对")
    page = client_of("anonymous").get(reverse("pool"))
    assert [row.pk for row in page.context["page"]] == [shown.pk]
    assert "resident" not in page.content.decode()


def test_others_do_not_see_an_offer_or_a_gift():
    row, gift = pool.listed(), None
    gift = pool.asked(row)
    for name in ("stranger", "owner"):
        assert client_of(name).get(reverse("my_offer", args=[row.pk])).status_code == 404
    for name in ("stranger", "resident"):
        assert client_of(name).get(reverse("my_gift", args=[gift.pk])).status_code == 404
    assert client_of("colleague").get(reverse("my_gift", args=[gift.pk])).status_code == 200
    theirs = programmes.base("other_bureau", "康巴什区孵化中心")
    other = pool.offer(base=theirs)
    assert not queries.offers_kept(person("base_worker")).filter(pk=other.pk).exists()


def test_the_screens_lead_from_giving_to_the_receipt():
    base = pool.station()
    giver, worker, owner = client_of("resident"), client_of("base_worker"), client_of("owner")
    sent = {
        "base": base.pk, "kind": "goods", "title": "棉被", "quantity": 5, "unit": "床",
        "until": (clock.today() + timedelta(days=20)).isoformat(),
    }  # fmt: skip
    refused = giver.post(reverse("pool_give"), {**sent, "kind": "money"})
    assert "棉被" in refused.content.decode()
    assert refused.context["form"].errors["kind"]
    assert giver.post(reverse("pool_give"), sent).status_code == 302
    row = PoolOffer.objects.get()
    worker.post(reverse("pool_offer_case", args=[row.pk]), {"act": "list"})
    owner.post(
        reverse("pool_ask", args=[row.pk]),
        {"body": body("ours").pk, "quantity": 2, "purpose": "冬天"},
    )
    gift = PoolMatch.objects.get()
    assert gift.body == body("ours")
    for act in ("match", "hand_over"):
        worker.post(reverse("pool_match_case", args=[gift.pk]), {"act": act})
    owner.post(reverse("my_gift", args=[gift.pk]), {"act": "confirm", "thanks": "谢谢"})
    gift.refresh_from_db()
    assert gift.status == "received"
    counted = queries.arrived([base.pk], clock.today(), clock.today())
    assert [one.pk for one in counted] == [gift.pk]


def test_the_pool_takes_as_many_queries_for_ten_times_as_many(django_assert_max_num_queries):
    pool.listed()
    client = client_of("anonymous")
    client.get(reverse("pool"))
    for number in range(10):
        pool.listed(title=f"第{number}批棉衣")
    with django_assert_max_num_queries(10):
        assert len(client.get(reverse("pool")).context["page"]) == 11
