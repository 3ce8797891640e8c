"""Rounds of ratings and applications for tests, through the operations people use."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from portal.organisations.record import queries as record
from portal.organisations.record.enums import UNKNOWN
from portal.organisations.register.models import Organisation
from portal.workflow.models import Case, Channel
from ratings.applications import applying, operations
from ratings.applications.models import Application
from ratings.rounds import operations as rounds
from ratings.rounds import writing
from ratings.rounds.models import Round
from ratings.schemes.models import Version
from tests.factories import accounts, organisations, schemes
from tests.factories import record as records
from tests.factories.assessments import PDF
from tests.people import appoint, body, person

BANDS = {5: Decimal(90), 4: Decimal(80), 3: Decimal(70)}
KIND = "social_service_institution"
NOTICE = "为促进社会组织健康发展，现组织开展本年度社会组织等级评估。"


def organisation(name: str = "ours", registry: str = "bureau", **facts: Any) -> Organisation:
    """The organisation of this key of tests.people, on the register since 2019."""
    at = body(name)
    found = Organisation.objects.filter(body=at).first()
    stated = {
        "registry": body(registry),
        "legal_representative": "乌兰",
        "registered_on": date(2019, 3, 4),
        "source": "登记名录",
        "source_on": date(2026, 1, 5),
        "domicile": "东胜区天骄街道民生街1号",
    }
    return found or Organisation.objects.create(body=at, **(stated | facts))


def clean(name: str = "ours", **facts: Any) -> Organisation:
    """An organisation against which nothing speaks: inspected last year, on neither list."""
    found, last = organisation(name, **facts), clock.today().year - 1
    if record.inspection(found.pk, last) == UNKNOWN:
        records.inspected(found, last)
    if not record.lists_known(found.pk, clock.today()):
        records.lists_known(found)
    return found


def clerk() -> User:
    """The clerk who writes rounds and checks applications."""
    return person("rating_clerk")


def version(kind: str = KIND) -> Version:
    """A published version of indicators for a legal type, made once for a test."""
    used = Version.objects.filter(scheme__kind=kind, scheme__sub_kind="", retired_at=None)
    known = used.filter(scheme__office=body("bureau")).exclude(published_at=None).first()
    return known or schemes.published("bureau", kind=kind)


def draft(
    office: str = "bureau", *, by: User | None = None, title: str = "", kind: str = KIND
) -> Round:
    """A draft that is whole: words, days, indicators, papers."""
    writer, today = by or clerk(), clock.today()
    row = rounds.begin(
        registry=body(office),
        year=today.year,
        title=title or f"{today.year}年度社会组织等级评估",
        by=writer,
    )
    writing.write(
        rating_round=row,
        year=today.year,
        title=row.title,
        notice=NOTICE,
        opens_on=today,
        closes_on=today + timedelta(days=20),
        contact="张力",
        phone="0477-8300001",
        address="东胜区民政局二楼",
        by=writer,
    )
    for taken_over in again(row).sheets.exclude(kind=kind):
        writing.drop_sheet(rating_round=row, sheet=taken_over.pk, by=writer)
    writing.set_sheet(rating_round=row, version=version(kind), bands=BANDS, by=writer)
    writing.set_materials(
        rating_round=row,
        required=["评估申报表：加盖公章"],
        further=["上年度工作报告"],
        by=writer,
    )
    return again(row)


def proposed(row: Round | None = None, *, by: User | None = None) -> Round:
    """A draft put before a second person."""
    return rounds.propose(rating_round=row or draft(by=by), by=by or clerk())


def published(row: Round | None = None, *, by: User | None = None) -> Round:
    """A round that takes applications."""
    return again(rounds.publish(rating_round=row or proposed(), by=by or person("section_head")))


def elsewhere(title: str = "康巴什区社会组织等级评估") -> Round:
    """A round of another registry, published by its own people."""
    writer, second = official("other_bureau", 1), official("other_bureau", 2)
    row = draft("other_bureau", by=writer, title=title)
    return published(proposed(row, by=writer), by=second)


def official(office: str, number: int) -> User:
    """A rating clerk of an office, the first or a further one."""
    email = f"{office}-{number}@tests.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = accounts.user(email=email, name=f"评估专干{number}")
        appoint(found, "rating_clerk", body(office))
    return found


def again(row: Round) -> Round:
    """The round as it stands now."""
    return Round.objects.select_related("registry", "case__holder").get(pk=row.pk)


def pdf(name: str = "申报表.pdf") -> SimpleUploadedFile:
    """A paper as the browser sends it."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def applied(row: Round | None = None, **given: Any) -> Application:
    """Handed in by the owner of a clean organisation, unless ``given`` says otherwise."""
    at = row or published()
    if "body" not in given and not Organisation.objects.filter(body=body("ours")).exists():
        clean()
    asked = at.materials.filter(required=True)
    values: dict[str, Any] = {
        "body": body("ours"),
        "sub_kind": "",
        "contact": "萨仁",
        "phone": "13800000000",
        "words": "",
        "uploads": {one.pk: pdf() for one in asked},
        "answers": [],
        "by": person("owner"),
        **given,
    }
    made = applying.apply(rating_round=at, **values)[0]
    return application(made.pk)


def application(pk: int) -> Application:
    """The rating as it stands now."""
    rows = Application.objects.select_related(
        "case__holder", "organisation__body", "organisation__registry", "round__registry", "sheet"
    )
    return rows.get(pk=pk)


def returned(row: Application | None = None) -> Application:
    """Told what is missing."""
    made = row or applied()
    operations.ask_more(application=made, words="申报表没有盖章，请重新上传。", by=clerk())
    return application(made.pk)


def qualified(row: Application | None = None) -> Application:
    """Found qualified."""
    made = row or applied()
    operations.qualify(application=made, by=clerk())
    return application(made.pk)


def put(row: Any, state: str) -> Any:
    """A row with its case set to a state without the steps that lead there (tables)."""
    type(row).objects.filter(pk=row.pk).update(status=state)
    waits = row.workflow.waits.get(state, "nobody")
    closed = None if row.workflow.is_open(state) else clock.now()
    Case.objects.filter(pk=row.case_id).update(state=state, waits_for=waits, closed_at=closed)
    return type(row).objects.select_related("case__holder").get(pk=row.pk)


def brought() -> Application:
    """An application that a clerk entered for an organisation of which much is unknown."""
    name = "东胜区待核实服务中心"
    found = Organisation.objects.filter(body__name=name).first()
    at = (found or organisations.organisation(name, "52150602MJYRATING1")).body
    known = Application.objects.filter(organisation=at.pk).first()
    if known is not None:
        return application(known.pk)
    return applied(body=at, uploads={}, by=clerk(), channel=Channel.COUNTER)


def of_theirs() -> Application:
    """The application of the stranger's organisation in a round of its own registry."""
    at = theirs()
    known = Application.objects.filter(organisation=at.pk).first()
    if known is not None:
        return application(known.pk)
    office = office_of(at.organisation.registry_id)
    writer, second = official(office, 1), official(office, 2)
    row = draft(office, by=writer, title="社会团体评估", kind="social_group")
    row = published(proposed(row, by=writer), by=second)
    return applied(row, body=at, by=person("stranger"))


def office_of(registry: int | None) -> str:
    """The key of tests.people of a registry of the tests."""
    return "bureau" if registry == body("bureau").pk else "other_bureau"


def theirs() -> Body:
    """The stranger's organisation, registered elsewhere."""
    return organisation("theirs", registry="other_bureau").body
