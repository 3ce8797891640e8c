"""What must be true of a claim: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Severity

UNREGISTERED = "取缔非法社会组织办法"


@dataclass(frozen=True, slots=True)
class SubmitFacts:
    """What is known when a claim is handed in. ``open_number`` is the person's own open claim."""

    claimable: bool = True
    struck_off: bool = False
    state: str = ""
    registry_known: bool = True
    open_number: str = ""
    already_yours: bool = False
    owned: bool = False
    has_certificate: bool = True
    has_authorisation: bool = True


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is known when an official decides a claim."""

    struck_off: bool = False
    state: str = ""
    owned: bool = False
    own_case: bool = False
    claimant_active: bool = True


def may_be_claimed(facts: SubmitFacts) -> Iterator[Reason]:
    """Only organisations of the register are claimed; teams and offices get access otherwise."""
    if not facts.claimable:
        yield Reason(
            "not_claimable",
            _("This body is not on the register of social organisations, so it is not claimed."),
            _(
                "A founding team belongs to whoever set it up; offices get their posts from the "
                "portal's administrator."
            ),
        )


def on_the_register(facts: SubmitFacts | DecisionFacts) -> Iterator[Reason]:
    """Nobody acts in the name of an organisation that was struck off (Order 77, rules I.4)."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The register says of this organisation: %(state)s. Nobody may act in its name."),
            _("If the register is wrong, ask the registering bureau to correct it."),
            UNREGISTERED,
            params={"state": facts.state},
        )


def registry_is_here(facts: SubmitFacts) -> Iterator[Reason]:
    """Only the registering bureau decides, so it must work with the portal."""
    if not facts.registry_known:
        yield Reason(
            "no_registry",
            _("The register does not say which bureau registered this organisation."),
            _("Call the city's civil affairs bureau; it completes the entry."),
        )


def no_open_claim(facts: SubmitFacts) -> Iterator[Reason]:
    """One claim at a time by the same person for the same organisation."""
    if facts.open_number:
        yield Reason(
            "claim_open",
            _("You have already claimed this organisation: %(number)s is still open."),
            _("Follow that case, or withdraw it before you begin a new one."),
            params={"number": facts.open_number},
        )


def not_already_yours(facts: SubmitFacts) -> Iterator[Reason]:
    """An owner has nothing to claim."""
    if facts.already_yours:
        yield Reason(
            "already_yours",
            _("You are already the owner of this organisation on the portal."),
            _("Open it under My space."),
        )


def papers_are_there(facts: SubmitFacts) -> Iterator[Reason]:
    """The certificate and the sealed authorisation are both needed, and named together."""
    if not facts.has_certificate:
        yield Reason(
            "certificate_missing",
            _("The registration certificate is missing."),
            _("Add a photograph or scan of the certificate."),
        )
    if not facts.has_authorisation:
        yield Reason(
            "authorisation_missing",
            _("The sealed authorisation is missing."),
            _("Print the form, have it sealed, and add a photograph or scan."),
        )


def owned_by_another(facts: SubmitFacts) -> Iterator[Reason]:
    """A rival claim is possible, but it is decided as a dispute."""
    if facts.owned and not facts.already_yours:
        yield Reason(
            "already_claimed",
            _("Somebody already acts for this organisation on the portal."),
            _(
                "You may claim it all the same: both sides are heard and the section head of the "
                "bureau decides. Until then nothing changes."
            ),
            severity=Severity.WARN,
        )


def not_own_case(facts: DecisionFacts) -> Iterator[Reason]:
    """Nobody decides a case in which they are a party."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You are a party to this case, so you may not decide it."),
            _("Ask a colleague of the bureau, or the section head to hand it over."),
        )


def nobody_owns_it(facts: DecisionFacts) -> Iterator[Reason]:
    """While somebody else is owner, only the section head decides, in a dispute."""
    if facts.owned:
        yield Reason(
            "already_claimed",
            _("Somebody has become the owner of this organisation in the meantime."),
            _("Open the case again: it goes to the section head as a dispute."),
        )


def claimant_still_there(facts: DecisionFacts) -> Iterator[Reason]:
    """A closed account cannot become an owner."""
    if not facts.claimant_active:
        yield Reason("claimant_gone", _("The claimant's account has been closed."))


def still_disputed(*, disputed: bool) -> Iterator[Reason]:
    """The present owner is heard until the section head has decided."""
    if not disputed:
        yield Reason(
            "not_possible_now",
            _("The dispute has been closed in the meantime."),
            _("Open your organisation to see what was decided."),
        )


SUBMIT = (
    may_be_claimed,
    on_the_register,
    registry_is_here,
    not_already_yours,
    no_open_claim,
    papers_are_there,
    owned_by_another,
)
BEGIN = (may_be_claimed, on_the_register, registry_is_here, not_already_yours, no_open_claim)
