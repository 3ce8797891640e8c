"""The acts of ``grants_model`` done by the product on a database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from incubator.clawbacks import opening
from incubator.clawbacks import operations as clawbacks
from incubator.clawbacks.models import Clawback
from incubator.clawbacks.opening import Fall
from incubator.grants import offering, operations, paying, settling
from incubator.grants.models import Claim, Tally
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets.models import Line
from portal.ledger.postings import operations as ledger
from portal.organisations.record import operations as record
from portal.organisations.register.models import Organisation
from portal.organisations.register.operations import Source
from tests.factories import grants as make
from tests.factories import ledger as budgets
from tests.factories import lineage as links
from tests.incubator.grants_model import Model
from tests.people import person

LEVEL = {"AAA": 3, "AAAA": 4, "AAAAA": 5}


class World:
    """Three organisations with accounts: the second came out of the first."""

    def __init__(self) -> None:
        parent = links.ended("东胜区旧社")
        make.ready(fen=2_000_000)
        self.all = [parent, make.ours(), links.standing("东胜区邻社")]
        links.linked(parent, self.all[1])
        # As if both were in claims at the same time: the lineage must hold whoever comes first.
        Organisation.objects.filter(pk=parent.pk).update(state="normal")
        for number in (0, 2):
            make.account(self.all[number], f"62220206123450{number:05d}")
            make.record.lists_known(self.all[number])
        self.count = 0

    def take(self, model: Model, chosen: tuple[Any, ...]) -> None:
        """Do an act; a refusal is an answer like another and changes nothing."""
        what, *about = chosen
        try:
            with transaction.atomic():
                getattr(self, str(what))(model, *about)
        except Refused:
            pass

    def claims(self) -> list[Claim]:
        return [make.fresh(row) for row in Claim.objects.order_by("pk")]

    def grade(self, _model: Model, organisation: int, level: int, day: Any) -> None:
        make.graded(level, of=self.all[organisation], on=day)
        self.offer_again(_model)

    def offer_again(self, _model: Model) -> None:
        offering.offer_to([one.pk for one in self.all])

    def budget(self, _model: Model, fen: int) -> None:
        budgets.line(fen)

    def go_on(self, _model: Model, number: int) -> None:
        claim = self.claims()[number]
        steps: dict[str, Callable[[], object]] = {
            "offered": lambda: operations.claim(claim=claim, by=self.owner(claim)),
            "claimed": lambda: make.checked(claim),
            "checked": lambda: make.approved(claim),
            "published": lambda: make.stands(claim),
            "queued": lambda: settling.commit(claim),
            "committed": lambda: operations.hand_in_receipt(
                claim=claim,
                paper=operations.Paper(f"S{claim.pk}", clock.today(), make.joining.scan()),
                by=self.owner(claim),
            ),
            "receipted": lambda: make.ordered(claim),
            "ordered": lambda: self.pay(claim),
            "paid": lambda: operations.confirm_arrival(claim=claim, by=self.owner(claim)),
        }
        steps.get(claim.status, lambda: None)()

    def pay(self, claim: Claim) -> None:
        self.count += 1
        basis = f"tests.pay:{claim.pk}:{self.count}"
        ledger.pay(commitment=claim.commitment, fen=claim.amount, basis=basis, by=None)
        make.paid(claim)

    def stop(self, _model: Model, number: int) -> None:
        operations.stop(claim=self.claims()[number], words="核查", by=person("leader"))

    def withdraw(self, _model: Model, number: int) -> None:
        claim = self.claims()[number]
        operations.withdraw(claim=claim, by=self.owner(claim))

    def returned(self, _model: Model, number: int) -> None:
        claim = self.claims()[number]
        if claim.status == "paid" and not claim.returned:
            self.count += 1
            basis = f"tests.back:{claim.pk}:{self.count}"
            ledger.take_back(commitment=claim.commitment, fen=claim.paid, basis=basis, by=None)
        paying.returned(basis=claim.basis)

    def again(self, model: Model, number: int) -> None:
        """Whatever was told before is told once more."""
        claim = self.claims()[number]
        if claim.status in ("paid", "closed"):
            paying.paid(basis=claim.basis, fen=claim.amount, on=clock.today())
        if claim.status == "ordered":
            paying.returned(basis=claim.basis)
        for grade in model.grades:
            if grade.fallen:
                opening.follow(self.fallen(grade.organisation, grade.day))

    def fall(self, model: Model, number: int) -> None:
        grade = model.grades[number]
        if grade.fallen:
            return
        found = self.fallen(grade.organisation, grade.day)
        record.change_grade(
            organisation=found.organisation, announced_on=found.announced_on, kind=found.kind,
            ground=found.ground, decided_on=found.decided_on, by=person("clerk"),
            source=Source("决定", clock.today()),
        )  # fmt: skip
        opening.follow(found)

    def fallen(self, organisation: int, day: Any) -> Fall:
        return Fall(self.all[organisation].pk, day, "cancelled", 0, "false_data", clock.today())

    def repay(self, _model: Model, number: int | None, fen: int) -> None:
        if number is None or fen <= 0:
            return
        row = Clawback.objects.order_by("pk")[number]
        if row.status == "opened":
            row = clawbacks.decide(clawback=row, words="追回。", by=person("leader"))
        self.count += 1
        one = clawbacks.enter_repayment(
            clawback=row, number=f"HZ{self.count}", fen=fen, by=person("accountant"),
            received_on=clock.today() - timedelta(days=1),
        )  # fmt: skip
        clawbacks.confirm_repayment(repayment=one, by=person("treasurer"))

    def owner(self, claim: Claim) -> object:
        """Somebody with the money post of the claim's organisation."""
        return make.money_person(claim.organisation)

    def state(self) -> object:
        """All that can be compared with the model's."""
        line = Line.objects.get()
        keys = {one.pk: number for number, one in enumerate(self.all)}
        rows = Claim.objects.order_by("pk").values_list("status", "amount", "paid", "returned")
        return (
            (line.amount, line.committed, line.paid),
            list(rows),
            [(keys[b.organisation_id], b.owed) for b in Clawback.objects.order_by("pk")],
            sorted((keys[t.lineage_key], t.awarded, t.paid) for t in Tally.objects.all()),
        )
