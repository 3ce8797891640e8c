"""The way of an application, from handing in to residence."""

from django.utils.translation import gettext_lazy as _

from incubator.admission import acts
from incubator.admission.acts import Facts
from incubator.admission.enums import IN_CHECK, AdmissionState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = AdmissionState
APPLY = Permission.ORGANISATION_EDIT
CHECK = Permission.ADMISSION_CHECK
DECIDE = Permission.ADMISSION_DECIDE
LATE = (
    State.CHECKED,
    State.SCORED,
    State.PUBLICITY,
    State.RESERVE,
    State.AGREEMENT,
    State.SIGNED,
)
BASIS = "本市孵化入驻办法"
Steps = tuple[Step[Facts], ...]

CHECKING: Steps = (
    Step(
        "pass_check", IN_CHECK, State.CHECKED, CHECK, _("first check passed"),
        conditions=(acts.not_own_case, acts.eligible, acts.all_judged),
        basis=BASIS, deadline="admission.to_panel", notice="admission_checked",
    ),
    Step(
        "return_incomplete", IN_CHECK, State.RETURNED, CHECK, _("told once what is missing"),
        conditions=(acts.not_own_case, acts.has_points, acts.only_new_points),
        basis=BASIS, deadline="admission.supplement", notice="admission_returned",
        clock=Clock.STOPS,
    ),
    Step(
        "refuse_check", IN_CHECK, State.REFUSED, CHECK, _("not accepted after the first check"),
        conditions=(acts.not_own_case,),
        basis=BASIS, notice="admission_refused", needs_note=True,
    ),
    Step(
        "extend", (State.RETURNED,), State.RETURNED, APPLY, _("more time taken, once"),
        side=Waits.APPLICANT, conditions=(acts.not_extended,),
        deadline="admission.supplement_extension", extends=True,
    ),
    Step(
        "supply", (State.RETURNED,), State.RESUBMITTED, APPLY, _("additions handed in"),
        side=Waits.APPLICANT, conditions=(acts.all_answered,), clock=Clock.RESUMES,
    ),
    Step(
        "lapse", (State.RETURNED,), State.LAPSED, None, _("closed, nothing was added in time"),
        notice="admission_lapsed",
    ),
    Step(
        "withdraw", (State.SUBMITTED, State.RETURNED, State.RESUBMITTED), State.WITHDRAWN, APPLY,
        _("withdrawn by the applicant"), side=Waits.APPLICANT,
    ),
)  # fmt: skip
DECIDING: Steps = (
    Step(
        "to_panel", (State.CHECKED,), State.IN_PANEL, CHECK,
        _("put before the panel"), conditions=(acts.not_own_case, acts.still_there),
        deadline="admission.panel", notice="admission_in_panel",
    ),
    Step(
        "score", (State.IN_PANEL,), State.SCORED, None, _("all scores signed"),
        deadline="admission.decision",
    ),
    Step(
        "publish", (State.SCORED,), State.PUBLICITY, DECIDE, _("published for objections"),
        conditions=(acts.not_own_case, acts.reaches_mark, acts.still_there),
        basis=BASIS, deadline="admission.publicity", notice="admission_published",
    ),
    Step(
        "not_select", (State.SCORED,), State.NOT_SELECTED, DECIDE, _("below the pass mark"),
        conditions=(acts.not_own_case, acts.below_mark),
        basis=BASIS, notice="admission_not_selected",
    ),
    Step(
        "correct", (State.PUBLICITY,), State.PUBLICITY, CHECK,
        _("corrected after an objection and published again in full"),
        conditions=(acts.not_own_case,), deadline="admission.publicity", needs_note=True,
    ),
    Step(
        "refuse_after_objection", (State.PUBLICITY,), State.REFUSED, CHECK,
        _("not admitted after an objection"), conditions=(acts.not_own_case,),
        basis=BASIS, notice="admission_refused", needs_note=True,
    ),
    Step(
        "refuse_late", LATE, State.REFUSED, DECIDE, _("no longer meets the conditions"),
        conditions=(acts.not_own_case,),
        basis=BASIS, notice="admission_refused", needs_note=True,
    ),
)  # fmt: skip
SETTLING: Steps = (
    Step(
        "offer", (State.PUBLICITY,), State.AGREEMENT, None, _("publicity ended, agreement offered"),
        conditions=(acts.no_open_objection, acts.has_place, acts.still_there),
        basis=BASIS, deadline="admission.agreement", notice="admission_offered",
    ),
    Step(
        "reserve", (State.PUBLICITY,), State.RESERVE, None, _("publicity ended, on reserve"),
        conditions=(acts.no_open_objection,),
        basis=BASIS, deadline="admission.reserve", notice="admission_reserved",
    ),
    Step(
        "call_up", (State.RESERVE,), State.AGREEMENT, None, _("called up from the reserve list"),
        conditions=(acts.has_place, acts.still_there),
        basis=BASIS, deadline="admission.agreement", notice="admission_offered",
    ),
    Step(
        "expire", (State.RESERVE,), State.RESERVE_EXPIRED, None, _("the reserve list has ended"),
        notice="admission_reserve_expired",
    ),
    Step(
        "sign", (State.AGREEMENT,), State.SIGNED, APPLY, _("signed agreement handed in"),
        side=Waits.APPLICANT, conditions=(acts.own_agreement_there,),
        deadline="admission.countersign",
    ),
    Step(
        "return_agreement", (State.SIGNED,), State.AGREEMENT, CHECK,
        _("the scan of the agreement cannot be used"), conditions=(acts.not_own_case,),
        deadline="admission.agreement", notice="admission_agreement_returned", needs_note=True,
    ),
    Step(
        "countersign", (State.SIGNED,), State.RESIDENT, CHECK, _("signed by both, in residence"),
        conditions=(acts.not_own_case, acts.both_agreements_there, acts.still_there),
        basis=BASIS, notice="admission_resident",
    ),
    Step(
        "lapse_agreement", (State.AGREEMENT,), State.LAPSED, None,
        _("no agreement in time, the place goes to the reserve"), notice="admission_lapsed",
    ),
    Step(
        "decline", (State.PUBLICITY, State.RESERVE, State.AGREEMENT), State.DECLINED, APPLY,
        _("given up by the applicant"), side=Waits.APPLICANT,
    ),
)  # fmt: skip

ADMISSION: Workflow[Facts] = Workflow(
    code="admission",
    title=_("admission to incubation"),
    prefix="RZ",
    states=State,
    initial=State.SUBMITTED,
    opening_deadline="admission.first_check",
    waits={
        State.SUBMITTED: Waits.OFFICE,
        State.RETURNED: Waits.APPLICANT,
        State.RESUBMITTED: Waits.OFFICE,
        State.CHECKED: Waits.OFFICE,
        State.IN_PANEL: Waits.PANEL,
        State.SCORED: Waits.OFFICE,
        State.PUBLICITY: Waits.TIME,
        State.RESERVE: Waits.TIME,
        State.AGREEMENT: Waits.APPLICANT,
        State.SIGNED: Waits.OFFICE,
    },
    path=(
        State.SUBMITTED,
        State.CHECKED,
        State.IN_PANEL,
        State.SCORED,
        State.PUBLICITY,
        State.AGREEMENT,
        State.SIGNED,
        State.RESIDENT,
    ),
    steps=(*CHECKING, *DECIDING, *SETTLING),
    url_name="admission_case",
    applicant_url_name="admission",
)
