"""The worker's round: tasks end as they should, and what is due gets done."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from portal.audit import operations as audit
from portal.audit.models import Event, Seal
from portal.core import clock
from portal.workflow.worker import leases, loop, pause, pruning, tasks
from portal.workflow.worker.models import TaskLease
from tests.workflow import sample_tasks

pytestmark = pytest.mark.django_db
READY, RUNNING, DONE, FAILED = "READY", "RUNNING", "SUCCESSFUL", "FAILED"


@pytest.fixture(autouse=True)
def fresh(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(tasks, "BUSY_SECONDS", 0.0)
    pause._stop.clear()
    yield
    pause._stop.clear()


def row(result) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=result.id)


def running(worker: str, seconds_ago: int = 0, recoveries: int = 0) -> DBTaskResult:
    """A task that a worker of this name took so many seconds ago."""
    found = row(sample_tasks.note.enqueue("/dev/null", "x"))
    leases.claim(found, worker)
    beat = clock.now() - timedelta(seconds=seconds_ago)
    TaskLease.objects.filter(task=found.pk).update(beat_at=beat, recoveries=recoveries)
    return found


def status(found: DBTaskResult) -> str:
    found.refresh_from_db()
    return found.status


def test_a_task_runs_once_and_its_result_is_kept(tmp_path: Path) -> None:
    found = row(sample_tasks.note.enqueue(str(tmp_path / "a"), "hello"))
    assert tasks.run_ready("w") == 1
    assert tasks.run_ready("w") == 0
    assert (status(found), found.return_value) == (DONE, "hello")
    assert (tmp_path / "a").read_text() == "hello\n"


def test_a_task_may_ask_for_its_context() -> None:
    found = row(sample_tasks.tell_id.enqueue())
    loop.tick()
    assert (status(found), found.return_value) == (DONE, str(found.pk))


def test_a_task_that_fails_is_noted_and_the_next_one_runs(tmp_path: Path) -> None:
    failing = row(sample_tasks.fail.enqueue())
    following = row(sample_tasks.note.enqueue(str(tmp_path / "a"), "x"))
    assert tasks.run_ready("w") == 2
    assert (status(failing), failing.exception_class_path) == (FAILED, "builtins.ValueError")
    assert status(following) == DONE


def test_a_busy_database_gives_the_task_back_and_it_ends_well(tmp_path: Path) -> None:
    found = row(sample_tasks.busy.enqueue(str(tmp_path / "a"), 2))
    assert tasks.run_ready("w") == 3
    assert status(found) == DONE


def test_a_task_that_always_meets_a_busy_database_is_given_up(tmp_path: Path) -> None:
    found = row(sample_tasks.busy.enqueue(str(tmp_path / "a"), 99))
    assert tasks.run_ready("w") == 4
    assert (status(found), found.exception_class_path.endswith("leases.Died")) == (FAILED, True)


def test_only_the_named_queues_are_served(tmp_path: Path) -> None:
    slow = row(sample_tasks.busy.enqueue(str(tmp_path / "a"), 0))
    assert tasks.run_ready("w", ["default"]) == 0
    assert status(slow) == READY
    assert tasks.run_ready("w", ["slow"]) == 1


def test_a_stopping_worker_ends_its_chunk_and_the_task_goes_on_later(tmp_path: Path) -> None:
    path = tmp_path / "numbers"
    found = row(sample_tasks.count.enqueue(str(path), 3, 0.0))
    following = row(sample_tasks.count.enqueue(str(path), 3, 0.0))
    leases.claim(found, "w")
    pause.ask_to_stop()
    tasks.run(found)
    assert (status(found), status(following)) == (READY, READY)
    assert tasks.run_ready("w") == 0
    assert len(path.read_text().splitlines()) == 1
    pause._stop.clear()
    tasks.run_ready("w")
    assert [line.split()[0] for line in path.read_text().splitlines()] == ["1", "2", "3"]
    assert TaskLease.objects.get(task=found.pk).recoveries == 0


def test_a_living_worker_keeps_its_task() -> None:
    here = running(leases.worker_name(), seconds_ago=999)
    elsewhere = running("elsewhere:1:1:abcd", seconds_ago=10)
    assert leases.recover() == 0
    assert (status(here), status(elsewhere)) == (RUNNING, RUNNING)


@pytest.mark.parametrize("worker", ["elsewhere:1:1:abcd", "{host}:4194304:7:abcd", "{host}:1:7:ab"])
def test_a_dead_workers_task_is_taken_back(worker: str) -> None:
    host = leases.worker_name().partition(":")[0]
    found = running(worker.format(host=host), seconds_ago=31)
    assert leases.recover() == 1
    assert status(found) == READY
    assert TaskLease.objects.get(task=found.pk).recoveries == 1


def test_a_task_whose_workers_die_three_times_is_given_up() -> None:
    found = running("elsewhere:1:1:abcd", seconds_ago=31, recoveries=3)
    assert leases.recover() == 0
    assert status(found) == FAILED


def test_a_running_task_without_any_lease_is_taken_back() -> None:
    found = running("x")
    TaskLease.objects.all().delete()
    assert leases.recover() == 1
    assert status(found) == READY


def test_the_round_seals_the_history() -> None:
    audit.record("trial.done", by=None, subject="trial:1")
    assert loop.tick() >= 1
    assert Seal.objects.filter(event=Event.objects.latest("pk")).exists()
    loop.tick()
    assert loop.tick() == 0


def test_a_fault_of_one_duty_stops_no_other_but_a_busy_database_stops_the_round() -> None:
    done = []

    def breaks() -> int:
        raise ValueError("as told")

    def away() -> int:
        raise OperationalError("away")

    assert loop._do([breaks, lambda: done.append(1), lambda: 2]) == 2
    assert done == [1]
    with pytest.raises(OperationalError):
        loop._do([away])


def test_the_loop_survives_a_busy_database_and_then_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([OperationalError("locked"), OperationalError("locked"), 0, None])
    waits = []

    def one_round(self: loop.Loop) -> int:
        answer = next(answers)
        if answer is None:
            pause.ask_to_stop()
            return 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(loop.Loop, "_round", one_round)
    monkeypatch.setattr(loop, "_forget_connections", lambda: None)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    monkeypatch.setattr(pause, "wait", waits.append)
    loop.Loop(["default"]).run()
    assert waits == [1.0, 2.0, 0.5]


def test_the_slow_worker_runs_tasks_only(monkeypatch: pytest.MonkeyPatch) -> None:
    did = []
    monkeypatch.setattr(loop, "ALWAYS", (lambda: did.append("always"),))
    assert loop.Loop(["slow"])._round() == 0
    assert did == []
    loop.Loop(["default", "slow"])._round()
    assert did == ["always"]


def test_duties_with_a_rhythm_wait_for_their_time() -> None:
    worker = loop.Loop(["default"])
    assert len(worker._whose_time_has_come()) == len(loop.SOMETIMES)
    assert worker._whose_time_has_come() == []


def test_old_tasks_are_thrown_away_and_young_ones_kept(tmp_path: Path) -> None:
    old, young = (sample_tasks.note.enqueue(str(tmp_path / "a"), "x") for _ in range(2))
    tasks.run_ready("w")
    past = clock.now() - timedelta(days=8)
    DBTaskResult.objects.filter(pk=old.id).update(finished_at=past)
    pruning.prune()
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [uuid.UUID(young.id)]
    assert not TaskLease.objects.filter(task=old.id).exists()


def test_a_clock_that_was_moved_on_signs_nobody_out() -> None:
    over, running = SessionStore(), SessionStore()
    for session, seconds in ((over, -60), (running, 3600)):
        session.set_expiry(seconds)
        session.create()
    audit.shift_clock(by=timedelta(days=400))
    pruning.prune()
    assert not SessionStore().exists(over.session_key)
    assert SessionStore().exists(running.session_key)
