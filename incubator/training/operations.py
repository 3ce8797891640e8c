"""Enrolling, answering an offer, leaving; and what becomes of seats when the course is over."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.allowances import operations as allowances
from incubator.allowances.enums import SupportKind
from incubator.bases import queries as bases
from incubator.residence import queries as residences
from incubator.training import line, queries, rows, steps, telling
from incubator.training.conditions import ENROL, EnrolFacts, no_clash
from incubator.training.enums import LIVE, Seat, Way, Who
from incubator.training.models import CourseRun, Enrolment
from incubator.training.steps import Role
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.permissions import Permission


@transaction.atomic
def enrol(
    *,
    run: CourseRun,
    name: str,
    by: User,
    person: User | None = None,
    phone: str = "",
    body_id: int | None = None,
    way: str = Way.WEB,
) -> Enrolment:
    """Give a person a seat, or the last place in the line when all are taken.

    ``person`` None is a caller whom ``phone`` names; a number that stands for an account gives the
    seat to that account. ``body_id`` is the organisation whose allowance the seat takes (one piece
    of "seats", when the seat is real). Raises Refused with every reason: ``not_permitted``,
    those of ``conditions.ENROL``, and those of ``allowances.take``.
    """
    person = person or people.by_phone(phone)
    if person is not None:
        User.objects.select_for_update().get(pk=person.pk)
    row, worker = line.locked(run), by != person
    _permit(row, person, body_id, by)
    reasons = collect(ENROL, _facts(row, person, phone, body_id, by))
    refuse_if_blocked(reasons)
    moment, seated = clock.now(), line.hold(row)
    made = Enrolment(
        run=row,
        person=person,
        name=name,
        phone="" if person else phone,
        body_id=body_id,
        state=Seat.ENROLLED if seated else Seat.WAITING,
        way=way,
        made_at=moment,
        made_by=by if worker else None,
        enrolled_at=moment if seated else None,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused(
            Reason("enrolled_already", _("This person has a seat or a place in the line already."))
        ) from None
    if seated:
        _take_allowance(made, by)
    _record("enrolment.made", made, by, way)
    _welcome(made)
    return made


@transaction.atomic
def accept(*, enrolment: Enrolment, by: User, way: str = Way.WEB) -> Enrolment:
    """Take the seat that is offered; the allowance is used now.

    Raises Refused: ``not_possible_now`` (also when the offer is over), ``course_clash``, and those
    of ``allowances.take``.
    """
    row, _run = _locked(enrolment)
    steps.check(row, "accept", queries.role(by, row))
    moment = clock.now()
    if row.offer_until is not None and row.offer_until <= moment:
        raise Refused(
            Reason(
                "not_possible_now",
                _("The seat was kept until %(until)s and goes to the next in line."),
                _("Enrol again to be put on the list."),
                params={"until": days.moment_words(row.offer_until)},
            )
        )
    refuse_if_blocked(list(no_clash(_facts(row.run, row.person, row.phone, row.body_id, by))))
    steps.take(row, "accept", queries.role(by, row), enrolled_at=moment, offer_until=None)
    _take_allowance(row, by)
    _record("enrolment.accepted", row, by, way)
    telling.tell(row, "training_enrolled", **telling.begin(row.run))
    return row


@transaction.atomic
def leave(*, enrolment: Enrolment, by: User, way: str = Way.WEB) -> Enrolment:
    """Give the seat or the place in the line back; the next in line is offered the seat.

    The allowance is returned until the city's hours before the first session, and always when a
    session was moved after the person had the seat. Raises Refused: ``not_possible_now``,
    ``not_permitted``, ``course_begun``.
    """
    row, run = _locked(enrolment)
    who = queries.role(by, row)
    steps.check(row, "leave", who)
    moved, moment = queries.moved_since(row), clock.now()
    if run.begins_at is not None and run.begins_at <= moment and not moved:
        raise Refused(
            Reason(
                "course_begun",
                _("The course has begun, so the seat cannot be given to anybody else."),
                _("Come to the sessions that are left, or tell the base."),
            )
        )
    held = row.state != Seat.WAITING
    steps.take(row, "leave", who, settled_at=moment)
    returned = moved or is_early(run, moment)
    words = _settle_allowance(row, by, returned=returned)
    _record("enrolment.left", row, by, way)
    telling.tell(row, "training_left", allowance=words)
    if held:
        line.release(run)
    return row


def is_early(run: CourseRun, moment: datetime) -> bool:
    """Whether leaving at this moment returns the seat: the last moment still counts."""
    return run.begins_at is None or moment <= run.begins_at - rows.leave_before()


@transaction.atomic
def settle(*, enrolment: Enrolment) -> bool:
    """When the sign-in list is closed: took part, or did not come, which uses the allowance up.

    False when it was settled before.
    """
    row, _run = _locked(enrolment)
    if row.state != Seat.ENROLLED:
        return False
    came = row.attended > 0
    steps.take(row, "finish" if came else "miss", Role.PORTAL, settled_at=clock.now())
    if not came:
        allowances.lose(about=line.about(row), by=None)
    audit.record("enrolment.settled", by=None, subject=line.about(row), data={"came": came})
    return True


@transaction.atomic
def called(*, enrolment: Enrolment, by: User) -> Enrolment:
    """The worker has told a caller by telephone what had to be told."""
    row, run = _locked(enrolment)
    if not bases.may(by, Permission.TRAINING_MANAGE, run.course.base):
        raise Refused(Reason("not_permitted", _("You do not plan courses in this base.")))
    told, row.to_call = row.to_call, ""
    row.save(update_fields=["to_call"])
    if told:
        data = {"key": told}
        audit.record("enrolment.called", by=by, subject=line.about(row), data=data, channel="phone")
    return row


def _locked(enrolment: Enrolment) -> tuple[Enrolment, CourseRun]:
    if enrolment.person_id:
        User.objects.select_for_update().get(pk=enrolment.person_id)
    run = line.locked(enrolment.run)
    found = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
    row = found.get(pk=enrolment.pk)
    row.run = run
    return row, run


def _permit(run: CourseRun, person: User | None, body_id: int | None, by: User) -> None:
    """Oneself, a colleague of an organisation one answers for, or anybody as who keeps courses."""
    if bases.may(by, Permission.TRAINING_MANAGE, run.course.base):
        return
    own = person is not None and person.pk == by.pk
    if own and (body_id is None or people.may(by, Permission.ORGANISATION_VIEW, body=body_id)):
        return
    if not own and body_id is not None and person is not None:
        known = {(one[0], one[1]) for one in queries.colleagues(by)}
        if (body_id, person.pk) in known:
            return
    raise Refused(
        Reason(
            "not_permitted",
            _("You may enrol yourself, and colleagues of an organisation you answer for."),
            _("Ask the person to enrol, or telephone the base."),
        )
    )


def _facts(
    run: CourseRun, person: User | None, phone: str, body_id: int | None, by: User
) -> EnrolFacts:
    mine = queries.same_person(person, phone)
    clash = queries.clashes(mine, run).first()
    other = queries.other_run(run, mine) if clash else None
    worker = bases.may(by, Permission.TRAINING_MANAGE, run.course.base)
    return EnrolFacts(
        published=run.course.published_at is not None and run.begins_at is not None,
        cancelled=run.cancelled_at is not None,
        closed=_closed(run, worker=worker),
        eligible=_eligible(run, person, body_id),
        who=str(run.course.get_who_display()),
        enrolled=run.enrolments.filter(mine, state__in=LIVE).exists(),
        clash=str(clash.run) if clash else "",
        other=_named(other) if other else "",
    )


def _named(run: CourseRun) -> str:
    return f"{run.name} ({days.moment_words(run.begins_at)})" if run.begins_at else run.name


def _closed(run: CourseRun, *, worker: bool) -> bool:
    """Enrolment closes before the first session; a worker enters walk-ins while the list is open.

    The list stays open for some days after the last session.
    """
    if run.begins_at is None or run.ends_at is None:
        return True
    last = run.ends_at + rows.list_within() if worker else run.begins_at - rows.closes_before()
    return clock.began() > last


def _eligible(run: CourseRun, person: User | None, body_id: int | None) -> bool:
    who = run.course.who
    if who == Who.ANYBODY:
        return True
    held = set() if person is None else people.bodies_where(person, Permission.ORGANISATION_VIEW)
    held = {*held, *([body_id] if body_id else [])}
    if who == Who.ORGANISATIONS:
        return bool(held)
    return residences.running().filter(body__in=held).exists()


def _take_allowance(row: Enrolment, by: User) -> None:
    if row.body_id is None or row.run.begins_at is None:
        return
    allowances.take(
        body_id=row.body_id,
        kind=SupportKind.SEATS,
        amount=1,
        about=line.about(row),
        on=clock.day(row.run.begins_at),
        by=by,
    )


def _settle_allowance(row: Enrolment, by: User, *, returned: bool) -> str:
    about = line.about(row)
    if returned:
        given = allowances.give_back(about=about, by=by)
        return gettext("The seat is returned to the allowance.") if given else ""
    lost = allowances.lose(about=about, by=by)
    return gettext("It was too late to return the seat to the allowance.") if lost else ""


def _welcome(row: Enrolment) -> None:
    if row.state == Seat.ENROLLED:
        if row.run.begins_at is not None and row.run.begins_at > clock.began():
            telling.tell(row, "training_enrolled", **telling.begin(row.run))
        return
    telling.tell(row, "training_waiting", position=queries.position(row))


def _record(action: str, row: Enrolment, by: User, way: str) -> None:
    base = row.run.course.base
    audit.record(
        action,
        by=by,
        subject=line.about(row),
        data={"run": row.run_id, "state": row.state, "body": row.body_id or 0},
        post=bases.post_in(by, Permission.TRAINING_MANAGE, base),
        channel=way,
    )
