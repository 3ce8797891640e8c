"""Objecting to what is public, and answering: the writes of an objection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import Case, Channel
from portal.workflow.publicity import conditions, letters, outcomes, queries
from portal.workflow.publicity.conditions import FilingFacts
from portal.workflow.publicity.enums import ObjectionState, Outcome
from portal.workflow.publicity.models import Objection, PublicEntry, Publicity
from portal.workflow.publicity.pages import (
    EntryWords,
    Facts,
    close_entry,
    open_page,
    refuse_unless_permitted,
)
from portal.workflow.publicity.slots import PAPER

if TYPE_CHECKING:
    from portal.files.models import StoredFile

CHINESE = "zh-hans"
ACTIONS = {
    ObjectionState.DISMISSED: "dismiss",
    ObjectionState.CORRECTED: "correct",
    ObjectionState.UPHELD: "uphold",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What an objector says: name, telephone, words, and how it reached the office."""

    name: str
    phone: str
    words: str
    channel: str = Channel.WEB


@dataclass(frozen=True, slots=True)
class Corrected:
    """The entry as it reads after a correction."""

    name: str
    facts: Facts


def file(
    *,
    entry: PublicEntry,
    said: Said,
    by: User | None,
    upload: File[Any] | None = None,
    received_at: datetime | None = None,
) -> tuple[Objection, str]:
    """Take in an objection; returns it and its query code, told this once.

    The moment is read once, while the page is locked; the last moment of publicity still counts.
    Through another channel than the web ``by`` is the official who writes it down and
    ``received_at`` when the office got it. Raises Refused: ``publicity_over``,
    ``entry_replaced``, ``not_permitted``, the file's reasons.
    """
    page = entry.publicity
    by_office = said.channel != Channel.WEB
    if by_office:
        refuse_unless_permitted(by, page.office, Permission.OBJECTION_ANSWER)
    refuse_if_blocked(collect(conditions.FILE, _facts(page, entry, clock.now(), received_at)))
    stored = _keep(upload, page, by)
    with transaction.atomic():
        locked = Publicity.objects.select_for_update().get(pk=page.pk)
        fresh = PublicEntry.objects.select_related("case").get(pk=entry.pk)
        moment = clock.now()
        facts = _facts(locked, fresh, moment, received_at)
        refuse_if_blocked(collect(conditions.FILE, facts))
        row = Objection(
            entry=fresh,
            name=said.name,
            phone=said.phone,
            words=said.words,
            paper=stored,
            entered_by=by if by_office else None,
            received_at=facts.moment,
        )
        row, code = engine.open_case(row, _opening(locked, said, by), by=by if by_office else None)
        if stored is not None:
            files.bind(keys=[stored.pk], case=str(row))
        _tell_applicant(row)
    return row, code


@transaction.atomic
def answer(
    *,
    objection: Objection,
    outcome: ObjectionState | str,
    words: str,
    by: User,
    corrected: Corrected | None = None,
) -> Objection:
    """Answer with a letter; a correction is made public anew for the full time.

    ``outcome`` is dismissed, corrected (with ``corrected``) or upheld. Raises Refused:
    ``not_possible_now``, ``not_permitted``, ``own_decision``, ``own_case``, ``entry_settled``,
    ``words_missing``, ``correction_missing``.
    """
    entry = PublicEntry.objects.select_related("publicity").get(pk=objection.entry_id)
    Publicity.objects.select_for_update().get(pk=queries.current(entry).publicity_id)
    standing = queries.current(entry)
    action = ACTIONS[ObjectionState(outcome)]
    if action == "correct" and not _differs(standing, corrected):
        raise Refused(
            Reason(
                "correction_missing",
                _("Nothing in the entry is different from what stands there."),
                _("Enter what the entry says after the correction, or choose another answer."),
            )
        )
    before = Objection.objects.select_for_update().get(pk=objection.pk)
    before.answer, before.answered_by, before.answered_at = words, by, clock.now()
    before.save(update_fields=["answer", "answered_by", "answered_at"])
    row = engine.advance(
        before, action, by=by, facts=lambda row: queries.answer_facts(row, by), note=words
    )
    if action == "correct" and corrected is not None:
        _publish_again(standing, corrected, by, words)
    elif action == "uphold":
        _take_off(standing, by, words)
    letters.issue(row, action, by=by)
    _tell_objector(row)
    return row


