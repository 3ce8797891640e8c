"""Stations with hours, staff and plans for tests."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incubator.bases import opening, planning, staffing
from incubator.bases.models import Base, BaseCheckIn, BasePlan, BaseStaff, SpecialDay
from portal.accounts.models import User
from portal.core import clock
from portal.organisations.imports import operations as imports
from portal.organisations.imports import working
from portal.organisations.imports.models import ImportBatch
from tests import people
from tests.factories import programmes

HOURS = "工作日8:30-12:00，14:30-17:30；周末9:00-12:00"
PLACE = (
    "站点名称",
    "级别",
    "上级站点",
    "旗区",
    "街道（苏木镇）",
    "社区（嘎查村）",
    "地址",
    "联系电话",
)
STATION = (*PLACE, "开放时间", "负责人", "专职人员数", "服务内容")
ROOM = (
    "站点名称",
    "场地名称",
    "类型",
    "可容纳人数",
    "面积（㎡）",
    "设备",
    "可预约时段",
    "收费标准",
)


def base(name: str = "东胜区社会组织孵化中心", *, hours: str = HOURS, **values: Any) -> Base:
    """A base of the tests' bureau that keeps hours."""
    made = programmes.base(name=name, **values)
    return opening.set_hours(base=made, text=hours, by=None)


def special(at: Base, day: date, reason: str, *span: time) -> SpecialDay:
    """A day on which the base is closed, or open at other hours; it may be long over."""
    opens, closes = span or (None, None)
    return SpecialDay.objects.create(base=at, day=day, reason=reason, opens=opens, closes=closes)


def staff(at: Base, name: str = "白静", **values: Any) -> BaseStaff:
    """Somebody of a base's staff."""
    return staffing.save_staff(base=at, staff=None, by=None, name=name, **values)


def visit(person: BaseStaff, came: datetime, left: datetime | None) -> BaseCheckIn:
    """Somebody was at the base."""
    return BaseCheckIn.objects.create(base=person.base, staff=person, came_at=came, left_at=left)


def plan(at: Base, *, confirmed: bool = True, **targets: int) -> BasePlan:
    """This year's plan."""
    made = planning.write_plan(
        base=at, year=clock.today().year, text="办好场地。", targets=targets, by=None
    )
    return planning.confirm_plan(plan=made, by=None) if confirmed else made


def station(name: str = "东胜区林荫街道社会组织服务站", **values: Any) -> dict[str, Any]:
    """A row of the sheet of stations, by heading."""
    row = {
        "站点名称": name,
        "级别": "街道",
        "上级站点": "东胜区社会组织孵化中心",
        "旗区": "东胜区",
        "街道（苏木镇）": "林荫街道",
        "地址": "林荫路 1 号",
        "联系电话": "0477-8330901",
        "开放时间": "周二至周日 10:00-18:00",
        "负责人": "白静",
        "专职人员数": 6,
        "服务内容": "议事协商、志愿服务",
    }
    return row | values


def room(name: str = "会议室1", **values: Any) -> dict[str, Any]:
    """A row of the sheet of rooms, by heading."""
    row = {
        "站点名称": "东胜区林荫街道社会组织服务站",
        "场地名称": name,
        "类型": "会议室",
        "可容纳人数": 20,
        "面积（㎡）": 40,
        "设备": "投影、音响",
        "可预约时段": "9:00-21:00",
        "收费标准": "20元/小时",
    }
    return row | values


def workbook(*sheets: tuple[str, tuple[str, ...], Sequence[dict[str, Any]]]) -> bytes:
    """A workbook of sheets: title, headings, rows by heading."""
    book = Workbook()
    book.remove(book.active)
    for title, headings, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append(list(headings))
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(
    by: User, bureau: Any, stations: Sequence[Any], rooms: Sequence[Any] = ()
) -> ImportBatch:
    """A list of stations and rooms that was uploaded and read."""
    content = workbook(("站点", STATION, stations), ("场地", ROOM, rooms))
    batch = imports.upload(
        upload=SimpleUploadedFile("stations.xlsx", content),
        source_on=clock.today(),
        bureau=bureau.pk,
        by=by,
        kind="stations",
    )
    working.read(batch.pk, between=0)
    batch.refresh_from_db()
    return batch


def asked(captured: Any) -> int:
    """How often tables were asked; the time is no table, though PostgreSQL answers for it too."""
    clocks = ("clock_timestamp", "audit_clockoffset")
    return sum(
        not any(clock in query["sql"] for clock in clocks) for query in captured.captured_queries
    )


def city_clerk() -> User:
    """An incubation clerk of the city's bureau, who may import for every banner."""
    found = User.objects.filter(email="city-incubation@tests.example").first()
    if found is None:
        found = User.objects.create_user(email="city-incubation@tests.example", name="市局科员")
        people.appoint(found, "incubation_clerk", people.body("city"))
    return found
