"""Ratings of the demo city: one from the notice of its round to the award in the bank, and one that
is before the committee today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from incubator.grants import operations as grants
from incubator.grants import queries as claims
from portal.bodies import queries as bodies
from portal.core import clock, money, sealed
from portal.organisations.record.enums import InspectionResult
from portal.panels import operations as panels
from portal.payments.banking import operations as banking
from portal.payments.banking import receipts, working
from portal.payments.banking.layout import Layout
from portal.payments.orders import operations as orders
from portal.site.demo import applying, past, payments
from portal.site.demo import ratings as rounds
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals import queries as proposals
from ratings.applications import applying as handing_in
from ratings.applications import confirming
from ratings.applications import operations as checking
from ratings.applications.enums import Investigated, Listed, Point
from ratings.assessments import marking, operations, queries, sighting, teams
from ratings.deciding import announcing, committee, publishing, voting
from ratings.deciding import operations as deciding
from ratings.deciding import queries as decided
from ratings.deciding.reckoning import of as reckoned
from ratings.schemes.enums import Nature

if TYPE_CHECKING:
    from incubator.grants.models import Claim
    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.panels.models import Panel
    from ratings.applications.models import Application
    from ratings.deciding.models import Sitting
    from ratings.rounds.models import Round
    from ratings.schemes.models import Point as Indicator

OLD_MEASURE, DAYS, WAITING = date(2026, 1, 5), 330, 29
VISIT, TEAM, OWN, GIVEN, HALF = 7, 3, Decimal("0.9"), Decimal("0.7"), Decimal("0.5")
PLACE, ROOM = "东胜区天骄街道伊煤路20号", "二楼会议室"
PROVED, LOWERED, NONE = "见附件目录和现场台账", "台账有两处不完整", "现场核对，没有发现"
MINUTES = "听取汇报，查看账目、会议记录和服务台账，访谈了五位服务对象。"
ACCOUNT = "0612 0010 4001 7788"
ASKED = "向执法科电话核实"
CLEAN: dict[Point, str] = {
    Point.INSPECTION: InspectionResult.QUALIFIED,
    Point.LISTS: Listed.NEITHER,
    Point.INVESTIGATION: Investigated.NO,
}
OPINION, VOTED = "专家打分属实，建议按分定级。", "材料齐全，同意按分定级。"
CHECKED, AGREED = "首次获评3A，材料齐全。", "同意。"


def since(today: date) -> date:
    """When the round began: its grade is in force on ``today``.

    A grade announced from March 2026 on holds from the next January; before, it held at once.
    """
    early = OLD_MEASURE if today.year == OLD_MEASURE.year else date(today.year - 1, 10, 8)
    return min(today - timedelta(days=DAYS), early)


class First:
    """The first round of an office, with one organisation and its ``owner``."""

    def __init__(self, people: dict[str, User], office: int, body: Body, owner: User) -> None:
        self.people, self.office, self.body, self.owner = people, bodies.body(office), body, owner
        self.clerk, self.leader = people["rating_clerk"], people["leader"]

    def story(self, first: date) -> list[past.Step]:
        """What happens from the day of the notice on."""
        return [past.Step(first + timedelta(days=after), act) for after, act in self.course()]

    def course(self) -> list[tuple[int, Callable[[], object]]]:
        """What comes in how many days after the notice."""
        return [
            (0, self.begin), (8, self.assess), (16, self.visit), (17, self.decide),
            (30, self.announce), (31, self.claim), (48, self.pay),
        ]  # fmt: skip

    def begin(self) -> None:
        """The committee is appointed, the round is published, the organisation applies."""
        rounds.appoint(self.office, self.people)
        self.apply(rounds.publish(self.people, self.office, clock.today().year - 1))
        payments.name_account(self.body, ACCOUNT, self.owner, self.people["treasurer"])

    def apply(self, row: Round) -> None:
        """The organisation applies in a round."""
        handing_in.apply(
            rating_round=row, body=self.body, sub_kind="", contact=self.owner.get_full_name(),
            phone="0477-8300166", words="", uploads={}, answers=[], by=self.owner,
        )  # fmt: skip

    def assess(self) -> None:
        """It qualifies and marks itself; the office accepts, draws the team, arranges the visit."""
        for asked in confirming.open_questions(self.row()):
            confirming.confirm(
                application=self.row(), key=asked.key, says=CLEAN[asked.point], source=ASKED,
                source_on=clock.today(), by=self.clerk,
            )  # fmt: skip
        checking.qualify(application=self.row(), by=self.clerk)
        row = self.row()
        for point in self._points(Nature.SCORED):
            typed = marking.MarkWords(points=_part(point.maximum, OWN), words=PROVED)
            marking.save_mark(
                row=row, point=point.pk, typed=typed, seen=queries.seen(None), by=self.owner
            )
        operations.hand_in(row=self.row(), by=self.owner)
        operations.accept(row=self.row(), by=self.clerk)
        teams.draw(row=self.row(), size=TEAM, by=self.clerk)
        panel = self._panel()
        for seat in panel.seats.select_related("expert__user"):
            answers = {entry.pk: panels.Answer(tie=False) for entry in panel.entries.all()}
            panels.declare(seat=seat, answers=answers, by=seat.expert.user)
        at = clock.now() + timedelta(days=VISIT)
        teams.arrange(row=self.row(), visit_at=at, place=PLACE, by=self.clerk)

    def visit(self) -> None:
        """The team visits, looks at what bars a grade, scores alone and signs."""
        row, panel = self.row(), self._panel()
        seats = list(panel.seats.select_related("expert__user"))
        for point in self._points(Nature.VETO):
            sighting.save_sight(
                row=row, point=point.pk, words=NONE, met=False, seen=queries.seen(None),
                by=seats[0].expert.user,
            )  # fmt: skip
        teams.hold(row=row, visited_on=clock.today(), minutes=MINUTES, by=self.clerk)
        row = self.row()
        for seat in seats:
            for line in panel.lines.all():
                sighting.save_score(
                    row=row, code=line.code, points=_part(line.maximum, GIVEN),
                    reason=LOWERED, seen="", by=seat.expert.user,
                )  # fmt: skip
            panels.sign(seat=seat, entry=panel.entries.get(), by=seat.expert.user)

    def sit(self) -> Sitting:
        """The organisation signs; the committee sits today, and all have come."""
        operations.sign(row=self.row(), by=self.owner)
        deciding.opine(row=self.row(), words=OPINION, by=self.clerk)
        sitting = committee.call(
            office=self.office, held_on=clock.today(), place=ROOM, cases=[self.row().pk],
            by=self.clerk,
        )  # fmt: skip
        seats = [seat.pk for seat in sitting.seats.all()]
        return committee.attend(sitting=sitting, present=seats, by=self.clerk)

    def decide(self) -> None:
        """The committee votes by name; the result is public."""
        sitting = self.sit()
        voting.vote(
            item=sitting.cases.get(), grade=reckoned(self.row()).grade, words=VOTED,
            votes=[(seat.pk, "for") for seat in sitting.seats.all()], by=self.clerk,
        )  # fmt: skip
        committee.close(sitting=sitting, by=self.clerk)
        publishing.publish(rating_round=self.row().round, office=self.office, by=self.clerk)

    def announce(self) -> None:
        """Nobody objected: the leader confirms, the office announces the grade."""
        deciding.confirm(row=self.row(), by=self.leader)
        announcing.announce(rating_round=self.row().round, office=self.office, by=self.clerk)

    def claim(self) -> None:
        """The award that was offered is claimed, checked and approved: it is public."""
        claim = grants.claim(claim=self._claim(), by=self.owner)
        claim = grants.check(claim=claim, words=CHECKED, url="", by=self.people["incubation_clerk"])
        for who in ("section_head", "leader"):
            waiting = proposals.standing(claims.ACT, claim.basis)
            if waiting is None:
                raise LookupError(f"Nobody is asked about {claim}.")
            approvals.give(approval=waiting, opinion="agree", words=AGREED, by=self.people[who])

    def pay(self) -> None:
        """Reserved; the receipt comes, two people order, the bank pays, the case is closed."""
        paper = grants.Paper("00120417", clock.today(), applying.paper("收据", []))
        grants.hand_in_receipt(claim=self._claim(), paper=paper, by=self.owner)
        maker, checker = self.people["accountant"], self.people["treasurer"]
        grants.order(claim=self._claim(), by=maker)
        order = self.body.payments.latest("pk")
        orders.check(order=order, by=checker)
        banking.make_file(payer=order.payer, picked=[order], layout_=Layout(), by=maker)
        heads = "付款单号,金额,收款账号,交易状态,交易日期,流水号,摘要"
        said = (
            order.reference, money.yuan(order.fen).replace(",", ""),
            sealed.unsealed(order.sealed), "成功", clock.today().isoformat(), "20260001", "",
        )  # fmt: skip
        content = f"{heads}\r\n{','.join(said)}\r\n".encode("gb18030")
        upload = ContentFile(content, name="银行回单.csv")
        listed = receipts.upload(payer=order.payer, upload=upload, by=maker)
        working.take_in(receipts.confirm(row=listed, by=maker).pk)

    def row(self) -> Application:
        """The rating as it stands now."""
        found = self.body.organisation.ratings.select_related(*decided.WITH)
        return found.latest("pk")

    def _claim(self) -> Claim:
        found = self.body.organisation.grant_claims.select_related(*claims.WITH)
        return found.latest("pk")

    def _panel(self) -> Panel:
        panel = self.row().assessment.panel
        if panel is None:
            raise LookupError("No team was drawn.")
        return panel

    def _points(self, nature: Nature) -> list[Indicator]:
        return list(self.row().sheet.version.points.filter(nature=nature))


class Later(First):
    """A later round, with one organisation on which the committee votes today."""

    def course(self) -> list[tuple[int, Callable[[], object]]]:
        """What comes in how many days after the notice; the sitting is left open."""
        return [(0, self.begin), (8, self.assess), (16, self.visit), (WAITING, self.sit)]

    def begin(self) -> None:
        """The round is published, the organisation applies."""
        year = clock.today().year
        self.apply(rounds.publish(self.people, self.office, year, rounds.FIRST))


def _part(maximum: Decimal, share: Decimal) -> str:
    """A share of the points, down to the half."""
    halves = (maximum * share / HALF).quantize(Decimal(1), rounding=ROUND_FLOOR)
    return f"{halves * HALF:g}"
