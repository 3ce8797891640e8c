"""Circulars may go to the owners of the organisations that an office registered."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.roles import Owner
from portal.notifications.circulars import audiences
from portal.notifications.circulars.audiences import Params
from portal.organisations.register.models import Organisation


def owners(office: int, _params: Params) -> Iterable[User]:
    """Who answers on the portal for an organisation of the office's register."""
    ours = Organisation.objects.filter(registry=office).values("pk")
    held = people.posts_in(ours.values_list("pk", flat=True)).filter(role=Owner.code)
    return [post.user for post in held]


audiences.register("owners", _("Owners of organisations registered with the office"), owners)
