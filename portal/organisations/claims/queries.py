"""Reading claims: who may see them, and the facts on which they are decided."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies.enums import SOCIAL_ORGANISATIONS
from portal.core import clock, credit_code
from portal.organisations.claims.conditions import DecisionFacts, SubmitFacts
from portal.organisations.claims.enums import OPEN, ClaimState
from portal.organisations.claims.models import Claim, ClaimDraft, Dispute
from portal.organisations.register import queries as register
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

SHOWN = 20
Finder = Callable[[str], Iterable[int]]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let the search, which stands above, help to find organisations by their key (pinyin)."""
    _finders.append(finder)


def find(words: str) -> list[Organisation]:
    """Up to 20 organisations that a person may mean, an exact name or code first.

    Struck-off ones are found by their exact name or code only (rules.md I.4).
    """
    plain = " ".join(words.split())[:120]
    if not plain:
        return []
    found = list(register.by_code_or_name_exact(plain)[:SHOWN])
    keys = [pk for finder in _finders for pk in finder(plain)]
    named = Q(body__name__icontains=plain) | Q(body__former_names__name__icontains=plain)
    code = credit_code.clean(plain)
    by_code = Q(body__credit_code__startswith=code) if len(code) >= 8 else Q(pk__in=[])
    searched = register.public().filter(pk__in=keys[:SHOWN])
    found += sorted(searched, key=lambda organisation: keys.index(organisation.pk))
    near = register.public().filter(named | by_code).order_by("body__name").distinct()
    once = {organisation.pk: organisation for organisation in [*found, *near[:SHOWN]]}
    return list(once.values())[:SHOWN]


def visible_to(user: User) -> QuerySet[Claim]:
    """A person's own claims and those of the bureaus in which they see cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Claim.objects.filter(Q(case__holder__in=offices) | Q(claimant=user)).select_related(
        "case__holder",
        "case__handler",
        "organisation__body",
        "claimant",
        "certificate",
        "authorisation",
        "added",
        "dispute",
    )


def of_claimant(user: User) -> QuerySet[Claim]:
    """A person's own claims, newest first."""
    return Claim.objects.filter(claimant=user).select_related(
        "case__holder", "organisation__body", "certificate", "authorisation", "added"
    )


def of_offices(user: User) -> QuerySet[Claim]:
    """The claims of the bureaus in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return visible_to(user).filter(case__holder__in=offices)


def disputes_of_owner(user: User) -> QuerySet[Dispute]:
    """The open disputes over organisations that the person owns on the portal."""
    owned = people.bodies_where(user, Permission.MEMBERS_MANAGE)
    return Dispute.objects.filter(
        claim__organisation__in=owned, claim__status=ClaimState.DISPUTED
    ).select_related("claim__case__holder", "claim__organisation__body", "claim__claimant")


def draft_of(user: User, organisation: Organisation) -> ClaimDraft | None:
    """What the person has entered so far for this organisation."""
    return (
        ClaimDraft.objects.filter(claimant=user, organisation=organisation)
        .select_related("certificate", "authorisation")
        .first()
    )


def drafts_of(user: User) -> QuerySet[ClaimDraft]:
    """All claims a person has begun and not handed in."""
    return ClaimDraft.objects.filter(claimant=user).select_related("organisation__body")


def certificates_of(organisation: int) -> QuerySet[Claim, UUID]:
    """The keys of the registration certificates with which claims were granted, for reuse."""
    found = Claim.objects.filter(organisation=organisation, status=ClaimState.APPROVED)
    return found.values_list("certificate", flat=True)


def is_owned(organisation: int) -> bool:
    """Whether somebody in office is the owner on the portal."""
    return people.holders(Permission.MEMBERS_MANAGE, organisation).exists()


def submit_facts(user: User, organisation: Organisation, draft: ClaimDraft | None) -> SubmitFacts:
    """The facts on which a claim is taken in; without a draft, only whether one may begin."""
    open_claim = (
        Claim.objects.filter(claimant=user, organisation=organisation, status__in=OPEN)
        .select_related("case")
        .first()
    )
    owners = people.holders(Permission.MEMBERS_MANAGE, organisation.pk)
    return SubmitFacts(
        claimable=organisation.body.kind in SOCIAL_ORGANISATIONS,
        struck_off=organisation.struck_off,
        state=organisation.get_state_display(),
        registry_known=organisation.registry_id is not None,
        open_number=str(open_claim) if open_claim else "",
        already_yours=owners.filter(pk=user.pk).exists(),
        owned=owners.exclude(pk=user.pk).exists(),
        has_certificate=bool(draft and draft.certificate_id),
        has_authorisation=bool(draft and draft.authorisation_id),
    )


def decision_facts(claim: Claim, by: User | None) -> DecisionFacts:
    """The facts on which a claim is decided; ``claim`` has just been read (or locked)."""
    organisation, claimant = claim.organisation, claim.claimant
    holders = people.holders(Permission.MEMBERS_MANAGE, organisation.pk)
    owners = set(holders.values_list("pk", flat=True))
    return DecisionFacts(
        struck_off=organisation.struck_off,
        state=organisation.get_state_display(),
        owned=bool(owners - {claimant.pk}),
        own_case=by is not None and by.pk in owners | {claimant.pk},
        claimant_active=claimant.is_active,
    )


def rivals(claim: Claim) -> QuerySet[Claim]:
    """Other people's claims of the same organisation that the bureau is checking."""
    return Claim.objects.filter(
        organisation=claim.organisation_id,
        status__in=(ClaimState.SUBMITTED, ClaimState.SUPPLEMENTED),
    ).exclude(pk=claim.pk)


def silent(moment: datetime) -> QuerySet[Claim]:
    """Claims whose claimants did not add what was asked for in time (for the due-runner)."""
    return Claim.objects.filter(status=ClaimState.SUPPLEMENT, case__due_on__lt=clock.day(moment))
