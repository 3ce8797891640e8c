"""Claims of money for tests, in any state, and what they rest on."""

from datetime import date, timedelta
from typing import Any

from incubator.clawbacks import operations as clawbacks
from incubator.clawbacks.models import Clawback
from incubator.grants import offering, operations, paying, queries, settling
from incubator.grants import tallies as tallies
from incubator.grants.enums import AWARDED, PAID_OUT
from incubator.grants.models import Claim
from incubator.incentives.models import SchemeVersion
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, sealed
from portal.files import operations as files
from portal.ledger.postings import operations as money
from portal.organisations.record import operations as writing
from portal.organisations.record.enums import FactKind
from portal.organisations.register.models import Organisation
from portal.organisations.register.operations import Source
from portal.payments.orders import queries as orders
from portal.payments.orders.enums import OrderState
from portal.payments.payees.enums import AccountState
from portal.payments.payees.models import Account
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals import queries as proposals
from portal.workflow.publicity.models import PublicEntry
from tests import people, work
from tests.factories import accounts, incentives, joining, ledger, record

NUMBER = "6222020612345678901"


def ours() -> Organisation:
    """The organisation of the tests' owner on the register of the bureau."""
    body = people.body("ours")
    found = Organisation.objects.filter(body=body).first()
    return found or joining.registered(body, registered_on=date(2019, 3, 4))


def account(organisation: Organisation, number: str = NUMBER) -> Account:
    """A checked bank account in force."""
    permit = files.store_made(
        content=b"%PDF-1.4", name="permit.pdf", slot="payments.permit",
        owner=files.Owner(body=organisation.pk), by=None,
    )  # fmt: skip
    return Account.objects.create(
        status=AccountState.CONFIRMED,
        body=organisation.body,
        holder=organisation.body.name,
        bank="中国工商银行鄂尔多斯东胜支行",
        bank_code="102205000018",
        sealed=sealed.seal(number),
        fingerprint=sealed.fingerprint(number),
        shown=f"尾号{number[-4:]}",
        permit=permit,
        proposed_by=people.person("owner"),
        proposed_at=clock.now(),
        decided_by=people.person("clerk"),
        decided_at=clock.now(),
        in_force=True,
    )


def graded(level: int = 3, *, on: date | None = None, of: Organisation | None = None) -> None:
    """A grade is confirmed on the record, as an official would state it."""
    organisation, day = of or ours(), on or clock.today()
    statement = writing.Statement(
        organisation=organisation.pk,
        kind=FactKind.GRADE,
        facts={"grade": level, "announced_on": day.isoformat()},
    )
    writing.add_many([statement], source=Source("等级公告", day), by=None)


def ready(*, fen: int = 10_000_000, with_account: bool = True, **terms: Any) -> SchemeVersion:
    """A published award with its line, our organisation with account and known lists."""
    organisation = ours()
    record.lists_known(organisation)
    if with_account and not Account.objects.filter(body=organisation.body, in_force=True).exists():
        account(organisation)
    for who in ("owner", "finance", "section_head", "leader", "accountant", "treasurer"):
        people.person(who)
    return incentives.published(line=ledger.line(fen), **terms)


def offered(level: int = 3, *, with_account: bool = True, **given: Any) -> Claim:
    """Offered: the grade of today came on the record and the portal followed.

    In a site that tests share, to an organisation of ours that was never offered anything.
    """
    if not SchemeVersion.objects.exclude(line=None).exists():
        ready(with_account=with_account, **given)
    organisation = never_offered(with_account=with_account)
    graded(level, of=organisation)
    return latest(offering.offer_to([organisation.pk]))


def never_offered(*, with_account: bool) -> Organisation:
    """Ours; when it had an offer, one more that the same people act for."""
    organisation = ours()
    if Claim.objects.filter(organisation=organisation).exists():
        number = Organisation.objects.count()
        body = Body.objects.create(
            kind=organisation.body.kind,
            name=f"东胜区暖阳社会工作服务中心{number}站",
            division_id=organisation.body.division_id,
        )
        organisation = joining.registered(body, registered_on=date(2019, 3, 4))
        record.lists_known(organisation)
        for who in ("owner", "finance"):
            people.appoint(people.person(who), who, body)
    if with_account and not Account.objects.filter(body=organisation.body).exists():
        account(organisation, f"62220206123456{organisation.pk:05d}")
    return organisation


def latest(found: list[Claim]) -> Claim:
    """The one claim that was made; where tests share schemes, the one with a budget line."""
    return max(found, key=lambda claim: claim.version.line_id or 0)


