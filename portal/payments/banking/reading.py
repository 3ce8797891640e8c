"""Reads a bank's list of receipts, workbook or CSV, into rows; says what cannot be read."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason, Refused
from portal.organisations.imports import reader, values
from portal.organisations.imports.columns import plain_heading, without_brackets
from portal.payments.banking.conditions import Code
from portal.payments.banking.enums import Result
from portal.payments.banking.rows import Row, keyed
from portal.payments.payees.conditions import clean_number

REFERENCE = re.compile(r"FK\d{4}-\d{5}(?:-\d{1,3})?", re.ASCII)
HEADINGS: dict[str, tuple[str, ...]] = {
    "reference": ("付款单号", "订单号", "单号", "业务编号", "客户流水号", "企业流水号"),
    "amount": ("金额", "交易金额", "发生额", "付款金额", "借方发生额"),
    "account": ("收款人账号", "收款账号", "对方账号", "账号"),
    "result": ("结果", "状态", "交易状态", "处理结果", "处理状态"),
    "day": ("日期", "交易日期", "记账日期", "入账日期"),
    "serial": ("流水号", "交易流水号", "银行流水号", "回单编号", "凭证号"),
    "words": ("摘要", "附言", "用途", "备注", "失败原因", "退汇原因"),
}
NEEDED = ("amount", "result", "day")
RESULTS = {
    Result.PAID: ("成功", "已支付", "支付成功", "交易成功", "已入账", "已付款", "paid", "success"),
    Result.RETURNED: ("退汇", "已退汇", "退回", "失败", "交易失败", "退票", "returned", "failed"),
}
BY_RESULT = {words: result.value for result, many in RESULTS.items() for words in many}
LOOKED_AT = 30
LONGEST = 200


def read(path: Path, name: str, *, most: int) -> list[Row]:
    """The receipts in a file, at most ``most``.

    Raises Refused for the file as a whole: ``no_heading``, ``no_rows``, ``too_many_receipts``,
    and what the reader of lists says.
    """
    for grid in reader.grids(path, name):
        found = _heading(grid)
        if found is None:
            continue
        at, places = found
        lines = enumerate(grid[at + 1 :], at + 2)
        cells = [(line, _cells(row, places)) for line, row in lines]
        cells = [(line, row) for line, row in cells if any(map(values.text, row.values()))]
        if not cells:
            raise Refused(reader.no_rows())
        if len(cells) > most:
            raise Refused(_too_many(most))
        return keyed([_row(line, row) for line, row in cells])
    raise Refused(_no_heading())


def _heading(grid: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(grid[:LOOKED_AT]):
        plain = [without_brackets(plain_heading(cell)) for cell in row]
        places = {
            column: plain.index(words)
            for column, many in HEADINGS.items()
            for words in reversed(many)
            if words in plain
        }
        if all(column in places for column in NEEDED):
            return at, places
    return None


def _cells(row: Sequence[object], places: dict[str, int]) -> dict[str, object]:
    return {column: row[at] if at < len(row) else "" for column, at in places.items()}


def _row(line: int, cells: dict[str, object]) -> Row:
    faults: list[Code] = []
    texts = {column: values.text(cell)[:LONGEST] for column, cell in cells.items()}
    words = texts.get("words", "")
    typed = values.text(cells.get("reference", "")).upper()
    named = REFERENCE.search(typed) or (None if typed else REFERENCE.search(words.upper()))
    fen = _amount(texts["amount"], faults)
    on = _day(cells["day"], texts["day"], faults)
    result = BY_RESULT.get(texts["result"].strip().lower(), "")
    if not result:
        faults.append(Code("row_result", {"text": texts["result"][:40]}))
    reference = named[0] if named else typed[:40]
    if not reference and result != Result.RETURNED:
        faults.append(Code("row_reference"))
    return Row(
        line=line,
        serial=texts.get("serial", "")[:60],
        reference=reference,
        fen=fen,
        account=clean_number(texts.get("account", ""))[:40],
        on=on,
        result=result,
        words=words,
        faults=tuple(faults),
    )


def _amount(text: str, faults: list[Code]) -> int:
    try:
        fen = money.parse_yuan(text.lstrip("-"))
    except Refused:
        fen = 0
    if fen <= 0:
        faults.append(Code("row_amount", {"text": text[:40]}))
    return max(fen, 0)


def _day(cell: object, text: str, faults: list[Code]) -> str:
    try:
        found: date | None = values.day(cell)
    except values.Unreadable:
        found = None
    if found is None:
        faults.append(Code("row_day", {"text": text[:40]}))
        return ""
    return found.isoformat()


def _no_heading() -> Reason:
    return Reason(
        "no_heading",
        _("No row with the headings 金额, 结果 and 日期 was found."),
        _("Take the bank's list of results as it is, or write these headings above its columns."),
    )


def _too_many(most: int) -> Reason:
    return Reason(
        "too_many_receipts",
        _("The file has more than %(most)s receipts."),
        _("Split it and upload the parts one after the other."),
        params={"most": most},
    )
