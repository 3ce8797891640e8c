"""What a programme's intake looks like on a day, and the fixed words of its parts."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Intake(TextChoices):
    """The state of a programme's intake; told by its dates, never stored."""

    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Period(IntegerChoices):
    """How long a residence lasts."""

    HALF = 6, _("6 months")
    YEAR = 12, _("12 months")
    LONG = 18, _("18 months")


class ListKind(TextChoices):
    """A list of people wanted as a spreadsheet; blank where a document is wanted."""

    MEMBERS = "members", _("list of members")
    STAFF = "staff", _("list of staff")


class Mark(TextChoices):
    """What a copied programme carries over and an official must look at again."""

    TITLE = "title", _("title")
    INTRODUCTION = "introduction", _("introduction")
    BENEFITS = "benefits", _("what is offered")
    OPENS_AT = "opens_at", _("intake opens")
    CLOSES_AT = "closes_at", _("intake closes")
    PLACES = "places", _("places")
    CONDITIONS = "conditions", _("conditions")
    EVIDENCE = "evidence", _("papers wanted")
    SHEET = "sheet", _("scoring sheet")
    PHONE = "phone", _("telephone")
    COUNTER = "counter_address", _("counter address")


GROUP_TIE = "group:"
"""Prefix of a tie rule code that names a group of the sheet: more points there go first."""


class TieRule(TextChoices):
    """The tie rules that need no group of the sheet."""

    EARLIER_REGISTRATION = "earlier_registration", _("earlier date of registration")
    LOT = "lot", _("a lot, drawn and minuted")
