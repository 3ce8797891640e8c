"""The golden set: what people type finds what they mean."""

import tomllib
from pathlib import Path

import pytest

from portal.core.reasons import Refused
from search import sources
from search.engines.embedded import Embedded
from search.queries import SearchRequest, search
from tests.search.conftest import sources_of
from tests.search.corpus import documents

GOLDEN = tomllib.loads((Path(__file__).parent / "golden.toml").read_text(encoding="utf-8"))
FLOORS = GOLDEN.pop("floors")
FIRST = {"full_name", "code"}


@pytest.fixture(scope="module")
def golden_index(tmp_path_factory) -> Path:
    """The corpus is indexed once for this file."""
    folder = tmp_path_factory.mktemp("golden")
    Embedded(folder).rebuild(documents())
    return folder


@pytest.fixture
def golden_corpus(golden_index: Path, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_INDEX_DIR = golden_index
    monkeypatch.setattr(sources, "_sources", sources_of(documents()))


def test_every_class_of_the_golden_set_reaches_its_floor(golden_corpus) -> None:
    below = {name: missed for name in GOLDEN if (missed := _missed(name)) is not None}
    assert below == {}


def test_the_golden_set_has_fifty_queries() -> None:
    assert sum(map(len, GOLDEN.values())) >= 45
    assert set(GOLDEN) == set(FLOORS)


def test_struck_off_ones_are_found_by_whole_name_or_code_alone(golden_corpus) -> None:
    gone = [document for document in documents() if document.hit_only_if_exact][:40]
    for document in gone:
        by_name = search(SearchRequest(document.title))
        assert document.key in {found.key for found in by_name.struck_off}
        assert document.key not in {hit.key for hit in by_name.hits}
        assert search(SearchRequest(document.code)).struck_off[0].key == document.key
        part = search(SearchRequest(document.title[:-1], size=100))
        assert document.key not in {hit.key for hit in (*part.hits, *part.struck_off)}


def _missed(name: str) -> list[str] | None:
    missed = [typed for typed, wanted in GOLDEN[name].items() if not _finds(name, typed, wanted)]
    return missed if 1 - len(missed) / len(GOLDEN[name]) < FLOORS[name] else None


def _finds(name: str, typed: str, wanted: str) -> bool:
    try:
        page = search(SearchRequest(typed, size=10))
    except Refused:
        return False
    titles = [hit.title for hit in page.hits]
    if not wanted:
        return titles == []
    return wanted in (titles[:1] if name in FIRST else titles)
