"""Every engine finds exactly what a plain look through all texts finds."""

import random
import socket

import pytest

from search import sources
from search.analysis import question, words_of
from search.documents import Document
from search.engines.base import Asked, Engine
from search.engines.embedded import Embedded
from search.queries import SearchRequest, search
from tests.search.conftest import sources_of
from tests.search.corpus import HAND_MADE
from tests.search.oracle import found

WORDS = (
    *("养老", "助残", "社区", "志愿者", "服务", "中心", "东胜区", "康巴什"),
    *("治沙", "文化", "研究会", "协会", "阳光", "草原", "法律", "援助"),
)


def some_documents(count: int = 300) -> list[Document]:
    chance = random.Random(7)
    made = [
        Document("organisation", f"h{n}", title, "/", former, code, scope)
        for n, (title, code, scope, former) in enumerate(HAND_MADE)
    ]
    return made + [
        Document(
            "organisation" if n % 4 else "page",
            str(n),
            "".join(chance.sample(WORDS, 3)),
            f"/{n}/",
            summary="".join(chance.sample(WORDS, 4)),
            code=f"5115060{n % 9}MJ{chance.randrange(10**7):07}X",
            facets={"division": f"15060{n % 3}"},
        )
        for n in range(count)
    ]


def some_texts() -> list[str]:
    chance = random.Random(11)
    whole = [d.title for d in some_documents()]
    pieces = []
    for _ in range(60):
        title = chance.choice(whole)
        start = chance.randrange(len(title) - 2)
        pieces.append(title[start : start + chance.randrange(2, 7)])
    return pieces + [" ".join(chance.sample(WORDS, 2)) for _ in range(30)] + ["会", "养", "区 会"]


def answers(engine: Engine, text: str) -> set[str]:
    asked = Asked(question(words_of(text), with_synonyms=False).expression)
    keys, total = engine.search(asked, offset=0, limit=1000)
    assert len(keys) == total
    return set(keys)


def test_the_embedded_engine_agrees_with_a_plain_look(index_folder) -> None:
    documents, engine = some_documents(), Embedded(index_folder)
    engine.rebuild(documents)
    for text in some_texts():
        assert answers(engine, text) == found(documents, text), text


@pytest.mark.elasticsearch
def test_the_search_server_agrees_with_it(
    elasticsearch, index_folder, settings, monkeypatch
) -> None:
    from search.engines import elasticsearch as server

    monkeypatch.setattr(server, "TIMEOUT", 10.0)
    documents = some_documents()
    embedded, remote = (
        Embedded(index_folder),
        server.ElasticsearchEngine(elasticsearch.url, "agree"),
    )
    embedded.rebuild(documents)
    assert remote.rebuild(documents) == len(documents)
    for text in some_texts():
        expected = found(documents, text)
        assert answers(remote, text) == expected == answers(embedded, text), text
        asked = Asked(question(words_of(text), with_synonyms=False).expression)
        assert remote.counts(asked) == embedded.counts(asked)
    assert remote.forms() == embedded.forms()
    remote.rebuild(documents[:50])
    remote.write([documents[60]], [documents[0].key])
    assert len(remote.forms()) == 50
    _finds_near_names_too(elasticsearch.url, documents, settings, monkeypatch, server)


def _finds_near_names_too(url, documents, settings, monkeypatch, server) -> None:
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", url
    monkeypatch.setattr(sources, "_sources", sources_of(documents))
    server.ElasticsearchEngine(url).rebuild(documents)
    for typed in ("东胜区暖羊社会工作服务中心", "nuanyang", "dsqnyshgzfwzx", "52150602MJ00K1P274"):
        assert search(SearchRequest(typed)).hits[0].title == "东胜区暖阳社会工作服务中心"


def test_a_search_server_that_is_down_or_hangs_is_replaced_by_the_database(
    settings, monkeypatch
) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    monkeypatch.setattr(sources, "_sources", sources_of(some_documents()))
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        for port in (9, hanging.getsockname()[1]):
            settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port}"
            search(SearchRequest("暖阳"))
            page = search(SearchRequest("暖阳"))
            assert page.without_index
            assert [hit.title for hit in page.hits] == ["东胜区暖阳社会工作服务中心"]
            assert page.took_ms < 2000
