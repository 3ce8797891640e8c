"""Money is whole fen; yuan are only ever shown or typed."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import cn2an
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused

MAX_FEN = 10**15
FORM = re.compile(r"[¥￥]?(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(万)?元?", re.ASCII)


def yuan(fen: int) -> str:
    """48000000 → "480,000.00"."""
    sign, amount = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{amount // 100:,}.{amount % 100:02d}"


def wan(fen: int) -> str:
    """48550000 → "48.6": units of 10,000 yuan with one decimal, for overviews only."""
    amount = Decimal(fen) / 1_000_000
    return f"{amount.quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def capitals(fen: int) -> str:
    """48000000 → "人民币肆拾捌万元整": the form that guards a written amount against change."""
    if abs(fen) >= MAX_FEN:
        raise ValueError(f"{fen} fen is more than this portal writes out.")
    words: str = cn2an.an2cn(f"{abs(fen) // 100}.{abs(fen) % 100:02d}", "rmb")
    if 1_000 <= abs(fen) // 100 % 10**8 < 10_000:
        # cn2an leaves out this zero, and 柒亿壹仟 could be read as 柒亿壹仟万.
        words = words.replace("亿", "亿零")
    return ("人民币负" if fen < 0 else "人民币") + words


def parse_yuan(text: str) -> int:
    """Fen from what somebody typed: "1,234.5", "１２３４．５０元", "48万". Raises Refused."""
    typed = unicodedata.normalize("NFKC", "".join(text.split()))
    found = FORM.fullmatch(typed)
    if found is None:
        raise Refused(
            Reason(
                "amount_form",
                _("“%(text)s” is not an amount."),
                _("Write figures with at most two decimals, such as 1234.50."),
                params={"text": text.strip()[:40]},
            )
        )
    whole, decimals, ten_thousand = found.groups()
    fen = Decimal(whole.replace(",", "") + (decimals or "")) * (1_000_000 if ten_thousand else 100)
    return _whole(fen)


def _whole(fen: Decimal) -> int:
    if fen >= MAX_FEN:
        raise Refused(
            Reason("amount_too_large", _("The amount is too large."), _("Check the zeros."))
        )
    if fen != int(fen):
        raise Refused(
            Reason(
                "amount_too_fine",
                _("The amount has parts smaller than one fen."),
                _("Write at most two decimals."),
            )
        )
    return int(fen)
