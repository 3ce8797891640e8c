"""Founding teams on their way to a certificate, in any state, made by the operations."""

from datetime import date
from itertools import count
from typing import Any

from incubator.bases.models import Base
from incubator.registering import becoming, documents, entering, operations, queries, roster, slots
from incubator.registering.becoming import Given
from incubator.registering.enums import RegistrationState
from incubator.registering.models import FoundingPerson, Registration, WrittenPaper
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, resident_id
from portal.files import operations as files
from portal.organisations.suppliers import operations as suppliers
from tests import people
from tests.factories import joining, programmes

CODES = {
    "social_group": "51150602MJY00071",
    "social_service_institution": "52150602MJY00072",
    "foundation": "53150000MJY00073",
}
NAMES = {
    "social_group": "东胜区乌审助残协会",
    "social_service_institution": "东胜区乌审助残服务中心",
    "foundation": "内蒙古自治区乌审助残基金会",
}
FUNDS = {"social_group": 3_000_000, "social_service_institution": 3_000_000}
_serial = count(1)


def number(born: str = "19850312", serial: int | None = None) -> str:
    """An identity number with its check sign; another one at every call."""
    first = f"150602{born}{(serial or next(_serial)) % 1000:03d}"
    return first + resident_id.check_sign(first)


def base() -> Base:
    """The base of the tests' bureau."""
    found = Base.objects.filter(body=people.body("base")).first()
    return found or programmes.base()


def team(name: str = "乌审助残", by: User | None = None) -> Body:
    """A founding team of the tests' owner."""
    made = suppliers.found_team(
        name=name,
        plan="陪残疾人出门看病、办事。",
        division="150602",
        founders=[("那日苏", "教师"), ("刘芳", "护士"), ("赵海", "社工")],
        by=by or people.person("owner"),
    )
    (by or people.person("owner")).__dict__.pop("_posts_today", None)
    return made.body


def owner() -> User:
    """The team's owner, with fresh posts."""
    user = people.person("owner")
    user.__dict__.pop("_posts_today", None)
    return user


def helper() -> User:
    """A worker of the base."""
    return people.person("base_worker")


def begun(
    kind: str = "social_service_institution",
    body: Body | None = None,
    by: User | None = None,
    at: Base | None = None,
    name: str = "",
) -> Registration:
    """A registration just begun."""
    by = by or owner()
    body = body or team(by=by)
    return operations.begin(
        body=body, base=at or base(), kind=kind, name=name or NAMES[kind], by=by
    )


def name_asked(row: Registration) -> Registration:
    """With the name handed in."""
    return operations.ask_name(registration=row, by=_team(row))


def named(row: Registration) -> Registration:
    """With a name that may be used."""
    return operations.pass_name(registration=name_asked(row), by=helper())


def unit_given(row: Registration, **values: Any) -> Registration:
    """With a supervising unit entered."""
    given = {
        "mode": "dual",
        "unit": "东胜区残疾人联合会",
        "unit_document": "东残联函〔2026〕3号",
        "unit_on": date(2026, 1, 5),
        **values,
    }
    return entering.save_unit(registration=row, by=_team(row), **given)


def with_unit(row: Registration) -> Registration:
    """Ready to prepare the papers."""
    return operations.settle_unit(registration=unit_given(named(row)), by=_team(row))


def facts(row: Registration, **values: Any) -> Registration:
    """With every fact entered."""
    given = {
        "purpose": "陪伴残疾人，帮助他们参与社区生活。",
        "scope": "陪诊；辅具培训；家属互助。",
        "area": "东胜区",
        "domicile": "东胜区天骄路 8 号",
        "domicile_right": "无偿使用至 2029 年",
        "capital_fen": FUNDS.get(row.kind, 200_000_000),
        "capital_source": "发起人捐赠",
        "meeting_on": date(2026, 1, 20),
        "meeting_place": "东胜区社会组织孵化中心",
        "present": 60,
        "contact": "高敏",
        "phone": "13812345678",
        **values,
    }
    return entering.save_facts(registration=row, by=_team(row), **given)


def person(row: Registration, name: str, office: str = "council", **values: Any) -> FoundingPerson:
    """A founder with an office."""
    given = {"founder": True, "head": False, "serves_state": False, "work": "教师", **values}
    return roster.put_person(
        registration=row,
        by=_team(row),
        number=given.pop("number", "") or number(given.pop("born", "19850312")),
        name=name,
        office=office,
        **given,
    )


