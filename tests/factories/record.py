"""The record of organisations: single facts, and lists as offices send them."""

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from portal.bodies.models import Body
from portal.core import clock
from portal.organisations.imports.enums import Kind
from portal.organisations.imports.models import ImportBatch
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    GradeChange,
    Inspection,
    ListCheck,
)

CODE, NAME = "52150602MJ00K1P274", "东胜区晨光助残服务中心"
AS_OF = date(2026, 11, 1)
SHEETS: dict[str, tuple[str, ...]] = {
    "年检": ("统一社会信用代码", "社会组织名称", "年检年度", "年检结论"),
    "信用名录": ("统一社会信用代码", "社会组织名称", "名录", "列入事由", "列入日期", "移出日期"),
    "行政处罚": (
        "统一社会信用代码",
        "社会组织名称",
        "处罚种类",
        "罚款金额（元）",
        "处罚决定日期",
        "是否履行完毕",
    ),
    "等级评估": (
        "统一社会信用代码",
        "社会组织名称",
        "评估等级",
        "公告日期",
        "证书编号",
        "评估机关",
    ),
    "已发奖励": (
        "统一社会信用代码",
        "社会组织名称",
        "奖励项目",
        "对应等级",
        "金额（元）",
        "支付日期",
    ),
}
GOOD: dict[str, tuple[object, ...]] = {
    "年检": (CODE, NAME, 2024, "合格"),
    "信用名录": (CODE, NAME, "活动异常名录", "未按时报送年度报告", "2023-07-01", "2023-10-09"),
    "行政处罚": (CODE, NAME, "警告", 0, "2023-06-01", "是"),
    "等级评估": (CODE, NAME, "3A", "2022-12-01", "鄂社评〔2022〕5号", "鄂尔多斯市民政局"),
    "已发奖励": (CODE, NAME, "等级评估奖励", "AAA", 10000, "2023-01-15"),
}
Rows = Mapping[str, Iterable[Iterable[object]]]


def book(rows: Rows, headings: Mapping[str, Iterable[str]] = SHEETS) -> bytes:
    """A workbook with these rows by sheet; a sheet without rows has only its headings."""
    made = Workbook(write_only=True)
    for title, cells in rows.items():
        sheet = made.create_sheet(title)
        sheet.append(list(headings[title]))
        for row in cells:
            sheet.append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def good_rows() -> dict[str, list[tuple[object, ...]]]:
    """A good row for each sheet."""
    return {title: [row] for title, row in GOOD.items()}


def upload(rows: Rows, name: str = "record.xlsx") -> SimpleUploadedFile:
    """A record list as the browser sends it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return SimpleUploadedFile(name, book(rows), content_type=kind)


def imported(by: Any, bureau: Body, rows: Rows, *, source_on: date = AS_OF) -> ImportBatch:
    """An import of the record that was uploaded and read, ready to be confirmed."""
    from portal.organisations.imports import operations, working

    batch = operations.upload(
        upload=upload(rows), source_on=source_on, bureau=bureau.pk, by=by, kind=Kind.RECORD
    )
    working.read(batch.pk, between=0)
    batch.refresh_from_db()
    return batch


def inspected(organisation: Any, year: int, result: str = "qualified") -> Inspection:
    """The result of an annual inspection, on record."""
    return _fact(Inspection, organisation, year=year, result=result)


def listed(
    organisation: Any,
    kind: str = "abnormal",
    *,
    since: date = date(2026, 3, 2),
    until: date | None = None,
) -> CreditListing:
    """A stay on a credit list, on record."""
    return _fact(
        CreditListing,
        organisation,
        list=kind,
        ground="未按时报送年度报告",
        listed_on=since,
        removed_on=until,
    )


def graded(
    organisation: Any, grade: int = 3, *, since: date = date(2023, 1, 1), until: date
) -> Grade:
    """A grade, on record."""
    return _fact(
        Grade,
        organisation,
        grade=grade,
        announced_on=since,
        valid_from=since,
        valid_to=until,
        rating_body="鄂尔多斯市民政局",
    )


def changed(grade: Grade, level: int = 0, *, on: date | None = None) -> GradeChange:
    """A decision, on record, that lowered a grade to a level, or cancelled it."""
    return _fact(
        GradeChange,
        grade.organisation,
        announced_on=grade.announced_on,
        kind="lowered" if level else "cancelled",
        level=level or None,
        ground="false_data",
        decided_on=on or clock.today(),
    )


def awarded(organisation: Any, amount_fen: int = 1_000_000, *, grade: int = 3) -> AwardPaid:
    """An award paid out, on record."""
    return _fact(
        AwardPaid,
        organisation,
        scheme="等级评估奖励",
        grade=grade,
        amount_fen=amount_fen,
        paid_on=date(2023, 5, 4),
    )


def lists_known(organisation: Any, on: date | None = None, *, known: bool = True) -> ListCheck:
    """Somebody looked at the credit lists for this organisation; without listings it is clean."""
    return ListCheck.objects.create(
        organisation_id=organisation.pk,
        known=known,
        source="信用名录核查",
        source_on=on or clock.today(),
        added_at=clock.now(),
    )


def _fact(model: type[Fact], organisation: Any, **facts: Any) -> Any:
    return model._default_manager.create(
        organisation_id=organisation.pk,
        source="组织记录",
        source_on=AS_OF,
        added_at=clock.now(),
        **facts,
    )
