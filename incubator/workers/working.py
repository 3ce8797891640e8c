"""What the worker does with a list: check every row, write the good ones. Both can be resumed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import IntegrityError, transaction

from incubator.workers import cells, faults, lists
from incubator.workers.cells import Fault, Understood
from incubator.workers.conditions import insured
from incubator.workers.entered import Entered, Job
from incubator.workers.enums import ListPhase, Verdict
from incubator.workers.known import Register, around
from incubator.workers.models import Employment, WorkerList, WorkerRow
from incubator.workers.operations import clean_number, judged, write, write_months
from portal.core import resident_id
from portal.core.reasons import Reason, Refused
from portal.workflow.worker import pause

CHUNK = 100


@dataclass(slots=True)
class Seen:
    """The numbers met so far in a list: where, and whose."""

    people: dict[str, int] = field(default_factory=dict)
    papers: dict[str, tuple[int, str]] = field(default_factory=dict)

    def faults(self, line: int, entered: Entered) -> Iterator[Fault]:
        """What an earlier line contradicts; the line is remembered."""
        number = resident_id.clean(entered.number)
        paper = clean_number(entered.paper.number)
        if number and number in self.people:
            yield cells.fault("id_twice_in_list", "number", number, line=self.people[number])
        first, other = self.papers.get(paper, (0, number))
        if paper and other != number:
            yield cells.fault("certificate_twice_in_list", "certificate", paper, line=first)
        self.people.setdefault(number, line)
        self.papers.setdefault(paper, (line, number))


def check(key: int) -> None:
    """Judge every row of a list; a second call begins anew and comes to the same result."""
    made = WorkerList.objects.select_related("uploaded_by").get(pk=key)
    if made.phase != ListPhase.READING:
        return
    seen, done = Seen(), 0
    for part in _chunks(made.rows.order_by("line")):
        pairs = [(row, cells.understand(lists.opened(row))) for row in part]
        register = _around(understood.entered for _row, understood in pairs)
        for row, understood in pairs:
            _judge(row, understood, register, seen, made.body_id)
        WorkerRow.objects.bulk_update(part, ["reasons", "verdict"])
        done += len(part)
        WorkerList.objects.filter(pk=key).update(position=done)
        pause.check()
    WorkerList.objects.filter(pk=key, phase=ListPhase.READING).update(
        phase=ListPhase.CHECKED, position=made.total
    )


def apply(key: int) -> None:
    """Write the good rows of a confirmed list; each is judged once more when its turn comes."""
    made = WorkerList.objects.select_related("confirmed_by").get(pk=key)
    if made.phase != ListPhase.WRITING or made.confirmed_by is None:
        return
    rows = made.rows.filter(verdict=Verdict.GOOD).order_by("line")
    done = made.total - rows.count()
    for part in _chunks(rows):
        for row in part:
            _write(row, made)
        done += len(part)
        WorkerList.objects.filter(pk=key).update(position=done)
        pause.check()
    WorkerList.objects.filter(pk=key, phase=ListPhase.WRITING).update(
        phase=ListPhase.WRITTEN, position=made.total
    )


def _judge(
    row: WorkerRow, understood: Understood, register: Register, seen: Seen, body_id: int
) -> None:
    entered = understood.entered
    found = [*understood.faults, *seen.faults(row.line, entered)]
    unread = {fault["column"] for fault in found}
    reasons = [
        *judged(entered, body_id, register, update=not entered.months.is_empty),
        *_months(entered, register),
    ]
    against = faults.kept(reasons, row.shown)
    # A cell that could not be read is said once, not a second time as missing.
    row.reasons = found + [fault for fault in against if fault["column"] not in unread]
    row.verdict = Verdict.FAULTY if row.reasons else Verdict.GOOD


def _months(entered: Entered, register: Register) -> Iterable[Reason]:
    if entered.months.is_empty:
        return ()
    worker = register.worker(resident_id.clean(entered.number))
    there = register.open_at.get(worker.pk) if worker else None
    job = Job(begins_on=there.begins_on, full_time=there.full_time) if there else entered.job
    taken = register.taken(resident_id.clean(entered.number), entered.months.days)
    return insured(entered.months, job, register.today, taken=taken)


def _write(row: WorkerRow, made: WorkerList) -> None:
    entered = cells.understand(lists.opened(row)).entered
    register, update = _around([entered]), not entered.months.is_empty
    reasons = judged(entered, made.body_id, register, update=update)
    try:
        if reasons:
            raise Refused(*reasons)
        with transaction.atomic():
            _done(row, _written(entered, made))
    except Refused as refusal:
        row.verdict, row.reasons = Verdict.FAULTY, faults.kept(refusal.reasons, row.shown)
        row.save(update_fields=["verdict", "reasons"])
    except IntegrityError:
        now = judged(entered, made.body_id, _around([entered]), update=update)
        row.verdict, row.reasons = Verdict.FAULTY, faults.kept(now, row.shown)
        row.save(update_fields=["verdict", "reasons"])


def _written(entered: Entered, made: WorkerList) -> Employment:
    by = made.confirmed_by
    if by is None:
        raise ValueError("A list is written after somebody confirmed it.")
    employment = write(entered, body_id=made.body_id, by=by)
    if not entered.months.is_empty:
        write_months(employment, entered.months, by)
    return employment


def _done(row: WorkerRow, employment: Employment) -> None:
    row.verdict, row.employment, row.sealed = Verdict.WRITTEN, employment, ""
    row.save(update_fields=["verdict", "employment", "sealed"])


def _around(entered: Iterable[Entered]) -> Register:
    found = list(entered)
    return around(
        [resident_id.clean(one.number) for one in found],
        [clean_number(one.paper.number) for one in found],
    )


def _chunks(rows: Iterable[WorkerRow]) -> Iterator[Sequence[WorkerRow]]:
    left = iter(list(rows))
    while part := list(islice(left, CHUNK)):
        yield part
