"""A real portal: web server and worker as processes of their own, on an own database.

While it runs, the models in the test process speak to the same database, with real commits.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from portal.core.clock import SHANGHAI
from tests.harness import databases
from tests.harness.paths import ROOT

PATIENCE = 60.0


@dataclass
class PortalSite:
    """The address (http://localhost:PORT), the folder of data and the running processes."""

    url: str
    data: Path
    environment: dict[str, str]
    listener: socket.socket
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        handle = self.listener.fileno()
        command = ["-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{handle}"]
        self._start("web", [*command, "--workers", "1", "--threads", "8"], pass_fds=(handle,))
        self._wait()

    def start_worker(self, queue: str = "") -> None:
        """Start a worker, of the slow queue when asked."""
        command = ["manage.py", "work", *(["--queue", queue] if queue else [])]
        self._start(f"worker{queue}", command)

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut would."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End all processes in good order."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.processes.clear()

    def manage(self, *arguments: str) -> str:
        """Run a management command against this site; returns what it prints."""
        return databases.manage(self.environment, *arguments)

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return (self.data / f"{name}.log").read_text(errors="replace")

    def _start(self, name: str, arguments: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=pass_fds,
            )

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.processes["web"].poll() is None:
            with contextlib.suppress(OSError):
                try:
                    urllib.request.urlopen(self.url, timeout=PATIENCE).close()
                except urllib.error.HTTPError as error:
                    error.close()
                    if error.code >= 500:
                        break
                return
            time.sleep(0.1)
        raise AssertionError(f"The web server does not answer:\n{self.log('web')[-4000:]}")


@dataclass(frozen=True, slots=True)
class City:
    """A demo city that nobody lives in: the database and the folder of data that sites copy."""

    database: str
    data: Path


@contextmanager
def running(name: str, *, demo: bool = False, worker: bool = True) -> Iterator[PortalSite]:
    """A portal with a database of this name; with ``demo`` it holds a small demo city."""
    city = _city() if demo else None
    with (
        tempfile.TemporaryDirectory(prefix="wushe-site-") as folder,
        databases.clone(name, of=city.database if city else "") as settings,
        socket.socket() as listener,
        models_on(settings),
    ):
        if city:
            shutil.copytree(city.data, folder, dirs_exist_ok=True)
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        site = _site(listener, Path(folder), databases.url(settings))
        try:
            if worker:
                site.start_worker()
            site.start_web()
            yield site
        finally:
            site.stop()


@contextmanager
def lived_in(name: str) -> Iterator[None]:
    """The models of this process speak to a demo city of their own, in a database of this name."""
    with databases.clone(name, of=_city().database) as settings, models_on(settings):
        yield


def _city() -> City:
    """The demo city of today, built by whoever asks first in this run."""
    day = datetime.now(SHANGHAI).date().isoformat()
    found = City(f"wushe_demo_{day}", databases.run_folder() / f"demo-{day}")
    whole = databases.run_folder() / f"demo-{day}.whole"
    with databases.locked("demo"):
        if not whole.exists():
            shutil.rmtree(found.data, ignore_errors=True)
            found.data.mkdir()
            address = databases.url(databases.make(found.database))
            environment = _environment(found.data, address, "http://localhost")
            databases.manage(environment, "demo_city", "--organisations", "300")
            whole.touch()
    return found


def _site(listener: socket.socket, data: Path, database_url: str) -> PortalSite:
    url = f"http://localhost:{listener.getsockname()[1]}"
    return PortalSite(url, data, _environment(data, database_url, url), listener)


def _environment(data: Path, database_url: str, url: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url,
        "TEST_DATA": str(data),
        "SITE_URL": url,
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def models_on(settings: dict[str, str]) -> Iterator[None]:
    """Let the models of this process, in every thread, speak to another database for a while."""
    from django.db import connections

    connection = connections["default"]
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
