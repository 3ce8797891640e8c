"""Every address × kind of person × relation to the thing: nobody gets more than is theirs."""

import pytest
from django.db import transaction

from portal.permissions import Permission
from tests import people
from tests.addresses import load
from tests.harness import matrix

load()
ROUTES = {route.name: route for route in matrix.ours()}
pytestmark = pytest.mark.django_db


def test_every_address_is_described():
    assert set(ROUTES) - set(matrix.ENTRIES) == set()


def test_no_description_is_left_over():
    assert set(matrix.ENTRIES) - set(ROUTES) == set()


@pytest.mark.parametrize("name", sorted(set(ROUTES) & set(matrix.ENTRIES)))
def test_everybody_gets_what_is_theirs(name):
    route, entry = ROUTES[name], matrix.ENTRIES[name]
    things = matrix.things(entry)
    wrong = {}
    for kind in people.KINDS:
        client = people.client_of(kind)
        for relation, thing in things.items():
            answer = _ask(client, name, entry, thing)
            got = matrix.outcome(answer, entry)
            if got != matrix.expected(route, entry, kind, relation):
                wrong[kind, relation] = got
    assert wrong == {}


@pytest.mark.parametrize(
    "name", sorted(n for n in set(ROUTES) & set(matrix.ENTRIES) if matrix.ENTRIES[n].other)
)
def test_what_one_may_not_see_looks_like_what_does_not_exist(name):
    entry = matrix.ENTRIES[name]
    things = matrix.things(entry)
    for kind in ("resident", "stranger", "other_clerk", "supervisor"):
        client = people.client_of(kind)
        absent = _ask(client, name, entry, things["absent"])
        for relation in ("own", "other"):
            if matrix.expected(ROUTES[name], entry, kind, relation) == matrix.NOT_FOUND:
                refused = _ask(client, name, entry, things[relation])
                assert _looks(refused, name, things[relation]) == _looks(
                    absent, name, things["absent"]
                )


@pytest.mark.parametrize(
    "name", sorted(n for n in ROUTES if ROUTES[n].may is not Permission.PUBLIC)
)
def test_nobody_writes_where_they_may_not_read(name):
    route, entry = ROUTES[name], matrix.ENTRIES.get(name, matrix.Entry())
    thing = matrix.things(entry)["own"]
    for kind in people.KINDS:
        if not matrix.allowed(route.may, kind):
            posted = matrix.Entry(method="post", query=entry.query)
            got = matrix.outcome(_ask(people.client_of(kind), name, posted, thing), posted)
            assert got == (matrix.AWAY if kind == "anonymous" else matrix.NOT_FOUND), kind


def _ask(client, name, entry, thing):
    """Ask inside a transaction that is undone, so that one person's act is not another's state."""
    point = transaction.savepoint()
    try:
        return matrix.ask(client, name, entry, thing)
    finally:
        transaction.savepoint_rollback(point)


def _looks(response, name, thing):
    return matrix.looks(response, matrix.address(name, matrix.ENTRIES[name], thing))
