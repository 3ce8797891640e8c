"""Writing bases; each act stands in the history."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.bodies import operations as bodies
from portal.bodies import queries as places
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission

KIND = "public_institution"
FIELDS = ("level", "parent", "introduction", "address", "phone", "hours", "active")


@transaction.atomic
def add(
    *,
    office: int,
    name: str,
    division: str,
    by: User | None,
    body: int | None = None,
    **values: Any,
) -> Base:
    """A new base of an office; the body of this name in the division is taken, or made.

    ``by`` None is the portal itself (demo city). Raises Refused: ``not_permitted``,
    ``base_exists``, ``base_above_wrong``.
    """
    _permit(by, office)
    _fits(values.get("level", ""), values.get("parent"))
    known = places.named(name).filter(division=division).first()
    found = body or (known.pk if known else _made(name, division, values, by))
    try:
        with transaction.atomic():
            row = Base.objects.create(body_id=found, office_id=office, **values)
    except IntegrityError as error:
        raise Refused(
            Reason(
                "base_exists",
                _("“%(name)s” is a base already."),
                _("Open it in the list of bases."),
                params={"name": name},
            )
        ) from error
    _record("base.added", row, by, {"name": name, "level": row.level})
    return row


@transaction.atomic
def save(*, base: Base, by: User, **values: Any) -> Base:
    """Change what a base says about itself (``FIELDS``).

    Raises Refused: ``not_permitted``, ``base_above_wrong``.
    """
    row = Base.objects.select_for_update(no_key=True).get(pk=base.pk)
    _permit(by, row.office_id)
    _fits(values.get("level", row.level), values.get("parent", row.parent))
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save()
        _record("base.changed", row, by, {"fields": changed})
    return row


def _made(name: str, division: str, values: dict[str, Any], by: User | None) -> int:
    return bodies.create(
        kind=KIND,
        name=name,
        division=division,
        phone=values.get("phone", ""),
        address=values.get("address", ""),
        by=by,
    ).pk


def _permit(by: User | None, office: int) -> None:
    if by is not None and not people.may(by, Permission.BASE_MANAGE, body=office):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not keep bases for this office."),
                _("Ask a colleague of the office responsible."),
            )
        )


def _fits(level: str, parent: Base | None) -> None:
    if parent is not None and RANK[BaseLevel(parent.level)] >= RANK[BaseLevel(level)]:
        raise Refused(
            Reason(
                "base_above_wrong",
                _("The base above must be of a wider level than this one."),
                _("Choose another base above, or none."),
            )
        )


def _record(action: str, row: Base, by: User | None, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.base:{row.pk}",
        data=data,
        post=people.post_in(by, Permission.BASE_MANAGE, row.office_id) if by else "",
    )
