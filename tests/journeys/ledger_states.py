"""Budgets in states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from portal.core import clock
from portal.ledger.account.telling import Told
from portal.ledger.postings import operations
from tests import people
from tests.factories import account
from tests.factories import ledger as make

Where = tuple[str, str] | tuple[str, str, int]


def _full() -> int:
    line = make.line(2_000_000)
    make.line(800_000, source="lottery", code="2296002")
    make.line(300_000, source="charity", code="C1", recorded=True)
    basis = f"tests.award:{line.pk}:{line.amount}"
    row = make.commitment(900_000, line, basis)
    operations.pay(commitment=row, fen=500_000, basis=basis, by=None)
    make.proposed(line=line)
    return line.budget_id


def budget_of_a_year() -> Where:
    """A year with several sources, commitments, payments and a change that waits."""
    return reverse("budget", args=[_full()]), "treasurer"


def budget_empty() -> Where:
    """A year without any line, for which a contract has planned."""
    later = make.budget(year=clock.today().year + 1)
    operations.commit_years(
        body_id=later.body_id, source="fiscal", code="2080299", parts={later.year: 250_000},
        basis="tests.contract:7", words="三年服务合同", by=None,
    )  # fmt: skip
    return reverse("budget", args=[later.pk]), "accountant"


def budgets_of_a_year() -> Where:
    """The list with figures."""
    _full()
    return reverse("budgets"), "supervisor"


def change_to_decide() -> Where:
    """A change as the treasurer sees it."""
    return reverse("budget_change", args=[make.proposed().pk]), "treasurer"


def change_of_my_own() -> Where:
    """The same as its author sees it."""
    return reverse("budget_change", args=[make.proposed().pk]), "accountant"


def year_to_close() -> Where:
    """The closing of a year with what it does to each line."""
    past = make.line(500_000, year=clock.today().year - 1)
    return reverse("budget_close", args=[past.budget_id]), "accountant"


def record_to_strike_out() -> Where:
    """Recorded spending as the treasurer sees it."""
    line = make.line(300_000, source="charity", code="C1", recorded=True)
    row = operations.record(
        line=line, fen=100, basis=f"ledger.receipt:{line.pk}:{line.amount}", words="购买轮椅",
        by=people.person("accountant"),
    )  # fmt: skip
    return reverse("budget_posting", args=[row.pk]), "treasurer"


def account_of_a_year() -> Where:
    """The public account with organisations, persons, promises, and money of others."""
    told = Told(title="社工岗位补贴", payee=account.payee("张小明"), field="talent", persons=1)
    account.entry(60_000, paid=60_000, told=told)
    account.entry(900_000, paid=500_000)
    account.recorded()
    return reverse("public_account"), "anonymous"


def account_listed() -> Where:
    """Its list, with a person who is only counted."""
    account_of_a_year()
    return reverse("public_account_list"), "anonymous"


def account_of_others() -> Where:
    """The list of money of others."""
    account.recorded()
    return f"{reverse('public_account_list')}?of=others", "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "budget of a year": budget_of_a_year,
    "budget without lines": budget_empty,
    "budgets of a year": budgets_of_a_year,
    "change of a budget to decide": change_to_decide,
    "change of a budget of my own": change_of_my_own,
    "year of a budget to close": year_to_close,
    "recorded spending to strike out": record_to_strike_out,
    "public account of a year": account_of_a_year,
    "public account entry by entry": account_listed,
    "public account of money of others": account_of_others,
}
