"""Reading members and invitations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from portal.accounts import queries as people
from portal.accounts.models import Post, User
from portal.bodies import queries as bodies
from portal.bodies.enums import OFFICES, BodyKind
from portal.core import clock
from portal.organisations.members.conditions import InviteFacts
from portal.organisations.members.models import Invitation
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

OFFICE_KINDS = [BodyKind(kind).value for kind in OFFICES]


def bodies_of(user: User) -> QuerySet[Body]:
    """The organisations, teams and suppliers in which a person is a member."""
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return bodies.of_ids(own).exclude(kind__in=OFFICE_KINDS)


def managed_by(user: User) -> QuerySet[Body]:
    """Those in which the person manages the members."""
    return bodies_of(user).filter(pk__in=people.bodies_where(user, Permission.MEMBERS_MANAGE))


def members(body: int) -> QuerySet[Post]:
    """The posts held today in a body, with their people."""
    return people.posts_in([body])


def former(body: int) -> QuerySet[Post]:
    """The posts that have ended, the latest first: history is kept."""
    running = members(body).values("pk")
    ended = Post.objects.filter(body=body, ends_on__isnull=False).exclude(pk__in=running)
    return ended.select_related("user").order_by("-ends_on", "-pk")


def owners(body: int) -> list[User]:
    """The owners in office."""
    return list(people.holders(Permission.MEMBERS_MANAGE, body).order_by("pk"))


def invitations(body: int) -> QuerySet[Invitation]:
    """The invitations of a body that nobody has answered, expired ones too."""
    return Invitation.objects.waiting().filter(body=body).select_related("invited_by")


def invitation(reference: str) -> Invitation | None:
    """The invitation with this reference, with its body and sender."""
    found = Invitation.objects.filter(reference=reference)
    return found.select_related("body", "invited_by").first()


def struck_off(body: int) -> bool:
    """Whether the register has struck the body off; False for bodies outside the register."""
    organisation = Organisation.objects.filter(pk=body).first()
    return organisation is not None and organisation.struck_off


def invite_facts(body: int, contact: str, role: str, by: User) -> InviteFacts:
    """The facts on which a member is invited."""
    moment = clock.now()
    person = people.by_address(contact)
    held = members(body).filter(role=role, user=person) if person else Post.objects.none()
    open_ones = Invitation.objects.waiting().filter(body=body, contact=contact, role=role)
    return InviteFacts(
        may_manage=people.may(by, Permission.MEMBERS_MANAGE, body=body),
        struck_off=struck_off(body),
        already_member=held.exists(),
        waiting=open_ones.filter(expires_at__gte=moment).exists(),
        sent_today=sent_within_a_day(contact),
    )


def sent_within_a_day(contact: str) -> int:
    """How many messages a phone or e-mail has had from invitations within 24 hours."""
    recent = Invitation.objects.filter(contact=contact, sent_at__gt=clock.now() - timedelta(days=1))
    return recent.aggregate(total=Sum("times_sent"))["total"] or 0
