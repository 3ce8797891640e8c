"""Reading calls and projects: who sees which, what stands against one, the facts of a step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from incubator.admission import queries as admission
from incubator.grants import holds
from incubator.grants.queries import SEES
from incubator.ventures import conditions, doubling, reckoning
from incubator.ventures.acts import Facts
from incubator.ventures.conditions import ApplyFacts, BudgetFacts, CallFacts
from incubator.ventures.enums import FUNDED, HELD, ProjectState, Proposal
from incubator.ventures.models import (
    VentureCall,
    VentureInstalment,
    VentureNeed,
    VentureProject,
    VentureReport,
)
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.core.reasons import Reason, collect
from portal.law import queries as law
from portal.organisations.lineage import queries as lineage
from portal.organisations.record import queries as record
from portal.panels import queries as panels
from portal.payments.payees import queries as payees
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.bases import CaseModel
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.panels.models import Panel
    from portal.workflow.publicity.models import PublicEntry

KIND = "venture"
EDIT, APPROVE, VIEW = Permission.GRANT_EDIT, Permission.APPROVE, Permission.CASES_VIEW
State = ProjectState
WITH = ("call__office", "call__line", "organisation__body", "case__holder", "commitment")
SHARES = ("ventures.instalment_1", "ventures.instalment_2", "ventures.instalment_3")


def row(name: str) -> int:
    """The figure of a rule row of ventures that holds today."""
    return int(law.rule(f"ventures.{name}", on=clock.today()).value)


def shares() -> list[int]:
    """The shares of the instalments in per cent, as the rows say today."""
    return [int(one.value) for one in law.rules(SHARES, on=clock.today())]


def public_calls() -> QuerySet[VentureCall]:
    """The published calls, the newest first, with how many needs each has."""
    found = VentureCall.objects.exclude(published_at=None).select_related("office")
    return found.annotate(need_count=Count("needs")).order_by("-closes_on", "-pk")


def visible_calls(user: Anybody) -> QuerySet[VentureCall]:
    """The calls of the offices whose cases or money a person sees, drafts too."""
    found = VentureCall.objects.filter(office__in=offices_seen(user))
    return found.select_related("office", "line__budget", "prepared_by", "published_by")


def offices_seen(user: Anybody) -> frozenset[int]:
    """The offices whose cases or money a person sees."""
    return frozenset().union(*(people.bodies_where(user, one) for one in SEES))


def needs_of(call: VentureCall) -> QuerySet[VentureNeed]:
    """The needs of a call with their places."""
    return VentureNeed.objects.filter(call=call).select_related("place")


def visible_to(user: Anybody) -> QuerySet[VentureProject]:
    """The projects handed in to the offices whose cases or money a person sees."""
    found = VentureProject.objects.filter(call__office__in=offices_seen(user))
    return found.exclude(status="").select_related(*WITH)


def own(user: Anybody) -> QuerySet[VentureProject]:
    """The projects of the organisations in which a person is a member, drafts too."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return VentureProject.objects.filter(organisation__in=mine).select_related(*WITH)


def funded(call: VentureCall) -> QuerySet[Any]:
    """The projects that were funded, with what was paid (``paid_fen``), for everybody."""
    paid = Coalesce(Sum("instalments__fen", filter=Q(instalments__paid_on__isnull=False)), 0)
    found = VentureProject.objects.filter(call=call, status__in=FUNDED)
    needs = Prefetch("needs", VentureNeed.objects.select_related("place"))
    rows = found.annotate(paid_fen=paid).select_related("organisation__body")
    return rows.prefetch_related(needs).order_by("rank", "pk")


def of_case(case_id: int) -> VentureProject:
    """The project of a case. Raises VentureProject.DoesNotExist."""
    return VentureProject.objects.select_related(*WITH).get(case=case_id)


def subject(call: int) -> str:
    """How panels and the history name a call."""
    return f"incubator.venturecall:{call}"


def panel_of(call: VentureCall) -> Panel | None:
    """The newest panel of a call, or None."""
    return next(iter(panels.panels_of(KIND, subject(call.pk))), None)


def reading_url(case_id: int) -> str:
    """Where members of a panel read a project; "" when the case is none of ours."""
    pk = VentureProject.objects.filter(case=case_id).values_list("pk", flat=True).first()
    return reverse("venture_reading", args=[pk]) if pk else ""


def unheard(case_id: int) -> list[Reason]:
    """Nobody signs a sheet before the project was heard with enough experts."""
    heard = VentureProject.objects.filter(case=case_id, defended_at=None).exists()
    return [conditions.defence_not_held()] if heard else []


