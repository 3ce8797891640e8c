"""Remembers stored uploads while the rest of a form is mended, in a signed hidden field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.core import signing

from portal.accounts.models import User
from portal.files import queries as files

if TYPE_CHECKING:
    from portal.files.models import StoredFile

SALT = "incubator.applying.kept"
HOURS = 24


def pack(kept: Mapping[str, StoredFile], by: User) -> str:
    """The field's value: which file stands for which part of the form."""
    keys = {name: str(stored.pk) for name, stored in kept.items()}
    return signing.dumps([by.pk, keys], salt=SALT, compress=True) if keys else ""


def unpack(value: str, by: User) -> dict[str, StoredFile]:
    """The files remembered for this person; nothing for a value that was tampered with or old."""
    try:
        person, keys = signing.loads(value, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return {}
    if person != by.pk:
        return {}
    found = {stored.pk: stored for stored in files.stored_by(by, keys.values())}
    return {name: found[UUID(key)] for name, key in keys.items() if UUID(key) in found}
