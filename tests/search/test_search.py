"""What a search answers."""

from contextlib import suppress

import pytest

from portal.core.reasons import Refused
from search import indexing, sources
from search.analysis import words_of
from search.documents import Document
from search.queries import SearchRequest, search
from tests.search.conftest import sources_of


def doc(number: int, title: str, **more) -> Document:
    return Document(more.pop("kind", "organisation"), str(number), title, f"/{number}/", **more)


def titles(text: str, **more) -> list[str]:
    return [hit.title for hit in search(SearchRequest(text, **more)).hits]


@pytest.mark.parametrize("text", ["", "   ", '"" - ( )', "-养老", "。。。", "- - -", "\x00"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        words_of(text)
    assert refused.value.codes == {"search.no_words"}


def test_a_text_of_two_thousand_characters_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        words_of("养老" * 1000)
    assert refused.value.codes == {"search.too_long"}


@pytest.mark.parametrize(
    "text",
    ["养老 OR", "a.*b", "title:养老", "[养老]", "养老*", "((((", "\\", "养老\x00", "𠮷", "🙂养老"],
)
def test_odd_signs_never_fail(corpus, text: str) -> None:
    corpus([doc(1, "养老服务中心")])
    with suppress(Refused):
        assert search(SearchRequest(text)).total >= 0


def test_a_minus_leaves_out_and_quotes_are_literal(corpus) -> None:
    corpus([doc(1, "东胜养老院"), doc(2, "东胜助老社"), doc(3, "东胜养老社")])
    assert set(titles("养老")) == {"东胜养老院", "东胜助老社", "东胜养老社"}
    assert set(titles("“养老”")) == {"东胜养老院", "东胜养老社"}
    assert set(titles("养老", literal=True)) == {"东胜养老院", "东胜养老社"}
    assert titles("“养老” -院") == ["东胜养老社"]


def test_words_that_mean_the_same_are_named(corpus) -> None:
    corpus([doc(1, "上门洗澡服务站"), doc(2, "上门助浴服务站")])
    page = search(SearchRequest("助浴"))
    assert [hit.title for hit in page.hits] == ["上门助浴服务站", "上门洗澡服务站"]
    assert "洗澡" in page.used_synonyms


def test_near_matches_are_told_apart_and_offered(corpus) -> None:
    corpus([doc(1, "东胜区暖阳社会工作服务中心"), doc(2, "乌审旗治沙协会")])
    page = search(SearchRequest("东胜区暖羊社会工作服务中心"))
    assert page.relaxed and not page.total_is_exact and page.firm == 0
    assert page.near == ("organisation:1",)
    assert page.suggestions == ("东胜区暖阳社会工作服务中心",)


def test_the_whole_name_is_the_best_bet_and_brings_no_near_matches(corpus) -> None:
    corpus([doc(1, "东胜区暖阳协会"), doc(2, "东胜区暖阳协会联合会"), doc(3, "东胜区暖光协会")])
    page = search(SearchRequest("东胜区 暖阳协会"))
    assert page.best is not None and page.best.id == "1"
    assert not page.relaxed and page.total == 2


def test_a_former_name_finds_and_ranks_first_when_whole(corpus) -> None:
    corpus([doc(1, "新名字协会", former_titles=("旧名字协会",)), doc(2, "旧名字协会之友")])
    assert titles("旧名字协会")[0] == "新名字协会"


def test_counts_ignore_their_own_filter(corpus) -> None:
    corpus(
        [
            doc(n, f"养老协会{n}号", facets={"division": "150602" if n % 3 else "150603"})
            for n in range(12)
        ]
        + [doc(99, "养老指南", kind="page")]
    )
    page = search(SearchRequest("养老", kinds=("organisation",), filters={"division": ("150603",)}))
    assert page.total == 4
    assert page.facets["division"] == {"150602": 8, "150603": 4}
    assert page.facets["kind"] == {"organisation": 12, "page": 1}


def test_a_filter_that_leaves_little_brings_no_near_matches(corpus) -> None:
    rows = [doc(n, f"养老协会{n}号", facets={"division": "150602"}) for n in range(20)]
    corpus([*rows, doc(50, "养老协会", facets={"division": "150603"})])
    page = search(SearchRequest("养老协", filters={"division": ("150603",)}))
    assert page.total == 1 and not page.relaxed


def test_a_document_that_is_no_longer_public_is_not_shown(corpus, monkeypatch) -> None:
    corpus([doc(1, "养老一号"), doc(2, "养老二号")])
    monkeypatch.setattr(sources, "_sources", sources_of([doc(1, "养老一号")]))
    assert titles("养老") == ["养老一号"]


def test_an_update_replaces_and_a_missing_id_is_a_deletion(corpus, monkeypatch) -> None:
    corpus([doc(1, "养老一号"), doc(2, "养老二号")])
    now = sources_of([doc(1, "助残一号")])
    monkeypatch.setattr(sources, "_sources", now)
    assert indexing.drift() == ["organisation:1", "organisation:2"]
    assert indexing.repair() == 2
    assert indexing.drift() == []
    assert titles("助残") == ["助残一号"]
    assert titles("“养老”") == []


def test_pages_beyond_the_first_go_on_where_it_ended(corpus) -> None:
    corpus([doc(n, f"养老协会{n}号") for n in range(45)])
    pages = [titles("养老", page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45


def test_local_names_are_found_as_people_here_say_them(corpus) -> None:
    corpus([doc(1, "康巴什区志愿者协会")])
    for typed in ("kangbashi", "kang ba shi", "kbsqzyz", "Kangbashi zhiyuanzhe", "kangbas"):
        assert titles(typed) == ["康巴什区志愿者协会"], typed
