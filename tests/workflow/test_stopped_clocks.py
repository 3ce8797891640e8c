"""A limit stops while the applicant must act, runs on with what was left, and can be extended."""

from datetime import date, datetime

import pytest
import time_machine
from django.db.models import TextChoices

from portal.core.clock import SHANGHAI
from portal.workflow import engine
from portal.workflow.models import Case
from portal.workflow.steps import Clock, Step, Waits, Workflow
from tests.people import body, person

pytestmark = pytest.mark.django_db


class State(TextChoices):
    CHECK = "check", "check"
    BACK = "back", "back"
    AGAIN = "again", "again"


@pytest.fixture
def flow(monkeypatch):
    from portal.workflow import steps

    monkeypatch.setattr(steps, "_tables", dict(steps._tables))
    return Workflow(
        code="stopping",
        title="stopping",
        prefix="ST",
        states=State,
        initial="check",
        opening_deadline="claims.dispute",
        waits={"check": Waits.OFFICE, "back": Waits.APPLICANT, "again": Waits.OFFICE},
        steps=(
            Step(
                "ask", ("check",), "back", None, "asked", deadline="claims.decision",
                clock=Clock.STOPS,
            ),
            Step("longer", ("back",), "back", None, "longer", deadline="claims.decision",
                 extends=True),
            Step("answer", ("back",), "again", None, "answered", clock=Clock.RESUMES),
            Step("settle", ("again",), "check", None, "settled"),
            Step("rest", ("again",), "check", None, "rests", clock=Clock.ENDS),
        ),
    )  # fmt: skip


def case_of(flow: Workflow) -> Case:
    moment = datetime(2026, 11, 16, 9, 0, tzinfo=SHANGHAI)
    return Case.objects.create(
        number="ST-20261116-0001",
        workflow=flow.code,
        state="check",
        waits_for="office",
        applicant="暖阳",
        applicant_user=person("owner"),
        holder=body("bureau"),
        opened_at=moment,
        state_since=moment,
        object_id=1,
        **engine.limit("claims.dispute", moment, moment),
    )


def take(flow: Workflow, case: Case, action: str, state: str, *when: int) -> Case:
    step = flow.step(action, state)
    assert step is not None
    year, month, day = when
    moment = datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)
    with time_machine.travel(moment, tick=False):
        engine._set_limit(case, step, moment)
    return case


def test_the_days_that_were_left_count_on_after_the_answer(flow) -> None:
    case = case_of(flow)
    assert case.due_on == date(2026, 11, 30)
    take(flow, case, "ask", "check", 2026, 11, 18)
    assert (case.kept_days, case.kept_rule, case.due_on) == (
        8,
        "claims.dispute",
        date(2026, 11, 23),
    )
    take(flow, case, "answer", "back", 2026, 11, 23)
    assert (case.due_on, case.due_days, case.kept_days) == (date(2026, 12, 3), 8, None)


def test_an_extension_is_added_to_the_last_day_that_stands(flow) -> None:
    case = take(flow, case_of(flow), "ask", "check", 2026, 11, 18)
    take(flow, case, "longer", "back", 2026, 11, 19)
    assert case.due_on == date(2026, 11, 26)


def test_a_limit_that_was_missed_before_it_stopped_has_no_day_left(flow) -> None:
    case = take(flow, case_of(flow), "ask", "check", 2026, 12, 2)
    assert case.kept_days == 0
    take(flow, case, "answer", "back", 2026, 12, 3)
    assert case.due_on == date(2026, 12, 3)


def test_a_resumed_limit_is_recounted_with_its_own_days(flow) -> None:
    case = take(flow, case_of(flow), "ask", "check", 2026, 11, 18)
    take(flow, case, "answer", "back", 2026, 11, 23)
    again = engine.limit(case.due_rule, case.due_since, case.opened_at, days=case.due_days)
    assert again["due_on"] == date(2026, 12, 3)


def test_a_step_that_names_no_limit_leaves_the_running_one(flow) -> None:
    case = take(flow, case_of(flow), "settle", "again", 2026, 11, 20)
    assert case.due_on == date(2026, 11, 30)


def test_a_limit_that_was_kept_runs_no_more_while_the_case_goes_on(flow):
    case = take(flow, case_of(flow), "rest", "again", 2026, 11, 20)
    assert (case.due_on, case.due_rule, case.due_since) == (None, "", None)
