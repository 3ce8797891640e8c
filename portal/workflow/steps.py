"""A workflow is a table: frozen steps that check themselves.

The table is the law of a subject as data: from which states, to which, by whom, under which
conditions and clause, by when, and who is told. The engine reads it; ``make law`` prints it.

Note for authors (Python 3.11): write ``CLAIM: Workflow[Facts] = Workflow(…)``; subscripting the
call of a frozen, slotted generic dataclass raises.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.db.models import TextChoices

from portal.core.reasons import Condition, Text
from portal.permissions import Permission

F = TypeVar("F")


class Waits(StrEnum):
    """Whose turn it is in a state. TIME: a day must come; PANEL: experts score.

    TREASURY: those who keep the office's money act, so it stands in their list and not in the
    work list of the case workers.
    """

    OFFICE = "office"
    APPLICANT = "applicant"
    PANEL = "panel"
    TREASURY = "treasury"
    TIME = "time"
    NOBODY = "nobody"


class Clock(StrEnum):
    """What a step does with the running time limit: while somebody else must act, or for good."""

    RUNS = "runs"
    STOPS = "stops"
    RESUMES = "resumes"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Step(Generic[F]):
    """One lawful act. ``permission`` None: the portal itself, when the time comes.

    ``side`` says whether the office or the applicant takes it. ``deadline`` is the key of the rule
    row that gives the time limit of the *new* state; ``notice`` the key of the message sent to the
    parties; ``needs_note`` asks for words. ``clock`` stops the office's limit, keeping the working
    days that are left, lets it run on with those, or ends it: what was due is done and nothing
    is due in the new state. ``extends``: the limit is added to the last day that stands, instead
    of being counted from now.
    """

    action: str
    source: tuple[str, ...]
    target: str
    permission: Permission | None
    title: Text
    side: Waits = Waits.OFFICE
    conditions: tuple[Condition[F], ...] = ()
    basis: str = ""
    deadline: str = ""
    notice: str = ""
    needs_note: bool = False
    clock: Clock = Clock.RUNS
    extends: bool = False


@dataclass(frozen=True, slots=True)
class Workflow(Generic[F]):
    """A subject's table of steps with its states.

    ``waits`` says whose turn each open state is; a state without an entry is an end.
    ``prefix`` begins the case number (RL-20261124-0001). ``path`` is the way of a case that
    meets no obstacle, for the picture of its steps; where several ends are equally likely it
    leaves them out, and ``outcome`` names them all while the case is open. ``url_name`` leads
    the office to the case's page by ``object_id``; ``applicant_url_name`` leads the applicant.
    ``opened`` names the beginning of a case that the office or the portal opens; else it was
    handed in. ``remarks`` names what is noted in a case besides its steps, by action; what has no
    name stays out of the case's history.
    """

    code: str
    title: Text
    prefix: str
    states: type[TextChoices]
    initial: str
    opening_deadline: str
    waits: dict[str, Waits]
    steps: tuple[Step[F], ...]
    path: tuple[str, ...] = ()
    outcome: Text = ""
    url_name: str = ""
    applicant_url_name: str = ""
    opened: Text = ""
    remarks: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise ValueError(f"Workflow {self.code}: " + "; ".join(faults))
        _tables[self.code] = self

    def step(self, action: str, state: str) -> Step[F] | None:
        """The step an action takes from a state, or None."""
        found = (s for s in self.steps if s.action == action and state in s.source)
        return next(found, None)

    def steps_from(self, state: str) -> list[Step[F]]:
        """All steps that leave a state."""
        return [step for step in self.steps if state in step.source]

    def is_open(self, state: str) -> bool:
        """Whether the case still waits for somebody in this state."""
        return state in self.waits

    def left_after(self, detour: str) -> int:
        """How many states of the path lie behind a case that left it for this one, at least 1."""
        seen, ahead = {detour}, [detour]
        for state in ahead:
            if state not in self.path:
                into = [step for step in self.steps if step.target == state]
                fresh = {source for step in into for source in step.source} - seen
                seen |= fresh
                ahead += fresh
        return max((i for i, state in enumerate(self.path, 1) if state in seen), default=1)

    def _faults(self) -> Iterable[str]:
        known = set(self.states.values)
        seen: set[tuple[str, str]] = set()
        yield from self._faults_of_clocks()
        for step in self.steps:
            for state in (*step.source, step.target):
                if state not in known:
                    yield f"step {step.action} names the unknown state {state}"
            for state in step.source:
                if (step.action, state) in seen:
                    yield f"two steps {step.action} leave {state}"
                if state not in self.waits:
                    yield f"step {step.action} leaves {state}, which is an end"
                seen.add((step.action, state))
        targets = {step.target for step in self.steps} | {self.initial}
        for state in known - targets:
            yield f"no step reaches {state}"
        for state in self.path:
            if state not in known:
                yield f"path names the unknown state {state}"
        for state in self.waits:
            if state not in known:
                yield f"waits names the unknown state {state}"
            elif not any(state in step.source for step in self.steps):
                yield f"no step leaves {state}, and it is not an end"

    def _faults_of_clocks(self) -> Iterable[str]:
        clocks = {step.clock for step in self.steps}
        if Clock.RESUMES in clocks and Clock.STOPS not in clocks:
            yield "a clock resumes that never stops"
        for step in self.steps:
            if step.extends and not step.deadline:
                yield f"step {step.action} extends a limit by no rule"


AnyWorkflow = Workflow[Any]
FactsOf = Callable[[Any], Any]
_tables: dict[str, AnyWorkflow] = {}


def tables() -> list[AnyWorkflow]:
    """Every workflow of the product, in the order of their codes."""
    return [_tables[code] for code in sorted(_tables)]


def table(code: str) -> AnyWorkflow:
    """The workflow with this code; KeyError when there is none."""
    return _tables[code]
