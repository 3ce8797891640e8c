"""What must be true of asking for support and of each step after it: facts → all reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case as not_own_case
from portal.core import clock, days
from portal.core.reasons import Reason

BASIS = "本市孵化入驻办法"


@dataclass(frozen=True, slots=True)
class AskFacts:
    """What is known when somebody asks. ``tiers`` are the names of the tiers an item is for."""

    published: bool = True
    booked_elsewhere: bool = False
    team: bool = False
    resident: bool = False
    tier_fits: bool = True
    form_fits: bool = True
    for_residents: bool = False
    for_teams: bool = True
    tiers: Sequence[str] = ()
    form: str = ""
    wished_on: date = date.min
    earliest: date = date.min
    latest: date = date.max
    open_requests: int = 0
    most_open: int = 10
    asked_already: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts on a request."""

    now: datetime
    own_case: bool = False
    begins_at: datetime | None = None
    new_begin: datetime | None = None
    latest: date = date.max
    minutes: int = 0
    person: str = ""


def is_offered(facts: AskFacts) -> Iterator[Reason]:
    """What is hidden cannot be asked for; rooms and courses are booked on pages of their own."""
    if not facts.published:
        yield Reason(
            "not_on_the_menu",
            _("This is not on the menu at present."),
            _("Choose something else from the menu, or telephone the base."),
        )
    if facts.booked_elsewhere:
        yield Reason(
            "booked_elsewhere",
            _("This is booked on a page of its own."),
            _("Open the item and press its button."),
        )


def is_for_them(facts: AskFacts) -> Iterator[Reason]:
    """Whom an item is for."""
    if facts.team and not facts.for_teams:
        yield Reason(
            "not_for_teams",
            _("This is for registered social organisations."),
            _("Ask for registration help first; your base leads you step by step."),
            BASIS,
        )
    elif facts.for_residents and not facts.resident:
        yield Reason(
            "only_residents",
            _("This is for organisations in residence."),
            _("See which programmes are open, or choose something that is for everybody."),
            BASIS,
        )
    elif facts.resident and facts.for_residents and not facts.tier_fits:
        yield Reason(
            "tier_does_not_fit",
            _("This is for the tiers %(tiers)s."),
            _("Ask your base what your tier includes."),
            BASIS,
            params={"tiers": "、".join(facts.tiers)},
        )
    if facts.resident and facts.for_residents and not facts.form_fits:
        yield Reason(
            "form_does_not_fit",
            _("This is only for residence %(form)s."),
            _("Ask your base what is there for you instead."),
            BASIS,
            params={"form": facts.form},
        )


def day_is_possible(facts: AskFacts) -> Iterator[Reason]:
    """Early enough to be prepared, and not too far ahead."""
    if facts.wished_on < facts.earliest:
        yield Reason(
            "wished_too_early",
            _("The earliest possible day is %(day)s."),
            _("Choose that day or a later one; in an urgent case telephone the base."),
            params={"day": days.date_words(facts.earliest)},
        )
    if facts.wished_on > facts.latest:
        yield Reason(
            "wished_too_late",
            _("The last day that can be chosen is %(day)s."),
            _("Choose an earlier day."),
            params={"day": days.date_words(facts.latest)},
        )


def not_too_many(facts: AskFacts) -> Iterator[Reason]:
    """A few requests at a time, and one for the same thing on a day."""
    if facts.asked_already:
        yield asked_twice()
    if facts.open_requests >= facts.most_open:
        yield Reason(
            "too_many_open",
            _("%(number)d requests of yours are still open; no more are possible at once."),
            _("Cancel one you no longer need, or wait until one is done."),
            BASIS,
            params={"number": facts.open_requests},
        )


def asked_twice() -> Reason:
    """The reason against a second request for the same thing on the same day."""
    return Reason(
        "asked_already",
        _("You have asked for this on that day already."),
        _("Open the request that is there, or choose another day."),
    )


def time_is_possible(facts: Facts) -> Iterator[Reason]:
    """An appointment lies in the time to come, and not too far ahead."""
    if facts.new_begin is None:
        yield Reason("no_time", _("No time is given."), _("Enter the day and the hour."))
    elif facts.new_begin <= facts.now:
        yield Reason(
            "time_past", _("This time is over already."), _("Choose a time that is still to come.")
        )
    elif clock.day(facts.new_begin) > facts.latest:
        yield Reason(
            "time_too_late",
            _("An appointment may be on %(day)s at the latest."),
            _("Choose an earlier day."),
            BASIS,
            params={"day": days.date_words(facts.latest)},
        )


def somebody_helps(facts: Facts) -> Iterator[Reason]:
    """An appointment is with a person."""
    if not facts.person.strip():
        yield Reason("no_person", _("It is not said who helps."), _("Enter the name."))


def took_time(facts: Facts) -> Iterator[Reason]:
    """A delivered service took at least a minute."""
    if facts.minutes < 1:
        yield Reason("no_minutes", _("It is not said how long it took."), _("Enter the minutes."))


def not_begun(facts: Facts) -> Iterator[Reason]:
    """What has begun can no longer be cancelled or moved."""
    if facts.begins_at is not None and facts.begins_at <= facts.now:
        yield Reason(
            "begun_already",
            _("The appointment has begun already."),
            _("The base now enters what was done, or that nobody came."),
        )


def has_begun(facts: Facts) -> Iterator[Reason]:
    """Before the hour nobody can say what was done, or who did not come."""
    if facts.begins_at is not None and facts.begins_at > facts.now:
        yield Reason(
            "not_begun",
            _("The appointment is still to come."),
            _("Enter the result afterwards, or move the appointment."),
        )


ASK = (is_offered, is_for_them, day_is_possible, not_too_many)
