"""How a bank wants its file, and what became of what it reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Field(TextChoices):
    """What a column of a bank file says."""

    REFERENCE = "reference", _("order number")
    HOLDER = "holder", _("name of the account")
    ACCOUNT = "account", _("account number")
    BANK = "bank", _("bank")
    BANK_CODE = "bank_code", _("bank code")
    AMOUNT = "amount", _("amount")
    WORDS = "words", _("purpose of the payment")
    DAY = "day", _("day of the file")
    PAYER = "payer", _("name of the payer")


class Separator(TextChoices):
    """What stands between two columns."""

    COMMA = ",", _("comma")
    PIPE = "|", _("upright stroke |")
    TAB = "\t", _("tabulator")
    SEMICOLON = ";", _("semicolon")


class Encoding(TextChoices):
    """How signs become bytes."""

    GB18030 = "gb18030", "GB18030"
    UTF8 = "utf-8", "UTF-8"
    UTF8_MARK = "utf-8-sig", _("UTF-8 with mark")


class AmountForm(TextChoices):
    """How an amount is written."""

    YUAN = "yuan", _("yuan with two decimals: 10005.50")
    FEN = "fen", _("whole fen: 1000550")
    GROUPED = "grouped", _("yuan with commas: 10,005.50")


class Result(TextChoices):
    """What the bank reports of a transfer."""

    PAID = "paid", pgettext_lazy("receipt", "paid")
    RETURNED = "returned", pgettext_lazy("receipt", "returned")


class Verdict(TextChoices):
    """What a row of a receipt file would do."""

    FAULTY = "faulty", _("cannot be read")
    UNMATCHED = "unmatched", _("fits no order")
    FITS = "fits", _("fits an order")
    KNOWN = "known", _("taken before")


class Phase(TextChoices):
    """Where an uploaded file of receipts stands."""

    CHECKED = "checked", _("ready to check")
    WRITING = "writing", pgettext_lazy("receipts", "being taken in")
    WRITTEN = "written", pgettext_lazy("receipts", "taken in")
    DISCARDED = "discarded", _("discarded")


class Standing(TextChoices):
    """Where a receipt stands."""

    MATCHED = "matched", pgettext_lazy("receipt", "matched with its order")
    WAITING = "waiting", pgettext_lazy("receipt", "waits: no order fits")
    ASIDE = "aside", pgettext_lazy("receipt", "set aside: no order of ours")
