"""The way of a registration, from a name to a certificate and what follows it.

The portal accompanies; the registry decides outside of it, and what it said is recorded.
"""

from django.utils.translation import gettext_lazy as _

from incubator.registering import acts
from incubator.registering.acts import Facts
from incubator.registering.enums import BEFORE_REGISTRY, RegistrationState
from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow

State = RegistrationState
FOUND = Permission.ORGANISATION_EDIT
HELP = Permission.REGISTRATION_HELP
NAMES = "社会组织名称管理办法"
LAWS = "社会团体登记管理条例第十一条、民办非企业单位登记管理暂行条例第九条、基金会管理条例第九条"
DECISION = (
    "社会团体登记管理条例第十二条、民办非企业单位登记管理暂行条例第十一条、基金会管理条例第十一条"
)
AFTER = (
    "社会团体登记管理条例第十六条、民办非企业单位登记管理暂行条例第十四条、基金会管理条例第十四条"
)
Steps = tuple[Step[Facts], ...]

PREPARING: Steps = (
    Step(
        "ask_name", (State.NAMING,), State.NAME_CHECK, FOUND, _("name handed in for the check"),
        side=Waits.APPLICANT, conditions=(acts.nothing_against,), basis=NAMES,
        deadline="registering.name_check",
    ),
    Step(
        "pass_name", (State.NAME_CHECK,), State.SUPERVISOR, HELP, _("name may be used"),
        conditions=(acts.not_own_case, acts.nothing_against), basis=NAMES,
        deadline="registering.supervisor", notice="registration_name_passed",
    ),
    Step(
        "refuse_name", (State.NAME_CHECK,), State.NAMING, HELP, _("name may not be used"),
        conditions=(acts.not_own_case,), basis=NAMES,
        deadline="registering.naming", notice="registration_name_refused", needs_note=True,
    ),
    Step(
        "settle_unit", (State.SUPERVISOR,), State.PAPERS, FOUND,
        _("supervising unit or direct way settled"), side=Waits.APPLICANT,
        conditions=(acts.nothing_against,), basis="社会团体登记管理条例第九条",
        deadline="registering.papers",
    ),
    Step(
        "hand_in", (State.PAPERS,), State.REVIEW, FOUND, _("papers handed to the base"),
        side=Waits.APPLICANT,
        conditions=(acts.nothing_against, acts.papers_written, acts.documents_ready),
        basis=LAWS, deadline="registering.review",
    ),
    Step(
        "return_papers", (State.REVIEW,), State.RETURNED, HELP, _("told at once what is missing"),
        conditions=(acts.not_own_case, acts.has_points, acts.only_new_points),
        deadline="registering.mending", notice="registration_returned", clock=Clock.STOPS,
    ),
    Step(
        "answer", (State.RETURNED,), State.REVIEW, FOUND, _("mended papers handed in"),
        side=Waits.APPLICANT,
        conditions=(
            acts.all_answered, acts.nothing_against, acts.papers_written, acts.documents_ready,
        ),
        clock=Clock.RESUMES,
    ),
    Step(
        "pass_review", (State.REVIEW,), State.READY, HELP, _("papers complete"),
        conditions=(acts.not_own_case, acts.nothing_against, acts.papers_written,
                    acts.documents_ready),
        basis=LAWS, deadline="registering.submission", notice="registration_ready",
    ),
)  # fmt: skip
DECIDING: Steps = (
    Step(
        "submit", (State.READY,), State.SUBMITTED, HELP, _("handed in at the registry"),
        conditions=(acts.not_own_case,),
        basis=LAWS, deadline="registering.decision", notice="registration_submitted",
    ),
    Step(
        "ask_more", (State.SUBMITTED,), State.SUPPLEMENT, HELP, _("registry asked for more"),
        conditions=(acts.not_own_case, acts.has_points, acts.only_new_points),
        deadline="registering.supplement", notice="registration_supplement",
    ),
    Step(
        "supply", (State.SUPPLEMENT,), State.SUBMITTED, HELP,
        _("additions handed in, the registry's days begin anew"),
        conditions=(acts.not_own_case, acts.all_answered),
        basis=DECISION, deadline="registering.decision", notice="registration_supplied",
    ),
    Step(
        "register", (State.SUBMITTED,), State.FOLLOWING, HELP, _("registered by the registry"),
        conditions=(acts.not_own_case, acts.nothing_against),
        basis=DECISION, deadline="registering.after", notice="registration_registered",
    ),
    Step(
        "refuse", (State.SUBMITTED,), State.REFUSED, HELP, _("not registered by the registry"),
        conditions=(acts.not_own_case,), basis=DECISION,
        notice="registration_refused", needs_note=True,
    ),
    Step(
        "finish", (State.FOLLOWING,), State.DONE, HELP, _("seal, bank, tax and party work settled"),
        conditions=(acts.all_settled,), basis=AFTER, notice="registration_done",
    ),
)  # fmt: skip
LEAVING: Steps = (
    Step(
        "withdraw", (*BEFORE_REGISTRY, State.SUBMITTED, State.SUPPLEMENT), State.WITHDRAWN, FOUND,
        _("given up by the team"), side=Waits.APPLICANT,
    ),
    Step(
        "close", (State.NAMING, State.SUPERVISOR, State.PAPERS, State.RETURNED), State.CLOSED, HELP,
        _("closed, the team no longer goes on"), conditions=(acts.not_own_case,),
        notice="registration_closed", needs_note=True,
    ),
)  # fmt: skip

REGISTRATION: Workflow[Facts] = Workflow(
    code="registration",
    title=_("help with registration"),
    prefix="ZC",
    states=State,
    initial=State.NAMING,
    opening_deadline="",
    waits={
        State.NAMING: Waits.APPLICANT,
        State.NAME_CHECK: Waits.OFFICE,
        State.SUPERVISOR: Waits.APPLICANT,
        State.PAPERS: Waits.APPLICANT,
        State.REVIEW: Waits.OFFICE,
        State.RETURNED: Waits.APPLICANT,
        State.READY: Waits.OFFICE,
        State.SUBMITTED: Waits.TIME,
        State.SUPPLEMENT: Waits.APPLICANT,
        State.FOLLOWING: Waits.APPLICANT,
    },
    path=(
        State.NAMING,
        State.NAME_CHECK,
        State.SUPERVISOR,
        State.PAPERS,
        State.REVIEW,
        State.READY,
        State.SUBMITTED,
        State.FOLLOWING,
        State.DONE,
    ),
    steps=(*PREPARING, *DECIDING, *LEAVING),
    url_name="registration_case",
    applicant_url_name="registration",
)
