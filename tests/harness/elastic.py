"""A real Elasticsearch for tests: the distribution for integration tests, from Maven's repository.

It holds the core only: no ``GET /``, no scripts, no reindex, no extra analysis. Ask
``client.cluster.health()``, not ``client.info()``.
"""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.paths import cache

VERSION = "8.19.8"
GROUP = "org.elasticsearch.distribution.integ-test-zip"
PATIENCE = 90.0


class NoSearchServer(RuntimeError):
    """This machine has no Java 17 or no Maven."""


@dataclass(frozen=True, slots=True)
class SearchServer:
    """The address of a running server and its folder (log in ``logs/``)."""

    url: str
    folder: Path


def requirements() -> Path:
    """The Java home to use; NoSearchServer when something is missing."""
    if not shutil.which("mvn"):
        raise NoSearchServer("no Maven (mvn) on this machine")
    java = shutil.which("java")
    if not java:
        raise NoSearchServer("no Java on this machine")
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', done.stderr)
    if not found or int(found[1]) < 17:
        raise NoSearchServer("no Java 17 or newer on this machine")
    return Path(java).resolve().parent.parent


@contextmanager
def running(name: str = "tests") -> Iterator[SearchServer]:
    """A single-node server on a free port, with an empty folder of data."""
    java, source = requirements(), _unpacked()
    port, transport = _free_port(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="wushe-search-"))
    shutil.copytree(source, folder, dirs_exist_ok=True)
    (folder / "config" / "elasticsearch.yml").write_text(
        f"cluster.name: {name}\ndiscovery.type: single-node\nnetwork.host: 127.0.0.1\n"
        f"http.port: {port}\ntransport.port: {transport}\nxpack.security.enabled: false\n"
    )
    environment = os.environ | {
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
        "HOME": str(folder),
    }
    log = (folder / "start.log").open("wb")
    process = subprocess.Popen(
        [*_as_another_user(folder), str(folder / "bin" / "elasticsearch")],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}", folder)
        yield SearchServer(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _unpacked() -> Path:
    from tests.harness.databases import locked

    target = cache() / f"elasticsearch-{VERSION}"
    with locked("elasticsearch"):
        if not target.exists():
            draft = target.with_suffix(".draft")
            shutil.rmtree(draft, ignore_errors=True)
            _unpack(_archive(), draft)
            next(draft.glob("elasticsearch-*")).rename(target)
            shutil.rmtree(draft, ignore_errors=True)
    return target


def _archive() -> Path:
    subprocess.run(
        [
            "mvn",
            "-q",
            "dependency:get",
            "-Dtransitive=false",
            f"-Dartifact={GROUP}:elasticsearch:{VERSION}:zip",
        ],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    group = Path(*GROUP.split("."), "elasticsearch", VERSION)
    return Path.home() / ".m2" / "repository" / group / f"elasticsearch-{VERSION}.zip"


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack with the run bits, which Python's zipfile drops."""
    with zipfile.ZipFile(archive) as bundle:
        for entry in bundle.infolist():
            path = Path(bundle.extract(entry, folder))
            if mode := entry.external_attr >> 16 & 0o777:
                path.chmod(mode | (0o700 if path.is_dir() else 0))


def _as_another_user(folder: Path) -> list[str]:
    """The server refuses to be run by root."""
    if os.getuid() != 0:
        return []
    user = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(
                f"{url}/_cluster/health?wait_for_status=yellow", timeout=5
            ).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError((folder / "start.log").read_text(errors="replace")[-4000:])
