"""The way of a claim. Only the registering bureau decides, within the days of the rule row."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.claims import conditions
from portal.organisations.claims.conditions import DecisionFacts
from portal.organisations.claims.enums import CHECKED, ClaimState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = ClaimState
DECIDE = Permission.CLAIM_DECIDE
SECTION_HEAD = Permission.DISPUTE_DECIDE
CLAIMANT = Permission.SIGNED_IN
TAKEN = (conditions.not_own_case, conditions.on_the_register, conditions.claimant_still_there)

CLAIM: Workflow[DecisionFacts] = Workflow(
    code="claim",
    title=_("claim of an organisation"),
    prefix="RL",
    states=ClaimState,
    initial=State.SUBMITTED,
    opening_deadline="claims.decision",
    waits={
        State.SUBMITTED: Waits.OFFICE,
        State.SUPPLEMENT: Waits.APPLICANT,
        State.SUPPLEMENTED: Waits.OFFICE,
        State.DISPUTED: Waits.OFFICE,
    },
    path=(State.SUBMITTED, State.APPROVED),
    steps=(
        Step(
            "approve",
            CHECKED,
            State.APPROVED,
            DECIDE,
            _("claim approved"),
            conditions=(*TAKEN, conditions.nobody_owns_it),
            notice="claim_approved",
        ),
        Step(
            "refuse",
            CHECKED,
            State.REFUSED,
            DECIDE,
            _("claim refused"),
            conditions=(conditions.not_own_case,),
            notice="claim_refused",
            needs_note=True,
        ),
        Step(
            "ask_more",
            (State.SUBMITTED,),
            State.SUPPLEMENT,
            DECIDE,
            _("told once what is missing"),
            conditions=(conditions.not_own_case,),
            deadline="claims.supplement",
            notice="claim_supplement",
            needs_note=True,
        ),
        Step(
            "supply",
            (State.SUPPLEMENT,),
            State.SUPPLEMENTED,
            CLAIMANT,
            _("additions handed in"),
            side=Waits.APPLICANT,
            deadline="claims.decision",
        ),
        Step(
            "lapse",
            (State.SUPPLEMENT,),
            State.LAPSED,
            None,
            _("closed, nothing was added in time"),
            notice="claim_lapsed",
        ),
        Step(
            "dispute",
            CHECKED,
            State.DISPUTED,
            None,
            _("two sides, handed to the section head"),
            deadline="claims.dispute",
            notice="claim_disputed",
        ),
        Step(
            "uphold",
            (State.DISPUTED,),
            State.APPROVED,
            SECTION_HEAD,
            _("dispute decided for the claimant"),
            conditions=TAKEN,
            notice="claim_approved",
            needs_note=True,
        ),
        Step(
            "dismiss",
            (State.DISPUTED,),
            State.REFUSED,
            SECTION_HEAD,
            _("dispute decided for the present owner"),
            conditions=(conditions.not_own_case,),
            notice="claim_refused",
            needs_note=True,
        ),
        Step(
            "withdraw",
            (State.SUBMITTED, State.SUPPLEMENT, State.SUPPLEMENTED, State.DISPUTED),
            State.WITHDRAWN,
            CLAIMANT,
            _("withdrawn by the claimant"),
            side=Waits.APPLICANT,
        ),
    ),
    url_name="claim_case",
    applicant_url_name="claim",
)
