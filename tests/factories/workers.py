"""Social workers for tests."""

import io
from datetime import date
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incubator.workers import operations
from incubator.workers.cells import COLUMNS
from incubator.workers.entered import Entered, Job, Months, Paper
from incubator.workers.models import Employment
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core.resident_id import check_sign
from tests import people

_serial = count(1)
BEGINS = date(2025, 3, 1)


def number(serial: int | None = None, born: str = "19920308") -> str:
    """A true identity number; another one at each call."""
    first = f"150602{born}{(serial or next(_serial)) % 1000:03d}"
    return first + check_sign(first)


def entered(**values: Any) -> Entered:
    """A full-time social worker with a certificate, as typed."""
    at = next(_serial)
    job = {"post": "一线社工", "contract": "fixed", "begins_on": BEGINS, "full_time": True}
    paper = {
        "level": "assistant",
        "number": f"15122000{at:05d}",
        "issued_on": date(2024, 11, 30),
        "valid_until": None,
    }
    job |= {key: values.pop(key) for key in list(values) if key in {*job, "until"}}
    paper |= {key: values.pop(key) for key in list(values) if key in ("level", "issued_on")}
    paper["number"] = values.pop("certificate", paper["number"])
    paper["valid_until"] = values.pop("valid_until", None)
    person = {"name": "王芳", "number": number(at), **values}
    return Entered(paper=Paper(**paper) if paper["level"] else Paper(), job=Job(**job), **person)


def worker(body: Body | None = None, by: User | None = None, **values: Any) -> Employment:
    """A person entered in our organisation."""
    at = body or people.body("ours")
    return operations.register(body=at, entered=entered(**values), by=by or people.person("owner"))


def insured(row: Employment, first: date, last: date, by: User | None = None) -> Employment:
    """The same person with insured months."""
    months = Months(first, last, "insurance", "社保 2026-001")
    operations.add_months(employment=row, months=months, by=by or people.person("owner"))
    return row


def listed(*rows: dict[str, Any], name: str = "社工名单.xlsx") -> SimpleUploadedFile:
    """A workbook with these rows; what a row leaves out is filled with something good."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([column.heading for column in COLUMNS])
    for row in rows:
        given = {**good(), **row}
        sheet.append([given.get(column.key, "") for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def good() -> dict[str, Any]:
    """A row without a fault."""
    at = next(_serial)
    return {
        "name": f"李{at}",
        "number": number(at),
        "level": "助理社会工作师",
        "certificate": f"15122100{at:05d}",
        "issued_on": "2024-11-30",
        "contract": "固定期限",
        "begins_on": "2025-03-01",
        "full_time": "专职",
    }
