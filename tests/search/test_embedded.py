"""The index on disk: one writer, no half states, survives being killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search import indexing
from search.documents import Document
from search.engines import EngineUnavailable, folders
from search.engines.base import Asked, NoIndex
from search.engines.embedded import Embedded
from search.expressions import Term
from search.queries import SearchRequest, search

KILLED = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(DATA=Path(sys.argv[1]))
from search.documents import Document
from search.engines.embedded import Embedded
engine = Embedded(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    engine.write([Document("organisation", str(number), f"第{number}号协会", "/")], [])
"""


def doc(number: int) -> Document:
    return Document("organisation", str(number), f"养老{number}号", f"/{number}/")


def everything() -> Asked:
    return Asked(Term("facet", "kind=organisation"))


def test_without_an_index_the_database_answers(corpus, index_folder: Path) -> None:
    corpus([doc(1)])
    (index_folder / folders.POINTER).unlink()
    page = search(SearchRequest("养老"))
    assert page.without_index and [hit.id for hit in page.hits] == ["1"]


def test_a_broken_index_counts_as_none(corpus, index_folder: Path) -> None:
    corpus([doc(1)])
    generation = folders.in_use(index_folder)
    for file in generation.iterdir():
        file.write_bytes(b"nonsense")
    assert search(SearchRequest("养老")).without_index


def test_writing_without_an_index_says_so(index_folder: Path) -> None:
    with pytest.raises(NoIndex):
        Embedded(index_folder).write([doc(1)], [])


def test_a_second_writer_waits_and_then_gives_up(corpus, index_folder: Path, monkeypatch) -> None:
    corpus([doc(1)])
    monkeypatch.setattr("search.engines.embedded.BATCH_WAIT", 0.05)
    with folders.one_writer(index_folder, wait=0), pytest.raises(EngineUnavailable):
        Embedded(index_folder).write([doc(2)], [])


def test_a_rebuild_takes_the_place_of_the_old_index_and_forgets_older_ones(
    corpus, index_folder: Path
) -> None:
    corpus([doc(1)])
    for _ in range(3):
        indexing.rebuild()
    assert len(list(index_folder.glob("form*-*"))) == 2
    assert search(SearchRequest("养老1号")).total == 1


def test_readers_see_what_another_engine_wrote(corpus, index_folder: Path) -> None:
    corpus([doc(1)])
    reader, writer = Embedded(index_folder), Embedded(index_folder)
    assert reader.search(everything(), offset=0, limit=9)[1] == 1
    writer.write([doc(2)], [])
    assert reader.search(everything(), offset=0, limit=9)[1] == 2


def test_a_killed_writer_leaves_a_whole_index(corpus, index_folder: Path) -> None:
    corpus([doc(1)])
    for _ in range(2):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(index_folder)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.4)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        Embedded(index_folder).write([doc(2)], [])
        keys, total = Embedded(index_folder).search(everything(), offset=0, limit=2000)
        assert len(keys) == total >= 2