def withdraw(*, objection: Objection, by: User) -> Objection:
    """The objector takes it back."""
    return engine.advance(objection, "withdraw", by=by)


def take_back(*, objection: Objection, words: str, by: User) -> Objection:
    """The objector asked the office to end it; the words say how that was learnt."""
    return engine.advance(
        objection, "take_back", by=by, note=words, facts=lambda row: queries.answer_facts(row, by)
    )


@transaction.atomic
def reveal(*, objection: Objection, reason: str, by: User) -> tuple[str, str]:
    """Name and telephone of the objector, with the reason noted in the history.

    Raises Refused: ``not_permitted``, ``reason_missing``.
    """
    refuse_unless_permitted(by, objection.entry.publicity.office, Permission.OBJECTION_ANSWER)
    if not reason.strip():
        raise Refused(Reason("reason_missing", _("Say for what you need the name; it is noted.")))
    audit.record(
        "objection.person_revealed",
        by=by,
        subject=f"workflow.objection:{objection.pk}",
        case=str(objection),
        data={"reason": reason.strip()},
        post=people.post_in(by, Permission.OBJECTION_ANSWER, objection.entry.publicity.office_id),
    )
    return objection.name, objection.phone


def _facts(
    page: Publicity, entry: PublicEntry, moment: datetime, received: datetime | None
) -> FilingFacts:
    return FilingFacts(
        moment=min(received, moment) if received else moment,
        opened_at=page.opened_at,
        ends_at=page.ends_at,
        settled=bool(entry.outcome),
        office=page.office.name,
    )


def _opening(page: Publicity, said: Said, by: User | None) -> engine.Opening:
    with translation.override(CHINESE):
        applicant = gettext("Objector (name kept confidential)")
    own = by if said.channel == Channel.WEB else None
    return engine.Opening(
        applicant=applicant, holder_id=page.office_id, applicant_user=own, channel=said.channel
    )


def _keep(upload: File[Any] | None, page: Publicity, by: User | None) -> StoredFile | None:
    """Store before any row is locked, so that nobody waits for a slow line."""
    if upload is None:
        return None
    return files.store(upload=upload, slot=PAPER, owner=files.Owner(body=page.office_id), by=by)


def _differs(entry: PublicEntry, corrected: Corrected | None) -> bool:
    if corrected is None:
        return False
    return corrected.name != entry.name or _listed(corrected.facts) != entry.facts


def _listed(facts: Facts) -> list[list[str]]:
    return [[str(label), str(value)] for label, value in facts]


def _publish_again(entry: PublicEntry, corrected: Corrected, by: User, words: str) -> None:
    old = entry.publicity
    page = Publicity(
        office_id=old.office_id,
        kind=old.kind,
        title=old.title,
        introduction=old.introduction,
        rule=old.rule,
        round=old.round + 1,
        replaces=old,
    )
    open_page(
        page, [EntryWords(entry.case, corrected.name, corrected.facts)], by=by, replaces=entry
    )
    close_entry(entry, Outcome.CORRECTED)
    hook = outcomes.of(old.kind).corrected
    if hook is not None:
        hook(entry, by, words)


def _take_off(entry: PublicEntry, by: User, words: str) -> None:
    close_entry(entry, Outcome.REFUSED)
    hook = outcomes.of(entry.publicity.kind).refused
    if hook is not None:
        hook(entry, by, words)


def _tell_applicant(row: Objection) -> None:
    """The party whose entry it is learns that somebody objects, never who."""
    case: Case = row.entry.case
    to = [case.applicant_user] if case.applicant_user else []
    if not to and case.body_id:
        to = list(people.holders(Permission.ORGANISATION_EDIT, case.body_id))
    notifications.notify(
        key="objection_received",
        to=to,
        params={
            "number": case.number,
            "title": row.entry.publicity.title,
            "day": days.date_words(row.case.due_on) if row.case and row.case.due_on else "",
        },
        case=case.number,
        url=reverse("publicity", args=[row.entry.publicity_id]),
        office=case.holder_id,
        unique=f"objection:{row.pk}",
    )


def _tell_objector(row: Objection) -> None:
    case = row.case
    if case is None or case.applicant_user is None:
        return
    notifications.notify(
        key="objection_answered",
        to=[case.applicant_user],
        params={"office": case.holder.name, "number": case.number},
        case=case.number,
        url=reverse("objection", args=[row.pk]),
        office=case.holder_id,
        unique=f"objection:{row.pk}:answered",
    )
