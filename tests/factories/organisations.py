"""Organisations of the register, and lists as offices send them."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from portal.bodies.models import Body, FormerName
from portal.organisations.imports.models import ImportBatch
from portal.organisations.register.models import Organisation

HEADINGS = {
    "name": "社会组织名称",
    "code": "统一社会信用代码",
    "kind": "社会组织类型",
    "legal_representative": "法定代表人",
    "registered_on": "成立登记日期",
    "registry": "登记管理机关",
    "unit": "业务主管单位",
    "funds": "注册资金（万元）",
    "domicile": "住所",
    "scope": "业务范围",
    "state": "登记状态",
    "from": "证书有效期自",
    "to": "证书有效期至",
    "former": "曾用名",
}
ROW = {
    "name": "东胜区晨光助残服务中心",
    "code": "52150602MJ00K1P274",
    "kind": "社会服务机构",
    "legal_representative": "乌兰",
    "registered_on": "2019-03-04",
    "registry": "东胜区民政局",
    "unit": "东胜区残疾人联合会",
    "funds": "3",
    "domicile": "鄂尔多斯市东胜区天骄街道民生街1号",
    "scope": "残疾人就业支持",
    "state": "正常",
    "from": "2023-03-04",
    "to": "2027-03-04",
    "former": "",
}
CODES = (
    "52150602MJ00K1P274",
    "51150600MJ1A2B3C9X",
    "52150603MJY31W058F",
    "51150627500TERT16A",
    "53150000MJ9Q8R7T97",
)


def organisation(
    name: str = "东胜区晨光助残服务中心",
    code: str = "52150602MJ00K1P274",
    *,
    registry: str = "东胜区民政局",
    kind: str = "social_service_institution",
    former: Iterable[str] = (),
    **facts: Any,
) -> Organisation:
    """An organisation of the register with its body."""
    bureau = Body.objects.get(name=registry)
    body = Body.objects.create(
        kind=kind, name=name, credit_code=code, division_id=bureau.division_id
    )
    for old in former:
        FormerName.objects.create(body=body, name=old)
    stated = {
        "registry": bureau,
        "registered_on": date(2019, 3, 4),
        "source": "登记名录",
        "source_on": date(2026, 1, 5),
    }
    return Organisation.objects.create(body=body, **(stated | facts))


def row(**cells: object) -> dict[str, object]:
    """A good row of a list, with some cells otherwise."""
    return ROW | cells


def csv_list(*rows: Mapping[str, object], headings: Mapping[str, str] = HEADINGS) -> str:
    """A list as CSV text."""
    lines = [",".join(headings.values())]
    lines += [",".join(str(r.get(key, "")) for key in headings) for r in rows]
    return "\r\n".join(lines)


def csv_file(folder: Path, *rows: Mapping[str, object], name: str = "list.csv") -> Path:
    """A list as a CSV file in UTF-8."""
    path = folder / name
    path.write_text(csv_list(*rows), encoding="utf-8")
    return path


def workbook(folder: Path, rows: Iterable[Iterable[object]], name: str = "list.xlsx") -> Path:
    """A workbook with these rows, headings included."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows:
        sheet.append(list(cells))
    book.save(folder / name)
    return folder / name


def upload(*rows: Mapping[str, object], name: str = "list.csv") -> SimpleUploadedFile:
    """A list as the browser sends it."""
    return SimpleUploadedFile(name, csv_list(*rows).encode(), content_type="text/csv")


def imported(by: Any, bureau: Body, *rows: Mapping[str, object]) -> ImportBatch:
    """An import that was uploaded and read, ready to be confirmed."""
    from portal.organisations.imports import operations, working

    batch = operations.upload(
        upload=upload(*rows), source_on=date(2026, 11, 1), bureau=bureau.pk, by=by
    )
    working.read(batch.pk, between=0)
    batch.refresh_from_db()
    return batch
