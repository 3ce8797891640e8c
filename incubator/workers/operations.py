"""Entering, changing and ending the entries of social workers; what proves their work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.workers import conditions, queries
from incubator.workers.conditions import Facts
from incubator.workers.entered import Entered, Job, Months, Paper
from incubator.workers.known import Register, around
from incubator.workers.models import (
    Employment,
    InsuredMonth,
    StudyHours,
    Worker,
    WorkerCertificate,
    WorkerExam,
)
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, masking, resident_id, sealed, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.core.text import narrow
from portal.law import queries as law
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

EDIT = Permission.ORGANISATION_EDIT


def register(*, body: Body, entered: Entered, by: User) -> Employment:
    """Enter a person with contract and perhaps certificate in an organisation.

    Raises Refused with every reason: ``not_permitted``, those of the number (``id_form``,
    ``id_check_character``, ``id_birthday``), ``too_young``, ``other_name``, ``already_here``,
    ``employed_elsewhere``, those of contract and certificate (``certificate_of_another`` …).
    """
    ensure_may(by, body.pk)
    refuse_if_blocked(judged(entered, body.pk, read_around(entered)))
    try:
        with transaction.atomic():
            return write(entered, body_id=body.pk, by=by)
    except IntegrityError as error:
        now = judged(entered, body.pk, read_around(entered))
        raise Refused(*(now or (_busy(),))) from error


def judged(
    entered: Entered, body_id: int, register: Register, *, update: bool = False
) -> tuple[Reason, ...]:
    """Every reason against a person as entered; ``update``: the person is there already."""
    today = register.today
    known = register.known(
        resident_id.clean(entered.number), clean_number(entered.paper.number), body_id
    )
    facts = Facts(
        on=today,
        entered=entered,
        identity=resident_id.check(entered.number, on=today),
        known=known,
        age_least=register.age_least,
        update=update and known.here,
    )
    return collect(conditions.PERSON, facts)


def read_around(entered: Entered) -> Register:
    """What the register knows of the person entered."""
    return around([resident_id.clean(entered.number)], [clean_number(entered.paper.number)])


def write(entered: Entered, *, body_id: int, by: User) -> Employment:
    """Write a person that was judged, in the caller's transaction; IntegrityError in a race."""
    worker, begins = _worker(entered), entered.job.begins_on
    row = Employment.objects.filter(worker=worker, body=body_id, ended_on=None).first()
    if row is None:
        if begins is None:
            raise ValueError("A person is written after the contract was judged.")
        row = Employment.objects.create(
            worker=worker,
            body_id=body_id,
            post=entered.job.post,
            contract=entered.job.contract,
            begins_on=begins,
            contract_until=entered.job.until,
            full_time=entered.job.full_time,
            entered_by=by,
            entered_at=clock.now(),
        )
        _record("worker.registered", row, by, {"full_time": row.full_time})
    if not entered.paper.is_empty:
        _keep_paper(row, entered.paper, by)
    return row


@transaction.atomic
def change(*, employment: Employment, name: str, job: Job, by: User) -> Employment:
    """Correct the name, the post or the contract of an open entry.

    Raises Refused: ``not_permitted``, ``entry_ended``, ``name_missing`` and those of a contract.
    """
    row = _locked(employment, by)
    reasons = list(conditions.contracted(job, clock.today()))
    if not name:
        reasons.append(Reason("name_missing", _("The name is missing."), _("Enter it.")))
    refuse_if_blocked(reasons)
    Worker.objects.filter(pk=row.worker_id).update(name=name)
    row.post, row.contract, row.begins_on = job.post, job.contract, job.begins_on or row.begins_on
    row.contract_until, row.full_time = job.until, job.full_time
    row.save()
    _record("worker.changed", row, by, {"full_time": row.full_time})
    return row


