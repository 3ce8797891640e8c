"""Rounds of admission in the phases that the sweep by axe looks at, made by the real operations.

Every application belongs to an organisation of its own, which the tests' owner acts for, so that
none stands in the way of another. What must be over by today is done some days ago.
"""

from datetime import timedelta
from functools import cache
from itertools import count

from django.urls import reverse

from incubator.admission.models import Application
from incubator.applying import operations as applying_operations
from incubator.bases.models import Base
from incubator.deciding import operations, proposals, queries, rounds, settling
from incubator.programmes.models import Programme
from portal.bodies.models import Body
from portal.core import clock
from portal.panels import operations as panel_operations
from portal.panels import queries as panel_queries
from portal.panels.experts.models import Expert
from portal.panels.models import Panel, Part, Seat
from portal.workflow.approvals import operations as approval_operations
from portal.workflow.approvals.models import Approval
from portal.workflow.publicity import operations as publicity_operations
from portal.workflow.publicity.models import Objection, PublicEntry
from tests import people
from tests.factories import applying, deciding, joining, panels, programmes, publicity

AGO = timedelta(days=14)
POOL = 5
SOURCE = "信用中国网站 2026-11-24 查询"
MISSING = (
    ("plan", "请补项目计划书第 4 部分的预算，写明每项用途。"),
    ("", "成员名单里有两人没有写职务，请补齐后重新上传。"),
)
_serial = count(1)


def body() -> Body:
    """One more organisation that the tests' owner acts for."""
    made = deciding.organisation(f"东胜区暖城{next(_serial)}号社会工作服务中心")
    people.appoint(people.person("owner"), "owner", made)
    return made


def programme(**values: object) -> Programme:
    """One more published programme of the tests' bureau, at a base of its own."""
    name = f"东胜区社会组织孵化中心第{next(_serial)}分部"
    base: Base = programmes.base("bureau", name)
    return programmes.published(at=base, **{"virtual": True, **values})


def application(of: Programme | None = None) -> Application:
    """Handed in, with all papers."""
    owner = people.person("owner")
    return applying.application(of or programme(), body(), owner, form="physical")


def returned() -> Application:
    """Returned with a list of what is missing."""
    return deciding.returned(application(), *MISSING)


def resubmitted() -> Application:
    """Answered after a return."""
    row = returned()
    answers = {point.pk: "已补。" for point in row.points.all()}
    return applying_operations.supply(
        application=row, answers=answers, uploads={}, by=people.person("owner")
    )


def checked(of: Programme | None = None) -> Application:
    """Past the first check."""
    row, clerk = application(of), people.person("incubation_clerk")
    for code in sorted(queries.codes_to_judge(row)):
        operations.judge(application=row, code=code, holds=True, source=SOURCE, by=clerk)
    return operations.pass_check(application=row, by=clerk)


def at_the_counter() -> Application:
    """Entered from paper."""
    return applying.entered(programme(virtual=False), body())


@cache
def waiting_for_a_panel() -> Programme:
    """A round in which two passed the first check and nobody judges yet."""
    made = programme()
    checked(made)
    checked(made)
    return made


def judging(count_: int = 2) -> Panel:
    """A round before a panel whose first member is the expert of the tests."""
    made = programme()
    for _ in range(count_):
        checked(made)
    expert, clerk = people.person("expert"), people.person("incubation_clerk")
    Expert.objects.get_or_create(user=expert, defaults={"added_at": clock.now()})
    while Expert.objects.count() < POOL:
        panels.expert(100 + next(_serial))
    panel = rounds.convene(programme=made, by=clerk)
    panel_operations.draw(panel=panel, by=clerk)
    if not panel.seats.filter(expert__user=expert).exists():
        seat = panel.seats.order_by("letter")[0]
        Seat.objects.filter(pk=seat.pk).update(expert=Expert.objects.get(user=expert))
    panel.refresh_from_db()
    return panel


def seat_of_ours(panel: Panel) -> Seat:
    """The seat of the tests' expert."""
    return panel.seats.select_related("expert__user", "panel").get(
        expert__user=people.person("expert")
    )


@cache
def declaring() -> Panel:
    """A panel in which the expert has still to say whether there are ties."""
    return judging()


@cache
def scoring() -> Panel:
    """A panel in which the expert has scored one item of the first name."""
    panel = judging()
    for seat in panels.seats(panel):
        panels.clear(seat)
    seat, entry = seat_of_ours(panel), panel.entries.order_by("position")[0]
    line = panel.lines.all()[0]
    panel_operations.save_score(
        seat=seat,
        entry=entry,
        item=line,
        points=line.maximum - 3,
        reason="调查只有一个社区的数据。",
        by=seat.expert.user,
    )
    return panel


@cache
def signed_sheet() -> Part:
    """A sheet that the expert has signed while others still score."""
    panel = judging()
    for seat in panels.seats(panel):
        panels.clear(seat)
    seat, entry = seat_of_ours(panel), panel.entries.order_by("position")[0]
    return _signed(panel, seat, entry)


@cache
def judged() -> Panel:
    """A panel that is complete; the round can be proposed."""
    return _judged(judging(3))


