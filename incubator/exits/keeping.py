"""Who may do the daily acts around an exit, which are no steps of the table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.bases import queries as bases
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Reason, Refused, not_permitted
from portal.permissions import Permission

OWN = _("You belong to this organisation, so somebody else has to do this.")


def locked(residence: Residence) -> Residence:
    """The residence's row, locked until the transaction ends, with what letters need."""
    Residence.objects.select_for_update(no_key=True).get(pk=residence.pk)
    return Residence.objects.select_related("case__holder", *residences.SHOWN).get(pk=residence.pk)


def refuse_unless_keeper(residence: Residence, by: User) -> None:
    """Raise Refused unless a person looks after the residences of this base, and not their own.

    Codes ``not_permitted``, ``own_case``.
    """
    if not bases.may(by, Permission.RESIDENCE_KEEP, residence.base):
        raise Refused(not_permitted())
    refuse_own(residence, by)


def refuse_unless_decider(residence: Residence, by: User) -> None:
    """Raise Refused unless a person decides in the base's office, and not on their own."""
    if not people.may(by, Permission.RESIDENCE_DECIDE, body=residence.base.office_id):
        raise Refused(not_permitted())
    refuse_own(residence, by)


def refuse_unless_ours(residence: Residence, by: User) -> None:
    """Raise Refused unless a person acts for the organisation in residence."""
    if not people.may(by, Permission.ORGANISATION_EDIT, body=residence.body_id):
        raise Refused(not_permitted())


def refuse_own(residence: Residence, by: User) -> None:
    """Raise Refused("own_case") when an official belongs to the organisation."""
    if admission.belongs_to(by, residence.body_id):
        raise Refused(Reason("own_case", OWN))


def refuse_without_words(words: str) -> None:
    """Raise Refused("words_missing") for empty words."""
    if not words.strip():
        raise Refused(Reason("words_missing", _("Say why, in words the organisation will read.")))


def note(
    action: str, residence: Residence, by: User | None, permission: Permission, data: dict[str, Any]
) -> None:
    """Write an act around the exit into the history of the case."""
    post = bases.post_in(by, permission, residence.base) if by else ""
    audit.record(
        action,
        by=by,
        subject=f"incubator.residence:{residence.pk}",
        case=str(residence),
        data=data,
        post=post,
    )
