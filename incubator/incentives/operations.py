"""Writing schemes: begin one, prepare a version, propose it, publish what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.incentives import conditions, queries
from incubator.incentives.enums import ENTRIES
from incubator.incentives.models import Scheme, SchemeVersion
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.workflow.approvals import operations as approvals

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.workflow.approvals.models import Approval

PUBLISHED = "incentives.published"
FIELDS = (
    "introduction", "who", "rhythm", "cap_fen", "difference", "part_payment", "clawback",
    "not_with", "evidence", "allowed_use", "legal_basis", "within", "starts_on", "ends_on",
    "confirmed", "line", "clawback_any", "needs", "asks", "report",
)  # fmt: skip
COPIED = (*(name for name in FIELDS if name not in ("starts_on", "ends_on")), "table")


@transaction.atomic
def begin(
    *, office: Body, title: str, field: str, kind: str, measure: str, by: User, title_en: str = ""
) -> SchemeVersion:
    """A new scheme of an office with an empty draft; returns the draft.

    Raises Refused: ``not_permitted``, ``title_taken``.
    """
    _permit(by, office.pk)
    scheme = Scheme(
        office=office, title=title.strip(), title_en=title_en.strip(), field=field, kind=kind,
        measure=measure, begun_at=clock.now(), begun_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            scheme.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            Reason(
                "title_taken",
                _("The office has a scheme of this title already."),
                _("Prepare a new version of that scheme, or choose another title."),
            )
        ) from None
    draft = SchemeVersion.objects.create(
        scheme=scheme, prepared_at=clock.now(), prepared_by=by, table={}
    )
    _record("incentives.begun", draft, by, {"title": title})
    return draft


@transaction.atomic
def prepare(*, scheme: Scheme, by: User) -> SchemeVersion:
    """A draft of the next version with the terms of the newest; the draft there is, if any.

    Raises Refused: ``not_permitted``.
    """
    _permit(by, scheme.office_id)
    locked = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    newest = locked.versions.order_by("-number").first()
    if newest is None or newest.published_at is None:
        return newest or SchemeVersion.objects.create(
            scheme=locked, prepared_at=clock.now(), prepared_by=by
        )
    kept = {name: getattr(newest, name) for name in COPIED}
    draft = SchemeVersion.objects.create(
        scheme=locked, number=newest.number + 1, prepared_at=clock.now(), prepared_by=by, **kept
    )
    _record("incentives.version_begun", draft, by, {"number": draft.number})
    return draft


@transaction.atomic
def save(
    *, version: SchemeVersion, table: Mapping[str, int], by: User, **values: Any
) -> SchemeVersion:
    """Change a draft: fields of ``FIELDS`` and the table {entry: fen}; entries of 0 are left out.

    Raises Refused: ``not_permitted``, ``version_fixed``, ``approval_open``.
    """
    row = _draft(version, by)
    known = {code for code, _words in ENTRIES[row.scheme.measure]}
    before = {name: getattr(row, name) for name in values}
    row.table = {code: fen for code, fen in table.items() if code in known and fen > 0}
    for name in FIELDS:
        if name in values:
            setattr(row, name, values[name])
    row.prepared_by, row.prepared_at = by, clock.now()
    row.save()
    changed = [name for name, value in before.items() if getattr(row, name) != value]
    _record("incentives.saved", row, by, {"changed": changed, "table": row.table})
    return row


@transaction.atomic
def propose(*, version: SchemeVersion, words: str, url: str, by: User) -> Approval:
    """Propose a draft for publication; the chain of the office decides (four eyes).

    Raises Refused with every reason: ``not_permitted``, ``version_fixed``, ``approval_open``,
    those of ``conditions.PUBLISH``.
    """
    row = _draft(version, by)
    refuse_if_blocked(collect(conditions.PUBLISH, queries.terms(row)))
    return approvals.propose(
        act=queries.ACT,
        office=row.scheme.office,
        subject=queries.subject(row),
        title=row.scheme.title,
        url=url,
        words=words,
        by=by,
        data={"version": row.pk, "table": row.table},
    )


@transaction.atomic
def publish(*, version: SchemeVersion, by: User) -> SchemeVersion:
    """Publish a draft that the chain agreed to; from now on it never changes.

    Raises Refused: ``version_fixed``, ``own_version``, those of ``conditions.PUBLISH``.
    """
    row = _locked(version)
    if row.published_at is not None:
        raise Refused(_fixed())
    if row.prepared_by_id == by.pk:
        raise Refused(
            Reason(
                "own_version",
                _("You prepared this version, so you may not decide it."),
                _("A colleague in the same post, or a substitute from the upper office, does it."),
            )
        )
    refuse_if_blocked(collect(conditions.PUBLISH, queries.terms(row)))
    row.published_at, row.published_by = clock.now(), by
    row.save(update_fields=["published_at", "published_by"])
    data = {"number": row.number, "table": row.table, "from": str(row.starts_on)}
    _record(PUBLISHED, row, by, data)
    return row


def _draft(version: SchemeVersion, by: User) -> SchemeVersion:
    """The draft, locked, while nobody has it for approval. Raises Refused."""
    row = _locked(version)
    _permit(by, row.scheme.office_id)
    if row.published_at is not None:
        raise Refused(_fixed())
    open_one = queries.proposal(row)
    if open_one is not None and not open_one.result:
        raise Refused(
            Reason(
                "approval_open",
                _("This version has been proposed and waits for an opinion."),
                _("Open the proposal; who made it can withdraw it."),
            )
        )
    return row


def _locked(version: SchemeVersion) -> SchemeVersion:
    rows = SchemeVersion.objects.select_for_update(of=("self",))
    return rows.select_related("scheme__office", "line__budget").get(pk=version.pk)


def _permit(by: User, office: int) -> None:
    if not people.may(by, queries.EDIT, body=office):
        raise Refused(
            Reason("not_permitted", _("Your post does not include schemes of this office."))
        )


def _fixed() -> Reason:
    return Reason(
        "version_fixed",
        _("This version is published and never changes; claims rest on it."),
        _("Prepare a new version."),
    )


def _record(action: str, row: SchemeVersion, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=queries.subject(row),
        data={"scheme": row.scheme_id, **data},
        post=people.post_in(by, queries.EDIT, row.scheme.office_id),
    )