@cache
def proposed() -> Approval:
    """A result that waits for the section head's opinion."""
    for kind in ("section_head", "leader"):
        people.person(kind)
    return _propose(Programme.objects.get(pk=_programme_of(_judged(judging(2)))))


@cache
def before_the_leader() -> Approval:
    """A result to which the section head agreed."""
    row = _propose(Programme.objects.get(pk=_programme_of(_judged(judging(2)))))
    return _agreed(row, "section_head")


@cache
def sent_back() -> Approval:
    """A result that the section head gave back."""
    row = _propose(Programme.objects.get(pk=_programme_of(_judged(judging(2)))))
    return approval_operations.give(
        approval=row,
        opinion="return",
        words="第二名的评审理由不完整，请核实。",
        by=people.person("section_head"),
    )


@cache
def made_public() -> PublicEntry:
    """The first name of a page that runs; a second one stands below it."""
    return _decided(_judged(judging(2)))


@cache
def objected() -> Objection:
    """An objection of the tests' resident that waits for its answer."""
    return _object(_decided(_judged(judging(2))))


@cache
def answered() -> Objection:
    """An objection that was dismissed."""
    return publicity_operations.answer(
        objection=_object(_decided(_judged(judging(1)))),
        outcome="dismissed",
        words="经核实，申请主体和项目内容都不同，不属于重复申请。",
        by=people.person("section_head"),
        corrected=None,
    )


@cache
def offered() -> Application:
    """The agreement waits for the organisation."""
    return _offered()


@cache
def signed() -> Application:
    """The agreement came back and waits for the office."""
    return deciding.signed(_offered())


@cache
def resident() -> Application:
    """In residence."""
    return deciding.resident(deciding.signed(_offered()))


@cache
def on_reserve() -> Application:
    """On the reserve list of the round in which another got the place."""
    _offered()
    return Application.objects.filter(status="reserve").latest("pk")


def forget() -> None:
    """Forget what was made: the site is gone."""
    for made in (
        waiting_for_a_panel,
        declaring,
        scoring,
        signed_sheet,
        judged,
        proposed,
        before_the_leader,
        sent_back,
        made_public,
        objected,
        answered,
        offered,
        signed,
        resident,
        on_reserve,
    ):
        made.cache_clear()


def _signed(panel: Panel, seat: Seat, entry: object, off: int = 0) -> Part:
    for line in panel.lines.all():
        panel_operations.save_score(
            seat=seat,
            entry=entry,  # type: ignore[arg-type]
            item=line,
            points=line.maximum - off,
            reason="个别数据没有写明来源。" if off else "",
            by=seat.expert.user,
        )
    return panel_operations.sign(seat=seat, entry=entry, by=seat.expert.user)  # type: ignore[arg-type]


def _judged(panel: Panel) -> Panel:
    for seat in panels.seats(panel):
        panels.clear(seat)
    for entry in panel.entries.all():
        for seat in panels.seats(panel):
            _signed(panel, seat, entry, entry.position)
    for result in panel_queries.results(panel.pk):
        row = Application.objects.get(case_id=result.case_id)
        assert result.mean is not None
        rounds.take_score(case=str(row), mean=result.mean)
    panel.refresh_from_db()
    return panel


def _programme_of(panel: Panel) -> int:
    return int(panel.subject.rpartition(":")[2])


def _propose(made: Programme) -> Approval:
    return proposals.propose(
        programme=made,
        words="按专家评审排名提请审批。",
        url=reverse("programme_round", args=[made.pk]),
        by=people.person("incubation_clerk"),
    )


def _agreed(row: Approval, *kinds: str) -> Approval:
    for kind in kinds:
        row = approval_operations.give(
            approval=row, opinion="agree", words="同意。", by=people.person(kind)
        )
    return row


def _decided(panel: Panel) -> PublicEntry:
    for kind in ("section_head", "leader"):
        people.person(kind)
    _agreed(_propose(Programme.objects.get(pk=_programme_of(panel))), "section_head", "leader")
    cases = panel.entries.values_list("case_id", flat=True)
    return PublicEntry.objects.filter(case__in=list(cases)).order_by("order", "pk")[0]


def _object(entry: PublicEntry) -> Objection:
    made, _code = publicity_operations.file(
        entry=entry,
        said=publicity.said(words="名单里的单位去年承接过同样的项目，请核实是不是重复申请。"),
        by=people.person("resident"),
        upload=joining.scan("照片.png"),
    )
    return made


def _offered() -> Application:
    """Published, judged and made public some days ago; one place, one on reserve."""
    with publicity.at(clock.now() - AGO):
        made = programme(places=1)
        rows = [checked(made), checked(made)]
        done = [deciding_scored(row, 80 - number) for number, row in enumerate(rows)]
        rounds.publish_result(programme=made, by=people.person("leader"))
    for row in done:
        settling.settle(queries.latest(row))
    return queries.latest(done[0])


def deciding_scored(row: Application, mean: int) -> Application:
    """With the mean of a panel, without the panel itself."""
    from decimal import Decimal

    from incubator.admission.operations import take

    put = take(row, "to_panel", by=people.person("incubation_clerk"))
    done = rounds.take_score(case=str(put), mean=Decimal(mean))
    assert done is not None
    return done
