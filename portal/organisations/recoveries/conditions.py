"""What must be true of a recovery at the counter."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What is known when an official begins. ``owners`` counts the owners in office."""

    struck_off: bool = False
    owners: int = 1
    open_number: str = ""
    has_letter: bool = True
    person_known: bool = True
    person_is_official: bool = False
    person_is_owner: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    """What is known when the second official looks."""

    struck_off: bool = False
    same_official: bool = False
    party: bool = False
    owner_unchanged: bool = True
    person_active: bool = True


def still_registered(facts: StartFacts | ConfirmFacts) -> Iterator[Reason]:
    """A struck-off organisation has nobody who may act for it."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("This organisation has been struck off the register: nobody may act in its name."),
        )


def exactly_one_owner(facts: StartFacts) -> Iterator[Reason]:
    """Recovery is for a lost sole owner; every other case has its own way."""
    if facts.owners == 0:
        yield Reason(
            "no_owner",
            _("Nobody owns this organisation on the portal, so there is nothing to recover."),
            _("It can be claimed in the ordinary way, also here at the counter."),
        )
    if facts.owners > 1:
        yield Reason(
            "other_owner",
            _("This organisation has %(count)d owners; another one can appoint a new owner."),
            _("Ask the other owner to invite the person."),
            params={"count": facts.owners},
        )


def nothing_open(facts: StartFacts) -> Iterator[Reason]:
    """One recovery at a time."""
    if facts.open_number:
        yield Reason(
            "recovery_open",
            _("A recovery of this organisation is already open: %(number)s."),
            _("Finish or take back that one first."),
            params={"number": facts.open_number},
        )


def letter_is_there(facts: StartFacts) -> Iterator[Reason]:
    """The sealed letter is the ground on which both officials act."""
    if not facts.has_letter:
        yield Reason(
            "letter_missing",
            _("The scan of the sealed letter is missing."),
            _("Scan the letter that the organisation brought and add it."),
        )


def person_is_fit(facts: StartFacts) -> Iterator[Reason]:
    """The new owner has an account, is not the official, and not the lost owner."""
    if not facts.person_known:
        yield Reason(
            "person_unknown",
            _("Nobody has signed up with this telephone number or e-mail."),
            _("Let the person sign up first, here at the counter if need be."),
        )
    if facts.person_is_official:
        yield Reason("own_case", _("You cannot make yourself the owner."))
    if facts.person_is_owner:
        yield Reason(
            "already_owner",
            _("This person is the present owner; nothing needs recovering."),
            _("If they cannot sign in, help them with a new sign-in code."),
        )


def another_official(facts: ConfirmFacts) -> Iterator[Reason]:
    """Two officials, never one."""
    if facts.same_official:
        yield Reason(
            "same_official",
            _("You began this recovery; a different official must confirm it."),
            _("Ask a colleague or the section head."),
        )
    if facts.party:
        yield Reason("own_case", _("You are a party to this case, so you may not decide it."))


def nothing_changed(facts: ConfirmFacts) -> Iterator[Reason]:
    """Between the two signatures neither the owner nor the person's account changed."""
    if not facts.owner_unchanged:
        yield Reason(
            "owner_changed",
            _("The organisation's owners have changed since this recovery was begun."),
            _("Do not confirm; begin anew if it is still needed."),
        )
    if not facts.person_active:
        yield Reason("person_gone", _("The new owner's account has been closed."))


START = (still_registered, exactly_one_owner, nothing_open, letter_is_there, person_is_fit)
