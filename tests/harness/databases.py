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


def start_server() -> None:
    """Start the database server of this run, when it needs one (main process only)."""
    if kind() == "postgres":
        postgres.start(fingerprint(), migrate)


def stop_server() -> None:
    """Stop it again and remove its files."""
    postgres.stop()


@contextmanager
def clone(name: str) -> Iterator[dict[str, Any]]:
    """Django's settings of a fresh database of this name; it is dropped at the end."""
    if kind() == "postgres":
        with postgres.clone(name) as settings:
            yield settings
        return
    path = cache() / f"{name}.sqlite3"
    shutil.copyfile(_sqlite_template(), path)
    try:
        yield {"NAME": str(path)}
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


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
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py migrate failed:\n{done.stderr[-4000:]}")


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