def call_facts(call: VentureCall) -> CallFacts:
    """What is asked of a draft call before it is published."""
    line = call.line
    fits = line is not None and line.budget.body_id == call.office_id and not line.recorded
    return CallFacts(
        today=clock.today(),
        fields=call.fields,
        needs=call.needs.count() if call.pk else 0,
        free=line.free if line else None,
        line_fits=fits,
        budget=call.budget or 0,
        limit=call.limit or 0,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        starts_on=call.starts_on,
        mid_on=call.mid_on,
        ends_on=call.ends_on,
        open_days=row("open_days"),
        panel_size=call.panel_size,
        panel_least=panels.minimum(),
    )


def budget_facts(project: VentureProject) -> BudgetFacts:
    """The budget of a project with the limits of its call and of the rows."""
    return BudgetFacts(
        lines=project.costs,
        asked=project.asked,
        own=project.own,
        limit=project.call.limit,
        admin_share=row("admin_share"),
        own_share=row("own_share"),
    )


def apply_facts(project: VentureProject, by: User | None) -> ApplyFacts:
    """What is known of a project when it is handed in, and whenever it is looked at anew."""
    call, today = project.call, clock.today()
    family = lineage.ancestors(project.organisation_id)
    return ApplyFacts(
        today=today,
        opens_on=call.opens_on or today,
        closes_on=call.closes_on or today,
        starts_on=call.starts_on or today,
        ends_on=call.ends_on or today,
        title=project.title,
        field=project.field,
        fields=call.fields,
        goals=project.goals,
        beneficiaries=project.beneficiaries,
        reach=project.reach or 0,
        months=[one["month"] for one in project.activities],
        team=len(project.team),
        needs=project.needs.count(),
        no_need=project.no_need,
        declared=project.declared,
        permitted=by is None or may_apply(by, project.organisation_id),
        struck_off=project.organisation.struck_off,
        lists=record.lists_on(project.organisation_id, today),
        held=holds.reasons(family),
        doubles=doubling.cases(project, family, by),
        handed_in=bool(project.status),
    )


def against(project: VentureProject, by: User | None) -> tuple[Reason, ...]:
    """Why an organisation may not be funded for a project today, as ``by`` may read it."""
    asked = (conditions.not_funded_twice, conditions.in_standing)
    return collect(asked, apply_facts(project, by))


def may_apply(user: Anybody, organisation: int) -> bool:
    """Whether a person hands in for an organisation."""
    return people.may(user, Permission.ORGANISATION_EDIT, body=organisation)


def facts(
    project: VentureProject, by: User | None, *, report: VentureReport | None = None
) -> Facts:
    """What the steps ask of a project; ``report`` is what is handed in with the step."""
    rows = list(project.instalments.all())
    return Facts(
        own_case=by is not None and admission.belongs_to(by, project.organisation_id),
        own_check=by is not None and by.pk == project.checked_by_id,
        told=bool(project.lacks),
        against=against(project, by),
        lists_known=record.lists_known(project.organisation_id, clock.today()),
        has_account=payees.account_of(project.organisation_id) is not None,
        now=clock.now(),
        defence_at=project.call.defence_at,
        present=len(project.present),
        quorum=row("quorum"),
        has_own_scan=project.own_scan_id is not None,
        has_both_scan=project.both_scan_id is not None,
        open_instalments=sum(stage_of(one) in OPEN_STAGES for one in rows),
        under_way=any(stage_of(one) == "ordered" for one in rows),
        done=report.done if report else "-",
        spending=report.spent if report else 0,
        paid=paid_in(rows),
        lines=len(project.costs) if report else 0,
        spent_lines=len(report.spending) if report else 0,
        mended=_mended(project),
        owed=owed(project),
        failed=project.failed,
    )


OPEN_STAGES = ("due", "receipted", "ordered")


def stage_of(row: VentureInstalment) -> str:
    """Where an instalment stands: later, due, receipted, ordered, paid or dropped."""
    if row.dropped:
        return "dropped"
    if row.paid_on is not None:
        return "paid"
    if row.ordered:
        return "ordered"
    if row.opened_on is None:
        return "later"
    return "receipted" if row.receipt_number else "due"


def paid_in(rows: Iterable[VentureInstalment]) -> int:
    """What was paid of these instalments, in fen."""
    return sum(row.fen for row in rows if row.paid_on is not None)


def paid(project: VentureProject) -> int:
    """What was paid to a project, in fen."""
    return paid_in(project.instalments.all())


