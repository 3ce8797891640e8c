"""Handing in, completing and deciding claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction

from portal.accounts import operations as accounts
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.files import operations as files
from portal.files.slots import Slot
from portal.organisations import letters, slots
from portal.organisations.claims import conditions, queries
from portal.organisations.claims.enums import ClaimState
from portal.organisations.claims.models import Claim, ClaimDraft, Dispute
from portal.organisations.members import operations as members
from portal.organisations.members.enums import MemberRole
from portal.organisations.members.queries import owners
from portal.organisations.register.models import Organisation
from portal.organisations.telling import tell, tell_step
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.files.models import StoredFile

COPIED = ("relation", "name", "phone", "certificate_id", "authorisation_id")
PAPERS = {"certificate": slots.CERTIFICATE, "authorisation": slots.AUTHORISATION}


@transaction.atomic
def save_draft(*, organisation: Organisation, by: User, **entered: str) -> ClaimDraft:
    """Keep what the claimant has entered (relation, name, phone), whatever is still missing.

    Raises Refused when this organisation cannot be claimed by this person at all.
    """
    facts = queries.submit_facts(by, organisation, None)
    refuse_if_blocked(collect(conditions.BEGIN, facts))
    draft, _ = ClaimDraft.objects.update_or_create(
        claimant=by, organisation=organisation, defaults={**entered, "saved_at": clock.now()}
    )
    return draft


def attach(*, draft: ClaimDraft, paper: str, upload: File[Any], by: User) -> ClaimDraft:
    """Add a paper ("certificate" or "authorisation") to a draft; the former one is let go."""
    stored = files.store(upload=upload, slot=PAPERS[paper], owner=files.Owner(user=by.pk), by=by)
    setattr(draft, f"{paper}_id", stored.pk)
    draft.saved_at = clock.now()
    draft.save(update_fields=[paper, "saved_at"])
    return draft


def detach(*, draft: ClaimDraft, paper: str) -> ClaimDraft:
    """Take a paper out of a draft; the file itself goes with the orphans."""
    setattr(draft, f"{paper}_id", None)
    draft.save(update_fields=[paper])
    return draft


@transaction.atomic
def submit(*, draft: ClaimDraft, by: User) -> tuple[Claim, str]:
    """Hand the draft in; returns the claim and its query code, told this once.

    A claim on an organisation that has an owner goes to the section head as a dispute at once.
    Raises Refused with every reason: ``not_claimable``, ``struck_off``, ``no_registry``,
    ``claim_open``, ``already_yours``, ``certificate_missing``, ``authorisation_missing``.
    """
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=draft.organisation_id)
    facts = queries.submit_facts(by, organisation, draft)
    refuse_if_blocked(collect(conditions.SUBMIT, facts))
    claim = Claim(
        claimant=by,
        organisation=organisation,
        **{name: getattr(draft, name) for name in COPIED},
    )
    opening = engine.Opening(
        applicant=organisation.body.name, holder_id=organisation.registry_id or 0, applicant_user=by
    )
    claim, code = engine.open_case(claim, opening, by=by)
    files.bind(keys=[claim.certificate_id, claim.authorisation_id], case=str(claim))
    draft.delete()
    return (_open_dispute(claim) if facts.owned else claim), code


@transaction.atomic
def ask_more(*, claim: Claim, by: User, words: str) -> Claim:
    """Tell the claimant once, in one complete list, what is missing; the bureau's clock stops."""
    claim = _step(claim, "ask_more", by, words)
    claim.asked_for = words
    claim.save(update_fields=["asked_for"])
    return _told(claim, "ask_more", by=by, words=words)


def supply(*, claim: Claim, by: User, words: str, upload: File[Any] | None = None) -> Claim:
    """Hand in what was asked for; the bureau's days begin anew from the complete file."""
    stored = _keep(upload, slots.ADDITION, claim, by)
    with transaction.atomic():
        claim = engine.advance(claim, "supply", by=by)
        claim.added, claim.addition = stored, words
        claim.save(update_fields=["addition", "added"])
        return _open_dispute(claim) if queries.is_owned(claim.organisation_id) else claim


@transaction.atomic
def approve(*, claim: Claim, by: User, words: str = "") -> Claim:
    """Make the claimant the owner; rival claims still being checked become disputes.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``own_case``, ``struck_off``,
    ``claimant_gone``, ``already_claimed``.
    """
    _lock(claim)
    claim = _decide(claim, "approve", by, words)
    _appoint(claim, by)
    for rival in queries.rivals(claim):
        _open_dispute(rival)
    return _told(claim, "approve", by=by, words=words)


