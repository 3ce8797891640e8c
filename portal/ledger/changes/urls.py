"""Addresses of budgets: the year, its lines, its changes."""

from portal.core.routing import path
from portal.ledger.changes.views import deciding, lines, overview, proposals
from portal.permissions import Permission

VIEW, EDIT = Permission.MONEY_VIEW, Permission.BUDGET_EDIT

urlpatterns = [
    path("work/budgets/", overview.budgets, may=VIEW, name="budgets"),
    path("work/budgets/open/", overview.budget_open, may=EDIT, name="budget_open"),
    path("work/budgets/<int:pk>/", overview.budget, may=VIEW, name="budget"),
    path("work/budgets/<int:pk>/csv/", overview.budget_file, may=VIEW, name="budget_file"),
    path("work/budgets/<int:pk>/line/", proposals.line_add, may=EDIT, name="budget_line_add"),
    path("work/budgets/<int:pk>/close/", proposals.close, may=EDIT, name="budget_close"),
    path("work/budgets/lines/<int:pk>/", lines.line, may=VIEW, name="budget_line"),
    path("work/budgets/lines/<int:pk>/csv/", lines.line_file, may=VIEW, name="budget_line_file"),
    path(
        "work/budgets/lines/<int:pk>/commitments/",
        lines.commitments,
        may=VIEW,
        name="budget_commitments",
    ),
    path(
        "work/budgets/lines/<int:pk>/change/",
        proposals.line_change,
        may=EDIT,
        name="budget_line_change",
    ),
    path(
        "work/budgets/lines/<int:pk>/transfer/",
        proposals.line_transfer,
        may=EDIT,
        name="budget_line_transfer",
    ),
    path(
        "work/budgets/lines/<int:pk>/record/",
        lines.line_record,
        may=EDIT,
        name="budget_line_record",
    ),
    path("work/budgets/postings/<int:pk>/", lines.posting, may=VIEW, name="budget_posting"),
    path("work/budgets/changes/", deciding.changes, may=VIEW, name="budget_changes"),
    path("work/budgets/changes/<int:pk>/", deciding.change, may=VIEW, name="budget_change"),
]
