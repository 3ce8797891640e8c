"""The steps of the decision: opinion, committee, publicity, re-examination, announcement.

They stand here because a rating has one table; what they ask is found by ``ratings.deciding``
and handed over as ``Act.lacking``.
"""

from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission
from portal.workflow.steps import Clock, Step, Waits
from ratings.applications import acts
from ratings.applications.acts import BASIS, Act
from ratings.applications.enums import RatingState

State = RatingState
APPLY = Permission.ORGANISATION_EDIT
CHECK = Permission.RATING_CHECK
DECIDE = Permission.RATING_DECIDE
ANSWER = Permission.OBJECTION_ANSWER
OURS = (acts.nothing_lacks,)
OFFICE = (acts.not_own_case, acts.nothing_lacks)

WAITS: dict[str, Waits] = {
    State.PROPOSED: Waits.OFFICE,
    State.VOTED: Waits.OFFICE,
    State.PUBLIC: Waits.TIME,
    State.REVIEWING: Waits.OFFICE,
    State.STANDS: Waits.OFFICE,
    State.CONFIRMED: Waits.OFFICE,
}
PATH = (
    State.PROPOSED, State.VOTED, State.PUBLIC, State.STANDS, State.CONFIRMED, State.ANNOUNCED,
)  # fmt: skip

DECIDING: tuple[Step[Act], ...] = (
    Step(
        "opine", (State.ASSESSED,), State.PROPOSED, CHECK, _("preliminary opinion given"),
        conditions=OFFICE, basis=BASIS, deadline="deciding.decide", needs_note=True,
    ),
    Step(
        "decide", (State.PROPOSED,), State.VOTED, CHECK, _("decided by the committee"),
        conditions=OFFICE, basis=BASIS, deadline="deciding.publish",
    ),
    Step(
        "publish", (State.VOTED,), State.PUBLIC, CHECK, _("result made public"),
        conditions=OFFICE, basis=BASIS, deadline="deciding.publicity", notice="rating_public",
    ),
    Step(
        "ask_again", (State.PUBLIC,), State.REVIEWING, APPLY, _("re-examination asked for"),
        side=Waits.APPLICANT, conditions=OURS, basis=BASIS, deadline="deciding.reexamination",
        needs_note=True,
    ),
    Step(
        "uphold", (State.REVIEWING,), State.PUBLIC, CHECK, _("re-examined, result upheld"),
        conditions=OFFICE, basis=BASIS, notice="rating_upheld", needs_note=True, clock=Clock.ENDS,
    ),
    Step(
        "change", (State.REVIEWING,), State.PUBLIC, CHECK, _("re-examined, result changed"),
        conditions=OFFICE, basis=BASIS, deadline="deciding.publicity", notice="rating_changed",
        needs_note=True,
    ),
    Step(
        "correct", (State.PUBLIC,), State.PUBLIC, ANSWER,
        _("entry corrected and made public again"), conditions=OFFICE,
        deadline="deciding.publicity", needs_note=True,
    ),
    Step(
        "reconsider", (State.PUBLIC, State.REVIEWING), State.PROPOSED, ANSWER,
        _("objection upheld, back to the committee"), conditions=OFFICE,
        deadline="deciding.decide", notice="rating_reconsidered", needs_note=True,
    ),
    Step(
        "stand", (State.PUBLIC,), State.STANDS, None, _("publicity over"),
        deadline="deciding.confirm",
    ),
    Step(
        "return_decision", (State.STANDS,), State.PROPOSED, DECIDE,
        _("not confirmed, back to the committee"), conditions=OFFICE,
        deadline="deciding.decide", needs_note=True,
    ),
    Step(
        "confirm", (State.STANDS,), State.CONFIRMED, DECIDE, _("confirmed by the registry"),
        conditions=OFFICE, basis=BASIS, deadline="deciding.announce",
    ),
    Step(
        "announce", (State.CONFIRMED,), State.ANNOUNCED, CHECK, _("grade announced"),
        conditions=OFFICE, basis=BASIS, notice="rating_announced",
    ),
    Step(
        "announce_none", (State.CONFIRMED,), State.NO_GRADE, CHECK, _("announced without a grade"),
        conditions=OFFICE, basis=BASIS, notice="rating_no_grade",
    ),
)  # fmt: skip
