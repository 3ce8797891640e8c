"""A robot asks every address for nonsense and sends nonsense into every form: never a 500."""

import re
from functools import partial
from itertools import islice
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
from tests.faults import garbage
from tests.harness import matrix

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

load()
OURS = {route.name: route for route in matrix.ours() if route.name in matrix.ENTRIES}
OPEN = sorted(name for name, route in OURS.items() if route.may is Permission.PUBLIC)
CLOSED = sorted(set(OURS) - set(OPEN))
PAGES = ("/", "/guides/", "/notices/", "/about/", "/no/such/page/")
MOST = 45
KEYS = (0, 10**9, 10**40)
NAMES = ("x" * 2000, "..", "\x00", "%00", "'\"<>", "长" * 300)


@pytest.fixture
def robot():
    """Clients that give back the 500 instead of raising, one per kind of person."""
    clients: dict[str, Client] = {}

    def of(kind: str) -> Client:
        if kind not in clients:
            clients[kind] = people.client_of(kind)
            clients[kind].raise_request_exception = False
        return clients[kind]

    return of


def visitor(name: str) -> str:
    """The first kind of person who is served at this address; whoever may call it otherwise."""
    kinds = [kind for kind in people.KINDS if matrix.allowed(OURS[name].may, kind)]
    entry = matrix.ENTRIES[name]
    served = [k for k in kinds if matrix.expected(OURS[name], entry, k, "own") == matrix.SERVED]
    return (served or kinds)[0]


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


def queries(odd_ones=garbage.ODD):
    """Query strings with every parameter that our code reads."""
    names = garbage.parameters("GET")
    for odd in odd_ones:
        yield "?" + urlencode(dict.fromkeys(names, odd))
    yield "?%ff=%fe&q=%c3%28&page=%00&=&&&"


@pytest.mark.parametrize("name", OPEN)
def test_an_open_address_survives_odd_questions(robot, name: str) -> None:
    entry = matrix.ENTRIES[name]
    address = reverse(name, kwargs=dict(matrix.things(entry)["own"]))
    client = robot("anonymous")
    wrong = [q for q in queries() if not survives(lambda q=q: client.get(address + q))]
    assert wrong == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_cms_survives_odd_questions(robot, address: str) -> None:
    client = robot("anonymous")
    wrong = [q for q in queries() if not survives(lambda q=q: client.get(address + q))]
    assert wrong == []


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_address_survives_odd_questions(robot, name: str) -> None:
    entry = matrix.ENTRIES[name]
    address = reverse(name, kwargs=dict(matrix.things(entry)["own"]))
    client, worst = robot(visitor(name)), queries(garbage.WORST)
    wrong = [q for q in worst if not survives(lambda q=q: client.get(address + q))]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(n for n in OURS if "<" in OURS[n].route))
def test_an_address_survives_odd_keys(robot, name: str) -> None:
    own = matrix.things(matrix.ENTRIES[name])["own"]
    client, wrong = robot(visitor(name)), []
    for key, value in own.items():
        for odd in KEYS if isinstance(value, int) else NAMES:
            address = written(name, {**own, key: odd})
            asks = (client.get, client.post)
            wrong += [odd for ask in asks if not survives(lambda a=ask, to=address: a(to))]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_address_survives_odd_answers(robot, name: str) -> None:
    address = reverse(name, kwargs=dict(matrix.things(matrix.ENTRIES[name])["own"]))
    client = robot(visitor(name))
    names = garbage.parameters("POST")
    sent = [{}, *(dict.fromkeys(names, odd) for odd in garbage.WORST)]
    shown = client.get(address)
    form = (getattr(shown, "context", None) or {}).get("form")
    if isinstance(form, forms.BaseForm):
        sent += islice(garbage.spoilt(form), MOST)
    wrong = [d for d in sent if not survives(lambda d=d: client.post(address, d))]
    assert wrong == []


LIBRARY = sorted(
    {r.route for r in routes() if r.route.startswith("accounts/") and not set("<^") & set(r.route)}
)


@pytest.mark.parametrize("address", LIBRARY)
def test_a_page_of_sign_in_survives_odd_answers(robot, address: str) -> None:
    wrong = []
    names = [*garbage.parameters("POST"), "login", "email", "phone", "code", "password1"]
    sent = [dict.fromkeys(names, odd) for odd in garbage.WORST]
    for kind in ("anonymous", "owner", "clerk"):
        post = partial(robot(kind).post, f"/{address}")
        wrong += [(kind, data) for data in sent if not survives(lambda d=data, p=post: p(d))]
    assert wrong == []
