"""Databases for tests: migrated once, then copied.

A template is kept under a key made of everything that shapes a fresh database. Each test process
works on a copy of it; nothing is migrated twice and nothing is flushed (the history's triggers
would refuse it).
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.harness import postgres
from tests.harness.paths import ROOT, cache

SHAPES = ("**/migrations/*.py", "**/seed*.py", "**/apps.py", "**/data/*", "**/rules/*.toml")
STEPS = ("**/migrations/*.py", "**/data/*")
APPS = ("portal", "search", "incubator", "procurement", "ratings")
KEPT = 8
FOLDER = "TEST_RUN_FOLDER"
Manifest = dict[str, str]


def kind() -> str:
    """The database asked for: "sqlite" (the default) or "postgres"."""
    value = os.environ.get("TEST_DATABASE", "sqlite")
    if value not in ("sqlite", "postgres"):
        raise ValueError(f"TEST_DATABASE is {value!r}; write sqlite or postgres.")
    return value


def fingerprint() -> str:
    """A key that changes with everything that shapes a fresh database."""
    return _digest(manifest(SHAPES))


def manifest(patterns: tuple[str, ...]) -> Manifest:
    """The files of these patterns with the hash of each, and what the libraries bring."""
    found = {"requirements.txt": _hash(ROOT / "requirements.txt")}
    for app in APPS:
        for pattern in patterns:
            for path in sorted((ROOT / app).glob(pattern)):
                if path.is_file() and "node_modules" not in path.parts:
                    found[str(path.relative_to(ROOT))] = _hash(path)
    return found


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(found: Manifest) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def run_folder() -> Path:
    """Where this run's processes keep what they share; it is gone when the run is."""
    return Path(os.environ[FOLDER])


def start_server() -> None:
    """Make the folder of this run, and start its server when it needs one (main process only)."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="wushe-run-")
    if kind() == "postgres":
        postgres.start(fingerprint(), migrate)


def stop_server() -> None:
    """Stop it again and remove the files of this run."""
    postgres.stop()
    shutil.rmtree(os.environ.pop(FOLDER, ""), ignore_errors=True)


@contextmanager
def served() -> Iterator[None]:
    """A run for whoever is no test run."""
    start_server()
    try:
        yield
    finally:
        stop_server()


def make(name: str, of: str = "") -> dict[str, Any]:
    """A database of this name, fresh or a copy of another one; gives Django's settings of it."""
    if kind() == "postgres":
        return postgres.make(name, of)
    if of:
        with (
            closing(sqlite3.connect(_file(of))) as source,
            closing(sqlite3.connect(_file(name))) as copy,
        ):
            source.backup(copy)
    else:
        shutil.copyfile(_sqlite_template(), _file(name))
    return {"NAME": str(_file(name))}


@contextmanager
def clone(name: str, of: str = "") -> Iterator[dict[str, Any]]:
    """A database as from ``make``; it is dropped at the end."""
    try:
        yield make(name, of)
    finally:
        if kind() == "postgres":
            postgres.drop(name)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_file(name)}{suffix}").unlink(missing_ok=True)


def _file(name: str) -> Path:
    folder = os.environ.get(FOLDER)
    return (Path(folder) if folder else cache()) / f"{name}.sqlite3"


def url(settings: dict[str, Any]) -> str:
    """The settings as a DATABASE_URL for another process."""
    if kind() == "postgres":
        return postgres.url(settings["NAME"])
    return f"sqlite:///{settings['NAME']}"


def migrate(database_url: str) -> None:
    """Bring an empty database to what every portal starts with, in a process of its own."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "TEST_LANGUAGE": "zh-hans",
    }
    manage(environment, "migrate", "--verbosity=0", "--skip-checks")


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command in a process of its own; returns what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]}: {done.stdout}{done.stderr[-4000:]}")
    return done.stdout


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Only one process at a time makes the thing of this name."""
    with (cache() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _sqlite_template() -> Path:
    path = cache() / f"template-{fingerprint()}.sqlite3"
    if path.exists():
        return path
    with locked("sqlite"):
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            begun = _nearest()
            if begun:
                begun.touch()
                shutil.copyfile(begun, draft)
            migrate(f"sqlite:///{draft}")
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
            path.with_suffix(".json").write_text(json.dumps(manifest(STEPS)), encoding="utf-8")
            draft.rename(path)
            forget_old("template-*.sqlite3")
    return path


def _nearest() -> Path | None:
    """The template that has taken most of today's migrations and no other: less is left to do."""
    now = manifest(STEPS)
    best: tuple[int, Path | None] = (0, None)
    for told in cache().glob("template-*.json"):
        made, known = told.with_suffix(".sqlite3"), json.loads(told.read_text(encoding="utf-8"))
        if made.exists() and known.items() <= now.items() and len(known) > best[0]:
            best = (len(known), made)
    return best[1]


def forget_old(pattern: str) -> None:
    """Keep only the newest templates."""
    found = sorted(cache().glob(pattern), key=lambda path: path.stat().st_mtime)
    for path in found[:-KEPT]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
