"""A bank file from orders and a layout: pure functions, no database."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from portal.core import money
from portal.payments.banking.enums import AmountForm, Encoding, Field, Separator

STANDARD = (
    Field.REFERENCE.value,
    Field.HOLDER.value,
    Field.ACCOUNT.value,
    Field.BANK.value,
    Field.BANK_CODE.value,
    Field.AMOUNT.value,
    Field.WORDS.value,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns in which order, and how they are written."""

    columns: Sequence[str] = STANDARD
    separator: str = Separator.COMMA.value
    encoding: str = Encoding.GB18030.value
    amount_form: str = AmountForm.YUAN.value
    heading: bool = True

    def as_json(self) -> dict[str, Any]:
        """The layout as it is kept with a file."""
        return asdict(self) | {"columns": list(self.columns)}


@dataclass(frozen=True, slots=True)
class Line:
    """What a bank must know of one transfer; ``fen`` is the amount."""

    reference: str
    holder: str
    account: str = field(repr=False)
    bank: str
    bank_code: str
    fen: int
    words: str
    day: str
    payer: str


def text(layout: Layout, lines: Iterable[Line]) -> str:
    """The whole file as text, each line ended as spreadsheets and banks expect (CR LF)."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=layout.separator, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n"
    )
    if layout.heading:
        writer.writerow([HEADINGS[column] for column in layout.columns])
    for line in lines:
        writer.writerow([_cell(layout, line, column) for column in layout.columns])
    return out.getvalue()


def encoded(layout: Layout, words: str) -> bytes:
    """The text in the bytes that the bank reads."""
    return words.encode(layout.encoding)


def amount(fen: int, form: str) -> str:
    """1000550 fen as "10005.50", "1000550" or "10,005.50"."""
    if form == AmountForm.FEN:
        return str(fen)
    grouped = money.yuan(fen)
    return grouped if form == AmountForm.GROUPED else grouped.replace(",", "")


def _cell(layout: Layout, line: Line, column: str) -> str:
    if column == Field.AMOUNT:
        return amount(line.fen, layout.amount_form)
    # A line end inside a cell would make two transfers of one.
    return " ".join(str(getattr(line, column)).split())


# Banks read these headings, so they are Chinese whatever the language of the page.
HEADINGS = {
    Field.REFERENCE.value: "付款单号",
    Field.HOLDER.value: "收款人户名",
    Field.ACCOUNT.value: "收款人账号",
    Field.BANK.value: "收款人开户行",
    Field.BANK_CODE.value: "联行号",
    Field.AMOUNT.value: "金额",
    Field.WORDS.value: "用途",
    Field.DAY.value: "日期",
    Field.PAYER.value: "付款人",
}
