"""A transfer that comes back from the bank (退汇), walked whole in a browser.

An award was paid; the bank returns it because name and number do not fit. The payment is open
again, the award is not. The organisation shows once more who it is and names the right account, a
second person confirms it, maker and checker send the same order again, and it is paid. The way
until the first file for the bank is made by the operations (``tests.factories.grants``); from
there on everybody clicks.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from incubator.grants.models import Claim, Tally
from portal.core import sealed
from portal.ledger.postings import proof
from portal.payments.orders.models import Order
from portal.payments.payees.models import Account
from tests import people
from tests.factories import grants as make
from tests.factories import joining, payments
from tests.harness.site import PortalSite, running
from tests.journeys.paying import bank_says, figures, release, send
from tests.journeys.walking import Walk, in_spring, until

pytestmark = pytest.mark.browser
FEN, LINE = 1_000_000, 1_500_000
WRONG, RIGHT = make.NUMBER, "0612000055556666"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal in which an award of 10,000 yuan is on its way to the bank."""
    with django_db_blocker.unblock(), running("wushe_journey_returned") as made:
        in_spring()
        made.start_worker("slow")
        make.ready(fen=LINE)
        claim = make.stands(make.approved(make.checked(make.claimed(make.offered()))))
        make.ordered(make.receipted(claim))
        payments.sent(payments.operations.check(order=order(), by=people.person("treasurer")))
        yield made


@pytest.fixture
def walk(site: PortalSite, page: Page) -> Walk:
    return Walk(site, page)


def order() -> Order:
    return Order.objects.get()


def claim() -> Claim:
    return Claim.objects.get()


def test_the_bank_pays_and_then_sends_the_money_back(walk: Walk) -> None:
    bank_says(walk, "成功", order())
    until(lambda: claim().status == "paid")
    assert (claim().paid, figures()) == (FEN, (0, FEN, LINE - FEN))
    walk.wait(days=2)
    bank_says(walk, "退汇", order(), words="账号与户名不符")
    until(lambda: claim().status == "ordered")
    assert (order().status, claim().paid, claim().paid_on) == ("returned", 0, None)
    # The payment is open again, the award is not: its money stays reserved and counted.
    assert figures() == (FEN, 0, LINE - FEN)
    assert (Tally.objects.get().awarded, Tally.objects.get().paid) == (FEN, 0)


def test_everybody_reads_what_came_back_and_why(walk: Walk) -> None:
    walk.go(f"/payments/{order().pk}/", "owner")
    walk.says("账号与户名不符", "退回", f"尾号{WRONG[-4:]}")
    assert WRONG not in walk.page.content()
    walk.go(f"/work/payments/{order().pk}/", "accountant")
    walk.says("账号与户名不符")
    walk.act("hand_in")
    assert order().status == "returned", "the same account would only come back once more"


def test_the_organisation_proves_itself_and_names_the_right_account(walk: Walk) -> None:
    body = people.body("ours")
    walk.go(f"/org/{body.pk}/account/", "owner")
    walk.says(f"尾号{WRONG[-4:]}")
    walk.wait(days=0.01)
    walk.go(f"/org/{body.pk}/account/new/")
    assert "/reauthenticate/" in walk.page.url, "five minutes are over"
    walk.page.fill("input[name=password]", "Long-Enough-2026")
    walk.press("main form button")
    assert walk.page.url.endswith(f"/org/{body.pk}/account/new/")
    walk.page.fill("input[name=holder]", "王芳")
    walk.page.fill("input[name=bank]", payments.BANK)
    walk.page.fill("input[name=bank_code]", "1")
    walk.page.fill("input[name=number]", RIGHT)
    walk.press("main form button.button")
    walk.says("12 位")
    assert walk.page.input_value("input[name=holder]") == "王芳", "what was typed is kept"
    walk.page.fill("input[name=holder]", body.name)
    walk.page.fill("input[name=bank_code]", payments.code())
    walk.page.fill("input[name=number]", RIGHT)
    walk.attach("permit", joining.scan())
    walk.press("main form button.button")
    walk.says(f"****{RIGHT[-4:]}", f"尾号{WRONG[-4:]}")
    assert Account.objects.get(in_force=True).shown == f"尾号{WRONG[-4:]}", "not yet"


def test_a_second_person_confirms_it_and_the_old_one_ends(walk: Walk) -> None:
    row = Account.objects.get(status="proposed")
    walk.go(f"/work/bank-accounts/{row.pk}/", "accountant")
    assert walk.page.locator("input[name=action]").count() == 0
    walk.go(f"/work/bank-accounts/{row.pk}/", "treasurer")
    assert RIGHT not in walk.page.content()
    walk.unfold("details.panel")
    walk.page.fill("input[name=why]", "与开户许可证核对")
    walk.act("reveal")
    walk.says(RIGHT)
    walk.choose("action", "confirm")
    walk.press("main form:has(input[name=action]) button")
    found = Account.objects.get(in_force=True)
    assert (found.pk, sealed.unsealed(found.sealed)) == (row.pk, RIGHT)


def test_maker_and_checker_send_the_same_order_again(walk: Walk) -> None:
    here = f"/work/payments/{order().pk}/"
    walk.go(here, "accountant")
    walk.says(f"****{RIGHT[-4:]}")
    walk.act("hand_in")
    assert order().status == "prepared"
    release(walk, order(), "人民币壹万元整", f"****{RIGHT[-4:]}")
    content = send(walk, FEN)
    assert order().status == "sent"
    assert RIGHT.encode() in content
    assert WRONG.encode() not in content


def test_it_is_paid_once_and_nothing_was_awarded_twice(walk: Walk) -> None:
    bank_says(walk, "成功", order())
    until(lambda: claim().status == "paid")
    assert (order().status, claim().paid, figures()) == ("paid", FEN, (0, FEN, LINE - FEN))
    assert (Claim.objects.count(), Order.objects.count()) == (1, 1)
    assert (Tally.objects.get().awarded, Tally.objects.get().paid) == (FEN, FEN)
    assert proof.wrong_sums() == []
    walk.go(f"/grants/{claim().pk}/", "owner")
    walk.says("10,000.00")
    walk.act("close")
    assert claim().status == "closed"
