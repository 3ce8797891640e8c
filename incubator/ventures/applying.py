"""The project of an organisation: a draft that is kept, and handing it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from incubator.ventures import conditions, queries
from incubator.ventures.enums import ProjectState
from incubator.ventures.models import VentureCall, VentureProject
from incubator.ventures.operations import locked, refuse_unless, step
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused, collect, refuse_if_blocked
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation


def find(call: VentureCall, organisation: Organisation) -> VentureProject | None:
    """The project of an organisation for a call, draft or handed in; None without one."""
    found = VentureProject.objects.filter(call=call, organisation=organisation)
    return found.exclude(status=ProjectState.WITHDRAWN).select_related(*queries.WITH).first()


def may_be_written(project: VentureProject) -> bool:
    """Whether its organisation still writes on a project: a draft, or one to be completed."""
    return project.status in ("", ProjectState.INCOMPLETE)


@transaction.atomic
def save(
    *,
    call: VentureCall,
    organisation: Organisation,
    needs: Iterable[int],
    by: User,
    **answers: Any,
) -> VentureProject:
    """Keep what was entered, whole or not; ``needs`` are ids, those of other calls are left out.

    A draft is kept, or a project that the office sent back to be completed. Raises Refused:
    ``not_permitted``, ``already_applied``.
    """
    refuse_unless(queries.may_apply(by, organisation.pk))
    row = find(call, organisation) or VentureProject(call=call, organisation=organisation)
    if row.pk:
        row = locked(row)
    if not may_be_written(row):
        raise Refused(*conditions.once(queries.apply_facts(row, by)))
    for name, value in answers.items():
        setattr(row, name, value)
    row.saved_at, row.saved_by = clock.now(), by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Two windows began at the same moment: the later one goes on with the first one's draft.
        return save(call=call, organisation=organisation, needs=needs, by=by, **answers)
    row.needs.set(call.needs.filter(pk__in=list(needs)))
    return row


@transaction.atomic
def hand_in(*, project: VentureProject, by: User) -> tuple[VentureProject, str]:
    """Hand a draft in; returns the project and the query code, told once.

    Raises Refused with every reason of ``conditions.APPLY`` and ``conditions.BUDGET``.
    """
    row = locked(project)
    reasons = list(collect(conditions.APPLY, queries.apply_facts(row, by)))
    if not row.status:
        reasons += collect(conditions.BUDGET, queries.budget_facts(row))
    refuse_if_blocked(reasons)
    body = row.organisation.body
    opening = engine.Opening(applicant=body.name, holder_id=row.call.office_id, body_id=body.pk)
    data = {"call": row.call_id, "asked": row.asked, "title": row.title}
    made, code = engine.open_case(row, opening, by=by, data=data)
    return made, code


@transaction.atomic
def complete(*, project: VentureProject, by: User) -> VentureProject:
    """Hand a project in again that was sent back to be completed; applications may have ended.

    Raises Refused with every reason of ``conditions.COMPLETE`` and ``conditions.BUDGET``, or
    ``not_possible_now``.
    """
    row = locked(project)
    if row.status == ProjectState.INCOMPLETE:
        reasons = list(collect(conditions.COMPLETE, queries.apply_facts(row, by)))
        refuse_if_blocked([*reasons, *collect(conditions.BUDGET, queries.budget_facts(row))])
    return step(row, "complete", by=by)


def prefilled(project: VentureProject | None) -> dict[str, Any]:
    """What a form shows of a draft."""
    if project is None:
        return {}
    names = ("title", "field", "goals", "beneficiaries", "reach", "no_need", "declared",
             "activities", "costs", "team", "asked", "own")  # fmt: skip
    kept = {name: getattr(project, name) for name in names}
    return {**kept, "needs": list(project.needs.values_list("pk", flat=True))}
