"""Reading suppliers' applications and founding teams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.bodies.enums import BodyKind
from portal.core import clock, credit_code
from portal.organisations.register.models import Organisation
from portal.organisations.suppliers.conditions import JoinFacts, SupplierFacts, TeamFacts
from portal.organisations.suppliers.enums import OPEN, SupplierState
from portal.organisations.suppliers.models import (
    FoundingTeam,
    SupplierApplication,
    SupplierDraft,
)
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body, Division


def visible_to(user: User) -> QuerySet[SupplierApplication]:
    """A person's own applications and those of the bureaus in which they see cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return SupplierApplication.objects.filter(
        Q(case__holder__in=offices) | Q(applicant=user)
    ).select_related("case__holder", "division", "applicant", "licence", "added", "body")


def of_applicant(user: User) -> QuerySet[SupplierApplication]:
    """A person's own applications."""
    return visible_to(user).filter(applicant=user)


def of_offices(user: User) -> QuerySet[SupplierApplication]:
    """The applications of the bureaus in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return visible_to(user).filter(case__holder__in=offices)


def draft_of(user: User) -> SupplierDraft | None:
    """What the person has entered so far."""
    return (
        SupplierDraft.objects.filter(applicant=user).select_related("licence", "division").first()
    )


def office_for(division: str) -> Body | None:
    """The civil affairs bureau that answers for a place: the banner's, else the city's."""
    found = {body.division_id: body for body in bodies.registries()}
    return found.get(division[:6]) or found.get(bodies.CITY)


def places() -> list[Division]:
    """The city and its banners and districts."""
    city = bodies.division(bodies.CITY)
    return [*([city] if city else []), *bodies.banners()]


def supplier_facts(draft: SupplierDraft) -> SupplierFacts:
    """The facts on which an application is taken in."""
    code = credit_code.clean(draft.credit_code)
    holder = bodies.with_code(code)
    open_one = (
        SupplierApplication.objects.filter(credit_code=code, status__in=OPEN)
        .select_related("case")
        .first()
    )
    return SupplierFacts(
        kind=draft.kind,
        code=code,
        institution_class=draft.institution_class,
        code_taken=holder.name if holder else "",
        open_number=open_one.case.number if open_one and open_one.case else "",
        has_licence=draft.licence_id is not None,
        office_known=bool(draft.division_id and office_for(draft.division_id)),
    )


def join_facts(application: SupplierApplication, by: User | None) -> JoinFacts:
    """The facts on which an application is decided, read anew."""
    return JoinFacts(
        code_taken=bodies.with_code(application.credit_code) is not None,
        own_case=by is not None and by.pk == application.applicant_id,
        applicant_active=User.objects.filter(pk=application.applicant_id, is_active=True).exists(),
    )


def team_facts(user: User, name: str, founders: Sequence[str]) -> TeamFacts:
    """The facts on which a founding team is set up."""
    own = people.bodies_where(user, Permission.MEMBERS_MANAGE)
    return TeamFacts(
        founders=tuple(founder for founder in founders if founder),
        registered=Organisation.objects.standing().filter(body__name=name).exists(),
        same_team=bodies.of_ids(own)
        .filter(kind=BodyKind.FOUNDING_TEAM, name=name, active=True)
        .exists(),
    )


def team(body: int) -> FoundingTeam | None:
    """The founding team of a body, with its founders; None for other bodies."""
    return FoundingTeam.objects.filter(pk=body).prefetch_related("founders").first()


def team_of(body: Body) -> FoundingTeam | None:
    """The founding team of a body; the one that was read together with it, if it was."""
    if body.kind != BodyKind.FOUNDING_TEAM:
        return None
    if "founding_team" in body._state.fields_cache:
        known: FoundingTeam | None = body._state.fields_cache["founding_team"]
        return known
    return team(body.pk)


def silent(moment: datetime) -> QuerySet[SupplierApplication]:
    """Applications whose applicants stayed silent (for the due-runner)."""
    return SupplierApplication.objects.filter(
        status=SupplierState.SUPPLEMENT, case__due_on__lt=clock.day(moment)
    )
