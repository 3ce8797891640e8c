"""Writing where organisations came from: one official records, a different one confirms."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.files import operations as files
from portal.organisations.lineage import conditions, facts, queries, telling
from portal.organisations.lineage.enums import LinkState
from portal.organisations.lineage.models import LineageLink
from portal.organisations.lineage.slots import DOCUMENT
from portal.organisations.register.models import Organisation
from portal.workflow import engine
from portal.workflow.models import Channel

if TYPE_CHECKING:
    from portal.files.models import StoredFile

LINKED = "organisations.lineage_linked"
PARTED = "organisations.lineage_parted"


def record(
    *,
    child: Organisation,
    parent: Organisation | None,
    kind: str,
    happened_on: date | None,
    document: str,
    file: File[Any] | None,
    by: User,
    grounds: str = "",
) -> LineageLink:
    """Record that ``child`` came out of ``parent``; a second official confirms it.

    Both organisations are told at once and may object. Raises Refused with every reason:
    ``not_permitted``, ``own_case``, ``kind_missing``, ``document_missing``, ``document_unnamed``,
    ``parent_unknown``, ``link_to_itself``, ``lineage_circle``, ``already_linked``,
    ``parent_still_registered``, ``day_missing``, ``day_to_come``, ``before_parent``, and every
    reason against the file.
    """
    papers = facts.of_papers(
        by, parent, child, kind=kind, document=document, has_file=file is not None
    )
    reasons = collect(conditions.RECORD, papers)
    about = facts.of_link(parent, child, kind, happened_on)
    refuse_if_blocked([*reasons, *collect(conditions.LINK, about)])
    if parent is None or file is None or happened_on is None:
        raise ValueError("The conditions let a link without predecessor, day or document pass.")
    stored = _kept(child, file, by)
    with transaction.atomic():
        _hold([parent.pk, child.pk])
        about = facts.of_link(parent, child, kind, happened_on)
        refuse_if_blocked(collect(conditions.LINK, about))
        link = LineageLink(
            parent=parent,
            child=child,
            kind=kind,
            happened_on=happened_on,
            document=document.strip(),
            file=stored,
            grounds=grounds.strip(),
            recorded_by=by,
        )
        return _opened(link, stored, by)


def reverse(
    *, link: LineageLink, document: str, grounds: str, file: File[Any] | None, by: User
) -> LineageLink:
    """Enter against a wrong link; once a second official confirms it, the link holds no longer.

    Raises Refused with every reason: ``not_permitted``, ``own_case``, ``document_missing``,
    ``document_unnamed``, ``grounds_missing``, ``not_in_force``, ``reversal_open``, and every
    reason against the file.
    """
    given: dict[str, Any] = {"grounds": grounds, "document": document, "has_file": file is not None}
    refuse_if_blocked(collect(conditions.REVERSE, facts.of_reversal(by, link, **given)))
    if file is None:
        raise ValueError("The conditions let a counter-entry without document pass.")
    stored = _kept(link.child, file, by)
    with transaction.atomic():
        locked = LineageLink.objects.select_for_update().get(pk=link.pk)
        refuse_if_blocked(collect(conditions.REVERSE, facts.of_reversal(by, locked, **given)))
        entry = LineageLink(
            parent=locked.parent,
            child=locked.child,
            kind=locked.kind,
            happened_on=locked.happened_on,
            document=document.strip(),
            file=stored,
            grounds=grounds.strip(),
            reverses=locked,
            recorded_by=by,
        )
        return _opened(entry, stored, by)


@transaction.atomic
def confirm(*, link: LineageLink, by: User) -> LineageLink:
    """The second official's word: a link holds from now on, or a counter-entry ends one.

    Events organisations.lineage_linked and .lineage_parted, once for each organisation of the
    family whose ancestors change, with the two sides. Raises Refused with every reason:
    ``not_permitted``, ``same_official``, ``own_case``, ``objection_open``, ``not_in_force``,
    and everything that speaks against the link (``record``).
    """
    _hold_waiting()
    hold(link.parent_id)
    hold(link.child_id)
    locked = LineageLink.objects.select_for_update().get(pk=link.pk)
    if by.pk != locked.recorded_by_id and locked.status == LinkState.RECORDED:
        locked.confirmed_by, locked.confirmed_at = by, clock.now()
        locked.save(update_fields=["confirmed_by", "confirmed_at"])
    done = _step(locked, "confirm", by)
    heirs = sorted(queries.descendants(done.child_id))
    if done.reverses_id is None:
        LineageLink.objects.filter(pk=done.pk).update(in_force=True)
    else:
        LineageLink.objects.filter(pk=done.reverses_id).update(in_force=False)
    done.refresh_from_db()
    _announce(done, heirs, by)
    telling.tell(done, "lineage_parted" if done.reverses_id else "lineage_linked")
    return done


@transaction.atomic
def reject(*, link: LineageLink, by: User, words: str) -> LineageLink:
    """Do not confirm, with words; nothing changes. Raises Refused as ``engine.advance``."""
    done = _step(link, "reject", by, words)
    telling.tell(done, "lineage_rejected")
    return done


@transaction.atomic
def cancel(*, link: LineageLink, by: User, words: str) -> LineageLink:
    """Take back what one recorded oneself, before it is confirmed; nothing changes."""
    done = _step(link, "cancel", by, words)
    telling.tell(done, "lineage_rejected")
    return done


def hold(organisation_id: int) -> frozenset[int]:
    """Lock an organisation's whole family until the transaction ends; returns its ``ancestors``.

    While it is held nobody confirms or reverses a link of the family, and nobody else holds it:
    whoever pays an award once per lineage calls this first and asks afterwards.
    """
    held: frozenset[int] = frozenset()
    wanted = queries.relatives(organisation_id)
    while not wanted <= held:
        _hold(sorted(wanted))
        held = wanted
        wanted = queries.relatives(organisation_id)
    return queries.ancestors(organisation_id)


def _hold(keys: Sequence[int]) -> None:
    rows = Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(rows.order_by("pk").values_list("pk", flat=True))


def _hold_waiting() -> None:
    """One confirmation at a time: two links that only together close a circle see each other."""
    waiting = LineageLink.objects.select_for_update().filter(status=LinkState.RECORDED)
    list(waiting.order_by("pk").values_list("pk", flat=True))


def _kept(child: Organisation, file: File[Any], by: User) -> "StoredFile":
    owner = files.Owner(body=child.registry_id, user=by.pk)
    return files.store(upload=file, slot=DOCUMENT, owner=owner, by=by)


def _opened(link: LineageLink, stored: "StoredFile", by: User) -> LineageLink:
    opening = engine.Opening(
        applicant=link.child.body.name,
        holder_id=link.child.registry_id or 0,
        body_id=link.child_id,
        channel=Channel.PAPER,
    )
    data = {"parent": link.parent_id, "child": link.child_id, "kind": str(link.kind)}
    made, _code = engine.open_case(link, opening, by=by, data=data)
    stored.case = str(made)
    stored.save(update_fields=["case"])
    telling.tell(made, "lineage_reversal" if made.reverses_id else "lineage_recorded")
    return made


def _step(link: LineageLink, action: str, by: User, words: str = "") -> LineageLink:
    return engine.advance(
        link, action, by=by, facts=lambda row: facts.of_second(row, by), note=words
    )


def _announce(link: LineageLink, heirs: Sequence[int], by: User) -> None:
    """Tell consumers whose ancestors changed: the child and all that came out of it."""
    action = PARTED if link.reverses_id else LINKED
    data = {
        "parent": link.parent_id,
        "child": link.child_id,
        "kind": str(link.kind),
        "happened_on": link.happened_on.isoformat(),
        "document": link.document,
    }
    for key in sorted({link.parent_id, *heirs}):
        subject = f"organisations.organisation:{key}"
        audit.record(action, by=by, subject=subject, case=str(link), data=data)
