"""The way of a base's year: account, visit, points, publicity, grade."""

from django.utils.translation import gettext_lazy as _

from incubator.yearly import acts
from incubator.yearly.acts import BASIS, Facts
from incubator.yearly.enums import YearState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = YearState
EVALUATE = Permission.BASE_EVALUATE
ANSWER = Permission.BASE_MANAGE
BASE = Permission.BASE_DASHBOARD
APART = (acts.own_base,)

BASE_YEAR: Workflow[Facts] = Workflow(
    code="base_year",
    title=_("yearly evaluation of a base"),
    prefix="JP",
    states=YearState,
    initial=State.OPENED,
    opening_deadline="yearly.account",
    waits={
        State.OPENED: Waits.APPLICANT,
        State.STATED: Waits.OFFICE,
        State.VISITED: Waits.OFFICE,
        State.SCORED: Waits.OFFICE,
        State.PUBLISHED: Waits.TIME,
    },
    path=(
        State.OPENED, State.STATED, State.VISITED, State.SCORED, State.PUBLISHED, State.GRADED,
    ),
    steps=(
        Step(
            "state", (State.OPENED,), State.STATED, BASE, _("account of the year handed in"),
            side=Waits.APPLICANT, conditions=(acts.account_said,), deadline="yearly.visit",
        ),
        Step(
            "lapse_account", (State.OPENED,), State.STATED, None,
            _("no account came; the records count"), basis=BASIS, deadline="yearly.visit",
            notice="yearly_lapsed",
        ),
        Step(
            "return_account", (State.STATED,), State.OPENED, EVALUATE,
            _("account sent back to be completed"), conditions=APART, basis=BASIS,
            deadline="yearly.supplement", notice="yearly_returned", needs_note=True,
        ),
        Step(
            "visit", (State.STATED,), State.VISITED, EVALUATE, _("visited"),
            conditions=(*APART, acts.visit_was), basis=BASIS, deadline="yearly.score",
        ),
        Step(
            "score", (State.VISITED, State.SCORED), State.SCORED, EVALUATE, _("scored"),
            conditions=(*APART, acts.all_scored), basis=BASIS, deadline="yearly.publish",
        ),
        Step(
            "publish", (State.SCORED,), State.PUBLISHED, EVALUATE, _("result made public"),
            conditions=APART, basis=BASIS, deadline="yearly.publicity",
            notice="yearly_published",
        ),
        Step(
            "correct", (State.PUBLISHED,), State.PUBLISHED, ANSWER,
            _("corrected after an objection and published again in full"), conditions=APART,
            deadline="yearly.publicity", needs_note=True,
        ),
        Step(
            "score_again", (State.PUBLISHED,), State.VISITED, ANSWER,
            _("result taken back after an objection, to be scored again"), conditions=APART,
            basis=BASIS, deadline="yearly.score", notice="yearly_again", needs_note=True,
        ),
        Step(
            "grade", (State.PUBLISHED,), State.GRADED, None, _("graded"), basis=BASIS,
            notice="yearly_graded",
        ),
        Step(
            "call_off", (State.OPENED, State.STATED, State.VISITED, State.SCORED),
            State.CALLED_OFF, EVALUATE, _("called off"), conditions=APART, basis=BASIS,
            notice="yearly_called_off", needs_note=True,
        ),
    ),
    url_name="evaluation_case",
    applicant_url_name="my_evaluation",
    opened=_("evaluation opened"),
)  # fmt: skip
