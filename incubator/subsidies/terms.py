"""The rows by which subsidies are judged on a day."""

from datetime import date

from incubator.subsidies.conditions import Rows
from incubator.subsidies.enums import MonthTest, Payee
from portal.law import queries as law

KEYS = (
    "subsidies.month_test", "subsidies.insurance", "subsidies.late_months",
    "subsidies.promotion_month", "subsidies.months_in_post",
)  # fmt: skip


MOST_MONTHS = 1200


def rows(on: date) -> Rows:
    """The rows that hold on the day of a claim (rules.md I.10: eligibility by the day asked).

    An authority may enter any number: an unknown test counts as the strictest.
    """
    test, insurance, late, new, months = (int(row.value) for row in law.rules(KEYS, on=on))
    known = test if test in set(MonthTest) else MonthTest.WHOLE
    return Rows(known, insurance == 1, min(late, MOST_MONTHS), new == 1, months)


def payee(on: date) -> int:
    """Who is paid on a day, a ``Payee``; the organisation unless the row names the person."""
    named = int(law.rule("subsidies.payee", on=on).value)
    return Payee.PERSON if named == Payee.PERSON else Payee.ORGANISATION
