"""Subsidies of social workers for tests: schemes, people who are due, lists and batches."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from incubator.incentives.models import SchemeVersion
from incubator.subsidies import batching, operations, paying, queries, settling
from incubator.subsidies.enums import BatchState, ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine
from incubator.workers.models import Employment, InsuredMonth, Worker, WorkerCertificate
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, workdays
from portal.organisations.register.models import Organisation
from portal.payments.payees.models import Account
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals import queries as proposals
from portal.workflow.publicity.models import PublicEntry
from tests import people
from tests.factories import accounts, incentives, joining, ledger, record
from tests.factories import grants as money
from tests.factories import workers as register

TABLE = {"assistant": 10_000, "social_worker": 30_000, "senior": 50_000}
ONCE = {"assistant": 100_000, "social_worker": 200_000, "senior": 300_000}
GIVEN = "明芳强娜伟敏静磊洋艳"
_serial = count(1)


def month(back: int = 1) -> date:
    """The first day of the month that was so many months ago."""
    return workdays.months_later(clock.today().replace(day=1), -back)


def scheme(*, fen: int = 100_000_000, once: bool = False, **given: Any) -> SchemeVersion:
    """A published scheme of the bureau with a line that holds ``fen``; new at each call."""
    for who in ("incubation_clerk", "section_head", "leader", "accountant", "treasurer"):
        people.person(who)
    line = ledger.line(fen, code=f"208{next(_serial):04d}") if fen else None
    return incentives.published(
        f"社会工作者补贴{next(_serial)}",
        measure="level",
        kind="capacity",
        table=ONCE if once else TABLE,
        rhythm="once" if once else "monthly",
        who="在本旗区社会组织专职工作的社会工作者。",
        legal_basis="社会工作者补贴办法（征求意见稿）",
        line=line,
        **given,
    )


def organisation(name: str = "") -> Organisation:
    """An organisation of our owner and finance that may be paid: account, lists, register."""
    if not name:
        found = money.ours()
        record.lists_known(found)
        if not Account.objects.filter(body=found.body, in_force=True).exists():
            money.account(found, f"62220206{next(_serial):011d}")
        people.person("owner")
        return found
    body = Body.objects.create(
        kind="social_service_institution", name=name, division_id=people.body("ours").division_id
    )
    made = joining.registered(body, registered_on=date(2019, 3, 4))
    record.lists_known(made)
    money.account(made, f"62220206{next(_serial):011d}")
    for who in ("owner", "finance"):
        people.appoint(people.person(who), who, body)
    return made


def person(of: Organisation | None = None, *months: date, **values: Any) -> Employment:
    """A social worker who is due for these months; for the last one by default."""
    at = of or organisation()
    row = register.worker(at.body, by=people.person("owner"), **values)
    for one in months or (month(),):
        register.insured(row, one, one)
    return row


def staff(
    of: Organisation,
    number: int,
    *,
    level: str = "assistant",
    insured: bool = True,
    begins: date = date(2025, 1, 1),
    full_time: bool = True,
    family: str = "李",
) -> list[Employment]:
    """So many people at once, due for the last month unless told otherwise, without history."""
    owner, given = people.person("owner"), {"number_sealed": "x", "number_shown": "****"}
    numbers = [next(_serial) for _one in range(number)]
    workers = Worker.objects.bulk_create(
        Worker(name=f"{family[n % len(family)]}{GIVEN[n % 10]}{GIVEN[n // 10 % 10]}",
               id_sealed="x", id_print=f"p{n}", id_shown=f"150***********{n:04d}",
               born_on=date(1990, 1, 1))
        for n in numbers
    )  # fmt: skip
    WorkerCertificate.objects.bulk_create(
        WorkerCertificate(worker=row, level=level, number_print=f"c{row.id_print}",
                          issued_on=date(2024, 1, 1), valid_until=date(2028, 12, 31), **given)
        for row in (workers if level else ())
    )  # fmt: skip
    made = Employment.objects.bulk_create(
        Employment(worker=row, body=of.body, contract="fixed", begins_on=begins,
                   full_time=full_time, entered_by=owner, entered_at=clock.now())
        for row in workers
    )  # fmt: skip
    InsuredMonth.objects.bulk_create(
        InsuredMonth(worker=row.worker, employment=row, month=month(), source="insurance",
                     reference="1", entered_by=owner, entered_at=clock.now())
        for row in (made if insured else ())
    )  # fmt: skip
    return made


def confirmed(
    version: SchemeVersion | None = None,
    of: Organisation | None = None,
    *,
    at: date | None = None,
    staff: int = 1,
    by: User | None = None,
    **given: Any,
) -> SubsidyClaim:
    """A list of our organisation, with so many people more who are due."""
    found = of or organisation()
    when = at or month()
    for _one in range(staff):
        person(found, when)
    return operations.confirm(
        organisation=found, scheme_id=(version or scheme()).scheme_id, month=when,
        by=by or people.person("owner"), **given,
    )  # fmt: skip


def checked(row: SubsidyClaim | None = None, **given: Any) -> SubsidyClaim:
    """Checked by the clerk."""
    return operations.check(claim=row or confirmed(**given), by=people.person("incubation_clerk"))


def begun(*claims: SubsidyClaim) -> SubsidyBatch:
    """A batch of these lists, not gathered yet."""
    rows = list(claims) or [checked()]
    return batching.begin(
        scheme=rows[0].scheme, month=max(row.month for row in rows),
        by=people.person("incubation_clerk"),
    )  # fmt: skip


def built(*claims: SubsidyClaim) -> SubsidyBatch:
    """Gathered, as the worker does it."""
    row = begun(*claims)
    batching.build(row.pk)
    return fresh_batch(row)


def proposed(row: SubsidyBatch | None = None) -> SubsidyBatch:
    """Proposed by the clerk."""
    return batching.propose(
        batch=row or built(), words="已核对。", url="", by=people.person("incubation_clerk")
    )


def approved(row: SubsidyBatch | None = None) -> SubsidyBatch:
    """Agreed to by the section head and the leader: the names are public."""
    batch = row or proposed()
    for who in ("section_head", "leader"):
        proposal = proposals.standing(queries.ACT, batch.basis)
        assert proposal is not None
        approvals.give(approval=proposal, opinion="agree", words="同意。", by=people.person(who))
    return fresh_batch(batch)


def committed(row: SubsidyBatch | None = None) -> SubsidyBatch:
    """Nobody objected: the money is reserved, or the batch waits for it."""
    batch = row or approved()
    for entry in PublicEntry.objects.filter(
        case__in=batch.claims.filter(status=ClaimState.PUBLISHED).values("case"), outcome=""
    ).select_related("case", "publicity"):
        settling.stands(entry)
    settling.commit(batch)
    return fresh_batch(batch)


def ordered_if_due(row: SubsidyBatch) -> SubsidyBatch:
    """Money reserved and orders prepared; a batch that was netted to nothing is paid by that."""
    batch = committed(row)
    return ordered(batch) if batch.status == BatchState.COMMITTED else batch


def ordered(row: SubsidyBatch | None = None) -> SubsidyBatch:
    """Payment orders prepared by the accountant."""
    return paying.order(batch=row or committed(), by=people.person("accountant"))[0]


def paid(row: SubsidyBatch | None = None) -> SubsidyBatch:
    """Paid, as the payments tell it."""
    batch = row or ordered()
    for claim in batch.claims.filter(status=ClaimState.ORDERED):
        paying.paid(basis=claim.basis, fen=claim.fen, on=clock.today())
    found = fresh_batch(batch)
    return paying.all_paid(found) if found.status == BatchState.ORDERED else found


def paid_list(*claims: SubsidyClaim) -> SubsidyClaim:
    """A paid list."""
    rows = list(claims) or [checked()]
    paid(ordered(committed(approved(proposed(built(*rows))))))
    return fresh(rows[0])


def fresh(row: SubsidyClaim) -> SubsidyClaim:
    """The list as it stands now."""
    return SubsidyClaim.objects.select_related(*queries.CLAIM_WITH).get(pk=row.pk)


def fresh_batch(row: SubsidyBatch) -> SubsidyBatch:
    """The batch as it stands now."""
    return SubsidyBatch.objects.select_related(*queries.BATCH_WITH).get(pk=row.pk)


def lines(row: SubsidyClaim) -> Iterable[SubsidyLine]:
    """The people of a list in their order."""
    return list(SubsidyLine.objects.filter(claim=row).order_by("pk"))


def in_state(state: str) -> SubsidyClaim:
    """A list with its case set to a state without the steps that lead there (tables)."""
    row = confirmed()
    if state not in ("confirmed", "checked", "returned", "withdrawn"):
        row.batch = SubsidyBatch(
            scheme=row.scheme, month=row.month, begun_by=people.person("incubation_clerk")
        )
        _with_case(row.batch, "closed", row.scheme.office_id)
    return fresh(_set(row, state))


def batch_in_state(state: str) -> SubsidyBatch:
    """A batch with its case set to a state (tables)."""
    version = scheme(fen=0)
    row = SubsidyBatch(
        scheme=version.scheme, month=month(), begun_by=people.person("incubation_clerk")
    )
    return fresh_batch(_with_case(row, state, version.scheme.office_id))


def elsewhere() -> SubsidyClaim:
    """A list of the neighbours at their bureau."""
    body, at = people.body("theirs"), people.body("other_bureau")
    theirs = Organisation.objects.filter(body=body).first() or joining.registered(
        body, registry=at, registered_on=date(2019, 3, 4)
    )
    record.lists_known(theirs)
    if not Account.objects.filter(body=body, in_force=True).exists():
        money.account(theirs, f"62220206{next(_serial):011d}")
    clerk, leader = _official("incubation_clerk"), _official("leader")
    version = incentives.published(
        f"康巴什区社工补贴{next(_serial)}", office="other_bureau", clerk=clerk, leader=leader,
        measure="level", kind="capacity", table=TABLE, rhythm="monthly",
    )  # fmt: skip
    stranger = people.person("stranger")
    row = register.worker(body, by=stranger)
    register.insured(row, month(), month(), stranger)
    return operations.confirm(
        organisation=theirs, scheme_id=version.scheme_id, month=month(), by=stranger
    )


def batch_elsewhere() -> SubsidyBatch:
    """A batch of the neighbours' bureau."""
    row = operations.check(claim=elsewhere(), by=_official("incubation_clerk"))
    return batching.begin(scheme=row.scheme, month=row.month, by=_official("incubation_clerk"))


def _official(role: str) -> User:
    email = f"subsidies-{role.replace('_', '-')}@tests.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = accounts.user(email=email, name="别处")
        people.appoint(found, role, people.body("other_bureau"))
    return found


def _with_case(row: SubsidyBatch, state: str, office: int) -> SubsidyBatch:
    from portal.workflow import engine

    opened = engine.open_case(row, engine.Opening(applicant="民政局", holder_id=office), by=None)[0]
    return _set(opened, state)


def _set(row: Any, state: str) -> Any:
    row.status = state
    case = row.case
    assert case is not None
    case.state = state
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else clock.now()
    case.save()
    row.save()
    return row


def later(days: int = 12) -> str:
    """A moment so many days on, for ``work.move_to``."""
    return (clock.now() + timedelta(days=days)).isoformat()
