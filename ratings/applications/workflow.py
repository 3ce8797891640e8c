"""The one table of a rating: applied for, checked; then assessed, decided, made public.

``CHECKING`` ends with an organisation that is qualified, ``assessing.ASSESSING`` with its
assessment, ``deciding.DECIDING`` with the announcement of its grade.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits, Workflow
from ratings.applications import acts, assessing, deciding
from ratings.applications.acts import BASIS, Facts
from ratings.applications.enums import IN_CHECK, RatingState

State = RatingState
APPLY = Permission.ORGANISATION_EDIT
CHECK = Permission.RATING_CHECK
APART = (acts.not_own_case,)
Steps = tuple[Step[Facts], ...]

CHECKING: Steps = (
    Step(
        "qualify", IN_CHECK, State.QUALIFIED, CHECK, _("found qualified"),
        conditions=(*APART, acts.qualifies), basis=BASIS,
        deadline="applications.self_assessment", notice="rating_qualified",
    ),
    Step(
        "ask_more", (State.APPLIED,), State.RETURNED, CHECK, _("told once what is missing"),
        conditions=APART, basis=BASIS, deadline="applications.supplement",
        notice="rating_returned", needs_note=True, clock=Clock.STOPS,
    ),
    Step(
        "refuse", IN_CHECK, State.NOT_QUALIFIED, CHECK, _("found not qualified"),
        conditions=APART, basis=BASIS, notice="rating_refused", needs_note=True,
    ),
    Step(
        "supply", (State.RETURNED,), State.SUPPLIED, APPLY, _("additions handed in"),
        side=Waits.APPLICANT, conditions=(acts.something_added,), clock=Clock.RESUMES,
    ),
    Step(
        "lapse", (State.RETURNED,), State.LAPSED, None, _("closed, nothing was added in time"),
        notice="rating_lapsed",
    ),
    Step(
        "withdraw",
        (State.APPLIED, State.RETURNED, State.SUPPLIED, State.QUALIFIED, *assessing.PATH),
        State.WITHDRAWN, APPLY, _("withdrawn by the organisation"), side=Waits.APPLICANT,
    ),
    Step(
        "disqualify", (State.QUALIFIED,), State.NOT_QUALIFIED, CHECK,
        _("no longer qualified"), conditions=(*APART, acts.no_longer_qualifies), basis=BASIS,
        notice="rating_refused", needs_note=True,
    ),
)  # fmt: skip

RATING: Workflow[Any] = Workflow(
    code="rating",
    title=_("rating of an organisation"),
    prefix="PG",
    states=State,
    initial=State.APPLIED,
    opening_deadline="applications.check",
    waits={
        State.APPLIED: Waits.OFFICE,
        State.RETURNED: Waits.APPLICANT,
        State.SUPPLIED: Waits.OFFICE,
        State.QUALIFIED: Waits.APPLICANT,
        **assessing.WAITS,
        **deciding.WAITS,
    },
    path=(State.APPLIED, State.QUALIFIED, *assessing.PATH, *deciding.PATH),
    steps=(*CHECKING, *assessing.ASSESSING, *deciding.DECIDING),
    url_name="rating_case",
    applicant_url_name="my_rating",
)