def founders(row: Registration, council: int = 5) -> None:
    """A chair who is the head, further council members, one supervisor."""
    person(row, "那日苏", "chair", head=True)
    for place in range(1, council):
        person(row, f"理事{place}")
    person(row, "刘芳", "supervisor")


def members(row: Registration, persons: int = 50, units: int = 0) -> None:
    """A list of members."""
    lines = [f"会员{n}，居民" for n in range(persons)]
    lines += [f"单位，单位会员{n}，负责人" for n in range(units)]
    roster.put_members(registration=row, text="\n".join(lines), by=_team(row))


def entered(row: Registration) -> Registration:
    """With facts, people, members and documents; the papers written."""
    row = facts(with_unit(row))
    founders(row)
    if row.kind == "social_group":
        members(row)
    for code in ("unit", "capital", "premises"):
        entering.keep_document(registration=row, code=code, by=_team(row))
    return written(row)


def written(row: Registration, *, real: bool = False) -> Registration:
    """With the papers written for the facts of today; small stand-ins unless they are read."""
    row = fresh(row)
    if real:
        documents.write(row, by=_team(row))
        return fresh(row)
    kept = files.store_made(
        content=b"%PDF-1.4",
        name="材料.pdf",
        slot=slots.MADE,
        owner=files.Owner(body=row.body_id),
        by=None,
        case=str(row),
    )
    there = queries.current(row)
    WrittenPaper.objects.bulk_create(
        WrittenPaper(
            registration=row,
            sheet=sheet,
            version=row.facts_version,
            pdf=kept,
            docx=kept,
            made_at=clock.now(),
        )
        for sheet in queries.sheets(row)
        if sheet not in there
    )
    return fresh(row)


def handed_in(row: Registration) -> Registration:
    """With the base."""
    return operations.hand_in(registration=entered(row), by=_team(row))


def returned(row: Registration, *points: str) -> Registration:
    """Returned with a list."""
    told = points or ("住所证明缺房产证复印件。",)
    return operations.return_papers(registration=handed_in(row), points=told, by=helper())


def answered(row: Registration) -> None:
    """Every point of the last round answered."""
    points = row.missing.filter(round=row.rounds)
    answers = {point.pk: "已补。" for point in points}
    entering.save_answers(registration=row, answers=answers, by=_team(row))


def ready(row: Registration) -> Registration:
    """Complete."""
    return operations.pass_review(registration=handed_in(row), by=helper())


def submitted(row: Registration) -> Registration:
    """With the registry since today."""
    return operations.submit(
        registration=ready(row), on=clock.today(), number="受理 2026-17", by=helper()
    )


def supplement(row: Registration) -> Registration:
    """The registry asks for more."""
    return operations.ask_more(
        registration=submitted(row), points=["验资报告加盖骑缝章。"], by=helper()
    )


def _free_code(first: str) -> str:
    """A code that nobody bears, from these 16 signs on."""
    code = joining.valid_code(first)
    while Body.objects.filter(credit_code=code).exists():
        first = f"{first[:-4]}{int(first[-4:]) + 1:04d}"
        code = joining.valid_code(first)
    return code


def given(row: Registration, **values: Any) -> Given:
    """A certificate of today."""
    on = clock.today()
    known: dict[str, Any] = {
        "code": _free_code(CODES[row.kind]),
        "registered_on": on,
        "document": "东民社证字第 0417 号",
        "valid_from": on,
        "valid_to": date(on.year + 4, 1, 1),
        **values,
    }
    return Given(**known)


def registered(row: Registration) -> Registration:
    """With its certificate."""
    put = submitted(row)
    return becoming.record(registration=put, given=given(put), by=helper())


def settled(row: Registration) -> Registration:
    """With everything after the certificate entered."""
    put = registered(row)
    for step in ("seal", "bank", "tax", "party"):
        entering.settle(
            registration=put, step=step, on=clock.today(), words="已办理", by=_team(put)
        )
    return fresh(put)


def fresh(row: Registration) -> Registration:
    """The row read anew with what its pages read."""
    found = queries.with_documents(Registration.objects.filter(pk=row.pk))
    return found.select_related(*queries.SHOWN).get()


def in_state(row: Registration, state: str) -> Registration:
    """The row set to a state without the steps that lead there (tables only)."""
    row.status = RegistrationState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    row.save()
    return row


def _team(row: Registration) -> User:
    found = User.objects.filter(posts__body=row.body_id, posts__role="owner").first()
    assert found is not None
    return found
