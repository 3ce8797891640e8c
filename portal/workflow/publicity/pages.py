"""Making names public, correcting the page, settling entries whose days are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, not_permitted
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow import numbers
from portal.workflow.publicity import outcomes, queries
from portal.workflow.publicity.enums import Outcome
from portal.workflow.publicity.models import Correction, PublicEntry, Publicity

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.workflow.models import Case

PREFIX = "GS"
Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What stands on the page for one case: the name and the facts (label, value)."""

    case: Case
    name: str
    facts: Facts = ()


@transaction.atomic
def publish(
    *,
    office: Body,
    kind: str,
    title: str,
    introduction: str,
    entries: Sequence[EntryWords],
    rule: str,
    by: User | None,
) -> Publicity:
    """Put names on a public page for the working days of the rule row ``rule``, counted from
    tomorrow.

    ``by`` None: the portal itself. Raises Refused: ``not_permitted``, ``nobody_to_publish``.
    """
    refuse_unless_permitted(by, office, Permission.PUBLISH_NAMES, Permission.APPROVE)
    if not entries:
        raise Refused(
            Reason(
                "nobody_to_publish",
                _("There is no name to make public."),
                _("Choose at least one case."),
            )
        )
    page = Publicity(
        office_id=office.pk, kind=kind, title=title, introduction=introduction, rule=rule
    )
    return open_page(page, entries, by=by)


def open_page(
    page: Publicity,
    entries: Sequence[EntryWords],
    *,
    by: User | None,
    replaces: PublicEntry | None = None,
) -> Publicity:
    """Save a new page with its number, its last moment and its entries; locks the caller's own."""
    moment = clock.now()
    page.number, page.opened_at, page.opened_by = numbers.case_number(PREFIX), moment, by
    page.ends_at, page.provisional = ends(page.rule, moment)
    page.save(force_insert=True)
    for order, words in enumerate(entries, 1):
        PublicEntry.objects.create(
            publicity=page,
            case=words.case,
            order=order,
            name=words.name,
            facts=[[str(label), str(value)] for label, value in words.facts],
            replaces=replaces,
        )
        _record("publicity.listed", page, by, case=words.case.number, data={"name": words.name})
    _record(
        "publicity.opened",
        page,
        by,
        data={"entries": len(entries), "ends": page.ends_at.isoformat(), "round": page.round},
    )
    return page


def ends(rule: str, moment: datetime) -> tuple[datetime, bool]:
    """The last moment of a publicity opened at ``moment``, and whether it is provisional."""
    row = law.rule(rule, on=clock.day(moment))
    deadline = workdays.deadline(moment, int(row.value), row.unit)
    return workdays.due_at(deadline.last_day), deadline.provisional


@transaction.atomic
def settle(*, entry: PublicEntry) -> PublicEntry:
    """An entry whose days are over without an open objection stands; its subject goes on.

    Raises Refused: ``publicity_runs``, ``objection_open``, ``entry_settled``.
    """
    page = Publicity.objects.select_for_update().get(pk=entry.publicity_id)
    locked = PublicEntry.objects.select_for_update().get(pk=entry.pk)
    reasons = list(_unsettleable(page, locked))
    if reasons:
        raise Refused(*reasons)
    close_entry(locked, Outcome.STANDS)
    hook = outcomes.of(page.kind).stands
    if hook is not None:
        hook(locked)
    return locked


def close_entry(entry: PublicEntry, outcome: Outcome) -> None:
    """Note what became of an entry; the last one of a page closes it."""
    moment = clock.now()
    entry.outcome, entry.settled_at = outcome, moment
    entry.save(update_fields=["outcome", "settled_at"])
    rest = PublicEntry.objects.filter(publicity=entry.publicity_id, outcome="")
    if not rest.exists():
        Publicity.objects.filter(pk=entry.publicity_id).update(closed_at=moment)
    audit.record(
        "publicity.settled",
        by=None,
        subject=f"workflow.publicity:{entry.publicity_id}",
        case=entry.case.number,
        data={"outcome": str(outcome)},
    )


@transaction.atomic
def correct_notice(
    *,
    publicity: Publicity,
    words: str,
    by: User,
    entry: PublicEntry | None = None,
    changes: dict[str, Any],
) -> Correction:
    """Mend a slip on a page, with a numbered notice that keeps both versions.

    ``changes``: title and introduction of the page, or name and facts of an entry of it. The days
    run on: what changes the decision is an objection's ``corrected`` or a new publicity.
    Raises Refused: ``not_permitted``, ``words_missing``, ``nothing_changed``.
    """
    page = _locked(publicity)
    refuse_unless_permitted(by, page.office, Permission.PUBLISH_NAMES)
    row: Publicity | PublicEntry = page
    if entry is not None:
        row = page.entries.select_for_update().get(pk=entry.pk)
    before = {name: getattr(row, name) for name in changes}
    if not words.strip():
        raise Refused(Reason("words_missing", _("Say what was wrong, for everybody to read.")))
    if before == changes:
        raise Refused(Reason("nothing_changed", _("Nothing is different from what stands there.")))
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    made = Correction.objects.create(
        publicity=page,
        entry=entry,
        serial=page.corrections.count() + 1,
        words=words,
        before=before,
        after=changes,
        made_at=clock.now(),
        made_by=by,
    )
    _record(
        "publicity.corrected",
        page,
        by,
        case=entry.case.number if entry else "",
        data={"serial": made.serial, "before": before, "after": changes, "words": words},
    )
    return made


def refuse_unless_permitted(by: User | None, office: Body, *permissions: Permission) -> None:
    """Raise Refused("not_permitted") unless the person holds one of these in the office."""
    if by is None or any(people.may(by, one, body=office.pk) for one in permissions):
        return
    raise Refused(not_permitted())


def _locked(publicity: Publicity) -> Publicity:
    rows = Publicity.objects.select_for_update(of=("self",)).select_related("office")
    return rows.get(pk=publicity.pk)


def _unsettleable(page: Publicity, entry: PublicEntry) -> list[Reason]:
    reasons = []
    if clock.now() <= page.ends_at:
        reasons.append(Reason("publicity_runs", _("The publicity has not ended yet.")))
    if queries.open_objections(entry.case_id).exists():
        reasons.append(
            Reason(
                "objection_open",
                _("An objection has not been answered yet."),
                _("Answer it first; the publicity ends with it."),
            )
        )
    if entry.outcome:
        reasons.append(Reason("entry_settled", _("The entry has been settled already.")))
    return reasons


def _record(
    action: str,
    page: Publicity,
    by: User | None,
    *,
    case: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    post = people.post_in(by, Permission.PUBLISH_NAMES, page.office_id) if by else ""
    audit.record(
        action,
        by=by,
        subject=f"workflow.publicity:{page.pk}",
        case=case,
        data={"number": page.number, **(data or {})},
        post=post,
    )
