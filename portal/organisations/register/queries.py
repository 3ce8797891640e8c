"""Reading the register."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from unicodedata import normalize

from django.db.models import Count, Q, QuerySet

from portal.accounts import queries as people
from portal.bodies import queries as bodies
from portal.organisations.register.enums import STRUCK_OFF
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body


def all_organisations() -> QuerySet[Organisation]:
    """Every organisation with its body, division and registration authority."""
    return Organisation.objects.select_related("body__division", "registry")


def of_body(body: "Body") -> Organisation | None:
    """The register's facts of a body, or None; those that were read together with it."""
    known: Organisation | None
    if "organisation" in body._state.fields_cache:
        known = body._state.fields_cache["organisation"]
        return known
    return all_organisations().filter(pk=body.pk).first()


def public() -> QuerySet[Organisation]:
    """What the directory shows and counts: without the struck-off ones."""
    return all_organisations().exclude(state__in=STRUCK_OFF)


def counts_by_kind() -> dict[str, int]:
    """How many standing organisations there are of each kind of body."""
    found = public().values_list("body__kind").annotate(n=Count("pk")).order_by("body__kind")
    return dict(found)


def by_code_or_name_exact(words: str) -> QuerySet[Organisation]:
    """Every organisation, struck off or not, whose code or name (also a former one) is this."""
    plain = " ".join(words.split())
    code = "".join(normalize("NFKC", words).split()).upper()
    return (
        all_organisations()
        .filter(Q(body__credit_code=code) | Q(body__name=plain) | Q(body__former_names__name=plain))
        .distinct()
    )


def of_registries(body_ids: Iterable[int]) -> QuerySet[Organisation]:
    """The organisations registered by these authorities, whatever their state."""
    return all_organisations().filter(registry__in=list(body_ids))


def get(pk: int) -> Organisation:
    """The organisation with this key; Organisation.DoesNotExist when there is none.

    Register facts are public (rules.md I.5), struck-off organisations under a banner.
    """
    found = all_organisations().select_related("body__profile__saved_by")
    return found.prefetch_related("body__former_names").get(pk=pk)


def get_visible(user: people.Anybody, pk: int) -> Organisation:
    """The organisation as an official may open it in the workspace, or a member in its space.

    Raises Organisation.DoesNotExist for everybody else, as if there were none.
    """
    offices = bodies.beneath(people.bodies_where(user, Permission.REGISTER_VIEW))
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    seen = all_organisations().filter(Q(registry__in=offices) | Q(pk__in=own))
    return seen.prefetch_related("body__former_names").get(pk=pk)
