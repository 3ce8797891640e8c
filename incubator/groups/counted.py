"""Community groups for yearly statistics, by category."""

from django.utils.translation import gettext_lazy as _

from incubator.groups.enums import ON_FILE, Category
from incubator.groups.models import CommunityGroup
from portal.core import days
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope


def groups(scope: Scope) -> Rows:
    """The groups on file in a place that were filed by the last day."""
    found = CommunityGroup.objects.filter(scope.within("community"), status__in=ON_FILE)
    return found.filter(filed_on__lte=scope.last)


def _cells(row: CommunityGroup) -> tuple[str, ...]:
    filed = days.date_words(row.filed_on) if row.filed_on else "–"
    return row.name, row.community.name, filed, str(row.members)


register(
    Table(
        "groups_by_category", _("Community groups"), _("Category"), groups, "category",
        (
            Column("number", _("On file at the end"), "groups"),
            Column("new", _("Newly filed"), "groups", lambda scope: scope.between("filed_on")),
            Column("members", _("Members"), "people", total="members"),
        ),
        (_("Community group"), _("Community"), _("Filed on"), _("Members")), _cells,
        parts=Category.choices, related=("community",),
    ),
)  # fmt: skip
