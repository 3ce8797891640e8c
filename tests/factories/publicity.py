"""Names made public for tests: a case of our organisation, on a page of the bureau."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from portal.core import clock
from portal.workflow.publicity import operations
from portal.workflow.publicity.enums import ObjectionState
from portal.workflow.publicity.models import Objection, Publicity
from tests import people
from tests.factories import joining

RULE = "publicity.objection_answer"
KIND = "tests"


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The portal's clock stands at a moment."""
    with mock.patch.object(clock, "now", return_value=moment):
        yield


def case(number: int = 0):
    """A case that may stand on a page, held by the bureau."""
    org = joining.organisation(f"东胜区青禾{number}号服务中心")
    return joining.claim(org, people.person("resident")).case


def page(*cases, by="section_head", office="bureau", facts=(("名次", "1"),)) -> Publicity:
    """A page with these cases (one of its own without any), public for five working days."""
    listed = cases or (case(),)
    return operations.publish(
        office=people.body(office),
        kind=KIND,
        title="2026年入壳名单公示",
        introduction="根据评审结果公示如下。",
        entries=[operations.EntryWords(one, one.applicant, facts) for one in listed],
        rule=RULE,
        by=people.person(by) if by else None,
    )


def said(**given) -> operations.Said:
    """What an objector says."""
    return operations.Said(
        **{"name": "白音", "phone": "13700137000", "words": "名次不对。", **given}
    )


def objection(on: Publicity | None = None, *, by="stranger") -> Objection:
    """An objection to the first entry of a page."""
    entry = (on or page()).entries.order_by("order")[0]
    made, _code = operations.file(entry=entry, said=said(), by=people.person(by) if by else None)
    return made


def objection_in(state: str) -> Objection:
    """An objection in a state."""
    row, clerk = objection(), people.person("incubation_clerk")
    if state == ObjectionState.RECEIVED:
        return row
    if state == ObjectionState.WITHDRAWN:
        return operations.withdraw(objection=row, by=people.person("stranger"))
    return operations.answer(
        objection=row,
        outcome=state,
        words="已核实。",
        by=clerk,
        corrected=operations.Corrected(row.entry.name, [("名次", "2")]),
    )
