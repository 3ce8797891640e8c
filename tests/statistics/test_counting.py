"""Figure = list = recount from raw rows, in a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incubator.grants.models import Claim
from incubator.groups.models import CommunityGroup
from incubator.residence.models import Residence
from incubator.training.models import CourseAttendance
from incubator.venues.models import Room
from incubator.workers.models import Employment
from portal.core import clock
from portal.organisations.record import queries as record
from portal.organisations.record.models import Grade
from portal.organisations.register.models import Organisation
from portal.statistics.tables import registry
from portal.statistics.tables.scope import Scope
from tests import people
from tests.factories import deciding, groups, joining, residences, training, venues, workers
from tests.factories import record as facts

pytestmark = pytest.mark.django_db


def scope(place: str = "150602") -> Scope:
    today = clock.today()
    return Scope(place, date(today.year, 1, 1), today)


def registers(number: int) -> None:
    today = clock.today()
    for at in range(number):
        given = {
            "registered_on": date(today.year, 1, 1 + at % 28) if at % 2 else date(2019, 3, 4),
            "founding_capital_fen": 3_000_000 + at,
            "state": ["normal", "normal", "deregistered", "revoked"][at % 4],
        }
        joining.organisation(f"东胜区第{Organisation.objects.count()}服务中心", **given)


def grades() -> None:
    """One in force, one lowered, one cancelled, one replaced by a higher, one that has expired."""
    today, year = clock.today(), timedelta(days=365)
    rows = list(Organisation.objects.filter(state="normal").order_by("pk")[:5])
    since, until = today - year, today + 4 * year
    made = [facts.graded(row, 3, since=since, until=until) for row in rows[:4]]
    facts.changed(made[1], 2)
    facts.changed(made[2])
    facts.graded(rows[3], 4, since=today - timedelta(days=30), until=until)
    facts.graded(rows[4], 5, since=today - 6 * year, until=today - year)


@pytest.fixture
def city():
    """Something of every kind that can be counted, most of it in the banner of the tests."""
    registers(12)
    grades()
    other = people.body("other_bureau")
    joining.organisation("康巴什区福乐助老服务中心", registry=other)
    base = venues.base()
    venues.room(base, capacity=20, area=60)
    venues.room(base, capacity=12)
    residences.residence(deciding.organisation(), base=base)
    over = residences.residence(deciding.organisation(), base=base)
    residences.in_state(over, "follow_up")
    groups.filed(members=18)
    groups.filed(members=7, category="charity")
    workers.worker(level="senior")
    workers.worker(level="assistant", full_time=False)
    workers.worker(level="")
    training.evaluated()


def figures(code: str, place: str = "150602") -> dict[str, dict[str, int]]:
    table = registry.table(code)
    return registry.figures(table, scope(place), [column.code for column in table.columns])


def total(code: str, column: str, place: str = "150602") -> int:
    return sum(line[column] for line in figures(code, place).values())


def test_every_figure_is_what_its_list_comes_to(city):
    seen = set()
    for table in registry.tables():
        for key, line in figures(table.code).items():
            for column in table.columns:
                rows = registry.listed(table, column, scope(), key)
                assert registry.value(column, rows) == line[column.code], (table.code, key)
                assert all(len(table.cells(row)) == len(table.heads) for row in rows)
                assert all(isinstance(table.way(row), str) for row in rows)
                seen |= {table.code} if line[column.code] else set()
    assert seen >= {table.code for table in registry.tables()} - {
        "grants_by_scheme",
        "ratings_by_state",
    }


def test_every_figure_equals_a_recount_from_raw_rows(city):
    _registered_organisations()
    _grades_as_the_record_answers_one_by_one()
    _what_the_bases_do()
    _groups_and_social_workers()
    _nothing_before_it_was_there()


def _registered_organisations():
    rows = [r for r in Organisation.objects.all() if r.registry.division_id == "150602"]
    kinds = figures("organisations_by_kind")
    assert sum(line["number"] for line in kinds.values()) == len(
        [r for r in rows if r.state == "normal"]
    )
    this = [r for r in rows if r.registered_on and r.registered_on >= scope().first]
    assert sum(line["new"] for line in kinds.values()) == len(this) > 0
    funds = sum(r.founding_capital_fen or 0 for r in rows if r.state == "normal")
    assert sum(line["funds"] for line in kinds.values()) == funds > 0
    states = figures("organisations_by_state")
    assert {key: line["number"] for key, line in states.items()} == {
        state: len([r for r in rows if r.state == state]) for state in {r.state for r in rows}
    }
    assert total("organisations_by_banner", "number") == total("organisations_by_kind", "number")
    here = total("organisations_by_kind", "number")
    for wider in ("150600", "150000"):
        assert total("organisations_by_kind", "number", wider) == 1 + here


def _grades_as_the_record_answers_one_by_one():
    levels = [
        record.level_on(row.pk, clock.today())
        for row in Organisation.objects.filter(state="normal", registry__division="150602")
    ]
    counted = {int(key): line["number"] for key, line in figures("grades_in_force").items()}
    assert counted == {level: levels.count(level) for level in set(levels) - {0}}
    assert counted == {3: 1, 2: 1, 4: 1}
    announced = [g for g in Grade.objects.all() if g.announced_on >= scope().first]
    assert total("grades_announced", "number") == len(announced)


def _what_the_bases_do():
    today = clock.today()
    stays = list(Residence.objects.all())
    by_base = next(iter(figures("residences_by_base").values()))
    assert by_base["number"] == len([r for r in stays if r.ended_on is None]) == 1
    assert by_base["graduated"] == len([r for r in stays if r.outcome == "graduated"]) == 1
    assert by_base["left"] == 0
    assert by_base["new"] == len([r for r in stays if r.begins_on >= scope().first])
    assert total("residences_by_stage", "number") == 1
    rooms = figures("rooms_by_kind")["meeting"]
    kept = [r for r in Room.objects.all() if r.kind == "meeting"]
    assert rooms == {
        "number": len(kept),
        "seats": sum(r.capacity for r in kept),
        "area": sum(r.area or 0 for r in kept),
    }
    came = [a for a in CourseAttendance.objects.all() if clock.day(a.session.starts_at) <= today]
    assert total("training_by_base", "hours") == sum(a.minutes for a in came) > 0
    assert total("training_by_base", "attendances") == len(came)


def _groups_and_social_workers():
    on_file = [g for g in CommunityGroup.objects.all() if g.status == "filed"]
    assert total("groups_by_category", "number") == len(on_file) == 2
    assert total("groups_by_category", "members") == sum(g.members for g in on_file) == 25
    employed = list(Employment.objects.all())
    assert total("workers_by_level", "number") == len(employed) == 3
    assert total("workers_by_level", "full_time") == len([e for e in employed if e.full_time]) == 2
    assert {key: line["number"] for key, line in figures("workers_by_level").items()} == {
        "senior": 1,
        "assistant": 1,
        "none": 1,
    }


def test_grants_equal_a_recount():
    from tests.factories import grants

    claim = grants.paid()
    found = figures("grants_by_scheme")
    assert list(found) == [str(claim.scheme_id)]
    rows = list(Claim.objects.filter(scheme=claim.scheme))
    assert found[str(claim.scheme_id)] == {
        "number": len(rows),
        "committed": sum(r.amount for r in rows if r.commitment_id),
        "paid_number": len([r for r in rows if r.paid]),
        "paid": sum(r.paid for r in rows),
    }
    table = registry.table("grants_by_scheme")
    assert registry.lines(table, list(found)) == [(str(claim.scheme_id), claim.scheme.title)]


def _nothing_before_it_was_there():
    past = Scope("150602", date(2012, 1, 1), date(2012, 12, 31))
    for table in registry.tables():
        found = registry.figures(table, past, [column.code for column in table.columns])
        dated = {key: line for key, line in found.items() if any(line.values())}
        assert not dated or table.code.startswith("organisations"), (table.code, dated)


def test_all_tables_cost_one_query_each_for_ten_times_as_many():
    registers(4)
    counts = []
    for _size in range(2):
        at = scope()
        with CaptureQueriesContext(connection) as asked:
            for table in registry.tables():
                registry.figures(table, at, [column.code for column in table.columns])
        counts.append(len(asked))
        registers(40)
    assert counts == [len(registry.tables())] * 2
