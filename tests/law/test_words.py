"""How a value is said."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from portal.core.dated import RuleRow, Unit
from portal.law import words

ROW = RuleRow("k", 2, Unit.WD, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (Unit.WD, "2 working days"),
        (Unit.CD, "2 calendar days"),
        (Unit.MONTHS, "2 months"),
        (Unit.YEARS, "2 years"),
        (Unit.PCT, "2%"),
        (Unit.FEN, "0.02 yuan"),
        (Unit.COUNT, "2"),
    ],
)
def test_every_unit_has_its_words(unit, said):
    with translation.override("en"):
        assert words.value(replace(ROW, unit=unit)) == said