@transaction.atomic
def keep_certificate(*, employment: Employment, paper: Paper, by: User) -> WorkerCertificate:
    """Keep a certificate, or renew the registration of the one of that level.

    Raises Refused: ``not_permitted``, ``entry_ended``, ``certificate_of_another`` and those of a
    certificate that is not whole.
    """
    row = _locked(employment, by)
    holder = around([], [clean_number(paper.number)]).holder(clean_number(paper.number))
    another = holder is not None and holder != row.worker_id
    reasons = list(conditions.papers(paper, clock.today(), of_another=another))
    if paper.is_empty:
        reasons.append(Reason("certificate_missing", _("The number of the certificate is missing."),
                              _("Copy it from the certificate.")))  # fmt: skip
    refuse_if_blocked(reasons)
    try:
        with transaction.atomic():
            return _keep_paper(row, paper, by)
    except IntegrityError as error:
        now = conditions.papers(paper, clock.today(), of_another=True)
        raise Refused(*now) from error


@transaction.atomic
def end(*, employment: Employment, ended_on: date, by: User) -> Employment:
    """End an entry; the person may be entered elsewhere from the next day on.

    Raises Refused: ``not_permitted``, ``entry_ended``, ``ends_before_begin``, ``ends_in_future``.
    """
    row = _locked(employment, by)
    reasons = []
    if ended_on < row.begins_on:
        reasons.append(
            Reason("ends_before_begin", _("The last day lies before the first."), _("Correct it."))
        )
    if ended_on > clock.today():
        reasons.append(
            Reason(
                "ends_in_future",
                _("The last day is still to come."),
                _("End the entry on the last day of work or later."),
            )
        )
    refuse_if_blocked(reasons)
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])
    _record("worker.ended", row, by, {"ended_on": ended_on.isoformat()})
    return row


def add_months(*, employment: Employment, months: Months, by: User) -> int:
    """Keep insured months with what proves them; returns how many.

    Raises Refused: ``not_permitted``, ``month_missing``, ``months_reversed``, ``month_in_future``,
    ``not_full_time``, ``month_before_contract``, ``month_after_end``, ``reference_missing``,
    ``month_proven``.
    """
    with transaction.atomic():
        row = _locked(employment, by, ended=True)
        try:
            with transaction.atomic():
                return write_months(row, months, by)
        except IntegrityError as error:
            raise Refused(*_against(row, months) or (_busy(),)) from error


def write_months(row: Employment, months: Months, by: User) -> int:
    """Write insured months in the caller's transaction. Raises Refused as ``add_months`` does."""
    refuse_if_blocked(_against(row, months))
    moment = clock.now()
    made = [
        InsuredMonth(
            worker_id=row.worker_id,
            employment=row,
            month=month,
            source=months.source,
            reference=months.reference,
            entered_by=by,
            entered_at=moment,
        )
        for month in months.days
    ]
    InsuredMonth.objects.bulk_create(made)
    told = {"first": f"{made[0].month:%Y-%m}", "months": len(made), "reference": months.reference}
    _record("worker.months_proven", row, by, told)
    return len(made)


@transaction.atomic
def strike_month(*, month: InsuredMonth, words: str, by: User) -> None:
    """Take an insured month out that was entered by mistake, with the reason.

    Raises Refused: ``not_permitted``, ``words_missing``.
    """
    row = _locked(month.employment, by, ended=True)
    refuse_if_blocked(_unless_said(words))
    InsuredMonth.objects.filter(pk=month.pk, employment=row).delete()
    _record("worker.month_struck", row, by, {"month": str(month), "reason": words[:200]})


@transaction.atomic
def add_study(
    *, employment: Employment, taken_on: date, hours: int, topic: str, provider: str, by: User
) -> StudyHours:
    """Keep hours of continuing education. Refused: ``study_in_future``, ``study_known``."""
    row = _locked(employment, by)
    reasons = []
    if taken_on > clock.today():
        reasons.append(
            Reason("study_in_future", _("The course is still to come."), _("Enter it afterwards."))
        )
    rows = StudyHours.objects.filter(worker=row.worker_id, taken_on=taken_on, topic=topic)
    if rows.exists():
        reasons.append(
            Reason("study_known", _("This course is already entered."), _("Look at the list."))
        )
    refuse_if_blocked(reasons)
    made = StudyHours.objects.create(
        worker_id=row.worker_id, taken_on=taken_on, hours=hours, topic=topic, provider=provider
    )
    _record("worker.study_kept", row, by, {"hours": hours, "topic": topic})
    return made


