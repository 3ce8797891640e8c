"""The steps of the assessment: own marks, the experts' visit and marks, the organisation's word.

They stand here because a rating has one table; what they ask is found by ``ratings.assessments``
and handed over as ``Act.lacking``.
"""

from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission
from portal.workflow.steps import Step, Waits
from ratings.applications import acts
from ratings.applications.acts import BASIS, Act
from ratings.applications.enums import RatingState

State = RatingState
APPLY = Permission.ORGANISATION_EDIT
CHECK = Permission.RATING_CHECK
OURS = (acts.nothing_lacks,)
OFFICE = (acts.not_own_case, acts.nothing_lacks)

WAITS: dict[str, Waits] = {
    State.HANDED_IN: Waits.OFFICE,
    State.ACCEPTED: Waits.OFFICE,
    State.VISITING: Waits.PANEL,
    State.VISITED: Waits.PANEL,
    State.SCORED: Waits.APPLICANT,
    State.ASSESSED: Waits.OFFICE,
}
PATH = (
    State.HANDED_IN, State.ACCEPTED, State.VISITING, State.VISITED, State.SCORED, State.ASSESSED,
)  # fmt: skip

ASSESSING: tuple[Step[Act], ...] = (
    Step(
        "hand_in", (State.QUALIFIED,), State.HANDED_IN, APPLY, _("self-assessment handed in"),
        side=Waits.APPLICANT, conditions=OURS, basis=BASIS, deadline="assessments.check",
    ),
    Step(
        "more_time", (State.QUALIFIED,), State.QUALIFIED, CHECK,
        _("more time for the self-assessment"), conditions=OFFICE,
        deadline="assessments.more_time", notice="rating_more_time", needs_note=True, extends=True,
    ),
    Step(
        "lapse_assessment", (State.QUALIFIED,), State.OVERDUE, None,
        _("closed, no self-assessment came"), notice="rating_overdue",
    ),
    Step(
        "send_back", (State.HANDED_IN,), State.QUALIFIED, CHECK,
        _("self-assessment sent back to be mended"), conditions=OFFICE,
        deadline="assessments.mend", notice="rating_sent_back", needs_note=True,
    ),
    Step(
        "accept", (State.HANDED_IN,), State.ACCEPTED, CHECK, _("self-assessment accepted"),
        conditions=OFFICE, basis=BASIS, deadline="assessments.arrange",
    ),
    Step(
        "arrange", (State.ACCEPTED,), State.VISITING, CHECK, _("visit arranged and told"),
        conditions=OFFICE, basis=BASIS, deadline="assessments.visit", notice="rating_visit",
    ),
    Step(
        "move_visit", (State.VISITING,), State.VISITING, CHECK, _("visit moved"),
        conditions=OFFICE, notice="rating_visit_moved", needs_note=True,
    ),
    Step(
        "hold_visit", (State.VISITING,), State.VISITED, CHECK, _("visited"), conditions=OFFICE,
        basis=BASIS, deadline="assessments.sign",
    ),
    Step(
        "conclude", (State.VISITED,), State.SCORED, None, _("signed by the experts"),
        conditions=OURS, basis=BASIS, deadline="assessments.reply", notice="rating_scored",
    ),
    Step(
        "sign", (State.SCORED,), State.ASSESSED, APPLY, _("signed by the organisation"),
        side=Waits.APPLICANT, conditions=OURS, deadline="assessments.opinion",
    ),
    Step(
        "object", (State.SCORED,), State.ASSESSED, APPLY, _("objection of the organisation"),
        side=Waits.APPLICANT, conditions=OURS, deadline="assessments.opinion", needs_note=True,
    ),
    Step(
        "keep_silent", (State.SCORED,), State.ASSESSED, None, _("no reply of the organisation"),
        deadline="assessments.opinion", notice="rating_silent",
    ),
)  # fmt: skip
