"""A changed calendar moves the limits of open cases, and only those."""

from datetime import date, datetime, timedelta

import pytest

from portal.audit.models import Event
from portal.core.clock import SHANGHAI
from portal.law import operations as law
from portal.workflow import engine, recount
from portal.workflow.models import Case
from tests.people import body, person
from tests.work import drain, move_to

pytestmark = pytest.mark.django_db
OPENED = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


@pytest.fixture(autouse=True)
def on_tuesday(db: None) -> None:
    """By the portal's own clock: on PostgreSQL the database tells the time."""
    move_to(OPENED.isoformat())


@pytest.fixture
def case() -> Case:
    return make(1)


def make(number: int, **changes: object) -> Case:
    values = {
        "number": f"RL-20261124-{number:04}",
        "workflow": "claim",
        "state": "submitted",
        "waits_for": "office",
        "applicant": "暖阳",
        "applicant_user": person("owner"),
        "holder": body("bureau"),
        "opened_at": OPENED,
        "state_since": OPENED,
        "object_id": number,
        **engine.limit("claims.decision", OPENED, OPENED),
    }
    return Case.objects.create(**(values | changes))


def close(day: date) -> None:
    law.set_days(
        year=day.year, first=day, last=day, works=False, note="停电", by=person("law_keeper")
    )


def test_a_day_off_declared_later_moves_the_last_day_of_a_running_case(case: Case) -> None:
    assert case.due_on == FRIDAY
    close(FRIDAY)
    drain()
    case.refresh_from_db()
    assert (case.due_on, case.due_provisional) == (MONDAY, False)
    event = Event.objects.get(action="case.limit_recounted")
    assert event.subject == f"workflow.case:{case.pk}"


def test_a_confirmed_year_makes_a_provisional_limit_certain() -> None:
    began = datetime(2026, 12, 30, 9, 0, tzinfo=SHANGHAI)
    case = make(2, **engine.limit("claims.decision", began, began))
    assert case.due_provisional
    for first, last in (((1, 1), (1, 1)), ((2, 5), (2, 12)), ((10, 1), (10, 8))):
        law.set_days(
            year=2027,
            first=date(2027, *first),
            last=date(2027, *last),
            works=False,
            note="节",
            by=person("law_keeper"),
        )
    law.confirm_year(year=2027, source="通知", by=person("law_keeper"))
    drain()
    case.refresh_from_db()
    assert (case.due_on, case.due_provisional) == (date(2027, 1, 5), False)


def test_closed_cases_and_limits_that_ran_out_stay_as_they_were() -> None:
    closed = make(3, state="approved", waits_for="nobody", closed_at=OPENED)
    late = make(4, due_on=date(2026, 11, 23))
    free = make(5, due_on=None, due_rule="", due_since=None)
    close(FRIDAY)
    assert recount.recount() == 0
    for case, due in ((closed, FRIDAY), (late, date(2026, 11, 23)), (free, None)):
        case.refresh_from_db()
        assert case.due_on == due


def test_counting_again_changes_nothing(case: Case) -> None:
    close(FRIDAY)
    assert [recount.recount(), recount.recount()] == [1, 0]


def test_a_limit_without_its_start_is_left_alone() -> None:
    make(6, due_since=None, due_on=FRIDAY + timedelta(days=30))
    assert recount.recount() == 0