def returned(project: VentureProject) -> int:
    """What of a project's money came back and was confirmed, in fen."""
    found = project.returns.filter(confirmed_at__isnull=False)
    return found.aggregate(fen=Sum("fen"))["fen"] or 0


def owed(project: VentureProject) -> int:
    """What is still to be returned, in fen; 0 while no statement was accepted."""
    if project.spent is None:
        return 0
    return max(0, reckoning.unspent(paid(project), project.spent) - returned(project))


def taken(call: VentureCall) -> int:
    """What the result of a call has given out so far, in fen."""
    public = Q(status=State.PUBLISHED, proposal=Proposal.FUND)
    found = VentureProject.objects.filter(public | Q(status__in=HELD), call=call)
    return found.aggregate(fen=Sum("asked"))["fen"] or 0


def scored(call: VentureCall) -> QuerySet[VentureProject]:
    """The scored projects of a call."""
    return VentureProject.objects.filter(call=call, status=State.SCORED).select_related(*WITH)


def ranking(call: VentureCall) -> list[reckoning.Placed]:
    """The ranking of the scored projects as it stands now, within what the call has left."""
    return reckoning.rank(
        [reckoning.Cast(one.pk, one.score or 0, one.asked or 0, one.case_id or 0)
         for one in scored(call)],
        pass_mark=row("pass_mark") * 100,
        budget=(call.budget or 0) - taken(call),
        fill_down=bool(row("fill_down")),
    )  # fmt: skip


def publicity_over(moment: datetime) -> list[VentureProject]:
    """The projects whose publicity is over and free of open objections."""
    ended = publicities.ended(moment, KIND).order_by().values("case")
    found = VentureProject.objects.filter(status=State.PUBLISHED, case__in=ended)
    return list(found.select_related(*WITH).order_by("rank", "pk"))


def may_move_up(_moment: datetime) -> list[VentureProject]:
    """Who may move up, by rank: those before the first of each waiting list that does not fit."""
    waiting = VentureProject.objects.filter(status=State.WAITING, case__due_on__gte=clock.today())
    rows = waiting.select_related(*WITH).order_by("call", "rank", "pk")
    found: list[VentureProject] = []
    for _call, group in groupby(rows, key=lambda one: one.call_id):
        listed = list(group)
        found += _before_the_first_that_does_not_fit(listed, room(listed[0].call))
    return found


def room(call: VentureCall) -> int:
    """What of a call's budget is not given out, in fen."""
    return (call.budget or 0) - taken(call)


def waiting_over(_moment: datetime) -> Iterable[CaseModel]:
    """Projects on a waiting list that has ended."""
    return cases.rows_waiting(VentureProject, State.WAITING, clock.today())


def not_completed(_moment: datetime) -> Iterable[CaseModel]:
    """Projects that were sent back and not completed in time."""
    return cases.rows_waiting(VentureProject, State.INCOMPLETE, clock.today())


def contract_silent(_moment: datetime) -> Iterable[CaseModel]:
    """Projects whose contract was not signed in time."""
    return cases.rows_waiting(VentureProject, State.CONTRACT, clock.today())


def page_of(project: VentureProject) -> PublicEntry | None:
    """The entry of a project on its last public page."""
    return publicities.of_case(project.case_id or 0).last()


def counts(calls: Collection[int]) -> Mapping[int, int]:
    """How many projects were handed in for each of these calls; one query."""
    found = VentureProject.objects.filter(call__in=calls).exclude(status="").order_by()
    return dict(found.values_list("call").annotate(n=Count("pk")))


def overdue(organisations: Iterable[int]) -> list[VentureProject]:
    """Projects of these organisations whose statement or unspent money is late; nobody is late
    before the last instalment has come.
    """
    unpaid = VentureInstalment.objects.filter(
        project=OuterRef("pk"), opened_on__isnull=False, paid_on=None, dropped=False
    )
    found = VentureProject.objects.filter(
        ~Exists(unpaid),
        organisation__in=list(organisations),
        status__in=(State.SETTLING, State.RETURNING),
        case__due_on__lt=clock.today(),
    )
    return list(found.select_related("case"))


def _mended(project: VentureProject) -> bool:
    """Whether the report that is evaluated now was sent back before."""
    if project.status not in (State.MID_REPORT, State.FINAL_REPORT):
        return False
    kind = "mid" if project.status == State.MID_REPORT else "final"
    return project.reports.filter(kind=kind, mended=True).exists()


def _before_the_first_that_does_not_fit(
    rows: Iterable[VentureProject], left: int
) -> Iterator[VentureProject]:
    for one in rows:
        if (one.asked or 0) > left:
            return
        yield one
