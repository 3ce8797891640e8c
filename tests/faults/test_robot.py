"""A robot asks every address for nonsense and sends nonsense into every form: never a 500."""

import re
from functools import partial
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.core.routing import routes
from portal.permissions import Permission
from tests import people
from tests.addresses import load
from tests.factories import groups
from tests.faults import garbage
from tests.harness import databases, matrix

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

load()
OURS = {route.name: route for route in matrix.ours() if route.name in matrix.ENTRIES}
OPEN = {name for name, route in OURS.items() if route.may is Permission.PUBLIC}
PAGES = ("/", "/guides/", "/notices/", "/about/", "/no/such/page/")
ASKED_OF_EACH_FIELD = "postgres"
"""A form refuses in Python: one database is enough for each of its fields spoilt in turn."""
STREET_CLERK = "street_clerk"
KEYS = (0, 10**9, 10**40)
NAMES = ("x" * 2000, "..", "\x00", "%00", "'\"<>", "长" * 300)


@pytest.fixture
def robot():
    """Clients that give back the 500 instead of raising, one per kind of person."""
    clients: dict[str, Client] = {}

    def of(kind: str) -> Client:
        if kind not in clients:
            street = kind == STREET_CLERK
            made = people.sign_in(Client(), groups.clerk()) if street else people.client_of(kind)
            made.raise_request_exception = False
            clients[kind] = made
        return clients[kind]

    return of


def visitor(name: str) -> str:
    """The first kind of person who is served at this address; whoever may call it otherwise.

    What nobody of the tests' bureau may call belongs to the clerk of a street.
    """
    kinds = [kind for kind in people.KINDS if matrix.allowed(OURS[name].may, kind)]
    entry = matrix.ENTRIES[name]
    served = [k for k in kinds if matrix.expected(OURS[name], entry, k, "own") == matrix.SERVED]
    return (served or kinds or [STREET_CLERK])[0]


def survives(ask) -> bool:
    """Whether the answer is not an error of ours; what it did is undone."""
    point = transaction.savepoint()
    try:
        answer = ask()
        b"".join(answer) if answer.streaming else answer.content
        return answer.status_code < 500
    finally:
        transaction.savepoint_rollback(point)


def written(name: str, values) -> str:
    """The address with these values, whether or not its pattern allows them."""
    parts = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: quote(str(values[m[1]])), OURS[name].route)
    return f"/{parts}"


def package(name: str) -> str:
    """The subject whose view answers: "portal.site", "incubator.bases"."""
    return ".".join(OURS[name].view.__module__.split(".")[:2])


def asked(name: str):
    """The odd query strings of an address; one that is open meets every one."""
    return queries() if name in OPEN else mixed_queries(name)


def queries():
    """Query strings with every parameter that our code reads, each odd thing in all of them."""
    names = garbage.questions()
    for odd in garbage.ODD:
        yield "?" + urlencode(dict.fromkeys(names, odd))
    yield "?%ff=%fe&q=%c3%28&page=%00&=&&&"


def mixed_queries(name: str):
    """Two query strings in which each parameter has the next of the worst things in its turn;
    which comes first is another for each address."""
    names = garbage.questions(package(name))
    worst = [garbage.LINE if odd == garbage.ODD[2] else odd for odd in garbage.WORST]
    first = sorted(OURS).index(name)
    for turn in (first, first + 2):
        yield "?" + urlencode({n: worst[(i + turn) % len(worst)] for i, n in enumerate(names)})
    yield "?%ff=%fe&q=%c3%28&page=%00&=&&&"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_cms_survives_odd_questions(robot, address: str) -> None:
    client = robot("anonymous")
    wrong = [q for q in queries() if not survives(lambda q=q: client.get(address + q))]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_address_survives_whatever_is_asked_of_it_and_sent_to_it(robot, name: str) -> None:
    """In one test: what an address shows is made once, and each answer is undone."""
    own = dict(matrix.things(matrix.ENTRIES[name])["own"])
    address, client = reverse(name, kwargs=own), robot(visitor(name))
    reader = robot("anonymous") if name in OPEN else client
    assert [q for q in asked(name) if not survives(lambda q=q: reader.get(address + q))] == []
    assert list(odd_keys(client, name, own)) == []
    answers = sent(client, name, address)
    assert [d for d in answers if not survives(lambda d=d: client.post(address, d))] == []


def odd_keys(client: Client, name: str, own):
    """The odd keys that an address does not survive; they are read and sent to in turns."""
    turns = cycle((client.get, client.post))
    if sorted(OURS).index(name) % 2:
        next(turns)
    for key, value in own.items():
        for odd in KEYS if isinstance(value, int) else NAMES:
            ask, to = next(turns), written(name, {**own, key: odd})
            if not survives(lambda a=ask, to=to: a(to)):
                yield key, odd


def sent(client: Client, name: str, address: str):
    """Nonsense for every name the subject reads, and its form with one field spoilt after the
    other."""
    names = garbage.answers(package(name))
    yield from ({}, *(dict.fromkeys(names, odd) for odd in garbage.WORST))
    if databases.kind() == ASKED_OF_EACH_FIELD:
        form = (getattr(client.get(address), "context", None) or {}).get("form")
        yield from garbage.spoilt(form) if isinstance(form, forms.BaseForm) else ()


LIBRARY = sorted(
    {r.route for r in routes() if r.route.startswith("accounts/") and not set("<^") & set(r.route)}
)


@pytest.mark.parametrize("address", LIBRARY)
def test_a_page_of_sign_in_survives_odd_answers(robot, address: str) -> None:
    wrong = []
    names = [*garbage.answers("portal.accounts"), "login", "email", "phone", "code", "password1"]
    sent = [dict.fromkeys(names, odd) for odd in garbage.WORST]
    for kind in ("anonymous", "owner", "clerk"):
        post = partial(robot(kind).post, f"/{address}")
        wrong += [(kind, data) for data in sent if not survives(lambda d=data, p=post: p(d))]
    assert wrong == []