def claimed(row: Claim | None = None, *, by: str = "finance") -> Claim:
    """Claimed by the finance post of our organisation."""
    return operations.claim(claim=row or offered(), by=people.person(by))


def checked(row: Claim | None = None) -> Claim:
    """Checked by the clerk; the approval is under way."""
    return operations.check(
        claim=row or claimed(), words="材料齐全。", url="", by=people.person("incubation_clerk")
    )


def approved(row: Claim | None = None) -> Claim:
    """Agreed to by the section head and the leader: it is public."""
    claim = row or checked()
    for who in ("section_head", "leader"):
        proposal = proposals.standing(queries.ACT, claim.basis)
        assert proposal is not None
        approvals.give(approval=proposal, opinion="agree", words="同意。", by=people.person(who))
    return fresh(claim)


def settled(row: Claim | None = None) -> Claim:
    """The publicity is over: the money is reserved, or the claim queues."""
    claim = row or approved()
    work.move_to((clock.now() + timedelta(days=12)).isoformat())
    work.drain()
    return fresh(claim)


def receipted(row: Claim | None = None, number: str = "0012345") -> Claim:
    """With the receipt of the organisation."""
    return operations.hand_in_receipt(
        claim=row or settled(),
        paper=operations.Paper(number, clock.today(), joining.scan("收据.png")),
        by=people.person("finance"),
    )


def ordered(row: Claim | None = None) -> Claim:
    """With a payment order that the accountant prepared."""
    return operations.order(claim=row or receipted(), by=people.person("accountant"))


def paid(row: Claim | None = None) -> Claim:
    """Paid, as the payments tell it."""
    claim = row or ordered()
    orders.of_basis(claim.basis).update(status=OrderState.SETTLED, paid_on=clock.today())
    paying.paid(basis=claim.basis, fen=claim.amount, on=clock.today())
    return fresh(claim)


def fresh(claim: Claim) -> Claim:
    """The claim as it stands now."""
    return Claim.objects.select_related(*queries.WITH).get(pk=claim.pk)


def stands(row: Claim) -> Claim:
    """The publicity is over without waiting for its days."""
    settling.stands(PublicEntry.objects.get(case=row.case_id, outcome=""))
    return fresh(row)


def in_state(state: str) -> Claim:
    """A claim with its case set to a state without the steps that lead there (tables)."""
    row = offered()
    row.status = state
    if state in AWARDED:
        row.checked_by, row.approved_by = people.person("incubation_clerk"), people.person("leader")
    if state in ("committed", "receipted", "ordered", *PAID_OUT):
        row.commitment = ledger.commitment(row.amount, basis=row.basis)
    if state in PAID_OUT:
        row.paid, row.paid_on = row.amount, clock.today()
        money.pay(commitment=row.commitment, fen=row.amount, basis=f"tests:{row.pk}", by=None)
    if state in ("reported", "returning"):
        row.report, row.report_words = [["培训", row.amount - 1]], "办了四期培训。"
    case = row.case
    assert case is not None
    case.state = state
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else clock.now()
    case.save()
    row.save()
    return fresh(row)


def elsewhere() -> Claim:
    """A claim that the neighbours' bureau offered the neighbours."""
    theirs = joining.registered(
        people.body("theirs"), registry=people.body("other_bureau"), registered_on=date(2019, 3, 4)
    )
    clerk = accounts.user(email="money-elsewhere@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    leader = accounts.user(email="leader-elsewhere@tests.example", name="别处领导")
    people.appoint(leader, "leader", people.body("other_bureau"))
    incentives.published("康巴什区评估奖励", office="other_bureau", clerk=clerk, leader=leader)
    graded(3, of=theirs)
    return latest(offering.offer_to([theirs.pk]))


def money_person(organisation: Organisation) -> User:
    """Somebody with the finance post of an organisation."""
    email = f"finance-{organisation.pk}@tests.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = accounts.user(email=email, name=f"财务{organisation.pk}")
        people.appoint(found, "finance", organisation.body)
    return found


def asked_back(claim: Claim | None = None, *, by: User | None = None) -> Clawback:
    """What our organisation was paid is asked back; nobody has decided yet."""
    return clawbacks.open_for(
        claim=claim or in_state("paid"),
        words="评估材料造假，等级已撤销（东民字〔2026〕9号）。",
        by=by or people.person("incubation_clerk"),
    )


def asked_back_elsewhere() -> Clawback:
    """What the neighbours were paid is asked back by their bureau."""
    row = elsewhere()
    row.paid, row.paid_on = row.amount, clock.today()
    row.save()
    return asked_back(row, by=User.objects.get(email="money-elsewhere@tests.example"))
