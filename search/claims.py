"""Helping people to find the organisation they want to claim, by pinyin and near matches too."""

from portal.core.reasons import Refused
from portal.organisations import queries as organisations
from search import queries
from search.queries import SearchRequest
from search.sources.organisations import KIND


def keys_of(words: str) -> list[int]:
    """The keys of the organisations that the words may mean, best first; none when refused."""
    try:
        page = queries.search(SearchRequest(text=words, kinds=(KIND,)))
    except Refused:
        return []
    return [int(hit.id) for hit in page.hits]


def register() -> None:
    """Let the page that asks for an organisation's name use this search."""
    organisations.register_finder(keys_of)
