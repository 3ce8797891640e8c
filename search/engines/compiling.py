"""Expressions as tantivy queries."""

from tantivy import Occur, Query

from search.engines.base import Asked
from search.engines.schema import PLAIN, SCHEMA, WHOLE, WITH_COUNTS
from search.expressions import All, AtLeast, Expression, Phrase, Prefix, Term, Without

ROUGH = dict.fromkeys((*PLAIN, *WHOLE, "facet"), "basic") | dict.fromkeys(WITH_COUNTS, "freq")


def compiled(asked: Asked) -> Query:
    """The whole question: the expression within kinds and filters."""
    musts = [_query(asked.expression)]
    musts.append(_quiet("exact_only", "yes" if asked.only_exact else "no"))
    if asked.kinds:
        musts.append(_one_of([f"kind={kind}" for kind in asked.kinds]))
    for name, values in asked.filters.items():
        musts.append(_one_of([f"{name}={value}" for value in values]))
    return Query.boolean_query([(Occur.Must, query) for query in musts])


def _query(expression: Expression) -> Query:
    match expression:
        case Term(field, value, weight):
            return Query.boost_query(_term(field, value), weight)
        case Phrase(field, tokens, weight, open_ended):
            return Query.boost_query(_phrase(field, tokens, open_ended), weight)
        case Prefix(field, value, weight):
            return Query.const_score_query(Query.regex_query(SCHEMA, field, f"{value}.*"), weight)
        case All(items):
            return Query.boolean_query([(Occur.Must, _query(item)) for item in items])
        case AtLeast(items, minimum):
            return Query.boolean_query([(Occur.Should, _query(item)) for item in items], minimum)
        case Without(wanted, unwanted):
            nots = [(Occur.MustNot, _query(item)) for item in unwanted]
            return Query.boolean_query([(Occur.Must, _query(wanted)), *nots])


def _phrase(field: str, tokens: tuple[str, ...], open_ended: bool) -> Query:
    if open_ended and len(tokens) > 1:
        return Query.phrase_prefix_query(SCHEMA, field, list(tokens))
    if open_ended:
        return Query.regex_query(SCHEMA, field, f"{tokens[0]}.*")
    if len(tokens) == 1:
        return _term(field, tokens[0])
    return Query.phrase_query(SCHEMA, field, list(tokens))


def _term(field: str, value: str) -> Query:
    return Query.term_query(SCHEMA, field, value, ROUGH.get(field, "position"))


def _quiet(field: str, value: str) -> Query:
    return Query.const_score_query(_term(field, value), 0.0)


def _one_of(values: list[str]) -> Query:
    shoulds = [(Occur.Should, _quiet("facet", value)) for value in values]
    return Query.boolean_query(shoulds, 1)
