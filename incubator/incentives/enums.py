"""What a scheme of money is for, of what kind it is, and by what its table goes."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.workers.enums import Level
from incubator.yearly.enums import Grade as BaseGrade
from portal.core.reasons import Text


class Field(TextChoices):
    """What the money nurtures."""

    BASE = "base", _("incubation bases and platforms")
    DEVELOPMENT = "development", _("development of organisations")
    TALENT = "talent", _("people: social workers and talent")


class SupportKind(TextChoices):
    """The five kinds of support."""

    SPACE = "space", _("space support")
    FISCAL = "fiscal", _("fiscal subsidy")
    START_UP = "start_up", _("start-up subsidy")
    INCENTIVE = "incentive", _("development incentive")
    CAPACITY = "capacity", _("capacity building")


class Measure(TextChoices):
    """By what the table of amounts goes."""

    GRADE = "grade", _("grade of the organisation")
    BASE_GRADE = "base_grade", _("grade of the base for a year")
    LEVEL = "level", _("level of the social worker")
    FLAT = "flat", _("one amount for all")


class Rhythm(TextChoices):
    """How often it is paid."""

    ONCE = "once", pgettext_lazy("payment", "once")
    MONTHLY = "monthly", pgettext_lazy("payment", "every month")
    YEARLY = "yearly", pgettext_lazy("payment", "every year")


ENTRIES: Mapping[str, tuple[tuple[str, Text], ...]] = {
    Measure.GRADE: (
        ("A", _("1A")), ("AA", _("2A")), ("AAA", _("3A")), ("AAAA", _("4A")), ("AAAAA", _("5A")),
    ),
    Measure.BASE_GRADE: tuple((grade.value, grade.label) for grade in reversed(BaseGrade)),
    Measure.LEVEL: tuple((level.value, level.label) for level in Level),
    Measure.FLAT: (("all", _("every recipient")),),
}  # fmt: skip
"""The entries a table of each measure may have, the lowest first."""


def grade_code(level: int) -> str:
    """The code of a grade in tables: 3 → "AAA"."""
    return "A" * level


def entry_words(measure: str, code: str) -> str:
    """An entry of a table in words; the code itself when it is unknown."""
    return str(dict(ENTRIES.get(measure, ())).get(code, code))
