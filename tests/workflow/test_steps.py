"""A table of steps checks itself when it is written down."""

import pytest
from django.db.models import TextChoices

from incubator.admission.enums import AdmissionState
from incubator.admission.workflow import ADMISSION
from portal.permissions import Permission
from portal.workflow import steps
from portal.workflow.steps import Step, Waits, Workflow


class State(TextChoices):
    OPEN = "open", "open"
    RETURNED = "returned", "returned"
    DONE = "done", "done"


def step(action: str, source: tuple[str, ...], target: str) -> Step[object]:
    return Step(action, source, target, Permission.CASES_VIEW, title=action)


def workflow(
    *rows: Step[object], waits: dict[str, Waits] | None = None, path: tuple[str, ...] = ()
) -> Workflow[object]:
    return Workflow(
        code="trial",
        title="trial",
        prefix="TR",
        states=State,
        initial="open",
        opening_deadline="",
        waits=waits or {"open": Waits.OFFICE, "returned": Waits.APPLICANT},
        steps=rows,
        path=path,
    )


GOOD = (
    step("return", ("open",), "returned"),
    step("answer", ("returned",), "open"),
    step("finish", ("open",), "done"),
)


@pytest.fixture(autouse=True)
def own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_tables", {})


def test_a_sound_table_is_registered_and_answers() -> None:
    flow = workflow(*GOOD)
    assert steps.table("trial") is flow
    assert [s.action for s in flow.steps_from("open")] == ["return", "finish"]
    assert flow.step("finish", "open") is GOOD[2]
    assert flow.step("finish", "returned") is None
    assert [flow.is_open(state) for state in State.values] == [True, True, False]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ((*GOOD, step("x", ("nowhere",), "done")), "step x names the unknown state nowhere"),
        ((*GOOD, step("x", ("open",), "nowhere")), "step x names the unknown state nowhere"),
        ((*GOOD, step("finish", ("open",), "done")), "two steps finish leave open"),
        ((*GOOD, step("x", ("done",), "open")), "step x leaves done, which is an end"),
        (GOOD[:1] + GOOD[2:], "no step leaves returned, and it is not an end"),
        (GOOD[:2], "no step reaches done"),
    ],
)
def test_a_table_with_a_hole_is_refused(rows: tuple[Step[object], ...], fault: str) -> None:
    with pytest.raises(ValueError, match="Workflow trial") as refused:
        workflow(*rows)
    assert fault in str(refused.value)


def test_unknown_states_in_waits_and_path_are_refused() -> None:
    waits = {"open": Waits.OFFICE, "returned": Waits.APPLICANT, "lost": Waits.OFFICE}
    with pytest.raises(ValueError, match="waits names the unknown state lost"):
        workflow(*GOOD, waits=waits)
    with pytest.raises(ValueError, match="path names the unknown state lost"):
        workflow(*GOOD, path=("open", "lost"))


def test_a_detour_stands_behind_the_states_that_the_case_left_for_it() -> None:
    behind = {state: ADMISSION.left_after(state) for state in ("returned", "resubmitted")}
    assert behind == {"returned": 1, "resubmitted": 1}
    assert (
        ADMISSION.path[: ADMISSION.left_after(AdmissionState.RESERVE)][-1]
        == AdmissionState.PUBLICITY
    )
