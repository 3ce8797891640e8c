"""Calls and projects of venture philanthropy for tests, in any state, and what they rest on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.ventures import (
    applying,
    calling,
    contracting,
    operations,
    paying,
    queries,
    reckoning,
    reporting,
    rounds,
    settling,
)
from incubator.ventures.enums import FUNDED, HELD, Group
from incubator.ventures.models import (
    VentureCall,
    VentureInstalment,
    VentureProject,
    VentureReport,
    VentureReturn,
)
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.core import clock
from portal.ledger.budgets.models import Line
from portal.organisations.register.models import Organisation
from portal.panels import operations as drawing
from portal.panels.enums import Declared
from portal.panels.experts.models import Expert
from portal.panels.models import Draw, Entry, Panel, Part, Seat
from portal.workflow.publicity.models import PublicEntry
from tests import people, work
from tests.factories import accounts, grants, joining, ledger, panels, record

BUDGET, LIMIT, ASKED = 20_000_000, 10_000_000, 5_000_000
COSTS = [
    {"kind": "activity", "title": "每周课后托管 30 次", "fen": 3_500_000},
    {"kind": "material", "title": "教具", "fen": 1_100_000},
    {"kind": "admin", "title": "办公费", "fen": 400_000},
]
TEAM = [{"name": "白晓梅", "duty": "项目负责人"}, {"name": "赵刚", "duty": "社工"}]


def call(
    *, office: str = "bureau", clerk: User | None = None, line: Line | None = None, **given: Any
) -> VentureCall:
    """A whole draft of the bureau's clerk, with one need."""
    by = clerk or people.person("incubation_clerk")
    number = VentureCall.objects.count() + 1
    made = calling.begin(
        office=people.body(office), title=f"2027年社区公益创投大赛（{number}）", by=by
    )
    today = clock.today()
    terms = {
        "introduction": "支持社会组织回应社区需求。",
        "fields": ["elderly", "children"],
        "line_id": (line or ledger.line(BUDGET, body=office, code="2296002")).pk,
        "budget": BUDGET,
        "limit": LIMIT,
        "opens_on": today,
        "closes_on": today + timedelta(days=30),
        "starts_on": today + timedelta(days=60),
        "mid_on": today + timedelta(days=150),
        "ends_on": today + timedelta(days=300),
        "panel_size": 3,
    }
    made = calling.save(call=made, by=by, **(terms | given))
    # Calls of a site that tests share do not answer the same need, else it would be paid twice.
    places = list(bodies.divisions_under(people.body(office).division_id))
    calling.add_need(
        call=made,
        by=by,
        place_id=places[number % len(places)].pk,
        group=Group.values[number % len(Group.values)],
        words="放学后没人照看。",
        people=60,
    )
    return fresh_call(made)


def published(*, leader: User | None = None, **given: Any) -> VentureCall:
    """Made public by the leader."""
    return calling.publish(call=call(**given), by=leader or people.person("leader"))


def fresh_call(row: VentureCall) -> VentureCall:
    """The call as it stands now."""
    return VentureCall.objects.select_related("office", "line__budget").get(pk=row.pk)


def answers(on: VentureCall, **given: Any) -> dict[str, Any]:
    """A whole project for a call."""
    assert on.starts_on is not None
    month = on.starts_on.isoformat()[:7]
    return {
        "title": f"四点半课堂（{on.pk}）",
        "field": "children",
        "goals": "让 60 名孩子放学后有人照看。",
        "beneficiaries": "双职工家庭的小学生",
        "reach": 60,
        "needs": list(on.needs.values_list("pk", flat=True)),
        "no_need": "",
        "activities": [{"title": "开班", "month": month}],
        "costs": COSTS,
        "team": TEAM,
        "asked": ASKED,
        "own": 0,
        "declared": True,
        **given,
    }


def organisation() -> Organisation:
    """Ours, with account and known lists."""
    for who in ("owner", "finance", "leader", "accountant", "treasurer", "incubation_clerk"):
        people.person(who)
    found = grants.ours()
    if not found.body.accounts.filter(in_force=True).exists():
        grants.account(found)
    record.lists_known(found)
    return found


def draft(on: VentureCall | None = None, **given: Any) -> VentureProject:
    """Kept by the owner, not handed in."""
    ours, there = organisation(), on or published()
    return applying.save(
        call=there, organisation=ours, by=people.person("owner"), **answers(there, **given)
    )


def applied(on: VentureCall | None = None, **given: Any) -> VentureProject:
    """Handed in by the owner."""
    return applying.hand_in(project=draft(on, **given), by=people.person("owner"))[0]


def of_another(on: VentureCall, number: int, **given: Any) -> VentureProject:
    """Handed in by another organisation of the district."""
    other = joining.organisation(f"东胜区第{number}邻里互助中心{VentureProject.objects.count()}")
    record.lists_known(other)
    grants.account(other, f"622202{number:02d}{other.pk:09d}")
    owner = accounts.user(email=f"venture{other.pk}@tests.example", name=f"负责人{number}")
    people.appoint(owner, "owner", other.body)
    whole = answers(on, title=f"邻里互助{number}（{on.pk}）", **given)
    row = applying.save(call=on, organisation=other, by=owner, **whole)
    return applying.hand_in(project=row, by=owner)[0]


