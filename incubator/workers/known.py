"""Looks people up in the register by the fingerprints of their numbers, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from incubator.workers.conditions import Known
from incubator.workers.models import Employment, InsuredMonth, Worker, WorkerCertificate
from portal.core import clock, sealed
from portal.law import queries as law


@dataclass(slots=True)
class Register:
    """What the register knows of some numbers; made by ``around`` in a constant number of queries.

    ``age_least`` is how old a person at work is at least, by the row of ``today``.
    """

    today: date
    age_least: int
    workers: dict[str, Worker] = field(default_factory=dict)
    open_at: dict[int, Employment] = field(default_factory=dict)
    left_on: dict[int, date] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)
    months: dict[int, set[date]] = field(default_factory=dict)

    def worker(self, number: str) -> Worker | None:
        """The person with this identity number."""
        prints = sealed.fingerprints(number)
        return next((self.workers[one] for one in prints if one in self.workers), None)

    def holder(self, certificate: str) -> int | None:
        """The id of the person whose certificate has this number."""
        prints = sealed.fingerprints(certificate)
        return next((self.holders[one] for one in prints if one in self.holders), None)

    def known(self, number: str, certificate: str, body_id: int) -> Known:
        """What is known of a person for an organisation that enters them."""
        worker, holder = self.worker(number), self.holder(certificate)
        if worker is None:
            return Known(certificate_of_another=holder is not None)
        there = self.open_at.get(worker.pk)
        return Known(
            name=worker.name,
            here=there is not None and there.body_id == body_id,
            elsewhere=there is not None and there.body_id != body_id,
            left_on=None if there is not None else self.left_on.get(worker.pk),
            certificate_of_another=holder is not None and holder != worker.pk,
        )

    def taken(self, number: str, months: Iterable[date]) -> tuple[date, ...]:
        """Those of the months that are proven for the person already."""
        worker = self.worker(number)
        proven = self.months.get(worker.pk, set()) if worker else set()
        return tuple(day for day in months if day in proven)


def around(numbers: Iterable[str], certificates: Iterable[str]) -> Register:
    """What the register knows of these identity and certificate numbers."""
    today = clock.today()
    found = Register(today, int(law.rule("workers.age_least", on=today).value))
    prints = [one for number in numbers for one in sealed.fingerprints(number)]
    papers = [one for number in certificates for one in sealed.fingerprints(number)]
    found.workers = {row.id_print: row for row in Worker.objects.filter(id_print__in=prints)}
    keys = [row.pk for row in found.workers.values()]
    for row in Employment.objects.filter(worker__in=keys).order_by("ended_on"):
        if row.ended_on is None:
            found.open_at[row.worker_id] = row
        else:
            found.left_on[row.worker_id] = max(
                row.ended_on, found.left_on.get(row.worker_id, row.ended_on)
            )
    certificates_found = WorkerCertificate.objects.filter(number_print__in=papers)
    found.holders = dict(certificates_found.values_list("number_print", "worker"))
    proven = InsuredMonth.objects.filter(worker__in=keys).values_list("worker", "month")
    for worker, month in proven:
        found.months.setdefault(worker, set()).add(month)
    return found
