"""Tables about registered organisations and their grades."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies import queries as bodies
from portal.bodies.enums import SOCIAL_ORGANISATIONS, BodyKind
from portal.core import days
from portal.organisations.record import counting
from portal.organisations.record.enums import GradeLevel
from portal.organisations.register import queries as register
from portal.organisations.register.enums import STRUCK_OFF, RegisterState
from portal.statistics.tables.registry import Column, Rows, Table
from portal.statistics.tables.scope import Scope

ORGANISATION, DAY = _("Organisation"), _("Registered on")
STANDING = ~Q(state__in=STRUCK_OFF)
BANNER_DIGITS = 6
KINDS = [(kind.value, kind.label) for kind in BodyKind if kind in SOCIAL_ORGANISATIONS]


def registered(scope: Scope) -> Rows:
    """Everything that the registries of a place had registered by the last day."""
    by_then = Q(registered_on=None) | Q(registered_on__lte=scope.last)
    return register.all_organisations().filter(scope.within("registry__division"), by_then)


def _cells(row: Any) -> tuple[str, ...]:
    return (
        row.body.name,
        row.body.credit_code or "–",
        str(row.body.get_kind_display()),
        days.date_words(row.registered_on) if row.registered_on else "–",
        str(row.get_state_display()),
    )


def _way(row: Any) -> str:
    return "" if row.struck_off else reverse("organisation", args=[row.pk])


HEADS = (ORGANISATION, _("Credit code"), _("Kind"), DAY, _("State"))
COLUMNS = (
    Column("number", _("On the register at the end"), "organisations", lambda _scope: STANDING),
    Column(
        "new", _("Newly registered"), "organisations",
        lambda scope: scope.between("registered_on"),
    ),
    Column(
        "struck_off", _("Struck off until the counting"), "organisations",
        lambda _scope: Q(state__in=STRUCK_OFF),
    ),
    Column(
        "funds", _("Registered funds"), "yuan", lambda _scope: STANDING,
        total="founding_capital_fen",
    ),
)  # fmt: skip


def in_force(scope: Scope) -> Rows:
    """The grades that count on the last day, one for each organisation on the register."""
    rows = counting.in_force(scope.last).exclude(organisation__state__in=STRUCK_OFF)
    return rows.filter(scope.within("organisation__registry__division"))


def announced(scope: Scope) -> Rows:
    """The grades that were announced within the days."""
    rows = counting.announced(scope.first, scope.last)
    return rows.filter(scope.within("organisation__registry__division"))


def _grade(row: Any) -> tuple[str, ...]:
    return (
        row.organisation.body.name,
        str(row.get_grade_display()),
        days.date_words(row.announced_on),
        days.date_words(row.valid_to),
    )


GRADE_HEADS = (
    ORGANISATION, _("Grade"), _("Announced on"), pgettext_lazy("grade", "Valid until"),
)  # fmt: skip
LEVELS = [(str(level.value), level.label) for level in reversed(GradeLevel)]
RELATED = ("organisation__body",)

TABLES = (
    Table(
        "organisations_by_kind", _("Social organisations by kind"), _("Kind"), registered,
        "body__kind", COLUMNS, HEADS, _cells, parts=KINDS, related=("body",), way=_way,
    ),
    Table(
        "organisations_by_state", _("Social organisations by state"), _("State"), registered,
        "state", (Column("number", _("Number"), "organisations"), COLUMNS[1]), HEADS, _cells,
        parts=RegisterState.choices, related=("body",), way=_way,
    ),
    Table(
        "organisations_by_banner", _("Social organisations by banner or district"),
        _("Banner or district"), registered,
        Substr("body__division", 1, BANNER_DIGITS), COLUMNS, HEADS, _cells,
        names=bodies.names_of, related=("body",), way=_way,
    ),
    Table(
        "grades_in_force", _("Grades in force"), _("Grade"), in_force, "level_left",
        (Column("number", _("Organisations with the grade"), "organisations"),),
        GRADE_HEADS, _grade, parts=LEVELS, related=RELATED,
    ),
    Table(
        "grades_announced", _("Grades announced"), _("Grade"), announced, "grade",
        (Column("number", pgettext_lazy("statistics", "Announced"), "organisations"),),
        GRADE_HEADS, _grade, parts=LEVELS, related=RELATED,
    ),
)  # fmt: skip
