"""What is due gets done once, by the portal itself; one fault stops nothing else."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db.models import TextChoices

from portal.core.reasons import Reason, Refused
from portal.permissions import Permission
from portal.workflow import due, engine, steps
from portal.workflow.steps import Step, Waits, Workflow

pytestmark = pytest.mark.django_db


class State(TextChoices):
    OPEN = "open", "open"
    DONE = "done", "done"


@pytest.fixture
def flow(monkeypatch: pytest.MonkeyPatch) -> Workflow:
    monkeypatch.setattr(steps, "_tables", {})
    monkeypatch.setattr(due, "_steps", {})
    return Workflow(
        code="trial",
        title="trial",
        prefix="TR",
        states=State,
        initial="open",
        opening_deadline="",
        waits={"open": Waits.OFFICE},
        steps=(
            Step("lapse", ("open",), "done", None, "lapse"),
            Step("close", ("open",), "done", Permission.CASES_VIEW, "close"),
        ),
    )


def rows(*keys: int):
    def find(moment: datetime) -> Iterator[SimpleNamespace]:
        assert moment.tzinfo is not None
        return iter([SimpleNamespace(pk=key) for key in keys])

    return find


def test_a_step_that_needs_a_person_is_never_due(flow: Workflow) -> None:
    with pytest.raises(ValueError, match="no step close"):
        due.register(flow, "close", rows())
    with pytest.raises(ValueError, match="no step nothing"):
        due.register(flow, "nothing", rows())


def test_without_an_act_the_engine_advances_the_row(
    flow: Workflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    monkeypatch.setattr(
        engine, "advance", lambda row, action, *, by: taken.append((row.pk, action, by))
    )
    due.register(flow, "lapse", rows(1, 2))
    assert due.run() == 2
    assert taken == [(1, "lapse", None), (2, "lapse", None)]


def test_a_refused_and_a_failing_row_stop_no_other(flow: Workflow) -> None:
    taken = []

    def act(row: SimpleNamespace) -> None:
        if row.pk == 1:
            raise Refused(Reason("not_yet", "not yet"))
        if row.pk == 2:
            raise RuntimeError("as told")
        taken.append(row.pk)

    due.register(flow, "lapse", rows(1, 2, 3), act=act)
    assert due.run() == 1
    assert taken == [3]
