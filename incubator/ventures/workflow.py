"""The way of a project: checked, heard, scored, public, contract, two reports, settled."""

from django.utils.translation import gettext_lazy as _

from incubator.ventures import acts
from incubator.ventures.acts import Facts
from incubator.ventures.conditions import BASIS
from incubator.ventures.delivering import DELIVERING
from incubator.ventures.enums import ProjectState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = ProjectState
EDIT, APPROVE = Permission.GRANT_EDIT, Permission.APPROVE
OWN = Permission.ORGANISATION_EDIT
ANSWER, CONVENE = Permission.OBJECTION_ANSWER, Permission.PANEL_CONVENE

BEFORE = (
    State.APPLIED, State.INCOMPLETE, State.CHECKED, State.DEFENCE, State.SCORED, State.WAITING,
    State.CONTRACT,
)  # fmt: skip
CHOOSING: tuple[Step[Facts], ...] = (
    Step(
        "check", (State.APPLIED,), State.CHECKED, EDIT, _("first check passed"),
        conditions=acts.CHECK, basis=BASIS, clock=Clock.ENDS,
    ),
    Step(
        "ask", (State.APPLIED,), State.INCOMPLETE, EDIT, _("told once what is missing"),
        conditions=(acts.not_own_case, acts.told_once), basis=BASIS,
        deadline="ventures.complete", notice="venture_incomplete", needs_note=True,
        clock=Clock.STOPS,
    ),
    Step(
        "complete", (State.INCOMPLETE,), State.APPLIED, OWN, _("completed and handed in again"),
        side=Waits.APPLICANT, basis=BASIS, clock=Clock.RESUMES,
    ),
    Step(
        "not_completed", (State.INCOMPLETE,), State.LAPSED, None, _("not completed in time"),
        basis=BASIS, notice="venture_not_completed",
    ),
    Step(
        "refuse", (State.APPLIED,), State.REFUSED, EDIT, _("refused"),
        conditions=(acts.not_own_case,), basis=BASIS, notice="venture_refused", needs_note=True,
    ),
    Step(
        "withdraw", BEFORE, State.WITHDRAWN, OWN, _("withdrawn by the organisation"),
        side=Waits.APPLICANT,
    ),
    Step(
        "to_panel", (State.CHECKED,), State.DEFENCE, CONVENE, _("given to the panel"),
        conditions=(acts.not_own_case,), basis=BASIS,
    ),
    Step(
        "defend", (State.DEFENCE,), State.DEFENCE, EDIT, _("defence held"),
        conditions=acts.DEFEND, basis=BASIS,
    ),
    Step(
        "absent", (State.DEFENCE,), State.NOT_FUNDED, EDIT, _("did not come to the defence"),
        conditions=(acts.not_own_case,), notice="venture_not_funded", needs_note=True,
    ),
    Step("score", (State.DEFENCE,), State.SCORED, None, _("scored by the panel"), basis=BASIS),
    Step(
        "publish", (State.SCORED,), State.PUBLISHED, APPROVE, _("result made public"),
        conditions=acts.FUND, basis=BASIS, deadline="ventures.publicity",
        notice="venture_published",
    ),
    Step(
        "not_fund", (State.SCORED,), State.NOT_FUNDED, APPROVE, _("not funded"),
        conditions=acts.DECIDE, basis=BASIS, notice="venture_not_funded",
    ),
    Step(
        "correct", (State.PUBLISHED,), State.PUBLISHED, ANSWER,
        _("corrected after an objection and published again in full"),
        conditions=(acts.not_own_case,), deadline="ventures.publicity", needs_note=True,
    ),
    Step(
        "take_off", (State.PUBLISHED,), State.REFUSED, ANSWER,
        _("taken off the list after an objection"), conditions=(acts.not_own_case,),
        notice="venture_refused", needs_note=True,
    ),
    Step(
        "offer", (State.PUBLISHED,), State.CONTRACT, None, _("contract offered"),
        deadline="ventures.sign", notice="venture_contract",
    ),
    Step(
        "wait", (State.PUBLISHED,), State.WAITING, None, _("put on the waiting list"),
        deadline="ventures.waiting", notice="venture_waiting",
    ),
    Step(
        "call_up", (State.WAITING,), State.CONTRACT, None,
        _("moved up from the waiting list, contract offered"),
        conditions=(acts.may_be_funded,), deadline="ventures.sign", notice="venture_contract",
    ),
    Step("expire", (State.WAITING,), State.LAPSED, None, _("the waiting list has ended")),
)  # fmt: skip

VENTURE: Workflow[Facts] = Workflow(
    code="venture",
    title=_("project of venture philanthropy"),
    prefix="CT",
    states=ProjectState,
    initial=State.APPLIED,
    opening_deadline="ventures.check",
    waits={
        State.APPLIED: Waits.OFFICE,
        State.INCOMPLETE: Waits.APPLICANT,
        State.CHECKED: Waits.OFFICE,
        State.DEFENCE: Waits.PANEL,
        State.SCORED: Waits.OFFICE,
        State.PUBLISHED: Waits.TIME,
        State.WAITING: Waits.TIME,
        State.CONTRACT: Waits.APPLICANT,
        State.SIGNED: Waits.OFFICE,
        State.RUNNING: Waits.APPLICANT,
        State.MID_REPORT: Waits.OFFICE,
        State.MID_MEND: Waits.APPLICANT,
        State.SECOND: Waits.APPLICANT,
        State.FINAL_REPORT: Waits.OFFICE,
        State.FINAL_MEND: Waits.APPLICANT,
        State.SETTLING: Waits.APPLICANT,
        State.STATED: Waits.OFFICE,
        State.RETURNING: Waits.APPLICANT,
    },
    path=(
        State.APPLIED, State.CHECKED, State.DEFENCE, State.SCORED, State.PUBLISHED,
        State.CONTRACT, State.SIGNED, State.RUNNING, State.MID_REPORT, State.SECOND,
        State.FINAL_REPORT, State.SETTLING, State.STATED, State.RETURNING, State.CLOSED,
    ),
    steps=(*CHOOSING, *DELIVERING),
    url_name="venture_case",
    applicant_url_name="my_venture",
)  # fmt: skip
