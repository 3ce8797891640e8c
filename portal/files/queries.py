"""Reading files and their content."""

from collections.abc import Iterable
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import storages
from django.db.models import Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from portal.accounts.models import User
from portal.files.enums import OPENABLE
from portal.files.models import StoredFile


def of_case(case: str) -> QuerySet[StoredFile]:
    """The files of a case, in the order in which they came."""
    return StoredFile.objects.filter(case=case)


def of_body(body: int, *, further: QuerySet[Any, Any] | None = None) -> QuerySet[StoredFile]:
    """The papers that people handed in for a body (its id) and that may be opened, newest first.

    ``further`` are keys of papers that belong to it although a person owns them.
    """
    belongs = Q(owner_body=body, by__isnull=False)
    if further is not None:
        belongs |= Q(pk__in=further)
    found = StoredFile.objects.filter(belongs)
    return found.filter(scan_state__in=OPENABLE).order_by("-stored_at", "pk")


def stored_by(user: User, keys: Iterable[UUID | str]) -> QuerySet[StoredFile]:
    """Those of these files that a person stored, for forms that remember uploads."""
    return StoredFile.objects.filter(by=user, pk__in=list(keys))


def content(stored: StoredFile) -> IO[Any]:
    """The file's content, open for reading; FileNotFoundError when the storage lost it."""
    opened: IO[Any] = storages["private"].open(stored.path)
    return opened


def orphans(day: date) -> QuerySet[StoredFile]:
    """The files whose days are over on this day and that no row refers to."""
    found = StoredFile.objects.filter(keep_until__lt=day)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            pointing = relation.field.model._base_manager.filter(
                **{relation.field.name: OuterRef("pk")}
            )
            found = found.exclude(Exists(pointing))
    return found


def known_paths(folder: str) -> set[str]:
    """The paths in one folder of private storage that belong to a row."""
    first = UUID(hex=folder.ljust(32, "0"))
    last = UUID(hex=folder.ljust(32, "f"))
    return {row.path for row in StoredFile.objects.filter(pk__range=(first, last)).only("pk")}
