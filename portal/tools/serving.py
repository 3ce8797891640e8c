"""From a checkout to a running demo city, with progress while it works."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from portal.tools import installing
from portal.tools.say import Stop, step, stop

ROOT = installing.ROOT
PYTHON = str(installing.PYTHON)
LOGS = installing.VAR / "log"
PATIENCE = 60.0
COLUMNS = ("role", "name", "body", "email", "password")


def main(port: str) -> int:
    """Set up, prepare, start, wait for Ctrl-C; returns the exit status."""
    children: dict[str, subprocess.Popen[bytes]] = {}
    # A shell that starts it in the background has SIGINT ignored; it stops everything all the same.
    for stops in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stops, _interrupt)
    try:
        _check(port)
        print("Wushe is getting ready:", flush=True)
        installing.install()
        environment = _environment(port)
        accounts = _prepare(environment)
        children = _start(port, environment)
        _welcome(port, accounts)
        return _watch(children)
    except Stop as error:
        return stop(error)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        for further in (signal.SIGINT, signal.SIGTERM):
            signal.signal(further, signal.SIG_IGN)
        _end(children)


def _check(port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            raise Stop(f"Port {port} needs rights you lack: `make run PORT=8000`.") from None
        except OSError:
            raise Stop(
                f"Port {port} is in use: stop the program that uses it, or choose another port, "
                f"for example `make run PORT={int(port) % 65535 + 1}`."
            ) from None


def _environment(port: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "portal.settings.dev"),
        "SITE_URL": os.environ.get("SITE_URL", f"http://localhost:{port}"),
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(environment: dict[str, str]) -> list[dict[str, str]]:
    """Migrate, fill an empty database with the demo city, and read the demo accounts."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "prepare.log").open("ab") as log:
        child = subprocess.Popen(
            [PYTHON, "-m", "portal.tools.prepare"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    try:
        with step("Database"):
            _told(child)
        with step("Demo city"):
            accounts: list[dict[str, str]] = json.loads(_told(child))
    finally:
        _end({"preparation": child})
    return accounts


def _told(child: subprocess.Popen[bytes]) -> str:
    line = child.stdout.readline().decode() if child.stdout else ""
    if not line:
        raise Stop(f"Preparing the database failed: see the end of {LOGS / 'prepare.log'}.")
    return line


def _start(port: str, environment: dict[str, str]) -> dict[str, subprocess.Popen[bytes]]:
    web = [
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--threads",
        "4",
        "--preload",
        "--graceful-timeout",
        "5",
    ]
    with step("Web server and workers"):
        children = {
            "web": _child(web, "web", environment),
            "worker": _child(["manage.py", "work"], "worker", environment),
            "slow worker": _child(["manage.py", "work", "--queue", "slow"], "slow", environment),
        }
        try:
            _wait(port, children)
        except BaseException:
            _end(children)
            raise
    return children


def _child(
    arguments: Sequence[str], name: str, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    with (LOGS / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            [PYTHON, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait(port: str, children: dict[str, subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        _complain_of_the_dead(children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20):
                return
        except urllib.error.HTTPError as error:
            raise Stop(
                f"The web server answers with an error ({error.code}); see {LOGS / 'web.log'}."
            ) from None
        except OSError:
            time.sleep(0.2)
    raise Stop(f"The web server did not answer in {PATIENCE:.0f} s; see {LOGS / 'web.log'}.")


def _watch(children: dict[str, subprocess.Popen[bytes]]) -> NoReturn:
    while True:
        time.sleep(0.5)
        _complain_of_the_dead(children)


def _complain_of_the_dead(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Stop(f"The {name} stopped by itself; the reason stands at the end of {LOGS}.")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _welcome(port: str, accounts: list[dict[str, str]]) -> None:
    print(f"\nWushe is running:  http://localhost:{port}\n", flush=True)
    print("Demo accounts (each is one click away on the sign-in page):\n", flush=True)
    print(table(accounts), flush=True)
    print("\nCtrl-C stops everything.", flush=True)


def table(accounts: list[dict[str, str]]) -> str:
    """The accounts in columns; a Chinese sign takes two places."""
    rows = [[str(account.get(column) or "") for column in COLUMNS] for account in accounts]
    widths = [max([_width(row[i]) for row in rows], default=0) for i in range(len(COLUMNS))]
    return "\n".join(
        "  " + "  ".join(text + " " * (widths[i] - _width(text)) for i, text in enumerate(row))
        for row in rows
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
