"""The way of a residence, from its first day to the year after graduation."""

from django.utils.translation import gettext_lazy as _

from incubator.residence import acts
from incubator.residence.acts import Facts
from incubator.residence.enums import BEFORE_LEAVING, LIVING, ResidenceState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = ResidenceState
LIVE = Permission.ORGANISATION_EDIT
KEEP = Permission.RESIDENCE_KEEP
DECIDE = Permission.RESIDENCE_DECIDE
BASIS = "本市孵化入驻办法"
CREDIT = "社会组织信用信息管理办法"
Steps = tuple[Step[Facts], ...]
SCORED = (acts.not_own_case, acts.all_scored)

REVIEWS: Steps = (
    Step(
        "start_midterm", (State.RUNNING,), State.MIDTERM, KEEP, _("mid-term review opened"),
        conditions=(acts.not_own_case,),
        basis=BASIS, deadline="residence.midterm", notice="residence_midterm",
    ),
    Step(
        "pass_midterm", (State.MIDTERM,), State.RUNNING, KEEP, _("mid-term review passed"),
        conditions=(*SCORED, acts.reaches_mark),
        basis=BASIS, notice="residence_review_passed", clock=Clock.ENDS,
    ),
    Step(
        "fail_midterm", (State.MIDTERM,), State.MENDING, KEEP, _("below the mark, time to mend"),
        conditions=(*SCORED, acts.below_mark),
        basis=BASIS, deadline="residence.mending", notice="residence_mending", needs_note=True,
    ),
    Step(
        "hand_in_mending", (State.MENDING,), State.REREVIEW, LIVE, _("mended, report handed in"),
        side=Waits.APPLICANT, deadline="residence.rereview",
    ),
    Step(
        "lapse_mending", (State.MENDING,), State.REREVIEW, None, _("the time to mend is over"),
        deadline="residence.rereview", notice="residence_mending_over",
    ),
    Step(
        "pass_rereview", (State.REREVIEW,), State.RUNNING, KEEP, _("second review passed"),
        conditions=(*SCORED, acts.reaches_mark),
        basis=BASIS, notice="residence_review_passed", clock=Clock.ENDS,
    ),
    Step(
        "fail_rereview", (State.REREVIEW,), State.HEARING, KEEP,
        _("below the mark again, termination proposed"), conditions=(*SCORED, acts.below_mark),
        basis=BASIS, deadline="residence.hearing", notice="residence_termination_proposed",
        needs_note=True,
    ),
)  # fmt: skip
ENDINGS: Steps = (
    Step(
        "propose_termination", LIVING, State.HEARING, KEEP, _("termination proposed"),
        conditions=(acts.not_own_case,), basis=BASIS, deadline="residence.hearing",
        notice="residence_termination_proposed", needs_note=True,
    ),
    Step(
        "list_termination", LIVING, State.HEARING, None,
        _("on the list of seriously dishonest organisations, termination proposed"),
        basis=CREDIT, deadline="residence.hearing", notice="residence_termination_proposed",
    ),
    Step(
        "speak", (State.HEARING,), State.HEARD, LIVE, _("the organisation was heard"),
        side=Waits.APPLICANT, deadline="residence.decision", needs_note=True,
    ),
    Step(
        "be_silent", (State.HEARING,), State.HEARD, None, _("nobody asked to be heard"),
        deadline="residence.decision",
    ),
    Step(
        "keep", (State.HEARD,), State.RUNNING, DECIDE, _("the residence goes on"),
        conditions=(acts.not_own_case,), basis=BASIS,
        notice="residence_kept", needs_note=True, clock=Clock.ENDS,
    ),
    Step(
        "terminate", (State.HEARD,), State.LEAVING, DECIDE, _("terminated"),
        conditions=(acts.not_own_case,), basis=BASIS, deadline="residence.inventory",
        notice="residence_terminated", needs_note=True,
    ),
    Step(
        "start_exit", (State.RUNNING,), State.EXIT, KEEP, _("exit evaluation opened"),
        conditions=(acts.not_own_case, acts.after_midterm),
        basis=BASIS, deadline="residence.exit", notice="residence_exit",
    ),
    Step(
        "ask_exit", (State.RUNNING,), State.EXIT, LIVE, _("exit evaluation asked for"),
        side=Waits.APPLICANT, conditions=(acts.after_midterm,), deadline="residence.exit",
    ),
    Step(
        "run_out", (State.RUNNING,), State.EXIT, None, _("the residence has run its time"),
        conditions=(acts.over,), deadline="residence.exit", notice="residence_exit",
    ),
    Step(
        "extend", (State.RUNNING, State.EXIT), State.RUNNING, DECIDE, _("extended, once"),
        conditions=(
            acts.not_own_case, acts.not_extended, acts.asked_in_time, acts.short_enough,
        ),
        basis=BASIS, notice="residence_extended", clock=Clock.ENDS,
    ),
    Step(
        "graduate", (State.EXIT,), State.LEAVING, DECIDE, _("graduated"),
        conditions=(acts.not_own_case, acts.all_proven),
        basis=BASIS, deadline="residence.inventory", notice="residence_graduated",
    ),
    Step(
        "finish", (State.EXIT,), State.LEAVING, DECIDE, _("ended without graduation"),
        conditions=(acts.not_own_case,), basis=BASIS, deadline="residence.inventory",
        notice="residence_finished", needs_note=True,
    ),
    Step(
        "leave", LIVING, State.LEAVING, LIVE, _("left early"), side=Waits.APPLICANT,
        basis=BASIS, deadline="residence.inventory", notice="residence_left", needs_note=True,
    ),
    Step(
        "dissolve", BEFORE_LEAVING, State.LEAVING, KEEP,
        _("ended because the organisation merged or was de-registered"),
        conditions=(acts.not_own_case,), basis=BASIS, deadline="residence.inventory",
        notice="residence_dissolved", needs_note=True,
    ),
    Step(
        "hand_over", (State.LEAVING,), State.FOLLOW_UP, KEEP, _("everything handed back"),
        conditions=(acts.not_own_case, acts.all_back, acts.money_settled),
        deadline="residence.follow_up", notice="residence_handed_over",
    ),
    Step(
        "close", (State.FOLLOW_UP,), State.CLOSED, KEEP, _("follow-up ended"),
        conditions=(acts.followed_up,),
    ),
    Step(
        "end_follow_up", (State.FOLLOW_UP,), State.CLOSED, None, _("follow-up ended"),
        conditions=(acts.followed_up,),
    ),
)  # fmt: skip

RESIDENCE: Workflow[Facts] = Workflow(
    code="residence",
    title=_("residence in a base"),
    prefix="ZF",
    states=State,
    initial=State.RUNNING,
    opening_deadline="",
    waits={
        State.RUNNING: Waits.TIME,
        State.MIDTERM: Waits.OFFICE,
        State.MENDING: Waits.APPLICANT,
        State.REREVIEW: Waits.OFFICE,
        State.HEARING: Waits.APPLICANT,
        State.HEARD: Waits.OFFICE,
        State.EXIT: Waits.OFFICE,
        State.LEAVING: Waits.APPLICANT,
        State.FOLLOW_UP: Waits.TIME,
    },
    path=(State.RUNNING, State.MIDTERM, State.EXIT, State.LEAVING, State.FOLLOW_UP, State.CLOSED),
    steps=(*REVIEWS, *ENDINGS),
    url_name="residence_case",
    applicant_url_name="residence_home",
    opened=_("the residence began"),
)