def sent_back(row: VentureProject | None = None) -> VentureProject:
    """Told by the clerk what is missing."""
    points = "请附场地同意书。\n预算第二行写明数量。"
    clerk = people.person("incubation_clerk")
    return operations.ask(project=row or applied(), points=points, by=clerk)


def checked(row: VentureProject | None = None) -> VentureProject:
    """First check passed by the clerk."""
    return operations.check(project=row or applied(), by=people.person("incubation_clerk"))


def pool(count: int = 5) -> None:
    """Experts enough to draw from."""
    if not Expert.objects.exists():
        panels.experts(count)


def before_panel(rows: Sequence[VentureProject] | None = None) -> list[VentureProject]:
    """Applications have ended, the panel is drawn, its members declared no tie."""
    found = list(rows or [checked()])
    pool()
    there = found[0].call
    assert there.closes_on is not None
    work.move_to(f"{there.closes_on + timedelta(days=1)}T09:00:00+08:00")
    clerk = people.person("incubation_clerk")
    panel = rounds.convene(call=there, by=clerk)
    drawing.draw(panel=panel, by=clerk)
    for seat in panels.seats(panel):
        panels.clear(seat)
    return [fresh(row) for row in found]


def heard(rows: Sequence[VentureProject] | None = None) -> list[VentureProject]:
    """The defence was held before every member of the panel."""
    found = before_panel(rows)
    clerk = people.person("incubation_clerk")
    at = clock.now() + timedelta(days=3)
    rounds.appoint(call=found[0].call, at=at, place="三楼会议室", by=clerk)
    work.move_to((at + timedelta(hours=1)).isoformat())
    for row in found:
        seats = [part.seat_id for part in operations.members(row)]
        operations.defend(project=fresh(row), seats=seats, by=clerk)
    return [fresh(row) for row in found]


def scored(
    rows: Sequence[VentureProject] | None = None, points: Sequence[str] = ()
) -> list[VentureProject]:
    """Every member signed; ``points`` are taken off the first item for each project."""
    found = heard(rows)
    panel = queries.panel_of(found[0].call)
    assert panel is not None
    for place, row in enumerate(found):
        entry = panel.entries.get(case_id=row.case_id)
        first = points[place] if place < len(points) else "20"
        for seat in panels.seats(panel):
            panels.signed(seat, entry, first, "25", "15", "20", "20")
    work.drain()
    return [fresh(row) for row in found]


def marked(rows: Sequence[VentureProject], *points: int) -> list[VentureProject]:
    """Projects with these scores (in hundredths), without the panel that gives them."""
    for row, score in zip(rows, points, strict=True):
        row.score, row.checked_by = score, people.person("incubation_clerk")
        row.save()
        _move(row, "scored")
    return [fresh(row) for row in rows]


def decided(row: VentureProject | None = None) -> VentureProject:
    """The leader made the result public."""
    found = marked([row or applied()], 8800)[0]
    rounds.decide(call=found.call, by=people.person("leader"))
    return fresh(found)


def offered(row: VentureProject | None = None) -> VentureProject:
    """The publicity is over and the contract is offered."""
    found = row or decided()
    settling.stands(PublicEntry.objects.get(case=found.case_id, outcome=""))
    return fresh(found)


def scan(name: str = "协议.png") -> SimpleUploadedFile:
    """A scan of a paper."""
    return joining.scan(name)


def signed(row: VentureProject | None = None) -> VentureProject:
    """The contract bears the organisation's stamp."""
    return contracting.sign(
        project=row or offered(), upload=scan(), by=people.person("owner")
    )  # fmt: skip


def running(row: VentureProject | None = None) -> VentureProject:
    """Countersigned by the leader: money reserved, first instalment open."""
    found = row or signed()
    if contracting.line_today(found.call.line) is None:
        ledger.line(BUDGET, code="2296002")
    return contracting.countersign(project=found, upload=scan(), by=people.person("leader"))


def instalment(row: VentureProject, number: int) -> VentureInstalment:
    """An instalment of a project."""
    return VentureInstalment.objects.select_related("project").get(project=row, number=number)


def paid(row: VentureProject, number: int = 1) -> VentureProject:
    """An instalment is paid, as the payments tell it."""
    part = instalment(row, number)
    paper = paying.Paper(f"SJ{row.pk}-{number}", clock.today(), joining.scan("收据.png"))
    part = paying.hand_in_receipt(instalment=part, paper=paper, by=people.person("finance"))
    part = paying.order(instalment=part, by=people.person("accountant"))
    paying.paid(basis=part.basis, on=clock.today())
    return fresh(row)


def reported(row: VentureProject, *spending: int, by: str = "owner") -> VentureProject:
    """The report that is due now, with what was spent on each line."""
    return reporting.file(
        project=row, done="开班 30 次。", reached=58, spending=spending or (0, 0, 0),
        by=people.person(by),
    )  # fmt: skip


