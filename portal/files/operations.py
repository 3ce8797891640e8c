"""Keeping files, scanning again, and letting go of what nobody needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import IO, Any
from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import names, queries, scanner, slots
from portal.files.enums import Kind, ScanState
from portal.files.handlers import FULL, ran_out_of_room
from portal.files.inspection.upload import inspect, opened
from portal.files.models import StoredFile
from portal.files.slots import Slot

STORAGE = "private"
CHUNK = 256 * 1024
BATCH = 100


@dataclass(frozen=True, slots=True)
class Owner:
    """To whom a file belongs: the ids of a body, a person, or both."""

    body: int | None = None
    user: int | None = None


def store(
    *, upload: File[Any], slot: Slot | str, owner: Owner, by: User | None, case: str = ""
) -> StoredFile:
    """Keep an upload in private storage after every check of its slot.

    Raises Refused with all reasons: ``file_empty``, ``file_too_large``,
    ``file_kind_not_allowed``, ``file_not_what_it_says``, ``file_broken``, ``pdf_…``,
    ``office_…``, ``image_…``, ``file_infected``, ``storage_full``. Nothing is kept then.
    """
    place = slots.named(slot) if isinstance(slot, str) else slot
    if ran_out_of_room(upload):
        raise Refused(_full())
    kind, findings = inspect(upload, place)
    if findings.reasons or kind is None:
        raise Refused(*findings.reasons)
    stream = opened(upload) if findings.content is None else BytesIO(findings.content)
    scanned = scanner.scan(stream)
    if scanned is ScanState.INFECTED:
        raise Refused(_infected())
    return _keep(stream, _row(upload, place, kind, findings.pages, scanned, owner, by, case))


def store_made(
    *,
    content: bytes,
    name: str,
    slot: Slot | str,
    owner: Owner,
    by: User | None,
    case: str = "",
    kind: Kind = Kind.PDF,
) -> StoredFile:
    """Keep a paper the portal itself made (letters, receipts); it needs no inspection."""
    place = slots.named(slot) if isinstance(slot, str) else slot
    upload = ContentFile(content, name=name)
    row = _row(upload, place, kind, None, ScanState.CLEAN, owner, by, case)
    return _keep(BytesIO(content), row)


def bind(*, keys: Iterable[UUID | None], case: str) -> None:
    """Note the case (its number) to which stored files (their keys) belong from now on."""
    StoredFile.objects.filter(pk__in=[key for key in keys if key]).update(case=case)


def rescan() -> int:
    """Ask the scanner again about files in quarantine; returns how many got an answer."""
    answered = 0
    for row in StoredFile.objects.filter(scan_state=ScanState.QUARANTINED)[:BATCH]:
        with storages[STORAGE].open(row.path) as stream:
            state = scanner.scan(opened(stream))
        if state is ScanState.QUARANTINED:
            return answered
        StoredFile.objects.filter(pk=row.pk).update(scan_state=state)
        answered += 1
    return answered


def prune() -> int:
    """Delete files that nothing refers to and whose days are over; returns how many."""
    done = 0
    for row in queries.orphans(clock.today())[:BATCH]:
        with transaction.atomic():
            audit.record(
                "file.pruned",
                by=None,
                subject=f"files.storedfile:{row.pk}",
                case=row.case,
                data={"slot": row.slot, "sha256": row.sha256},
            )
            path = row.path
            row.delete()
        storages[STORAGE].delete(path)
        done += 1
    return done


def sweep() -> int:
    """Delete content whose row never came (a killed process), a day later; returns how many."""
    storage, before, done = storages[STORAGE], clock.now() - timedelta(days=1), 0
    if not storage.exists("."):
        return 0
    for folder in storage.listdir(".")[0]:
        paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = queries.known_paths(folder)
        for path in paths:
            if path not in known and storage.get_modified_time(path) < before:
                storage.delete(path)
                done += 1
    return done


def _row(
    upload: File[Any],
    slot: Slot,
    kind: Kind,
    pages: int | None,
    scanned: ScanState,
    owner: Owner,
    by: User | None,
    case: str,
) -> StoredFile:
    moment = clock.now()
    return StoredFile(
        owner_body_id=owner.body,
        owner_user_id=owner.user,
        slot=slot.code,
        case=case,
        name=names.clean(upload.name or ""),
        kind=kind.value,
        pages=pages,
        scan_state=scanned,
        stored_at=moment,
        by=by,
        keep_until=clock.day(moment) + timedelta(days=slot.orphan_days),
    )


def _keep(stream: IO[bytes], row: StoredFile) -> StoredFile:
    """Write the content, then the row; what was written goes away when anything fails."""
    row.size, row.sha256 = _measure(stream)
    storage = storages[STORAGE]
    try:
        storage.save(row.path, File(stream))
        with transaction.atomic():
            row.save(force_insert=True)
            audit.record(
                "file.stored",
                by=row.by,
                subject=f"files.storedfile:{row.pk}",
                case=row.case,
                data={"slot": row.slot, "sha256": row.sha256, "size": row.size},
            )
    except OSError as error:
        storage.delete(row.path)
        if error.errno in FULL:
            raise Refused(_full()) from error
        raise
    except BaseException:
        storage.delete(row.path)
        raise
    return row


def _measure(stream: IO[bytes]) -> tuple[int, str]:
    digest, size = sha256(), 0
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    stream.seek(0)
    return size, digest.hexdigest()


def _infected() -> Reason:
    return Reason(
        "file_infected",
        _("The virus scanner found something in the file, so it was not kept."),
        _("Clean your computer, make the file again, or bring the paper to the counter."),
    )


def _full() -> Reason:
    return Reason(
        "storage_full",
        _("There is no room on our side at the moment; the file was not kept."),
        _("We have been told. Please try again later, or bring the paper to the counter."),
    )
