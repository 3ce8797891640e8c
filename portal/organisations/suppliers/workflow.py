"""The way of a supplier that joins: the civil affairs bureau of its place decides."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.suppliers import conditions
from portal.organisations.suppliers.conditions import JoinFacts
from portal.organisations.suppliers.enums import CHECKED, SupplierState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = SupplierState
DECIDE = Permission.SUPPLIER_DECIDE
APPLICANT = Permission.SIGNED_IN

SUPPLIER: Workflow[JoinFacts] = Workflow(
    code="supplier",
    title=_("joining as a supplier"),
    prefix="GY",
    states=SupplierState,
    initial=State.SUBMITTED,
    opening_deadline="suppliers.decision",
    waits={
        State.SUBMITTED: Waits.OFFICE,
        State.SUPPLEMENT: Waits.APPLICANT,
        State.SUPPLEMENTED: Waits.OFFICE,
    },
    path=(State.SUBMITTED, State.APPROVED),
    steps=(
        Step(
            "approve",
            CHECKED,
            State.APPROVED,
            DECIDE,
            _("joined as a supplier"),
            conditions=(
                conditions.not_own_case,
                conditions.code_still_free,
                conditions.applicant_still_there,
            ),
            notice="supplier_approved",
        ),
        Step(
            "refuse",
            CHECKED,
            State.REFUSED,
            DECIDE,
            _("refused"),
            conditions=(conditions.not_own_case,),
            notice="supplier_refused",
            needs_note=True,
        ),
        Step(
            "ask_more",
            (State.SUBMITTED,),
            State.SUPPLEMENT,
            DECIDE,
            _("told once what is missing"),
            conditions=(conditions.not_own_case,),
            deadline="suppliers.supplement",
            notice="supplier_supplement",
            needs_note=True,
        ),
        Step(
            "supply",
            (State.SUPPLEMENT,),
            State.SUPPLEMENTED,
            APPLICANT,
            _("additions handed in"),
            side=Waits.APPLICANT,
            deadline="suppliers.decision",
        ),
        Step(
            "lapse",
            (State.SUPPLEMENT,),
            State.LAPSED,
            None,
            _("closed, nothing was added in time"),
            notice="supplier_lapsed",
        ),
        Step(
            "withdraw",
            (State.SUBMITTED, State.SUPPLEMENT, State.SUPPLEMENTED),
            State.WITHDRAWN,
            APPLICANT,
            _("withdrawn by the applicant"),
            side=Waits.APPLICANT,
        ),
    ),
    url_name="supplier_case",
    applicant_url_name="supplier",
)