def fresh(row: VentureProject) -> VentureProject:
    """The project as it stands now."""
    return VentureProject.objects.select_related(*queries.WITH).get(pk=row.pk)


def in_state(state: str) -> VentureProject:
    """A project with its case set to a state without the steps that lead there (tables)."""
    row = applied()
    row.checked_by, row.decided_by = people.person("incubation_clerk"), people.person("leader")
    if state in (*HELD, "published", "waiting"):
        row.proposal, row.rank, row.score = "fund", 1, 8800
    if state in FUNDED:
        row.commitment = ledger.commitment(row.asked or 0, basis=row.basis)
        _divided(row, state)
    if state in ("returning", "closed", "terminated"):
        row.spent = 4_900_000 if state == "returning" else row.asked
        row.failed = state == "terminated"
    _reports(row, state)
    _move(row, state)
    return fresh(row)


def _move(row: VentureProject, state: str) -> None:
    case = row.case
    assert case is not None
    case.state = row.status = state
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else clock.now()
    case.save()
    row.save()


def _divided(row: VentureProject, state: str) -> None:
    today = clock.today()
    whole = state in ("settling", "stated", "returning", "closed", "terminated")
    opened = 3 if whole else 2 if state in ("second", "final_report", "final_mend") else 1
    for number, fen in enumerate(reckoning.instalments(row.asked or 0, [50, 30, 20]), start=1):
        there = number <= opened
        VentureInstalment.objects.create(
            project=row, number=number, fen=fen, opened_on=today if there else None,
            receipt_number=f"IN{number}" if there else "", receipt_on=today if there else None,
            ordered=there, paid_on=today if there else None,
        )  # fmt: skip


def _reports(row: VentureProject, state: str) -> None:
    known = {
        "mid_report": ["mid"], "mid_mend": ["mid"], "second": ["mid"],
        "final_report": ["mid", "final"], "final_mend": ["mid", "final"],
        "settling": ["mid", "final"], "stated": ["mid", "final", "statement"],
        "returning": ["mid", "final", "statement"], "closed": ["mid", "final", "statement"],
    }  # fmt: skip
    for kind in known.get(state, []):
        VentureReport.objects.create(
            project=row, kind=kind, done="开班 30 次。", reached=58, spending=[1_000_000, 0, 0],
            filed_at=clock.now(), filed_by=people.person("owner"),
        )  # fmt: skip


def with_receipt() -> VentureProject:
    """Under way, the receipt of the first instalment handed in."""
    row = in_state("running")
    row.instalments.filter(number=1).update(ordered=False, paid_on=None)
    part = instalment(row, 1)
    part.receipt_number = ""
    part.save()
    paper = paying.Paper(f"SJ{row.pk}", clock.today(), joining.scan("收据.png"))
    paying.hand_in_receipt(instalment=part, paper=paper, by=people.person("finance"))
    return fresh(row)


def money_back(row: VentureProject | None = None, fen: int = 100_000) -> VentureReturn:
    """Unspent money was entered by the accountant."""
    found = row or in_state("returning")
    return reporting.enter_return(
        project=found, number=f"YH{found.pk}-{fen}", fen=fen, received_on=clock.today(),
        by=people.person("accountant"),
    )  # fmt: skip


def judged() -> VentureProject:
    """Before a panel on which the tests' expert sits, without the lot that draws them."""
    row = checked()
    expert = people.person("expert")
    profile = Expert.objects.filter(user=expert).first() or panels.profile_of(expert)
    clerk, now = people.person("incubation_clerk"), clock.now()
    panel = Panel.objects.create(
        office=row.call.office, kind=queries.KIND, subject=queries.subject(row.call_id),
        title=row.call.title, size=1, convened_by=clerk, convened_at=now, drawn_at=now,
    )  # fmt: skip
    entry = Entry.objects.create(panel=panel, position=0, case_id=row.case_id, name=row.title)
    draw = Draw.objects.create(
        panel=panel, number=0, seed="0", size=1, candidates=[profile.pk], excluded=[],
        drawn=[profile.pk], digest="0", drawn_at=now,
    )  # fmt: skip
    seat = Seat.objects.create(panel=panel, expert=profile, draw=draw, letter="A")
    Part.objects.create(seat=seat, entry=entry, declared=Declared.CLEAR, declared_at=now)
    _move(row, "defence")
    return fresh(row)


def elsewhere() -> VentureProject:
    """A project that the neighbours handed in to their bureau."""
    theirs = joining.registered(
        people.body("theirs"), registry=people.body("other_bureau"), registered_on=date(2019, 3, 4)
    )
    number = VentureCall.objects.count()
    clerk = accounts.user(email=f"venture-clerk{number}@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    leader = accounts.user(email=f"venture-leader{number}@tests.example", name="别处领导")
    people.appoint(leader, "leader", people.body("other_bureau"))
    there = published(office="other_bureau", clerk=clerk, leader=leader)
    record.lists_known(theirs)
    owner = people.person("stranger")
    row = applying.save(call=there, organisation=theirs, by=owner, **answers(there))
    return applying.hand_in(project=row, by=owner)[0]
