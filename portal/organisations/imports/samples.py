"""Invented lists in the format of real ones, clean or with the faults real ones have."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook

from portal.accounts.models import User
from portal.core import clock
from portal.core.credit_code import ALPHABET
from portal.organisations.imports.columns import find_layout
from portal.organisations.imports.judging import judge_all, writes
from portal.organisations.imports.reader import Table
from portal.organisations.imports.writing import Pending, chunks, write
from portal.organisations.register.generator import SEED, Invented, invent
from portal.organisations.register.operations import Source

TITLE = "鄂尔多斯市社会组织登记名录（虚构）"
HEADINGS = (
    "序号",
    "社会组织名称",
    "统一社会信用代码",
    "社会组织类型",
    "法定代表人",
    "成立登记日期",
    "登记管理机关",
    "业务主管单位",
    "注册资金（万元）",
    "住所",
    "业务范围",
    "登记状态",
    "证书有效期自",
    "证书有效期至",
    "曾用名",
)
NAME, CODE, KIND, DAY, FUNDS = 1, 2, 3, 5, 8
EVERY = 25
NOTATIONS = (
    "{0:%Y-%m-%d}",
    "{0:%Y.%m.%d}",
    "{0:%Y%m%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
)
Row = list[object]
WriteDay = Callable[[date], object]
Fault = Callable[[Row, Random], list[Row]]


def fill_register(count: int, *, by: User | None = None) -> int:
    """Write so many invented organisations into the register; returns how many were written.

    Goes through the same checks as a real list. What is there already is not written again.
    """
    grid: list[Row] = [list(HEADINGS), *rows(count)]
    table = Table(TITLE, find_layout(grid), grid)
    judged = judge_all(table, scope=None, today=clock.today())
    pending = [Pending(entry, found.changes) for entry, found in judged if writes(found)]
    for part in chunks(pending):
        source = Source(TITLE, clock.today(), channel="command")
        write(part, source=source, scope=None, by=by)
    return len(pending)


def rows(count: int, *, seed: int = SEED) -> list[Row]:
    """The rows of a clean list, dates as 2024-05-31."""
    return [_row(n, made, str) for n, made in enumerate(invent(count, seed=seed), start=1)]


def write_list(path: Path, count: int, *, faults: bool = True, seed: int = SEED) -> Path:
    """Write a workbook as offices send them: a title row, mixed notations, and real faults."""
    random = Random(seed)  # noqa: S311 - invented data, the same every time
    made = [_row(n, one, _notation(random)) for n, one in enumerate(invent(count, seed=seed), 1)]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名录")
    sheet.append([TITLE])
    sheet.append(list(HEADINGS))
    for row in _spoilt(made, random) if faults else made:
        sheet.append(row)
    book.save(path)
    return path


def _row(number: int, made: Invented, write_day: WriteDay) -> Row:
    return [
        number,
        made.name,
        made.code,
        made.kind,
        made.legal_representative,
        write_day(made.registered_on),
        made.registry,
        made.supervising_unit,
        made.funds_wan,
        made.domicile,
        made.scope,
        made.state,
        write_day(made.certificate_from),
        write_day(made.certificate_to),
        made.former_name,
    ]


def _notation(random: Random) -> WriteDay:
    def written(day: date) -> object:
        if random.random() < 0.1:
            return day
        return random.choice(NOTATIONS).format(day)

    return written


def _spoilt(made: Sequence[Row], random: Random) -> list[Row]:
    """Every 25th row gets one of the faults, in turn; some rows are repeated."""
    out: list[Row] = []
    for number, row in enumerate(made):
        out.append(row)
        if number % EVERY == EVERY - 1:
            fault = FAULTS[number // EVERY % len(FAULTS)]
            out += fault(row, random)
    return out


def _wrong_sign(row: Row, random: Random) -> list[Row]:
    code = str(row[CODE])
    row[CODE] = code[:-1] + random.choice([sign for sign in ALPHABET if sign != code[-1]])
    return []


def _set(place: int, value: object) -> Fault:
    def spoil(row: Row, _random: Random) -> list[Row]:
        row[place] = value
        return []

    return spoil


def _short(row: Row, _random: Random) -> list[Row]:
    row[CODE] = str(row[CODE])[:-1]
    return []


def _untidy(row: Row, _random: Random) -> list[Row]:
    row[CODE] = f" {str(row[CODE]).lower()} "
    return []


def _full_width(row: Row, _random: Random) -> list[Row]:
    row[CODE] = "".join(chr(ord(sign) + 0xFEE0) for sign in str(row[CODE]))
    return []


def _formula(row: Row, _random: Random) -> list[Row]:
    row[NAME] = f'=HYPERLINK("http://example.invalid","{row[NAME]}")'
    return []


def _other_type(row: Row, _random: Random) -> list[Row]:
    row[KIND] = "社会服务机构" if row[KIND] == "社会团体" else "社会团体"
    return []


def _repeated(row: Row, _random: Random) -> list[Row]:
    return [list(row)]


def _two_names(row: Row, _random: Random) -> list[Row]:
    other = list(row)
    other[NAME] = f"{row[NAME]}（分部）"
    return [other]


FAULTS: tuple[Fault, ...] = (
    _wrong_sign,
    _short,
    _untidy,
    _full_width,
    _formula,
    _other_type,
    _repeated,
    _two_names,
    _set(NAME, ""),
    _set(CODE, ""),
    _set(DAY, "2021-02-30"),
    _set(DAY, "2039-05-01"),
    _set(FUNDS, "叁万"),
)
