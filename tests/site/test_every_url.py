"""Every address × kind of person × relation to the thing: nobody gets more than is theirs.

A test asks all addresses of a subject: the people are made once, the thing of an address is undone
before the next. They sign in after it is made, for making it may move the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client

from portal.core.routing import Route
from portal.permissions import Permission
from tests import people
from tests.addresses import load
from tests.harness import matrix
from tests.harness.matrix import Entry, Thing

load()
ROUTES = {route.name: route for route in matrix.ours()}
KNOWN = sorted(set(ROUTES) & set(matrix.ENTRIES))
SUBJECTS = sorted({matrix.ENTRIES[name].subject for name in KNOWN})
LOOKING = ("resident", "stranger", "other_clerk", "supervisor")
NEXT_TO_ALL = ("anonymous", "owner", "clerk", *LOOKING)
"""What does not exist, and writing where one may not read, meet one gate for all: a few ask."""
Clients = dict[str, Client]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_address_is_described():
    assert set(ROUTES) - set(matrix.ENTRIES) == set()


def test_no_description_is_left_over():
    assert set(matrix.ENTRIES) - set(ROUTES) == set()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_everybody_gets_what_is_theirs_and_refusals_tell_nothing(subject):
    for kind in people.KINDS:
        people.client_of(kind)
    wrong = {}
    for name in KNOWN:
        entry = matrix.ENTRIES[name]
        if entry.subject == subject:
            with _undone():
                things = matrix.things(entry)
                clients = {kind: people.client_of(kind) for kind in _askers(ROUTES[name], entry)}
                wrong |= dict(_not_as_expected(clients, ROUTES[name], entry, things))
                wrong |= dict(_telling(clients, ROUTES[name], entry, things))
                wrong |= dict(_written(clients, ROUTES[name], entry, things["own"]))
    assert wrong == {}


def _askers(route: Route, entry: Entry) -> list[str]:
    """Who asks: everybody whose post opens the address, or who may see its thing, and a few more.

    The gate refuses all other posts alike, by the table of roles that has a test of its own.
    """
    asking = set(NEXT_TO_ALL)
    if route.may not in (None, Permission.PUBLIC, Permission.SIGNED_IN):
        asking |= {kind for kind in people.KINDS if matrix.allowed(route.may, kind)}
    for sees in (entry.sees_own, entry.sees_other):
        asking |= sees if sees not in (matrix.EVERYBODY, matrix.SIGNED_IN) else set()
    return [kind for kind in people.KINDS if kind in asking or matrix.BESIDE.get(kind) in asking]


Wrong = Iterator[tuple[tuple[str, str, str], str]]


def _not_as_expected(
    clients: Clients, route: Route, entry: Entry, things: dict[str, Thing]
) -> Wrong:
    for kind, client in clients.items():
        for relation, thing in things.items():
            if relation == "absent" and kind not in NEXT_TO_ALL:
                continue
            got = matrix.outcome(_ask(client, route.name, entry, thing), entry)
            if got != matrix.expected(route, entry, kind, relation):
                yield (route.name, kind, relation), got


def _telling(clients: Clients, route: Route, entry: Entry, things: dict[str, Thing]) -> Wrong:
    """What somebody may not see looks exactly like what does not exist."""
    if not entry.other:
        return
    for kind in LOOKING:
        absent = _looks(clients[kind], route.name, entry, things["absent"])
        for relation in ("own", "other"):
            refused = matrix.expected(route, entry, kind, relation) == matrix.NOT_FOUND
            if refused and _looks(clients[kind], route.name, entry, things[relation]) != absent:
                yield (route.name, kind, relation), "looks unlike what does not exist"


def _written(clients: Clients, route: Route, entry: Entry, thing: Thing) -> Wrong:
    """Nobody writes where they may not read."""
    if route.may is None or route.may is Permission.PUBLIC:
        return
    posted = Entry(method="post", query=entry.query)
    for kind in NEXT_TO_ALL:
        if not matrix.allowed(route.may, kind):
            client = clients[kind]
            got = matrix.outcome(_ask(client, route.name, posted, thing), posted)
            if got != (matrix.AWAY if kind == "anonymous" else matrix.NOT_FOUND):
                yield (route.name, kind, "posted"), got


@contextmanager
def _undone() -> Iterator[None]:
    """Inside a transaction that is undone, so that one person's act is not another's state."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def _ask(client, name, entry, thing):
    """Cookies are undone too: a message that waits would be shown on the next page."""
    kept = deepcopy(client.cookies)
    try:
        with _undone():
            return matrix.ask(client, name, entry, thing)
    finally:
        client.cookies = kept


def _looks(client, name, entry, thing):
    response = _ask(client, name, entry, thing)
    return matrix.looks(response, matrix.address(name, entry, thing))
