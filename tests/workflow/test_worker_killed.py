"""A real worker, killed without warning in the middle: it goes on, and nothing happens twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.harness import databases
from tests.harness.paths import ROOT

pytestmark = pytest.mark.slow
Ask = Callable[[str], object]
HEAD = """
import json, django
django.setup()
from portal.notifications import messages
messages.register(messages.Message("trial", "trial", "trial"))
"""
KILLED_WHILE_SENDING = """
from portal.notifications import gateways, sending
import os, signal
send = gateways.ConsoleSms.send
def send_and_die(self, **words):
    send(self, **words)
    os.kill(os.getpid(), signal.SIGKILL)
gateways.ConsoleSms.send = send_and_die
sending.send_due()
"""
NOTICE = """
from portal.accounts.models import User
from portal.notifications import operations
user = User.objects.create_user(phone="13800000000", name="x")
operations.notify(key="trial", to=[user], unique="once")
operations.notify(key="trial", to=[user], unique="once")
"""
SENT = """
from portal.notifications.models import Delivery, SentMessage
print(json.dumps([
    list(Delivery.objects.filter(channel="sms").values_list("state", "tries")),
    list(SentMessage.objects.values_list("to", flat=True)),
]))
"""
LATER = """
from portal.core import clock
from portal.notifications import sending
assert Delivery.objects.get(channel="sms").state == "queued"
assert sending.send_due() == 0
Delivery.objects.filter(channel="sms").update(leased_until=clock.now())
assert sending.send_due() == 1
"""
STATES = """
from django_tasks_db.models import DBTaskResult
ours = DBTaskResult.objects.filter(task_path__startswith="tests.")
print(json.dumps(list(ours.values_list("status", flat=True))))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that share a database and a data folder of their own."""
    with databases.clone(f"killed_{os.getpid()}_{time.monotonic_ns()}") as settings:
        yield os.environ | {
            "DATABASE_URL": databases.url(settings),
            "DJANGO_SETTINGS_MODULE": "tests.workflow.killed_settings",
            "TEST_DATA": str(tmp_path),
            "PYTHONPATH": str(ROOT),
        }


@pytest.fixture
def ask(environment: dict[str, str]) -> Ask:
    """Runs Python in a process of its own; gives what it printed last, read as JSON."""

    def run(code: str) -> object:
        done = subprocess.run(
            [sys.executable, "-c", HEAD + code],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in (0, -signal.SIGKILL):
            raise AssertionError(done.stderr[-3000:])
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines and done.returncode == 0 else done.returncode

    return run


def worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "work", "--queue", "slow", "--queue", "default"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(done: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def test_a_task_of_a_killed_worker_goes_on_where_it_was(
    environment: dict[str, str], ask: Ask, tmp_path: Path
) -> None:
    numbers = tmp_path / "numbers"
    ask(
        "from tests.workflow.sample_tasks import count\n"
        f"count.enqueue({str(numbers)!r}, 12, 0.1)\nprint(0)"
    )
    first = worker(environment)
    wait_for(lambda: len(lines(numbers)) >= 4)
    first.kill()
    first.wait()
    reached = len(lines(numbers))
    assert 4 <= reached < 12
    second = worker(environment)
    wait_for(lambda: len(lines(numbers)) == 12)
    wait_for(lambda: ask(STATES) == ["SUCCESSFUL"])
    second.send_signal(signal.SIGTERM)
    assert second.wait(60) == 0
    assert [line.split()[0] for line in lines(numbers)] == [str(n) for n in range(1, 13)]
    assert len({line.split()[1] for line in lines(numbers)}) == 2


def test_a_worker_asked_to_stop_ends_its_chunk_and_leaves_the_rest_to_the_next(
    environment: dict[str, str], ask: Ask, tmp_path: Path
) -> None:
    numbers = tmp_path / "numbers"
    ask(
        "from tests.workflow.sample_tasks import count\n"
        f"count.enqueue({str(numbers)!r}, 100, 0.1)\nprint(0)"
    )
    first = worker(environment)
    wait_for(lambda: len(lines(numbers)) >= 2)
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0
    assert len(lines(numbers)) < 100
    assert ask(STATES) == ["READY"]


def test_a_worker_killed_while_sending_tells_nobody_twice(ask: Ask) -> None:
    assert ask(NOTICE + KILLED_WHILE_SENDING) == -signal.SIGKILL
    assert ask(SENT + LATER + SENT) == [[["sent", 2]], ["13800000000"]]
