"""Ratings on their way from "qualified" to "assessed", for tests."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.register.models import Organisation
from portal.panels import operations as panels
from portal.panels.experts.models import Expert
from portal.workflow import engine
from ratings.applications.enums import ENDED, RatingState, RuleSet
from ratings.applications.models import Application
from ratings.assessments import marking, operations, queries, sighting, teams
from ratings.assessments.marking import MarkWords
from ratings.rounds.enums import RoundState
from ratings.rounds.models import Round, RoundSheet
from ratings.schemes.contents import GroupContent, ItemContent, SheetContent
from ratings.schemes.models import Version
from tests.factories import panels as experts
from tests.factories import schemes
from tests.people import body, person
from tests.work import drain

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"  # noqa: E501
CODES = tuple(f"{group}.{item}.1" for group in range(1, 5) for item in (1, 2))
POINTS = len(CODES) + 2
"""The bonus and the veto too: how many points the sheet of tests has."""
TEAM = 3


def organisation(name: str = "ours") -> Organisation:
    """The organisation of this key of tests.people, on the register."""
    ours = body(name)
    found = Organisation.objects.filter(body=ours).first()
    return found or Organisation.objects.create(
        body=ours,
        registry=body("bureau"),
        legal_representative="乌兰",
        registered_on=date(2019, 3, 4),
        source="登记名录",
        source_on=date(2026, 1, 5),
        domicile="东胜区天骄街道民生街1号",
    )


def round_sheet(office: str = "bureau", **values: Any) -> RoundSheet:
    """The sheet of a round that has been published and closed, with 8 points of 12.5 each."""
    whole = Version.objects.annotate(n=Count("points")).filter(n=POINTS).values("pk")
    sheets = RoundSheet.objects.filter(round__registry=body(office), version__in=whole)
    known = sheets.filter(kind="social_group").first()
    if known is not None and not values:
        return known
    today = clock.today()
    kept = Version.objects.filter(scheme__office=body(office), scheme__kind="social_group")
    kept = kept.filter(pk__in=whole)
    version = None if values else kept.exclude(published_at=None).first()
    version = version or schemes.published(office, **values)
    row = Round(
        registry=body(office),
        year=today.year,
        title="2026年度社会组织等级评估",
        opens_on=today,
        closes_on=today,
        written_at=clock.now(),
        written_by=person("rating_clerk"),
        proposed_by=person("rating_clerk"),
        published_by=person("section_head"),
        published_at=clock.now(),
        status=RoundState.OPEN,
    )
    row.save()
    return RoundSheet.objects.create(round=row, kind="social_group", version=version)


def qualified(
    sheet: RoundSheet | None = None, *, of: str = "ours", holder: str = "bureau"
) -> Application:
    """An organisation that was found qualified and may assess itself."""
    at, ours = sheet or round_sheet(), organisation(of)
    for other in Application.objects.filter(organisation=ours, case__closed_at=None):
        put(other, RatingState.WITHDRAWN)
    before = Application.objects.filter(organisation=ours).exclude(status__in=ENDED)
    before.update(status=RatingState.WITHDRAWN)
    row = Application(
        round=at.round,
        organisation=ours,
        sheet=at,
        contact="萨仁",
        phone="13800000000",
        rule_set=RuleSet.REVISED,
        submitted_at=clock.now(),
        submitted_by=person("owner"),
    )
    opening = engine.Opening(
        applicant=ours.body.name, holder_id=body(holder).pk, body_id=ours.body_id
    )
    made = engine.open_case(row, opening, by=person("owner"))[0]
    put(made, RatingState.QUALIFIED, rule="applications.self_assessment")
    return again(made)


def put(row: Application, state: str, *, rule: str = "") -> None:
    """Put a case into a state as the engine would, past the conditions of other subjects."""
    case, moment = row.case, clock.now()
    assert case is not None
    Application.objects.filter(pk=row.pk).update(status=state)
    case.state, case.state_since = state, moment
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else moment
    for name, value in engine.limit(rule, moment, case.opened_at).items():
        setattr(case, name, value)
    case.save()


def again(row: Application) -> Application:
    """The rating as it stands now, with what pages read along."""
    found = Application.objects.select_related(
        "case__holder", "organisation__body", "sheet__version", "round", "assessment__panel"
    )
    return found.get(pk=row.pk)


def point(row: Application, code: str) -> int:
    """The id of a point of its sheet."""
    return row.sheet.version.points.get(code=code).pk


def mark(row: Application, code: str, points: str = "10", *, by: User | None = None, **more: Any):
    """Save an own mark with words; ``seen`` defaults to what stands there."""
    known = queries.assessment_of(again(row))
    kept = known.marks.filter(point__code=code).first() if known else None
    return marking.save_mark(
        row=row,
        point=point(row, code),
        typed=MarkWords(points, **({"words": "见会议记录"} | more)),
        seen=queries.seen(kept.saved_at if kept else None),
        by=by or person("owner"),
    )


def upload(name: str = "章程.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A small PDF."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def filled(sheet: RoundSheet | None = None, *, claim: bool = False, **more: Any) -> Application:
    """A self-assessment in which every point is marked; with ``claim`` one does not apply."""
    row = qualified(sheet, **more)
    for code in CODES:
        mark(row, code)
    if claim:
        mark(row, "4.2.1", "", applies=False, why_not="没有开展此项业务", words="")
    return again(row)


def handed_in(sheet: RoundSheet | None = None, **more: Any) -> Application:
    """A self-assessment that was handed in."""
    return again(operations.hand_in(row=filled(sheet, **more), by=person("owner")))


def accepted(sheet: RoundSheet | None = None, **more: Any) -> Application:
    """One that the office accepted, claims too."""
    return to_accepted(handed_in(sheet, **more))


def to_accepted(row: Application) -> Application:
    """Accept what was handed in."""
    clerk = person("rating_clerk")
    claims = {
        m.pk: operations.Ruled(accepted=True) for m in row.assessment.marks.filter(applies=False)
    }
    operations.rule_on(row=row, ruled=claims, by=clerk)
    return again(operations.accept(row=row, by=clerk))


def drawn(sheet: RoundSheet | None = None, *, size: int = TEAM, **more: Any) -> Application:
    """One with its team, whose members have all declared no tie."""
    return to_drawn(accepted(sheet, **more), size)


def to_drawn(row: Application, size: int = TEAM) -> Application:
    """Draw the team of what was accepted."""
    if Expert.objects.count() < size:
        experts.experts(size)
    teams.draw(row=row, size=size, by=person("rating_clerk"))
    row = again(row)
    for seat in seats(row):
        experts.clear(seat)
    return row


def seats(row: Application):
    """The seats of its team, in the order of the draw."""
    return experts.seats(row.assessment.panel)


def visiting(sheet: RoundSheet | None = None, **more: Any) -> Application:
    """One whose visit is arranged, in ten days."""
    return _arranged(drawn(sheet, **more))


def to_visiting(row: Application) -> Application:
    """Bring a filled self-assessment to its visit."""
    handed = again(operations.hand_in(row=row, by=person("owner")))
    return _arranged(to_drawn(to_accepted(handed)))


def _arranged(row: Application) -> Application:
    teams.arrange(
        row=row,
        visit_at=clock.now() + timedelta(days=10),
        place="民生街1号二楼",
        by=person("rating_clerk"),
    )
    return again(row)


def visited(sheet: RoundSheet | None = None, **more: Any) -> Application:
    """One that was visited today; the veto was looked at and is not met."""
    row = visiting(sheet, **more)
    look(row)
    teams.hold(
        row=row, visited_on=clock.today(), minutes="看了账本和记录。", by=person("rating_clerk")
    )
    return again(row)


def look(row: Application, *, met: bool = False, words: str = "查无此事") -> None:
    """An expert of the team looks at the veto."""
    sighting.save_sight(
        row=row,
        point=point(row, "5.2.1"),
        words=words,
        met=met,
        seen="",
        by=seats(row)[0].expert.user,
    )


def score(row: Application, expert: User, points: str = "8", reason: str = "记录不全") -> None:
    """An expert gives every point of the sheet the same points."""
    panel = row.assessment.panel
    for line in panel.lines.all():
        given = min(float(points), float(line.maximum))
        sighting.save_score(
            row=row, code=line.code, points=f"{given:g}", reason=reason, seen="", by=expert
        )


def sign(row: Application, *points: str) -> None:
    """Every expert scores alone and signs."""
    entry = row.assessment.panel.entries.get()
    for seat, given in zip(seats(row), points or ("8",) * TEAM, strict=False):
        score(row, seat.expert.user, given)
        panels.sign(seat=seat, entry=entry, by=seat.expert.user)


def scored(sheet: RoundSheet | None = None, *points: str, **more: Any) -> Application:
    """One whose experts have all signed; the organisation is asked."""
    row = visited(sheet, **more)
    sign(row, *points)
    drain()
    return again(row)


def assessed(sheet: RoundSheet | None = None, **more: Any) -> Application:
    """One that the organisation signed."""
    return again(operations.sign(row=scored(sheet, **more), by=person("owner")))


def in_state(state: str) -> Application:
    """A rating in a state, by the way that leads there."""
    made = {
        RatingState.QUALIFIED: filled,
        RatingState.HANDED_IN: handed_in,
        RatingState.ACCEPTED: drawn,
        RatingState.VISITING: visiting,
        RatingState.VISITED: visited,
        RatingState.SCORED: scored,
        RatingState.ASSESSED: assessed,
    }
    if state in made:
        return made[state]()
    row = qualified()
    put(row, state)
    return again(row)


def refusal(act: Any, **given: Any) -> frozenset[str]:
    """The codes with which an act is refused; empty when it is not."""
    try:
        act(**given)
    except Refused as refused:
        return refused.codes
    return frozenset()


def many(times: int) -> SheetContent:
    """A sheet with so many points in each of its four groups."""
    return replace(
        schemes.sheet(),
        bonus_most=Decimal(0),
        groups=tuple(
            GroupContent(
                str(group),
                f"第{group}组",
                Decimal(25),
                (
                    ItemContent(
                        f"{group}.1",
                        "项",
                        tuple(
                            schemes.point(f"{group}.1.{n}", "2.5" if times > 1 else "25")
                            for n in range(1, times + 1)
                        ),
                    ),
                ),
            )
            for group in range(1, 5)
        ),
    )


def freeze(row: Application) -> None:
    """Give a rating the total of its experts without their signatures."""
    assessment = row.assessment
    assessment.expert_total, assessment.scored_at = Decimal(60), clock.now()
    assessment.save()