@transaction.atomic
def refuse(*, claim: Claim, by: User, words: str) -> Claim:
    """Refuse with reasons that the claimant reads."""
    return _told(_decide(claim, "refuse", by, words), "refuse", by=by, words=words)


@transaction.atomic
def uphold(*, claim: Claim, by: User, words: str) -> Claim:
    """Decide a dispute for the claimant: the posts held until now end, the claimant is owner."""
    _lock(claim)
    claim = _decide(claim, "uphold", by, words)
    former = owners(claim.organisation_id)
    _appoint(claim, by)
    members.end_all(body=claim.organisation_id, keep=claim.claimant, by=by, case=str(claim))
    tell(claim, "claim_ended_owner", to=former, name=_name(claim))
    return _told(claim, "uphold", by=by, words=words)


@transaction.atomic
def dismiss(*, claim: Claim, by: User, words: str) -> Claim:
    """Decide a dispute for the present owner; nothing changes."""
    claim = _decide(claim, "dismiss", by, words)
    others = owners(claim.organisation_id)
    tell(claim, "claim_dismissed_owner", to=others, name=_name(claim))
    return _told(claim, "dismiss", by=by, words=words)


@transaction.atomic
def withdraw(*, claim: Claim, by: User) -> Claim:
    """Take the own claim back; it can be made again."""
    return engine.advance(claim, "withdraw", by=by)


@transaction.atomic
def lapse(claim: Claim) -> Claim:
    """Close a claim whose claimant stayed silent (called when the time comes)."""
    return _told(engine.advance(claim, "lapse", by=None), "lapse", by=None)


def answer(*, dispute: Dispute, by: User, words: str, upload: File[Any] | None = None) -> Dispute:
    """Put down what the present owner says in a dispute; a later answer replaces the earlier."""
    stored = _keep(upload, slots.EVIDENCE, dispute.claim, by)
    with transaction.atomic():
        locked = Dispute.objects.select_for_update().get(pk=dispute.pk)
        claim = Claim.objects.select_related("case").get(pk=locked.claim_id)
        facts = claim.status == ClaimState.DISPUTED
        refuse_if_blocked(conditions.still_disputed(disputed=facts))
        locked.answer, locked.answered_by, locked.answered_at = words, by, clock.now()
        locked.evidence = stored or locked.evidence
        locked.save()
        audit.record(
            "dispute.answered",
            by=by,
            subject=f"organisations.claim:{claim.pk}",
            case=str(claim),
            post=f"{MemberRole.OWNER}@{claim.organisation_id}",
        )
    return locked


def _keep(upload: File[Any] | None, slot: Slot, claim: Claim, by: User) -> StoredFile | None:
    """Store an upload before any row is locked, so that nobody waits for a slow line."""
    if upload is None:
        return None
    owner = files.Owner(user=by.pk)
    return files.store(upload=upload, slot=slot, owner=owner, by=by, case=str(claim))


def _step(claim: Claim, action: str, by: User, words: str) -> Claim:
    return engine.advance(
        claim, action, by=by, facts=lambda row: queries.decision_facts(row, by), note=words
    )


def _decide(claim: Claim, action: str, by: User, words: str) -> Claim:
    """Stamp first, so that the database's check sees a decided claim with its decider."""
    before = Claim.objects.select_for_update().get(pk=claim.pk)
    if by.pk != before.claimant_id:
        before.decided_by, before.decided_at, before.decision = by, clock.now(), words
        before.save(update_fields=["decided_by", "decided_at", "decision"])
    return _step(before, action, by, words)


def _open_dispute(claim: Claim) -> Claim:
    claim = engine.advance(claim, "dispute", by=None)
    Dispute.objects.get_or_create(claim=claim, defaults={"opened_at": clock.now()})
    others = [owner for owner in owners(claim.organisation_id) if owner.pk != claim.claimant_id]
    tell(claim, "claim_disputed_owner", to=others, name=_name(claim), url_name="dispute")
    tell_step(claim, "dispute", to=[claim.claimant], name=_name(claim))
    return claim


def _told(claim: Claim, action: str, *, by: User | None, words: str = "") -> Claim:
    """Tell the claimant, and issue the bureau's letter, in the act's own transaction."""
    name = _name(claim)
    letters.issue(claim, action, to=claim.name, name=name, reasons=words, by=by)
    tell_step(claim, action, to=[claim.claimant], name=name)
    return claim


def _name(claim: Claim) -> str:
    return claim.organisation.body.name


def _appoint(claim: Claim, by: User) -> None:
    body, number = claim.organisation_id, str(claim)
    accounts.appoint(user=claim.claimant, body=body, role=MemberRole.OWNER, by=by, case=number)


def _lock(claim: Claim) -> None:
    """Decisions about one organisation wait for each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=claim.organisation_id)
