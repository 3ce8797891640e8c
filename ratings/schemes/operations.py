"""Writing indicator sets: begin, copy, save a draft, publish, retire, discard."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Refused, refuse_if_blocked
from ratings.schemes import contents, queries, refusals, storing
from ratings.schemes.contents import SheetContent
from ratings.schemes.models import Scheme, Version
from ratings.schemes.queries import DECIDE, EDIT

if TYPE_CHECKING:
    from portal.bodies.models import Body


@transaction.atomic
def begin(
    *,
    office: "Body",
    kind: str,
    sub_kind: str,
    name: str,
    by: User,
    sheet: SheetContent | None = None,
) -> Version:
    """A first draft of an office for a legal type or a sub-type, empty or with a sheet.

    Raises Refused: ``not_permitted``, ``sub_kind_elsewhere``, ``scheme_exists``, and what
    ``storing.storable`` says of the sheet.
    """
    if not people.may(by, EDIT, body=office.pk):
        raise Refused(refusals.not_permitted())
    if not queries.sub_kind_fits(kind, sub_kind):
        raise Refused(refusals.sub_kind_elsewhere())
    scheme, made = Scheme.objects.get_or_create(
        office=office, kind=kind, sub_kind=sub_kind, defaults={"name": name}
    )
    if not made:
        raise Refused(refusals.scheme_exists(scheme.name))
    version = _draft(scheme, sheet or SheetContent(), by)
    _record("begun", version, by, {"kind": kind, "sub_kind": sub_kind, "name": name})
    return version


@transaction.atomic
def copy(*, version: Version, by: User) -> Version:
    """A new draft of the same scheme with everything this version says.

    Raises Refused: ``not_permitted``, ``draft_exists``.
    """
    scheme = Scheme.objects.select_for_update(no_key=True).get(pk=version.scheme_id)
    if not people.may(by, EDIT, body=scheme.office_id):
        raise Refused(refusals.not_permitted())
    if scheme.versions.filter(published_at=None).exists():
        raise Refused(refusals.draft_exists())
    made = _draft(scheme, queries.content(version), by, copied_from=version)
    _record("copied", made, by, {"from": version.pk, "number": made.number})
    return made


@transaction.atomic
def save(
    *,
    version: Version,
    sheet: SheetContent,
    by: User,
    seen: datetime | None = None,
    name: str | None = None,
    confirmed: bool | None = None,
) -> Version:
    """Put a whole sheet in place of what a draft holds; nothing is written when nothing differs.

    ``seen`` is ``changed_at`` as the official saw it; ``name`` renames the scheme; ``confirmed``
    says whether the authority has confirmed the sheet or it is only an example. Raises Refused
    with all reasons: ``not_permitted``, ``already_published``, ``changed_meanwhile``,
    ``name_fixed``, and what ``storing.storable`` says.
    """
    row = _locked(version, by)
    if seen is not None and seen != row.changed_at:
        raise Refused(refusals.changed_meanwhile())
    refuse_if_blocked(storing.storable(sheet))
    found = contents.difference(queries.content(row), sheet)
    renamed = name is not None and name != row.scheme.name
    restated = confirmed is not None and confirmed != row.confirmed
    if not found and not renamed and not restated:
        return row
    if name is not None and renamed:
        if row.scheme.versions.exclude(published_at=None).exists():
            raise Refused(refusals.name_fixed())
        row.scheme.name = name
        row.scheme.save(update_fields=["name"])
    if confirmed is not None:
        row.confirmed = confirmed
    storing.write(row, sheet)
    row.changed_at, row.changed_by = clock.now(), by
    row.save()
    data = {"new": len(found.new), "gone": len(found.gone), "changed": len(found.changed)}
    data["confirmed"] = row.confirmed
    _record("changed", row, by, data)
    return row


@transaction.atomic
def publish(*, version: Version, by: User, seen: datetime | None = None) -> Version:
    """Publish a draft; it never changes again. Four eyes: not by whoever changed it last.

    ``seen`` is ``changed_at`` as the publisher saw it. Raises Refused with all reasons:
    ``not_permitted``, ``already_published``, ``changed_meanwhile``, ``own_draft``, and those of
    ``checking.CHECKS`` that block.
    """
    row = _locked(version, by, publishing=True)
    if seen is not None and seen != row.changed_at:
        raise Refused(refusals.changed_meanwhile())
    reasons = [reason for reason in queries.faults(queries.content(row)) if reason.blocks]
    if row.changed_by_id == by.pk:
        reasons.insert(0, refusals.own_draft())
    refuse_if_blocked(reasons)
    row.published_at, row.published_by = clock.now(), by
    row.save(update_fields=["published_at", "published_by"])
    row.uploads.all().delete()
    _record("published", row, by, {"number": row.number, "prepared_by": row.changed_by_id})
    return row


@transaction.atomic
def retire(*, version: Version, by: User) -> Version:
    """Use a published version no longer for new rounds; those that use it keep it.

    Raises Refused: ``not_permitted``, ``not_in_use``.
    """
    row = _row(version)
    if not queries.may_publish(by, row):
        raise Refused(refusals.not_permitted())
    if row.published_at is None or row.retired_at is not None:
        raise Refused(refusals.not_in_use())
    row.retired_at, row.retired_by = clock.now(), by
    row.save(update_fields=["retired_at", "retired_by"])
    _record("retired", row, by, {"number": row.number})
    return row


@transaction.atomic
def discard(*, version: Version, by: User) -> None:
    """Delete a draft that was never published; the history keeps that it was there.

    Raises Refused: ``not_permitted``, ``already_published``.
    """
    row = _locked(version, by)
    scheme = row.scheme
    _record("discarded", row, by, {"number": row.number, "name": scheme.name})
    row.delete()
    if not scheme.versions.exists():
        scheme.delete()


def _draft(
    scheme: Scheme, sheet: SheetContent, by: User, copied_from: Version | None = None
) -> Version:
    refuse_if_blocked(storing.storable(sheet))
    last = scheme.versions.aggregate(last=Max("number"))["last"] or 0
    moment = clock.now()
    version = Version.objects.create(
        scheme=scheme,
        number=last + 1,
        made_at=moment,
        changed_at=moment,
        changed_by=by,
        copied_from=copied_from,
    )
    storing.write(version, sheet)
    version.save()
    return version


def _row(version: Version) -> Version:
    rows = Version.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("scheme").get(pk=version.pk)


def _locked(version: Version, by: User, *, publishing: bool = False) -> Version:
    """The draft, locked; publishing asks for another permission than editing."""
    row = _row(version)
    allowed = queries.may_publish(by, row) if publishing else queries.may_edit(by, row)
    if not allowed:
        raise Refused(refusals.not_permitted())
    if row.published_at is not None:
        raise Refused(refusals.already_published())
    return row


def _record(action: str, row: Version, by: User, data: dict[str, Any]) -> None:
    office = row.scheme.office_id
    audit.record(
        f"rating_scheme.{action}",
        by=by,
        subject=f"ratings.version:{row.pk}",
        data={"office": office, **data},
        post=people.post_in(by, EDIT, office) or people.post_in(by, DECIDE, office),
    )
