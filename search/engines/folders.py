"""The embedded index on disk: generations, the pointer to the one in use, one writer.

A new generation is built beside the old one and put in its place by one rename, so that readers
never see half an index and a killed writer leaves only a folder that the next one removes.
"""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from search.engines.base import EngineUnavailable
from search.engines.forms import FORMAT

POINTER = "current"
PATIENCE = 0.02


def in_use(folder: Path) -> Path | None:
    """The generation that readers open; None when there is none of the present form."""
    try:
        name = (folder / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    path = folder / name
    return path if name.startswith(f"form{FORMAT}-") and path.is_dir() else None


def begin(folder: Path) -> Path:
    """An empty folder for a new generation."""
    path = folder / f"form{FORMAT}-{uuid4().hex}"
    path.mkdir(parents=True)
    return path


def put_in_place(folder: Path, generation: Path) -> None:
    """Let readers open this generation from now on; the one before it stays until the next."""
    before = in_use(folder)
    draft = folder / f"{POINTER}.draft"
    draft.write_text(generation.name, encoding="ascii")
    draft.replace(folder / POINTER)
    for old in folder.glob("form*-*"):
        if old not in (generation, before):
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def one_writer(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the writer's lock; raises EngineUnavailable when another keeps it for ``wait`` seconds.

    The lock belongs to the process, so a killed writer releases it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as handle:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise EngineUnavailable("Another process is writing the index.") from None
                time.sleep(PATIENCE)
        yield
