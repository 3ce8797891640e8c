"""What every act at a base shares: the locked row, who may, and its place in the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.bases import queries
from incubator.bases.models import Base
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


def locked(base: Base) -> Base:
    """The base, locked until the transaction ends."""
    return Base.objects.select_for_update(no_key=True).get(pk=base.pk)


def permit_office(by: User | None, office: int) -> None:
    """Refuse whoever does not keep bases for an office; None is the portal itself."""
    if by is not None and not people.may(by, Permission.BASE_MANAGE, body=office):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not keep bases for this office."),
                _("Ask a colleague of the office responsible."),
            )
        )


def permit_keeping(base: Base, by: User | None) -> None:
    """Refuse whoever does not run this base from day to day; None is the portal itself."""
    if by is not None and not queries.may(by, Permission.BASE_KEEP, base):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not run this base."),
                _("Ask a colleague of the base or of the office responsible."),
            )
        )


def record(
    action: str, base: Base, by: User | None, data: dict[str, Any], *, case: str = ""
) -> None:
    """Write an act about a base into the history."""
    audit.record(
        action,
        by=by,
        subject=f"incubator.base:{base.pk}",
        data=data,
        case=case,
        post=queries.post_in(by, Permission.BASE_KEEP, base) if by else "",
    )
