"""Wrong months: the correction of a paid line, and what it takes off the next list."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.subsidies import conditions
from incubator.subsidies.enums import PAID_CLAIMS, Payee
from incubator.subsidies.models import (
    SubsidyClaim,
    SubsidyCorrection,
    SubsidyLine,
    SubsidyNetting,
)
from incubator.subsidies.telling import corrected as tell_corrected
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, money
from portal.core.reasons import Reason, not_permitted, refuse_if_blocked
from portal.permissions import Permission

EDIT = Permission.GRANT_EDIT


@transaction.atomic
def correct(*, line: SubsidyLine, fen: int, words: str, by: User) -> SubsidyCorrection:
    """Take back what a paid line was too much; the next batch of its payee nets it.

    A line that is taken back whole no longer counts: the month is free for a right claim.
    Raises Refused with every reason: ``not_permitted``, ``own_case``, ``not_possible_now``,
    ``amount_zero``, ``more_than_paid``, ``words_missing``.
    """
    row = SubsidyLine.objects.select_for_update(of=("self",)).select_related(
        "claim__organisation__body", "claim__scheme", "claim__case", "worker"
    ).get(pk=line.pk)  # fmt: skip
    refuse_if_blocked(_against(row, fen, words, by))
    row.corrected += fen
    row.counts = row.corrected < row.fen
    row.save(update_fields=["corrected", "counts"])
    made = SubsidyCorrection.objects.create(
        line=row,
        scheme_id=row.scheme_id,
        organisation_id=row.claim.organisation_id,
        fen=fen,
        words=words.strip()[:500],
        made_at=clock.now(),
        made_by=by,
    )
    audit.record(
        "subsidy.corrected",
        by=by,
        subject=f"incubator.subsidyclaim:{row.claim_id}",
        case=str(row.claim),
        data={"line": row.pk, "amount": fen, "note": made.words},
        post=people.post_in(by, EDIT, row.claim.scheme.office_id),
    )
    tell_corrected(made)
    return made


def apply(claim: SubsidyClaim, payee: int) -> None:
    """Net what is open against a list that is being gathered; the rest is carried.

    The organisation's corrections, or, where persons are paid, those of the same person.
    """
    found = SubsidyCorrection.objects.select_for_update(of=("self",)).filter(
        scheme=claim.scheme_id, organisation=claim.organisation_id, netted__lt=F("fen")
    )
    waiting = list(found.select_related("line").order_by("pk"))
    if not waiting:
        return
    to_person = payee == Payee.PERSON
    due = _due(claim, to_person=to_person)
    asked = [(row.line.worker_id if to_person else 0, row.open) for row in waiting]
    for row, part in zip(waiting, conditions.net(due, asked), strict=True):
        if part:
            SubsidyNetting.objects.create(correction=row, claim=claim, fen=part)
            SubsidyCorrection.objects.filter(pk=row.pk).update(netted=F("netted") + part)
            claim.netted += part
    claim.save(update_fields=["netted"])


def undo(claim: SubsidyClaim) -> None:
    """Open again what a list netted that will not be paid."""
    for row in claim.nettings.all():
        SubsidyCorrection.objects.filter(pk=row.correction_id).update(netted=F("netted") - row.fen)
    claim.nettings.all().delete()
    claim.netted = 0
    claim.save(update_fields=["netted"])


def carried(scheme_id: int, organisation: int) -> int:
    """What is still to be netted from an organisation under a scheme, in fen."""
    found = SubsidyCorrection.objects.filter(scheme=scheme_id, organisation=organisation)
    return found.aggregate(open=Sum(F("fen") - F("netted")))["open"] or 0


def _due(claim: SubsidyClaim, *, to_person: bool) -> dict[int, int]:
    if not to_person:
        return {0: claim.gross}
    lines = claim.lines.filter(counts=True).order_by()
    return dict(lines.values_list("worker").annotate(fen=Sum("fen")))


def _against(row: SubsidyLine, fen: int, words: str, by: User) -> list[Reason]:
    found = []
    if not people.may(by, EDIT, body=row.claim.scheme.office_id):
        found.append(not_permitted())
    if admission.belongs_to(by, row.claim.organisation_id):
        found.append(
            Reason("own_case", _("You hold a post in this organisation."),
                   _("Ask a colleague of the office who has nothing to do with it."))
        )  # fmt: skip
    if row.claim.status not in PAID_CLAIMS or not row.counts:
        found.append(
            Reason("not_possible_now", _("Only money that was paid is netted."),
                   _("A list that is not paid yet is sent back instead."))
        )  # fmt: skip
    if fen <= 0:
        found.append(Reason("amount_zero", _("The amount must be above 0."), _("Correct it.")))
    if fen > row.fen - row.corrected:
        found.append(
            Reason(
                "more_than_paid",
                _("Of this line %(left)s yuan are left; more cannot be taken back."),
                _("Correct the amount."),
                params={"left": money.yuan(row.fen - row.corrected)},
            )
        )
    if len(words.strip()) < 2:
        found.append(Reason("words_missing", _("Say why, in words the organisation will read.")))
    return found
