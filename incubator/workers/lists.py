"""Uploaded lists of workers: read at once, checked and written by the worker, swept later.

The file is not kept. Its cells stand sealed in the rows, because they hold identity numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.workers import cells
from incubator.workers.enums import ListPhase, Verdict
from incubator.workers.models import WorkerList, WorkerRow
from incubator.workers.operations import EDIT, ensure_may
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, sealed
from portal.core.reasons import Reason, Refused
from portal.law import queries as law
from portal.organisations.imports import reader
from portal.organisations.imports.containers import refuse_size

if TYPE_CHECKING:
    from portal.bodies.models import Body

Phase = ListPhase


def upload(*, body: Body, upload: File[Any], by: User) -> WorkerList:
    """Take a list in; the worker checks it next. Nothing is written to the register.

    Raises Refused when the file cannot be read at all: ``not_permitted``, ``file_empty``,
    ``file_too_large``, ``wrong_extension``, ``file_broken``, ``no_heading``, ``no_rows``,
    ``too_many_rows`` and the others of a spreadsheet.
    """
    ensure_may(by, body.pk)
    refuse_size(upload.size)
    with NamedTemporaryFile(suffix=".list") as copy:
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            copy.write(chunk)
            digest.update(chunk)
        copy.flush()
        found = _read(Path(copy.name), upload.name or "")
    with transaction.atomic():
        made = WorkerList.objects.create(
            body=body,
            name=(upload.name or "")[-200:],
            sha256=digest.hexdigest(),
            headings=dict.fromkeys(found[0], True),
            total=len(found[1]),
            uploaded_by=by,
            uploaded_at=clock.now(),
        )
        WorkerRow.objects.bulk_create(_row(made, line, row) for line, row in found[1])
        _record("worker_list.uploaded", made, by, {"rows": made.total, "sha256": made.sha256})
    return made


@transaction.atomic
def confirm(*, upload: WorkerList, by: User) -> WorkerList:
    """Let the worker write the good rows; those to mend are left out.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``nothing_to_write``.
    """
    row = _locked(upload, by)
    _move(row, Phase.CHECKED, Phase.WRITING)
    if not row.rows.filter(verdict=Verdict.GOOD).exists():
        raise Refused(
            Reason(
                "nothing_to_write",
                _("There is no good row in this list."),
                _("Mend the rows and upload the list again."),
            )
        )
    row.position, row.confirmed_by, row.confirmed_at = 0, by, clock.now()
    row.save(update_fields=["position", "confirmed_by", "confirmed_at"])
    _record("worker_list.confirmed", row, by, {})
    return row


@transaction.atomic
def discard(*, upload: WorkerList, by: User) -> WorkerList:
    """Put a checked list away without writing; its cells are wiped at once.

    Raises Refused: ``not_permitted``, ``not_possible_now``.
    """
    row = _locked(upload, by)
    _move(row, Phase.CHECKED, Phase.DISCARDED)
    _wipe(row)
    _record("worker_list.discarded", row, by, {})
    return row


def taken_away(*, upload: WorkerList, by: User) -> Sequence[WorkerRow]:
    """The rows to mend with their whole cells, for whoever uploaded them; noted in the history.

    Raises Refused: ``not_permitted``.
    """
    ensure_may(by, upload.body_id)
    if upload.uploaded_by_id != by.pk:
        raise Refused(
            Reason(
                "not_permitted",
                _("Only who uploaded the list may take its rows away."),
                _("Ask that person; the faults themselves stand on this page."),
            )
        )
    rows = list(upload.rows.filter(verdict=Verdict.FAULTY).exclude(sealed=""))
    with transaction.atomic():
        _record("worker_list.rows_taken", upload, by, {"rows": len(rows)})
    return rows


def sweep() -> int:
    """Wipe the cells of lists older than the row ``workers.list_kept``; returns how many lists."""
    days = int(law.rule("workers.list_kept", on=clock.today()).value)
    old = clock.now() - timedelta(days=days)
    found = list(WorkerList.objects.filter(wiped_at=None, uploaded_at__lt=old)[:100])
    for row in found:
        with transaction.atomic():
            _wipe(row)
            if row.phase == Phase.CHECKED:
                _move(row, Phase.CHECKED, Phase.DISCARDED)
    return len(found)


def _read(path: Path, name: str) -> tuple[dict[str, int], list[tuple[int, cells.Cells]]]:
    most = int(law.rule("workers.list_rows", on=clock.today()).value)
    for grid in reader.grids(path, name):
        found = cells.heading(grid) if grid else None
        if found is None:
            continue
        at, places = found
        rows = [(line, cells.cells(row, places)) for line, row in enumerate(grid[at + 1 :], at + 2)]
        rows = [(line, row) for line, row in rows if any(row.values())]
        if not rows:
            raise Refused(reader.no_rows())
        if len(rows) > most:
            raise Refused(_too_many(most))
        return places, rows
    raise Refused(_no_heading())


def _row(made: WorkerList, line: int, row: cells.Cells) -> WorkerRow:
    shown = {key: cells.shown(key, words) for key, words in row.items() if key in cells.BY_KEY}
    return WorkerRow(
        upload=made, line=line, sealed=sealed.seal(json.dumps(row, ensure_ascii=False)), shown=shown
    )


def opened(row: WorkerRow) -> cells.Cells:
    """The whole cells of a row that was not wiped; {} otherwise."""
    found: cells.Cells = json.loads(sealed.unsealed(row.sealed) or "{}")
    return found


def _wipe(row: WorkerList) -> None:
    row.rows.update(sealed="")
    row.wiped_at = clock.now()
    row.save(update_fields=["wiped_at"])


def _locked(upload: WorkerList, by: User) -> WorkerList:
    row = WorkerList.objects.select_for_update().get(pk=upload.pk)
    ensure_may(by, row.body_id)
    return row


def _move(row: WorkerList, source: Phase, target: Phase) -> None:
    """Move a locked list on, or refuse with where it stands."""
    if row.phase != source:
        raise Refused(
            Reason(
                "not_possible_now",
                _("This is no longer possible: the list is now “%(state)s”."),
                _("Open it again to see what has happened."),
                params={"state": ListPhase(row.phase).label},
            )
        )
    row.phase = target
    row.save(update_fields=["phase"])


def _record(action: str, row: WorkerList, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.workerlist:{row.pk}",
        data={"body": row.body_id, **data},
        post=people.post_in(by, EDIT, row.body_id),
    )


def _no_heading() -> Reason:
    return Reason(
        "no_heading",
        _("No row with the headings 姓名 and 身份证号 was found."),
        _("Take our template, or write these headings above the columns."),
    )


def _too_many(most: int) -> Reason:
    return Reason(
        "too_many_rows",
        _("The list has more than %(most)s rows."),
        _("Split it and upload the parts one after the other."),
        params={"most": most},
    )