@transaction.atomic
def keep_exam(
    *, employment: Employment, year: int, level: str, result: str, by: User
) -> WorkerExam:
    """Keep how an examination went; a later result of that year replaces it.

    Refused: ``exam_in_future``.
    """
    row = _locked(employment, by)
    if year > clock.today().year:
        raise Refused(
            Reason("exam_in_future", _("This examination is still to come."), _("Correct it."))
        )
    made, _new = WorkerExam.objects.update_or_create(
        worker_id=row.worker_id, year=year, level=level, defaults={"result": result}
    )
    _record("worker.exam_kept", row, by, {"year": year, "level": level, "result": result})
    return made


def ensure_may(by: User, body_id: int) -> None:
    """Raise Refused("not_permitted") unless the person may enter workers of the organisation."""
    if not people.may(by, EDIT, body=body_id):
        raise Refused(not_permitted())


def clean_number(text: str) -> str:
    """A certificate number without spaces, in half width and capitals."""
    return narrow(text).upper()


def _worker(entered: Entered) -> Worker:
    number = resident_id.clean(entered.number)
    found = Worker.objects.filter(id_print__in=sealed.fingerprints(number)).first()
    if found is not None:
        return found
    identity = resident_id.check(number, on=clock.today())
    if identity.born_on is None:
        raise ValueError("A person is written after the number was judged.")
    return Worker.objects.create(
        name=entered.name,
        id_sealed=sealed.seal(number),
        id_print=sealed.fingerprint(number),
        id_shown=masking.resident_id(number),
        born_on=identity.born_on,
    )


def _keep_paper(row: Employment, paper: Paper, by: User) -> WorkerCertificate:
    number, issued = clean_number(paper.number), paper.issued_on
    if issued is None:
        raise ValueError("A certificate is written after it was judged.")
    years = int(law.rule("workers.registration_validity", on=issued).value)
    made, new = WorkerCertificate.objects.update_or_create(
        worker_id=row.worker_id,
        level=paper.level,
        defaults={
            "number_sealed": sealed.seal(number),
            "number_print": sealed.fingerprint(number),
            "number_shown": masked(number),
            "issued_on": issued,
            "valid_until": paper.valid_until or workdays.months_later(issued, 12 * years),
        },
    )
    told = {"level": paper.level, "valid_until": made.valid_until.isoformat()}
    _record("worker.certified" if new else "worker.certificate_renewed", row, by, told)
    return made


def masked(number: str) -> str:
    """A certificate number as pages show it: the last four signs."""
    return "*" * max(0, len(number) - 4) + number[-4:] if len(number) > 4 else "*" * len(number)


def _against(row: Employment, months: Months) -> tuple[Reason, ...]:
    job = Job(begins_on=row.begins_on, full_time=row.full_time)
    taken = queries.proven(row.worker_id, months.days)
    return tuple(conditions.insured(months, job, clock.today(), ended_on=row.ended_on, taken=taken))


def _locked(employment: Employment, by: User, *, ended: bool = False) -> Employment:
    """The entry, locked, for whoever may change it; an ended one only for its months."""
    row = Employment.objects.select_for_update().get(pk=employment.pk)
    ensure_may(by, row.body_id)
    if row.ended_on is not None and not ended:
        raise Refused(
            Reason(
                "entry_ended",
                _("This entry has ended; only its insured months can still be completed."),
            )
        )
    return row


def _unless_said(words: str) -> list[Reason]:
    if words.strip():
        return []
    return [Reason("words_missing", _("Say for what you need it."), _("A few words suffice."))]


def _busy() -> Reason:
    return Reason("just_changed", _("Somebody has just changed this."), _("Look at it again."))


def _record(action: str, row: Employment, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.employment:{row.pk}",
        data={"body": row.body_id, **data},
        post=people.post_in(by, EDIT, row.body_id),
    )
