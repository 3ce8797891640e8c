"""The steps of a project from its contract to its settlement."""

from django.utils.translation import gettext_lazy as _

from incubator.ventures import acts
from incubator.ventures.acts import Facts
from incubator.ventures.conditions import BASIS
from incubator.ventures.enums import ProjectState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits

State = ProjectState
EDIT, APPROVE = Permission.GRANT_EDIT, Permission.APPROVE
OWN, MONEY = Permission.ORGANISATION_EDIT, Permission.ORGANISATION_MONEY
RUNS = (
    State.RUNNING, State.MID_REPORT, State.MID_MEND, State.SECOND, State.FINAL_REPORT,
    State.FINAL_MEND,
)  # fmt: skip

DELIVERING: tuple[Step[Facts], ...] = (
    Step(
        "sign", (State.CONTRACT,), State.SIGNED, OWN, _("contract signed by the organisation"),
        side=Waits.APPLICANT, conditions=(acts.own_scan_there,), deadline="ventures.countersign",
    ),
    Step(
        "lapse", (State.CONTRACT,), State.LAPSED, None, _("contract not signed in time"),
        basis=BASIS, notice="venture_lapsed",
    ),
    Step(
        "return_contract", (State.SIGNED,), State.CONTRACT, EDIT,
        _("contract sent back to be mended"), conditions=(acts.not_own_case,),
        deadline="ventures.sign", notice="venture_mend", needs_note=True,
    ),
    Step(
        "countersign", (State.SIGNED,), State.RUNNING, APPROVE,
        _("countersigned, money reserved, first instalment open"),
        conditions=acts.COUNTERSIGN, basis=BASIS, clock=Clock.ENDS, notice="venture_instalment",
    ),
    Step(
        "report", (State.RUNNING, State.MID_MEND), State.MID_REPORT, OWN,
        _("mid-term report handed in"), side=Waits.APPLICANT, conditions=acts.REPORT, basis=BASIS,
        deadline="ventures.evaluate",
    ),
    Step(
        "pass", (State.MID_REPORT,), State.SECOND, EDIT,
        _("mid-term evaluation passed, second instalment open"),
        conditions=(acts.not_own_case,), basis=BASIS, clock=Clock.ENDS,
        notice="venture_instalment",
    ),
    Step(
        "mend", (State.MID_REPORT,), State.MID_MEND, EDIT, _("mid-term report sent back once"),
        conditions=(acts.not_own_case, acts.mend_once), deadline="ventures.mend",
        notice="venture_mend", needs_note=True,
    ),
    Step(
        "report", (State.SECOND, State.FINAL_MEND), State.FINAL_REPORT, OWN,
        _("final report handed in"), side=Waits.APPLICANT, conditions=acts.REPORT, basis=BASIS,
        deadline="ventures.evaluate",
    ),
    Step(
        "pass", (State.FINAL_REPORT,), State.SETTLING, EDIT,
        _("final evaluation passed, last instalment open"), conditions=(acts.not_own_case,),
        basis=BASIS, deadline="ventures.statement", notice="venture_instalment",
    ),
    Step(
        "mend", (State.FINAL_REPORT,), State.FINAL_MEND, EDIT, _("final report sent back once"),
        conditions=(acts.not_own_case, acts.mend_once), deadline="ventures.mend",
        notice="venture_mend", needs_note=True,
    ),
    Step(
        "fail", RUNS, State.SETTLING, APPROVE,
        _("terminated, the rest of the money is free again"),
        conditions=(acts.not_own_case, acts.no_payment_under_way), basis=BASIS,
        deadline="ventures.statement", notice="venture_failed", needs_note=True,
    ),
    Step(
        "state", (State.SETTLING,), State.STATED, MONEY, _("final statement of spending handed in"),
        side=Waits.APPLICANT, conditions=acts.STATE, basis=BASIS, deadline="ventures.evaluate",
    ),
    Step(
        "return_statement", (State.STATED,), State.SETTLING, EDIT,
        _("statement sent back to be mended"), conditions=(acts.not_own_case,),
        deadline="ventures.mend", notice="venture_mend", needs_note=True,
    ),
    Step(
        "accept", (State.STATED,), State.RETURNING, EDIT, _("statement accepted"),
        conditions=(acts.not_own_case,), basis=BASIS, deadline="ventures.return",
        notice="venture_return",
    ),
    Step(
        "close", (State.RETURNING,), State.CLOSED, None, _("settled and closed"),
        conditions=(acts.all_came_back, acts.was_passed), notice="venture_closed",
    ),
    Step(
        "terminate", (State.RETURNING,), State.TERMINATED, None, _("settled after termination"),
        conditions=(acts.all_came_back, acts.was_failed), notice="venture_closed",
    ),
)  # fmt: skip
