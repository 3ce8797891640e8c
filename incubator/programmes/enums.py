"""What a programme's intake looks like on a day, and the fixed words of its parts."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    ALLOWANCES = "allowances", _("support granted")
    MIDTERM = "midterm", _("mid-term sheet")
    EXIT = "exit", _("exit sheet")
    PHONE = "phone", _("telephone")
    COUNTER = "counter_address", _("counter address")


GROUP_TIE = "group:"
"""Prefix of a tie rule code that names a group of the sheet: more points there go first."""


class TieRule(TextChoices):
    """The tie rules that need no group of the sheet."""

    EARLIER_REGISTRATION = "earlier_registration", _("earlier date of registration")
    LOT = "lot", _("a lot, drawn and minuted")


class SupportKind(TextChoices):
    """What an organisation in residence may use, each counted in one unit (``UNITS``)."""

    ROOMS = "rooms", _("hours in rooms")
    DESKS = "desks", _("desks")
    SEATS = "seats", _("seats in courses")
    MENTORING = "mentoring", _("hours with a mentor")
    ADVICE = "advice", _("hours of advice on finance and law")
    MONEY = "money", _("support money")


class Unit(TextChoices):
    """How an amount is counted: whole numbers only."""

    MINUTES = "minutes", _("minutes")
    PIECES = "pieces", pgettext_lazy("allowance", "pieces")
    FEN = "fen", _("fen")


UNITS = {
    SupportKind.ROOMS: Unit.MINUTES,
    SupportKind.DESKS: Unit.PIECES,
    SupportKind.SEATS: Unit.PIECES,
    SupportKind.MENTORING: Unit.MINUTES,
    SupportKind.ADVICE: Unit.MINUTES,
    SupportKind.MONEY: Unit.FEN,
}


class Each(TextChoices):
    """For which span an amount is granted anew."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")
    WHOLE = "whole", _("for the whole residence")


MONTHS = {Each.MONTH: 1, Each.QUARTER: 3, Each.YEAR: 12}


class ExitFact(TextChoices):
    """From which records an item of the exit sheet is computed; DECLARED: typed, with a proof."""

    REGISTERED = "registered", _("registered, certificate valid")
    PROJECT = "project", _("a project accepted")
    WORKER = "worker", _("a full-time worker with insurance")
    INSPECTION = "inspection", _("annual inspection or report passed")
    INCOME = "income", _("income of its own")
    DECLARED = "declared", _("declared by the organisation, checked by the base")
