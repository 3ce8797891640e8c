"""Drafts and applications for tests, made by the real operations."""

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incubator.admission.models import Application, Draft
from incubator.applying import counter, operations, queries, questions
from incubator.applying.counter import Brought
from incubator.programmes.models import Programme
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.organisations.register.models import Organisation
from tests import people
from tests.factories import joining, programmes
from tests.files import samples

ANSWERS = {
    "contact": "高敏",
    "phone": "13800138000",
    "aim": "让社区里的残障孩子放学后有人陪、有地方去。",
    "whom": "两个社区的 60 个家庭。",
    "how": "放学后托管，周末家长课堂。",
    "need": "2026 年 9 月入户调查 212 户，60 户没有人接孩子。",
    "plan": "一季度招募，二季度开课，三季度评估。",
    "result": "服务 60 户，家长满意度 90% 以上。",
    "team": "专职社工 3 人，都有两年以上经验。",
}
MEMBERS = (("姓名", "单位或职业", "职务"), ("王芳", "退休教师", "理事"), ("李强", "社工", ""))


def pdf(name: str = "计划书.pdf") -> SimpleUploadedFile:
    """A small real PDF of one page."""
    return SimpleUploadedFile(name, samples.pdf(), content_type="application/pdf")


def roster(*rows: tuple[object, ...], name: str = "名单.xlsx") -> SimpleUploadedFile:
    """A list of people as a workbook, headings included."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows or MEMBERS:
        sheet.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def registered(body: str | Body = "ours", **facts: Any) -> Body:
    """A body of the tests with the register's facts: a year old, normal."""
    found = people.body(body) if isinstance(body, str) else body
    if not Organisation.objects.filter(pk=found.pk).exists():
        joining.registered(found, **{"registered_on": date(2025, 3, 4), **facts})
    return found


def draft(
    programme: Programme | None = None,
    body: str | Body = "ours",
    by: str | User = "owner",
    *,
    papers: bool = True,
    **answers: str,
) -> Draft:
    """A draft that is ready to be handed in; with ``papers=False`` without papers and lists."""
    programme = queries.programme((programme or programmes.published()).pk)
    assert programme is not None
    applicant, user = registered(body), people.person(by) if isinstance(by, str) else by
    made = operations.begin(programme=programme, body=applicant, by=user)
    given = {**ANSWERS, **answers}
    for step in questions.STEPS:
        wanted = {key: given[key] for key in questions.keys_of(step) if key in given}
        made = operations.save(
            programme=programme,
            body=applicant,
            step=step,
            seen=queries.seen(made, step),
            answers=wanted,
            by=user,
        )
    for item in programme.evidence.all() if papers else ():
        part: dict[str, Any] = {"programme": programme, "body": applicant, "item": item, "by": user}
        if item.list_kind and item.required:
            operations.put_list(**part, upload=roster())
        elif not item.list_kind:
            operations.attach(**part, upload=pdf())
    return Draft.objects.get(pk=made.pk)


def application(
    programme: Programme | None = None,
    body: str | Body = "ours",
    by: str | User = "owner",
    **answers: str,
) -> Application:
    """An application handed in through the real operation."""
    return handed_in(programme, body, by, **answers)[0]


def handed_in(
    programme: Programme | None = None,
    body: str | Body = "ours",
    by: str | User = "owner",
    **answers: str,
) -> tuple[Application, str]:
    """An application and its query code."""
    made = draft(programme, body, by, **answers)
    user = people.person(by) if isinstance(by, str) else by
    return operations.submit(draft=made, by=user, declaration=True)


def brought(programme: Programme, body: Body, by: User, **given: Any) -> Brought:
    """What somebody brings to a counter: the answers needed at once, papers, scan and slip."""
    papers = [
        (item.code, counter.keep(body=body, upload=_for(item), by=by, item=item))
        for item in programme.evidence.all()
        if item.required
    ]
    parts: dict[str, Any] = {
        "answers": {key: ANSWERS[key] for key in ("contact", "phone", "aim")},
        "channel": "counter",
        "papers": papers,
        "paper": counter.keep(body=body, upload=joining.scan(), by=by, item=counter.PAPER),
        "slip": counter.keep(body=body, upload=joining.scan(), by=by, item=counter.SLIP),
        **given,
    }
    return Brought(**parts)


def entered(
    programme: Programme | None = None, body: str | Body = "ours", by: str = "incubation_clerk"
) -> Application:
    """An application that a clerk took in at the counter."""
    programme = queries.programme((programme or programmes.published()).pk)
    assert programme is not None
    applicant, clerk = registered(body), people.person(by)
    made = brought(programme, applicant, clerk)
    return counter.enter(programme=programme, body=applicant, brought=made, by=clerk)[0]


def _for(item: Any) -> SimpleUploadedFile:
    return joining.scan() if item.list_kind else pdf()
