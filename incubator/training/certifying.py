"""How it was, and the proof: evaluations, certificates and their numbers."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.training import codes, line, queries, rows, steps, telling
from incubator.training.conditions import CERTIFICATE, CertificateFacts
from incubator.training.enums import CAME, Way
from incubator.training.models import (
    CourseCertificate,
    CourseEvaluation,
    CourseRun,
    Enrolment,
)
from incubator.training.steps import Role
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.permissions import Permission
from portal.workflow import numbers

PREFIX = "PX"
CHECK = 4


@transaction.atomic
def evaluate(
    *,
    enrolment: Enrolment,
    marks: Mapping[str, int],
    words: str,
    by: User,
    way: str = Way.WEB,
) -> CourseEvaluation:
    """Hand in an evaluation, once; where certificates were issued already, this one's is now.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``course_not_over``,
    ``evaluated_already``.
    """
    row = _locked(enrolment)
    steps.check(row, "evaluate", queries.role(by, row))
    found = [] if _ended(row) else [_not_over()]
    if CourseEvaluation.objects.filter(enrolment=row).exists():
        found.append(
            Reason("evaluated_already", _("The evaluation was handed in already. Thank you."))
        )
    if found:
        raise Refused(*found)
    made = CourseEvaluation.objects.create(
        enrolment=row, words=words, way=way, at=clock.now(), **marks
    )
    audit.record("enrolment.evaluated", by=by, subject=line.about(row), channel=way)
    if row.run.issuing_at is not None and not reasons(row):
        _issue(row, by)
    return made


def reasons(enrolment: Enrolment) -> tuple[Reason, ...]:
    """Everything that still stands between a learner and the certificate."""
    run = enrolment.run
    day = clock.day(run.begins_at) if run.begins_at else None
    return collect(
        CERTIFICATE,
        CertificateFacts(
            ended=_ended(enrolment),
            attended=enrolment.attended,
            minutes=run.minutes,
            wanted=rows.attendance(day),
            evaluated=CourseEvaluation.objects.filter(enrolment=enrolment).exists(),
        ),
    )


@transaction.atomic
def issue(*, enrolment: Enrolment, by: User | None) -> CourseCertificate:
    """Make the certificate of a learner; the second time gives the first one again.

    Raises Refused with every reason of ``conditions.CERTIFICATE``.
    """
    row = _locked(enrolment)
    known = CourseCertificate.objects.filter(enrolment=row).first()
    if known is not None:
        return known
    steps.check(row, "certify", Role.PORTAL if by is None else queries.role(by, row))
    refuse_if_blocked(reasons(row))
    return _issue(row, by)


@transaction.atomic
def begin_issuing(*, run: CourseRun, by: User) -> CourseRun:
    """Ask the worker process for all certificates of a run (``tasks.issue_all`` makes them).

    Raises Refused: ``not_permitted``, ``course_not_over``, ``nobody_to_certify``.
    """
    row = line.locked(run)
    base = row.course.base
    found = []
    if not bases.may(by, Permission.TRAINING_MANAGE, base):
        found.append(Reason("not_permitted", _("You do not plan courses in this base.")))
    if row.ends_at is None or row.ends_at > clock.now():
        found.append(_not_over())
    ready = len(ready_in(row))
    if not found and not ready:
        found.append(
            Reason(
                "nobody_to_certify",
                _("Nobody can be certified now."),
                _("Attendance or evaluations are missing; the list shows of whom."),
            )
        )
    if found:
        raise Refused(*found)
    row.issuing_at, row.issuing, row.issued, row.issuing_done = clock.now(), ready, 0, False
    row.save(update_fields=["issuing_at", "issuing", "issued", "issuing_done"])
    audit.record(
        "course.certificates_asked",
        by=by,
        subject=f"{row._meta.label_lower}:{row.pk}",
        data={"number": ready},
        post=bases.post_in(by, Permission.TRAINING_MANAGE, base),
    )
    return row


def ready_in(run: CourseRun) -> list[Enrolment]:
    """Who may be certified and is not yet; two queries, the shares are exact."""
    found: QuerySet[Enrolment] = run.enrolments.filter(
        state__in=CAME, certificate=None, evaluation__isnull=False
    ).select_related("run__course__base__body", "person")
    wanted = rows.attendance(clock.day(run.begins_at) if run.begins_at else None)
    return [one for one in found if one.attended * 100 >= wanted * run.minutes > 0]


def issue_all(run: CourseRun) -> int:
    """Make every certificate that is due, counting on as it goes; safe to call again."""
    made = 0
    for enrolment in ready_in(run):
        try:
            issue(enrolment=enrolment, by=None)
        except Refused:
            continue
        made += 1
        CourseRun.objects.filter(pk=run.pk, issued__lt=F("issuing")).update(issued=F("issued") + 1)
    CourseRun.objects.filter(pk=run.pk).update(issuing_done=True)
    return made


def give_up(pk: int) -> None:
    """The worker could not go on: the page offers to begin again."""
    CourseRun.objects.filter(pk=pk).update(issuing_done=True)


def is_genuine(number: str) -> bool:
    """Whether a number can be one of ours: its last signs follow from the others."""
    front, _dash, check = number.rpartition("-")
    return codes.follow(_words(front), check, CHECK)


def find(typed: str) -> CourseCertificate | None:
    """The certificate of a number as people type it, or None; an altered number finds nothing."""
    number = "".join(typed.upper().replace("\N{EM DASH}", "-").split())[:40]
    return queries.certificate(number) if is_genuine(number) else None


def _check(front: str) -> str:
    return codes.signs(_words(front), CHECK)


def _words(front: str) -> str:
    return f"training.certificate:{front}"


def _issue(row: Enrolment, by: User | None) -> CourseCertificate:
    run, course = row.run, row.run.course
    front = numbers.case_number(PREFIX)
    made = CourseCertificate.objects.create(
        enrolment=row,
        number=f"{front}-{_check(front)}",
        holder=row.name,
        course=str(run),
        issuer=course.base.body.name,
        minutes=row.attended,
        credits=course.credits,
        issued_on=clock.today(),
    )
    data = {"number": made.number}
    audit.record("certificate.issued", by=by, subject=line.about(row), data=data)
    telling.tell(row, "training_certificate", number=made.number)
    return made


def _locked(enrolment: Enrolment) -> Enrolment:
    found = Enrolment.objects.select_for_update(of=("self",))
    return found.select_related("person", "run__course__base__body").get(pk=enrolment.pk)


def _ended(enrolment: Enrolment) -> bool:
    ends = enrolment.run.ends_at
    return ends is not None and ends <= clock.began()


def _not_over() -> Reason:
    return Reason(
        "course_not_over",
        _("The course is not over yet."),
        _("Come back after the last session."),
    )
