"""Evaluations of a base's year for tests, in any state."""

from typing import Any

from incubator.bases.models import Base
from incubator.yearly import operations
from incubator.yearly.models import Evaluation
from portal.accounts.models import User
from portal.core import clock
from tests import people
from tests.factories import accounts, programmes

POINTS = {
    "organisations": "13", "graduates": "8", "registered": "8.5", "training": "13", "rooms": "8",
    "kept": "9", "support": "8", "management": "9", "people": "9.25",
}  # fmt: skip


def last_year() -> int:
    """The year that is over."""
    return clock.today().year - 1


def station() -> Base:
    """The base of the tests' bureau; its worker is ``people.person("base_worker")``."""
    return Base.objects.filter(office=people.body("bureau")).first() or programmes.base()


def opened(base: Base | None = None, **given: Any) -> Evaluation:
    """Opened by the bureau for the last year; without a base, for the newest year still free."""
    year = last_year()
    while base is None and Evaluation.objects.filter(base=station(), year=year).exists():
        year -= 1
    values = {"year": year, "by": people.person("incubation_clerk"), **given}
    return operations.open_year(base=base or station(), **values)


def stated(row: Evaluation | None = None) -> Evaluation:
    """With the account of the base."""
    return operations.state(
        evaluation=row or opened(),
        account="全年办了八场培训。",
        remarks={"training_hours": "冬季停了两周。"},
        by=people.person("base_worker"),
    )


def visited(row: Evaluation | None = None) -> Evaluation:
    """Visited today."""
    return operations.visit(
        evaluation=row or stated(),
        visit_on=clock.today(),
        visitors="张力、斯琴",
        minutes="看了场地、账目和值班记录。",
        by=people.person("incubation_clerk"),
    )


def scored(row: Evaluation | None = None, **points: str) -> Evaluation:
    """Scored: 85.75 points unless ``points`` say otherwise."""
    return operations.score(
        evaluation=row or visited(),
        points={**POINTS, **points},
        words={"people": "居民评价好。"},
        by=people.person("incubation_clerk"),
    )


def published(row: Evaluation | None = None, **points: str) -> Evaluation:
    """With the result in public."""
    return operations.publish(
        evaluation=row or scored(**points), by=people.person("incubation_clerk")
    )


def another_clerk() -> User:
    """A colleague of the bureau who neither visited nor scored."""
    found = User.objects.filter(email="second-clerk@tests.example").first()
    if found is None:
        found = accounts.user(email="second-clerk@tests.example", name="斯琴")
        people.appoint(found, "incubation_clerk", people.body("bureau"))
    return found


def in_state(state: str) -> Evaluation:
    """An evaluation with its case set to a state without the steps that lead there (tables)."""
    row = opened()
    row.status = state
    if state == "graded":
        row.grade, row.graded_on, row.score = "good", clock.today(), 8575
    case = row.case
    case.state = state
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else clock.now()
    case.save()
    row.save()
    return row
