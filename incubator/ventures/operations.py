"""The step that every act on a project takes, its lock, and the acts of choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from incubator.ventures import letters, queries, telling
from incubator.ventures.models import VentureCall, VentureProject, VentureReport
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.panels import queries as panels
from portal.workflow import engine

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.panels.models import Part


def locked(project: VentureProject) -> VentureProject:
    """The project, locked until the transaction ends, with all that its steps read."""
    rows = VentureProject.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*queries.WITH).get(pk=project.pk)


def lock_call(pk: int) -> VentureCall:
    """The call, locked until the transaction ends; whoever gives out its budget waits here."""
    rows = VentureCall.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "line__budget").get(pk=pk)


def step(
    project: VentureProject,
    action: str,
    *,
    by: User | None,
    words: str = "",
    report: VentureReport | None = None,
    data: dict[str, Any] | None = None,
) -> VentureProject:
    """Take a step and tell the organisation what the table names for it; inside a transaction.

    Raises Refused with every reason of the step.
    """
    done = engine.advance(
        project,
        action,
        by=by,
        facts=lambda fresh: queries.facts(fresh, by, report=report),
        note=words,
        data={"asked": project.asked, **(data or {})},
    )
    row = locked(done)
    telling.tell(row, action)
    return row


@transaction.atomic
def check(*, project: VentureProject, by: User) -> VentureProject:
    """Pass the first check. Raises Refused with every reason: ``not_permitted``,
    ``not_possible_now``, ``own_case``, ``lists_unknown``, ``double_funding``, ``struck_off``,
    ``on_abnormal_list``, ``on_dishonest_list``, and what else stops new money."""
    row = locked(project)
    row.checked_by = by
    row.save(update_fields=["checked_by"])
    return step(row, "check", by=by)


@transaction.atomic
def ask(*, project: VentureProject, points: str, by: User) -> VentureProject:
    """Tell the organisation, once, all that is missing: a point on each line.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``told_before``,
    ``words_missing``.
    """
    row = locked(project)
    told = "\n".join(line.strip() for line in points.splitlines() if line.strip())
    done = step(row, "ask", by=by, words=told)
    done.lacks = told
    done.save(update_fields=["lacks"])
    return done


@transaction.atomic
def close_incomplete(project: VentureProject) -> VentureProject:
    """Nobody completed it in time: the application is closed (the portal itself)."""
    return step(locked(project), "not_completed", by=None)


@transaction.atomic
def refuse(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Refuse with a letter that gives the reasons and the remedy. Raises Refused:
    ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``."""
    row = step(locked(project), "refuse", by=by, words=words)
    letters.refusal(row, words, by=by)
    return row


@transaction.atomic
def withdraw(*, project: VentureProject, by: User) -> VentureProject:
    """The organisation takes its project back before the contract is signed. Raises Refused:
    ``not_permitted``, ``not_possible_now``."""
    return step(locked(project), "withdraw", by=by)


@transaction.atomic
def defend(*, project: VentureProject, seats: Sequence[int], by: User) -> VentureProject:
    """Note that the project was heard, and by which members of the panel (ids of their seats).

    Only members without a tie to it count. Raises Refused: ``not_permitted``,
    ``not_possible_now``, ``own_case``, ``no_appointment``, ``defence_to_come``, ``no_quorum``.
    """
    row = locked(project)
    row.present = list(
        members(row).filter(seat__in=list(seats)).values_list("seat__letter", flat=True)
    )
    row.defended_at = clock.now()
    if row.workflow.step("defend", row.status) is not None:
        row.save(update_fields=["present", "defended_at"])
    return step(row, "defend", by=by, data={"present": row.present})


@transaction.atomic
def absent(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Nobody came to the defence: the project is not funded. Raises Refused as ``refuse``."""
    row = step(locked(project), "absent", by=by, words=words)
    letters.refusal(row, words, by=by)
    return row


def members(project: VentureProject) -> QuerySet[Part]:
    """The parts of those who judge a project: seated, and "no tie" declared."""
    return panels.judges_of(queries.KIND, project.case_id or 0)


def refuse_unless(permitted: bool) -> None:
    """Raise Refused("not_permitted") unless the person may."""
    if not permitted:
        raise Refused(Reason("not_permitted", telling.NOT_PERMITTED))


def record(action: str, call: VentureCall, by: User, data: dict[str, Any] | None = None) -> None:
    """Write an event about a call."""
    audit.record(action, by=by, subject=queries.subject(call.pk), data=data or {})
