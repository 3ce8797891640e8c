"""What the worker does with an import: read the list, write the register. Both can be resumed."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import queries as files
from portal.organisations.imports import lists, queries
from portal.organisations.imports.enums import WRITTEN, Choice, ImportState, Outcome, Verdict
from portal.organisations.imports.judging import Tally
from portal.organisations.imports.lists import Read, Reading
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.imports.writing import PAUSE_SECONDS, Pace
from portal.organisations.register.operations import Source
from portal.workflow import engine


def read(batch_id: int, *, between: float = PAUSE_SECONDS) -> None:
    """Read an uploaded list into rows with a verdict each; goes on where it was stopped.

    A file that cannot be read ends the import as failed, with the reasons. A second call, and a
    call for an import that is past reading, change nothing.
    """
    batch = ImportBatch.objects.select_related("stored").get(pk=batch_id)
    if batch.status == ImportState.UPLOADED:
        batch = engine.advance(batch, "start_reading", by=None)
    if batch.status != ImportState.READING:
        return
    try:
        reading = _reading(batch)
    except Refused as refused:
        _fail(batch, refused)
        return
    tally, lines = Tally(), reading.rows
    for line in lines:
        tally.count(line)
    last, pace = lines[-1].line, Pace(between)
    while lines:
        with pace:
            part, lines = lines[: pace.rows], lines[pace.rows :]
            _keep(batch.pk, part, last)
    _preview(batch.pk, reading, tally)


def apply(batch_id: int, *, between: float = PAUSE_SECONDS) -> None:
    """Write a confirmed import in chunks of at most 500 rows; goes on where it was stopped."""
    pace, more = Pace(between), True
    while more:
        with pace:
            more = _apply_chunk(batch_id, pace.rows)
    _finish(batch_id)


def give_up(batch_id: int) -> None:
    """After an error of ours: reading ends as failed; writing stops and may be confirmed again.

    What was written stays written and is not written a second time.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.status in (ImportState.UPLOADED, ImportState.READING):
        _fail(batch, Refused(_unexpected()))
    elif batch.status == ImportState.APPLYING:
        with transaction.atomic():
            row = engine.advance(batch, "interrupt", by=None)
            row.confirmed_by = row.confirmed_at = None
            row.position = 0
            row.save(update_fields=["confirmed_by", "confirmed_at", "position"])


def _reading(batch: ImportBatch) -> Reading:
    kind = lists.of(batch.kind)
    with _copy(batch) as path:
        return kind.read(
            path,
            batch.stored.name,
            scope=_scope(batch),
            today=clock.today(),
            source_on=batch.source_on,
        )


@contextmanager
def _copy(batch: ImportBatch) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(suffix=f".{batch.stored.kind}") as copy:
        with files.content(batch.stored) as content:
            while part := content.read(1 << 20):
                copy.write(part)
        copy.flush()
        yield Path(copy.name)


def _scope(batch: ImportBatch) -> frozenset[int] | None:
    return None if batch.scope is None else frozenset(batch.scope)


@transaction.atomic
def _fail(batch: ImportBatch, refused: Refused) -> None:
    row = engine.advance(batch, "fail", by=None, data={"reasons": sorted(refused.codes)})
    row.problems = [
        {"code": reason.code, "words": reason.words, "cure": reason.mend}
        for reason in refused.reasons
    ]
    row.save(update_fields=["problems"])


@transaction.atomic
def _keep(batch_id: int, part: Sequence[Read], last: int) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.status != ImportState.READING:
        return
    fresh = [line for line in part if line.line > batch.position]
    ImportRow.objects.bulk_create(_row(batch, line) for line in fresh)
    if fresh:
        batch.position, batch.total = fresh[-1].line, last
        batch.save(update_fields=["position", "total"])


def _row(batch: ImportBatch, line: Read) -> ImportRow:
    return ImportRow(
        batch=batch,
        line=line.line,
        sheet=line.sheet,
        place=line.place,
        verdict=line.verdict,
        name=line.name,
        raw=line.raw,
        values=line.values,
        changes=line.changes,
        reasons=[{"code": f.code, "params": dict(f.params)} for f in line.reasons],
        matched_id=line.matched,
    )


@transaction.atomic
def _preview(batch_id: int, reading: Reading, tally: Tally) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.status != ImportState.READING:
        return
    counts: dict[str, Any] = tally.as_json() | {"to_write": tally.to_write} | dict(reading.says)
    row = engine.advance(batch, "preview", by=None, data={"counts": counts})
    row.title, row.counts = reading.title[:200], counts
    row.save(update_fields=["title", "counts"])


@transaction.atomic
def _apply_chunk(batch_id: int, most: int) -> bool:
    """Write the next rows; False when none are left. One transaction, so nothing comes twice."""
    batch = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("case", "stored", "confirmed_by")
        .get(pk=batch_id)
    )
    if batch.status != ImportState.APPLYING:
        return False
    rows = list(_to_write(batch)[:most])
    if not rows:
        return False
    outcomes = lists.of(batch.kind).write(
        rows, source=_source(batch), scope=_scope(batch), by=batch.confirmed_by
    )
    for outcome in Outcome:
        keys = [row.pk for row, became in zip(rows, outcomes, strict=True) if became is outcome]
        if keys:
            ImportRow.objects.filter(pk__in=keys).update(outcome=outcome)
    batch.position = rows[-1].line
    batch.save(update_fields=["position"])
    return True


def _to_write(batch: ImportBatch) -> Any:
    after = queries.rows(batch).filter(line__gt=batch.position, outcome=Outcome.WAITING)
    plain = after.filter(verdict__in=WRITTEN)
    decided = after.filter(verdict=Verdict.DECISION, choice__in=[Choice.TAKE, Choice.MATCH])
    return (plain | decided).order_by("line")


def _source(batch: ImportBatch) -> Source:
    title = batch.title or batch.stored.name
    number = batch.case.number if batch.case else ""
    return Source(title, batch.source_on, case=number)


@transaction.atomic
def _finish(batch_id: int) -> None:
    locked = ImportBatch.objects.select_for_update(of=("self",))
    batch = locked.select_related("case", "stored", "confirmed_by").get(pk=batch_id)
    if batch.status != ImportState.APPLYING:
        return
    queries.rows(batch).filter(outcome=Outcome.WAITING).exclude(verdict=Verdict.UNCHANGED).update(
        outcome=Outcome.LEFT
    )
    lists.of(batch.kind).finish(batch, source=_source(batch))
    outcomes = queries.outcome_counts(batch)
    engine.advance(batch, "finish", by=None, data={"outcomes": outcomes})


def _unexpected() -> Reason:
    return Reason(
        "unexpected",
        _("Something went wrong on our side while the list was read."),
        _("We have been told. Try again later, or call the operator."),
    )
