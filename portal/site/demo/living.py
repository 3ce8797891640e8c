"""A year at the banner's base: three intakes, and how those who moved in have fared since."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from incubator.applying import queries as intake
from incubator.exits import declaring, extending, following, hearing, items, returning
from incubator.exits import operations as exits
from incubator.reports import mentoring, planning, reporting, reviewing
from incubator.reports.conditions import Row
from incubator.residence import operations as agreements
from portal.core import clock
from portal.site.demo import applying, deciding, incubation
from portal.site.demo.past import Step

if TYPE_CHECKING:
    from incubator.admission.models import Application
    from incubator.bases.models import Base
    from incubator.programmes.models import Programme, Tier
    from incubator.residence.models import Residence
    from portal.accounts.models import User
    from portal.bodies.models import Body

# The first day of each intake, in days before today, for how many months, and who is admitted.
INTAKES = (
    (322, 6, ("graduate", "extended", "ended")),
    (228, 12, ("tenant", "reviewed")),
    (66, 12, ("started", "planning")),
)
CLOSED, JUDGED, SETTLED, PLANNED = 21, 22, 40, 43
PLAN = ("招募并培训十二名志愿者", "开出第一个服务点", "形成一份服务规范", "完成服务对象评价")
LENT = (("desk", "办公工位", "A"), ("key", "工位钥匙", "K"))
MENTOR, WORK = "吴秀英", "市社会工作协会督导"
TALKS = (
    "看了服务记录，谈怎样写个案小结；约定下次带两份来。",
    "和志愿者骨干一起排班，谈了请假和替补的办法。",
    "对照预算看支出，交通费偏高，改成就近结对。",
)
REPORTS: tuple[dict[str, Any], ...] = (
    {"done": "摸清了两个社区的服务对象，建了台账，志愿者培训办了三场。", "served": 36,
     "income": 860_000, "difficulty": "志愿者白天时间少。", "next": "开出第一个服务点。"},
    {"done": "服务点每周开五天，家属课堂办了两次，街道来看过一次。", "served": 58,
     "income": 1_450_000, "difficulty": "想找一位会财务的志愿者。", "next": "把服务规范写出来。"},
    {"done": "服务规范写成并试用，和两家社区签了协议，月月公开账目。", "served": 74,
     "income": 2_380_000, "difficulty": "", "next": "做服务对象评价，准备验收。"},
)  # fmt: skip
FARES = {
    "alive": True,
    "staff": 4,
    "projects": 2,
    "income": "middle",
    "needs": "想找一位会计志愿者。",
}
FULL, REASONS = 0.9, "没有提交季度报告，工位两个月无人使用，电话联系六次未果。"


class Year:
    """The year of a base: its steps in order, and the residences made on the way."""

    def __init__(
        self, people: dict[str, User], base: Base, tier: Tier, tenants: dict[str, tuple[Body, User]]
    ) -> None:
        self.people, self.base, self.tier, self.tenants = people, base, tier, tenants
        self.clerk, self.worker, self.leader = (
            people[who] for who in ("incubation_clerk", "base_worker", "leader")
        )
        self.programmes: list[Programme] = []

    @property
    def last(self) -> Programme:
        """The programme of the latest intake so far."""
        return self.programmes[-1]

    def stories(self, today: date) -> list[list[Step]]:
        """What happens in each intake, counted from ``today``, for ``past.live``."""
        found: list[list[Step]] = []
        for number, (ago, months, keys) in enumerate(INTAKES):
            opens = today - timedelta(days=ago)
            acts = (
                (0, partial(self.open, number, months, keys)),
                (JUDGED, partial(self.judge, keys)),
                (SETTLED, partial(self.move_in, keys)),
                (PLANNED, partial(self.plan, keys)),
            )
            story = [Step(opens + timedelta(days=after), act) for after, act in acts]
            found.append(story + self._lives(opens + timedelta(days=SETTLED), keys))
        return found

    def open(self, number: int, months: int, keys: tuple[str, ...]) -> None:
        """An intake is published, and these organisations apply."""
        clerk, today = self.clerk, clock.today()
        draft = (
            incubation.next_programme(self.last, number, clerk)
            if self.programmes
            else incubation.first_programme(self.base, self.tier, clerk)
        )
        made = incubation.publish(
            draft, today, CLOSED, clerk, places=len(keys), period_months=months
        )
        self.programmes.append(made)
        programme = intake.programme(made.pk)
        if programme is None:
            raise LookupError("The programme is not published.")
        for key in keys:
            body, owner = self.tenants[key]
            applying.hand_in(programme, body, owner)

    def judge(self, keys: tuple[str, ...]) -> None:
        """A panel scores them and the leader agrees: the result is public."""
        rows = [self._application(key) for key in keys]
        deciding.judge(self.last, rows, self.clerk)
        deciding.approve(self.last, self.people)

    def move_in(self, keys: tuple[str, ...]) -> None:
        """The agreements are signed by both; the residences begin today."""
        for key in keys:
            row = agreements.sign(
                application=self._application(key),
                upload=applying.paper("孵化协议", []),
                by=self.tenants[key][1],
            )
            agreements.countersign(
                application=row,
                upload=applying.paper("孵化协议（双方）", []),
                begins_on=clock.today(),
                by=self.clerk,
            )

    def plan(self, keys: tuple[str, ...]) -> None:
        """Each writes its plan, the base agrees and lends a desk and its key; one plan waits."""
        for number, key in enumerate(keys, start=1):
            home, owner = self.home(key), self.tenants[key][1]
            part = (home.ends_on - home.begins_on) // len(PLAN)
            rows = [
                Row(title, owner.pk, home.begins_on + part * at)
                for at, title in enumerate(PLAN, start=1)
            ]
            plan = planning.propose(residence=home, rows=rows, by=owner)
            if key == "planning":
                continue
            planning.agree(plan=plan, by=self.worker)
            for kind, what, at in LENT:
                returning.lend(
                    residence=home, kind=kind, what=what, number=f"{at}{home.pk:02d}-{number}",
                    since=clock.today(), by=self.worker,
                )  # fmt: skip
            if key != "ended":
                mentoring.assign(
                    residence=home, person=None, name=MENTOR, work=WORK, by=self.worker
                )

    def _lives(self, begun: date, keys: tuple[str, ...]) -> list[Step]:
        """The months after moving in."""
        return [
            Step(begun + timedelta(days=after), partial(act, key))
            for key in keys
            for after, act in self._course(key)
        ]

    def _course(self, key: str) -> list[tuple[int, Any]]:
        """What comes in how many days after moving in.

        Days of different organisations coincide on purpose: each day costs a worker's round.
        """
        first, second = (partial(self.report, number=number) for number in range(2))
        hello, middle, late = (partial(self.talk, number=number) for number in range(3))
        courses: dict[str, list[tuple[int, Any]]] = {
            "graduate": [
                (20, hello), (54, middle), (76, self.reach), (94, first), (97, self.review),
                (114, late), (159, self.ask_exit), (176, self.graduate), (187, self.hand_over),
                (279, self.follow_up),
            ],
            "extended": [
                (20, hello), (54, middle), (76, self.reach), (94, first), (97, self.review),
                (145, self.stay), (187, second),
            ],
            "ended": [(128, self.propose_end), (145, self.terminate)],
            "tenant": [(20, hello), (65, middle), (93, first), (122, late), (144, self.reach)],
            "reviewed": [
                (20, hello), (65, middle), (93, first), (185, second), (185, self.start_review),
            ],
            "started": [(23, hello)],
        }  # fmt: skip
        return courses.get(key, [])

    def talk(self, key: str, number: int) -> None:
        """The mentor comes, and the organisation signs the log."""
        mentorship = self.home(key).mentorships.get()
        told = mentoring.Told(day=clock.today(), minutes=60 + 15 * number, what=TALKS[number])
        entry = mentoring.write(mentorship=mentorship, told=told, by=self.worker)
        mentoring.sign_seen(entry=entry, by=self.tenants[key][1])

    def reach(self, key: str) -> None:
        """The first milestone of the plan is reached."""
        milestone = self.home(key).milestones.order_by("due_on")[0]
        planning.finish(
            milestone=milestone,
            words="培训签到表和志愿者名册",
            upload=None,
            by=self.tenants[key][1],
        )

    def report(self, key: str, number: int) -> None:
        """The report of a quarter is handed in, and accepted unless it has just come."""
        row = self.home(key).reports.get(number=number + 1)
        answers = {
            "progress": "as_planned",
            "staff": 2,
            "result": "",
            "wish": "",
            **REPORTS[number],
        }
        done = reporting.hand_in(
            report=row, seen=row.version, answers=answers, by=self.tenants[key][1]
        )
        if (key, number) != ("reviewed", 1):
            reporting.accept(report=done, by=self.worker)

    def start_review(self, key: str) -> None:
        """The mid-term review begins, its visit is arranged."""
        review = reviewing.start(residence=self.home(key), by=self.clerk)
        visit_on = clock.today() + timedelta(days=7)
        reviewing.plan_visit(review=review, visit_on=visit_on, by=self.worker)

    def review(self, key: str) -> None:
        """The mid-term review is scored and passed."""
        review = reviewing.start(residence=self.home(key), by=self.clerk)
        points = {row["code"]: str(round(row["maximum"] * FULL)) for row in review.sheet["items"]}
        review = reviewing.score(review=review, points=points, words={}, by=self.worker)
        words = "现场查看服务点，查阅台账和账目，达到要求。"
        reviewing.decide(review=review, to_mend=[], words=words, by=self.clerk)

    def ask_exit(self, key: str) -> None:
        """What no record knows is declared and accepted; the organisation asks to graduate."""
        home, owner = self.home(key), self.tenants[key][1]
        for item in items.of(home):
            if item.met:
                continue
            declared = declaring.declare(
                residence=home, item=item.code, words="见所附材料",
                upload=applying.paper("证明", []), by=owner,
            )  # fmt: skip
            declaring.judge(declared=declared, accepted=True, answer="", by=self.clerk)
        exits.ask_exit(residence=home, by=owner)

    def graduate(self, key: str) -> None:
        """The leader lets it graduate: the certificate is issued."""
        exits.graduate(residence=self.home(key), by=self.leader)

    def hand_over(self, key: str) -> None:
        """The key comes back, and the inventory ends."""
        home = self.home(key)
        for lent in home.lent.filter(back_on=None):
            returning.receive(lent=lent, on=clock.today(), by=self.worker)
        returning.hand_over(residence=home, by=self.clerk)

    def follow_up(self, key: str) -> None:
        """The graduate tells how it fares after three months."""
        found = self.home(key).follow_ups.order_by("months")[0]
        following.answer(follow_up=found, answers=FARES, by=self.tenants[key][1])

    def stay(self, key: str) -> None:
        """Six months more are asked for and granted."""
        home = self.home(key)
        words = "和街道合作的课后托管项目要下一学期才验收，想延长六个月。"
        asked = extending.ask(residence=home, months=6, words=words, by=self.tenants[key][1])
        extending.grant(extension=asked, by=self.leader, words="项目进展正常，同意延长。")

    def propose_end(self, key: str) -> None:
        """Nobody reports and nobody comes: the office proposes to end the residence."""
        hearing.propose(residence=self.home(key), by=self.clerk, reasons=REASONS)

    def terminate(self, key: str) -> None:
        """The organisation said nothing; the leader decides, and the key comes back."""
        hearing.terminate(residence=self.home(key), by=self.leader, words=REASONS)
        self.hand_over(key)

    def home(self, key: str) -> Residence:
        """The residence of an organisation as it stands now."""
        found = self.tenants[key][0].residences.select_related("case__holder", "base__body", "body")
        return found.latest("pk")

    def _application(self, key: str) -> Application:
        found = self.tenants[key][0].applications
        return found.select_related("case__holder", "programme", "body").latest("pk")
