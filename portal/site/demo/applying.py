"""Applications to the demo city's open programme: online, at the counter, and one begun."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from incubator.applying import counter, operations, queries, questions
from incubator.applying.counter import Brought
from portal.accounts import operations as accounts
from portal.accounts.models import User
from portal.core import clock
from portal.site.demo import tenants

if TYPE_CHECKING:
    from incubator.admission.models import Application
    from incubator.programmes.models import Programme
    from portal.bodies.models import Body

BUREAU = "东胜区民政局"
ANSWERS = {
    "contact": "高敏",
    "phone": "13800135678",
    "form": "physical",
    "aim": "让社区里的残障孩子放学后有人陪、有地方去，家长能安心上班。",
    "whom": "林荫街道两个社区，60 户残障儿童家庭。",
    "how": "放学后托管，周末家长课堂，每月一次康复师上门。",
    "need": "入户调查 212 户，60 户放学后没有人接；街道残联有名册。",
    "plan": "第一季度招募 12 名志愿者并培训；第二、三季度开托管班和家长课堂；第四季度评估。",
    "result": "服务 60 户，出勤率八成以上，家长满意度九成以上。",
    "support": "一张工位、财务代账辅导和项目评估辅导。",
    "team": "专职 3 人，其中持证社工 2 人，都在社区工作过两年以上。",
}
MEMBERS = (("王芳", "退休教师", "理事"), ("李强", "社工", "理事"), ("娜仁", "护士", "监事"))
STAFF = (("高敏", "主任", "专职", "社会工作师"), ("斯琴", "社工", "专职", "助理社会工作师"))
ONLINE, AT_COUNTER = 2, 2


def build(people: dict[str, User], programme: Programme) -> list[Application]:
    """A founding team and two organisations online, two at the counter; one draft is left."""
    open_one = queries.programme(programme.pk)
    if open_one is None:
        raise LookupError("The demo's programme is not published.")
    founder, owner, clerk = people["founder"], people["owner"], people["incubation_clerk"]
    made = [hand_in(open_one, body, founder) for body in queries.bodies_of(founder)[:1]]
    young = iter(_young(open_one, ONLINE + AT_COUNTER + 1))
    for number, body in enumerate(young):
        if number < AT_COUNTER:
            made.append(_at_counter(open_one, body, clerk))
            continue
        accounts.appoint(user=owner, body=body.pk, role="applicant", by=None)
        owner.__dict__.pop("_posts_today", None)
        if number < AT_COUNTER + ONLINE:
            made.append(hand_in(open_one, body, owner))
        else:
            _draft(open_one, body, owner, ("contact", "need"))
    return made


def _young(programme: Programme, count: int) -> list[Body]:
    """Organisations of the bureau that nothing bars from applying."""
    since = clock.today() - timedelta(days=900)
    found = tenants.others(BUREAU).filter(registered_on__gte=since)
    free = (row.body for row in found if not queries.gate(programme, row.body))
    return [body for body, _ in zip(free, range(count), strict=False)]


def hand_in(programme: Programme, body: Body, by: User) -> Application:
    """An application of a body handed in online, with every paper it takes."""
    draft = _draft(programme, body, by, tuple(questions.STEPS))
    given: dict[str, Any] = {"programme": programme, "body": body, "by": by}
    for item in programme.evidence.all():
        if item.list_kind:
            operations.put_list(**given, item=item, upload=_list(item.list_kind))
        elif item.required:
            operations.attach(**given, item=item, upload=paper(item.title, item.kinds))
    return operations.submit(draft=draft, by=by, declaration=True)[0]


def _draft(programme: Programme, body: Body, by: User, steps: tuple[str, ...]) -> Any:
    draft = operations.begin(programme=programme, body=body, by=by)
    for step in steps:
        keys = questions.keys_of(step)
        draft = operations.save(
            programme=programme,
            body=body,
            step=step,
            seen=queries.seen(draft, step),
            answers={key: ANSWERS[key] for key in keys},
            by=by,
        )
    return draft


def _at_counter(programme: Programme, body: Body, clerk: User) -> Application:
    def keep(item: Any, name: str, kinds: list[str]) -> Any:
        return counter.keep(body=body, upload=paper(name, kinds), by=clerk, item=item)

    brought = Brought(
        answers={key: ANSWERS[key] for key in ("contact", "phone", "aim", "form")},
        channel="counter",
        papers=[
            (item.code, keep(item, item.title, item.kinds))
            for item in programme.evidence.all()
            if item.required
        ],
        paper=keep(counter.PAPER, "入驻申请表", []),
        slip=keep(counter.SLIP, "签字单", []),
    )
    return counter.enter(programme=programme, body=body, brought=brought, by=clerk)[0]


def _list(kind: str) -> ContentFile[bytes]:
    heads = {"members": ("姓名", "单位或职业", "职务"), "staff": ("姓名", "岗位", "专兼职", "证书")}
    out = io.StringIO()
    csv.writer(out).writerows([heads[kind], *(MEMBERS if kind == "members" else STAFF)])
    return ContentFile(out.getvalue().encode("utf-8-sig"), name="名单.csv")


def paper(title: str, kinds: list[str]) -> ContentFile[bytes]:
    """An invented sheet of paper, as a PDF or a picture."""
    sheet = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 580, 837), outline="#3a4e51", width=2)
    for line in range(9):
        pen.line((90, 150 + line * 60, 530, 150 + line * 60), fill="#e3dbcc", width=3)
    pen.ellipse((380, 660, 540, 820), outline="#b5371b", width=6)
    is_pdf, out = not kinds or "pdf" in kinds, io.BytesIO()
    sheet.save(out, format="PDF" if is_pdf else "PNG")
    return ContentFile(out.getvalue(), name=f"{title}.{'pdf' if is_pdf else 'png'}")
