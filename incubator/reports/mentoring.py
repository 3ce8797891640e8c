"""Mentors of a residence and their log."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.allowances import operations as allowances
from incubator.allowances import queries as amounts
from incubator.allowances.enums import SupportKind
from incubator.reports import common, conditions
from incubator.reports.conditions import MentorFacts
from incubator.reports.models import MentorEntry, Mentorship
from incubator.residence import queries as residences
from incubator.residence import telling
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.law import queries as law


@dataclass(frozen=True, slots=True)
class Told:
    """What a mentor tells of a day."""

    day: date
    minutes: int
    what: str
    next_step: str = ""
    booked: bool = False


def may_write(user: User, mentorship: Mentorship) -> bool:
    """The mentor writes, and whoever looks after the residence for a mentor without account."""
    own = mentorship.person_id == user.pk and mentorship.until is None
    return own or residences.may_keep(user, mentorship.residence)


@transaction.atomic
def assign(
    *, residence: Residence, person: User | None, name: str, work: str, by: User
) -> Mentorship:
    """Let somebody accompany a residence from today.

    Raises Refused: ``not_permitted``, ``residence_over``, ``mentor_unnamed``, ``mentor_already``,
    ``mentor_is_party``.
    """
    home = common.locked(residence)
    common.refuse_unless_keeping(home, by)
    common.refuse_if_ended(home)
    called = name.strip() or (person.get_full_name() if person else "")
    if not called:
        raise Refused(Reason("mentor_unnamed", _("The mentor has no name."), _("Write it.")))
    if person is not None and residences.may_live(person, home):
        raise Refused(
            Reason(
                "mentor_is_party",
                _("This person belongs to the organisation."),
                _("Choose somebody from outside."),
            )
        )
    made = _made(home, person, called, work)
    common.record("mentor.assigned", home, by, {"mentor": called})
    telling.say(home, "mentor_named", unique=f"mentor:{made.pk}", mentor=called)
    return made


@transaction.atomic
def end(*, mentorship: Mentorship, by: User) -> Mentorship:
    """End the mentor's time today; the log stays. Raises Refused("not_permitted")."""
    common.refuse_unless_keeping(mentorship.residence, by)
    row = Mentorship.objects.select_for_update(of=("self",)).get(pk=mentorship.pk)
    if row.until is None:
        row.until = clock.today()
        row.save(update_fields=["until"])
        common.record("mentor.ended", mentorship.residence, by, {"mentor": row.name})
    return row


@transaction.atomic
def write(*, mentorship: Mentorship, told: Told, by: User) -> MentorEntry:
    """Write a line of the log; it takes mentoring hours where the terms grant such hours.

    Hours booked from the menu of support were taken there. Raises Refused: ``not_permitted``,
    ``residence_over``, ``day_in_future``, ``not_mentor_then``, ``minutes_impossible``, and those
    of ``allowances.take``.
    """
    home = common.locked(mentorship.residence)
    if not may_write(by, mentorship):
        raise Refused(not_permitted())
    common.refuse_if_ended(home)
    refuse_if_blocked(collect(conditions.MENTOR, _facts(mentorship, told)))
    row = MentorEntry.objects.create(
        mentorship=mentorship,
        day=told.day,
        minutes=told.minutes,
        what=told.what.strip(),
        next_step=told.next_step.strip(),
        booked=told.booked,
        written_at=clock.now(),
        written_by=by,
    )
    if not told.booked and _granted(home):
        allowances.take(
            body_id=home.body_id,
            kind=SupportKind.MENTORING,
            amount=told.minutes,
            about=f"incubator.mentorentry:{row.pk}",
            on=told.day,
            by=by,
        )
    common.record("mentor.wrote", home, by, {"day": told.day.isoformat(), "minutes": told.minutes})
    telling.say(home, "mentor_entry", unique=f"mentor-entry:{row.pk}")
    return row


@transaction.atomic
def sign_seen(*, entry: MentorEntry, by: User) -> MentorEntry:
    """The organisation signs that it has seen an entry, once. Raises Refused("not_permitted")."""
    home = entry.mentorship.residence
    common.refuse_unless_living(home, by)
    fresh = MentorEntry.objects.filter(pk=entry.pk, seen_at=None)
    if fresh.update(seen_at=clock.now(), seen_by=by):
        common.record("mentor.seen", home, by, {"entry": entry.pk})
    entry.refresh_from_db()
    return entry


def _made(home: Residence, person: User | None, name: str, work: str) -> Mentorship:
    try:
        with transaction.atomic():
            return Mentorship.objects.create(
                residence=home,
                person=person,
                name=name,
                work=work.strip(),
                since=max(clock.today(), home.begins_on),
            )
    except IntegrityError as error:
        raise Refused(
            Reason("mentor_already", _("This mentor accompanies the organisation already."))
        ) from error


def _facts(mentorship: Mentorship, told: Told) -> MentorFacts:
    today = clock.today()
    return MentorFacts(
        day=told.day,
        minutes=told.minutes,
        today=today,
        since=mentorship.since,
        until=mentorship.until,
        longest=int(law.rule("mentor.longest", on=today).value),
    )


def _granted(home: Residence) -> bool:
    return amounts.of_residence(home.pk).filter(kind=SupportKind.MENTORING).exists()
