"""What the ledger's own names are: a change, a line, a posting."""

from collections.abc import Collection

from django.urls import reverse

from portal.core.references import Reference
from portal.ledger.budgets import queries as budgets
from portal.ledger.changes import queries
from portal.ledger.postings import bases
from portal.ledger.postings import queries as postings


def _changes(ids: Collection[int]) -> dict[int, Reference]:
    return {
        row.pk: Reference(f"{row} {row.words}", reverse("budget_change", args=[row.pk]))
        for row in queries.of_ids(ids)
    }


def _lines(ids: Collection[int]) -> dict[int, Reference]:
    return {
        row.pk: Reference(f"{row} {row.budget.year}", reverse("budget_line", args=[row.pk]))
        for row in budgets.of_ids(ids)
    }


def _postings(ids: Collection[int]) -> dict[int, Reference]:
    return {
        row.pk: Reference(row.words, reverse("budget_posting", args=[row.pk]))
        for row in postings.of_ids(ids)
    }


bases.register("ledger.change", _changes)
bases.register("ledger.line", _lines)
bases.register("ledger.posting", _postings)
