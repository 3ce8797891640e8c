"""Reading recoveries, and the facts on which they stand."""

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import credit_code
from portal.organisations.recoveries.conditions import ConfirmFacts, StartFacts
from portal.organisations.recoveries.enums import RecoveryState
from portal.organisations.recoveries.models import Recovery
from portal.organisations.register.models import Organisation
from portal.permissions import Permission


def visible_to(user: User) -> QuerySet[Recovery]:
    """The recoveries of the bureaus in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Recovery.objects.filter(case__holder__in=offices).select_related(
        "case__holder", "organisation__body", "lost_owner", "person", "letter", "started_by"
    )


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations whose owners a person may recover: those of their own bureau."""
    offices = people.bodies_where(user, Permission.RECOVERY_START)
    return Organisation.objects.filter(registry__in=offices).select_related("body", "registry")


def find(user: User, words: str) -> list[Organisation]:
    """Up to 20 organisations of the person's bureau whose name or code holds the words."""
    named = Q(body__name__icontains=words) | Q(body__credit_code=credit_code.clean(words))
    return list(organisations_of(user).filter(named).order_by("body__name")[:20])


def start_facts(
    organisation: Organisation, person: User | None, by: User, *, has_letter: bool
) -> StartFacts:
    """The facts on which a recovery is begun."""
    owners = list(people.holders(Permission.MEMBERS_MANAGE, organisation.pk))
    running = Recovery.objects.filter(organisation=organisation, status=RecoveryState.STARTED)
    open_one = running.select_related("case").first()
    return StartFacts(
        struck_off=organisation.struck_off,
        owners=len(owners),
        open_number=str(open_one) if open_one else "",
        has_letter=has_letter,
        person_known=person is not None,
        person_is_official=person == by,
        person_is_owner=person in owners,
    )


def confirm_facts(recovery: Recovery, by: User | None) -> ConfirmFacts:
    """The facts on which a recovery is confirmed, read anew."""
    organisation = Organisation.objects.get(pk=recovery.organisation_id)
    owners = set(
        people.holders(Permission.MEMBERS_MANAGE, organisation.pk).values_list("pk", flat=True)
    )
    return ConfirmFacts(
        struck_off=organisation.struck_off,
        same_official=by is not None and by.pk == recovery.started_by_id,
        party=by is not None and by.pk in (recovery.person_id, recovery.lost_owner_id),
        owner_unchanged=owners == {recovery.lost_owner_id},
        person_active=User.objects.filter(pk=recovery.person_id, is_active=True).exists(),
    )
