"""Reading forms and their columns."""

from django.db.models import OuterRef, QuerySet, Subquery

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.permissions import Permission
from portal.statistics.sheets.contents import Chosen, read
from portal.statistics.sheets.models import Sheet, SheetVersion


def visible_to(user: Anybody) -> QuerySet[Sheet]:
    """The forms of the bodies whose statistics a person sees, with the number of their version."""
    return _numbered(user, Permission.STATISTICS_VIEW)


def kept_by(user: Anybody) -> QuerySet[Sheet]:
    """The forms that a person may change."""
    return _numbered(user, Permission.STATISTICS_EDIT)


def newest(sheet: Sheet) -> SheetVersion | None:
    """The version that counts, or None while the form has no columns."""
    return SheetVersion.objects.filter(sheet=sheet).order_by("-number").first()


def columns(version: SheetVersion | None) -> list[Chosen]:
    """The columns of a version; none of None."""
    return read(version.columns) if version else []


def _numbered(user: Anybody, permission: Permission) -> QuerySet[Sheet]:
    found = SheetVersion.objects.filter(sheet=OuterRef("pk")).order_by("-number")
    held = people.bodies_where(user, permission)
    return (
        Sheet.objects.filter(body__in=held)
        .select_related("body")
        .annotate(newest=Subquery(found.values("number")[:1]))
    )
