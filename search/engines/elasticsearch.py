"""The search server: the same tokens in fields that split at spaces, one alias over the index.

A server that does not answer within 0.3 s counts as down; the caller then asks the database.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, ConstantScore, MatchPhrase, MatchPhrasePrefix, Query
from elasticsearch.dsl.query import Prefix as PrefixQuery
from elasticsearch.dsl.query import Term as TermQuery

from search.documents import Candidate, Document
from search.engines.base import Asked, Counts, EngineUnavailable, NoIndex
from search.engines.forms import FORMAT, candidate, facet_values, form, kept
from search.expressions import All, AtLeast, Expression, Phrase, Prefix, Term, Without
from search.tokens import Fields, fields

ALIAS = f"wushe-{FORMAT}"
TIMEOUT = 0.3
WRITE_TIMEOUT = 30.0
FACET_VALUES = 1000
KEYWORDS = ("key", "exact", "initials", "code", "exact_only", "facet")
TEXTS = tuple(name for name in Fields.__slots__ if name not in KEYWORDS)


class ElasticsearchEngine:
    """One server, or several behind one address."""

    def __init__(self, url: str, alias: str = ALIAS) -> None:
        if not url:
            raise EngineUnavailable("ELASTICSEARCH_URL is empty.")
        self.client = Elasticsearch(url, request_timeout=TIMEOUT, max_retries=0)
        self.alias = alias

    def exists(self) -> bool:
        """Whether the alias stands."""
        with _Answering():
            return bool(self.client.indices.exists_alias(name=self.alias))

    def search(self, asked: Asked, *, offset: int, limit: int) -> tuple[list[str], int]:
        """Keys, best first, and the exact total."""
        search = self._asked(asked).source(["key"]).extra(track_total_hits=True)
        search = search[min(offset, 10_000 - limit) : offset + limit]
        if asked.newest_first:
            search = search.sort("-day")
        with _Answering():
            found: Any = search.execute()
        return [hit.key for hit in found], int(found.hits.total.value)

    def counts(self, asked: Asked) -> Counts:
        """How many documents have which value, by facet."""
        search = self._asked(asked)[:0]
        search.aggs.bucket("facets", "terms", field="facet", size=FACET_VALUES)
        with _Answering():
            found: Any = search.execute()
        counts: Counts = {}
        for bucket in found.aggregations.facets.buckets:
            name, _, value = str(bucket.key).partition("=")
            counts.setdefault(name, {})[value] = int(bucket.doc_count)
        return counts

    def candidates(self, asked: Asked, *, limit: int) -> list[Candidate]:
        """The best documents with what is needed to order them anew."""
        search = self._asked(asked).source(["kept"])[:limit]
        with _Answering():
            return [candidate(hit.kept) for hit in search.execute()]

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put documents in place of older ones of the same key; forget the gone keys."""
        if not self.exists():
            raise NoIndex("There is no index yet.")
        puts = _puts(documents, self.alias)
        deletes = ({"_op_type": "delete", "_index": self.alias, "_id": key} for key in gone)
        self._bulk(puts, self.alias)
        self._bulk(deletes, self.alias)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """A new index beside the old one, then the alias moved in one step."""
        patient = self.client.options(request_timeout=WRITE_TIMEOUT)
        name = f"{self.alias}-{uuid4().hex}"
        with _Answering():
            patient.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS)
            total = self._bulk(_puts(documents, name), name)
            old = self._behind_alias()
            actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
            actions += [{"remove_index": {"index": index}} for index in old]
            patient.indices.update_aliases(actions=actions)
        return total

    def forms(self) -> dict[str, str]:
        """Every key with the fingerprint its document had when it was written."""
        with _Answering():
            hits = helpers.scan(self.client, index=self.alias, _source=["kept"])
            return dict(form(hit["_source"]["kept"]) for hit in hits)

    def _asked(self, asked: Asked) -> Search[Any]:
        return Search(using=self.client, index=self.alias).query(compiled(asked))

    def _bulk(self, actions: Iterable[dict[str, Any]], index: str) -> int:
        patient = self.client.options(request_timeout=WRITE_TIMEOUT)
        with _Answering():
            done, _ = helpers.bulk(patient, actions, stats_only=True, raise_on_error=False)
            patient.indices.refresh(index=index)
        return int(done)

    def _behind_alias(self) -> list[str]:
        if not self.client.indices.exists_alias(name=self.alias):
            return []
        return list(self.client.indices.get_alias(name=self.alias).body)


class _Answering:
    """Says EngineUnavailable for every way in which a server can fail to answer."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (ApiError, TransportError)):
            raise EngineUnavailable("The search server does not answer.") from error


def compiled(asked: Asked) -> Query:
    """The whole question: the expression within kinds and filters."""
    filters: list[Query] = [_is("exact_only", "yes" if asked.only_exact else "no")]
    if asked.kinds:
        filters.append(_one_of([f"kind={kind}" for kind in asked.kinds]))
    for name, values in asked.filters.items():
        filters.append(_one_of([f"{name}={value}" for value in values]))
    return Bool(must=[_query(asked.expression)], filter=filters)


def _query(expression: Expression) -> Query:
    match expression:
        case Term(field, value, weight):
            return TermQuery(field, {"value": value, "boost": weight})
        case Prefix(field, value, weight):
            beginning = PrefixQuery(field, {"value": value})
            return ConstantScore(filter=beginning, boost=weight)
        case Phrase(field, tokens, weight, open_ended):
            phrase = MatchPhrasePrefix if open_ended else MatchPhrase
            return phrase(field, {"query": " ".join(tokens), "boost": weight})
        case All(items):
            return Bool(must=[_query(item) for item in items])
        case AtLeast(items, minimum):
            return Bool(should=[_query(item) for item in items], minimum_should_match=minimum)
        case Without(wanted, unwanted):
            return Bool(must=[_query(wanted)], must_not=[_query(item) for item in unwanted])


def _is(field: str, value: str) -> Query:
    return TermQuery(field, {"value": value})


def _one_of(values: list[str]) -> Query:
    return Bool(should=[_is("facet", value) for value in values], minimum_should_match=1)


def _puts(documents: Iterable[Document], index: str) -> Iterator[dict[str, Any]]:
    for document in documents:
        tokens = fields(document)
        source: dict[str, Any] = {name: getattr(tokens, name) for name in Fields.__slots__}
        source |= {
            "key": document.key,
            "facet": facet_values(document),
            "exact_only": "yes" if document.hit_only_if_exact else "no",
            "kept": kept(document),
            "day": document.on.toordinal() if document.on else 0,
        }
        yield {"_op_type": "index", "_index": index, "_id": document.key, "_source": source}


MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {name: {"type": "keyword"} for name in KEYWORDS}
    | {
        name: {"type": "text", "analyzer": "whitespace", "position_increment_gap": 100}
        for name in TEXTS
    }
    | {"kept": {"type": "keyword", "index": False, "doc_values": False}, "day": {"type": "long"}},
}
SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0}
