"""Who gets what answer at which address: every URL × kind of person × relation to the thing.

A subject describes its addresses in ``tests/addresses/<subject>.py``::

    entry("claim", own=claim_of_ours, other=claim_of_theirs, absent={"pk": 999999},
          sees_own={"clerk", "section_head"}, sees_other={"other_clerk"})

The permission beside the URL already says who is sent away; the entry says who of the others sees
which thing. What somebody may not see must look exactly like what does not exist.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.core.routing import Route, routes
from portal.permissions import Permission
from tests import people

Thing = Mapping[str, Any]
Builder = Callable[[], Thing]
OK = frozenset({200})
EVERYBODY = frozenset(people.KINDS)
SIGNED_IN = EVERYBODY - {"anonymous"}
AWAY = "sent to sign in"
NOT_FOUND = "not found"
SERVED = "served"
BESIDE = {"rating_clerk": "incubation_clerk"}
"""Colleagues of one bureau: what one sees by a permission the other holds too, that one sees."""
PRIVATE = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]+|nonce="[^"]+"')


@dataclass(frozen=True, slots=True)
class Entry:
    """What a subject says about one address.

    ``own`` makes the thing that belongs to our organisation or bureau, ``other`` the neighbours';
    both return the URL's arguments. ``answers`` are the statuses of a served request.
    ``personal``: who sees it made it themselves, so their colleagues do not.
    """

    own: Builder | None = None
    other: Builder | None = None
    absent: Thing = field(default_factory=dict)
    sees_own: Set[str] = EVERYBODY
    sees_other: Set[str] = frozenset()
    answers: Set[int] = OK
    method: str = "get"
    query: str = ""
    leads_to_sign_in: bool = False
    personal: bool = False
    subject: str = ""


ENTRIES: dict[str, Entry] = {}
subject = ""


def entry(name: str, **fields: Any) -> None:
    """Describe the address of this name; once."""
    if name in ENTRIES:
        raise ValueError(f"The address {name} is described twice.")
    ENTRIES[name] = Entry(subject=subject, **fields)


def ours() -> list[Route]:
    """Every address that carries a permission, once per name."""
    found = (route for route in routes() if route.is_ours or route.may is not None)
    return list({route.name: route for route in found}.values())


def expected(route: Route, found: Entry, kind: str, relation: str) -> str:
    """What this kind of person must get for a thing of this relation (own, other, absent)."""
    if route.may is None or not allowed(route.may, kind):
        return AWAY if kind == "anonymous" else NOT_FOUND
    if found.own is None:
        return SERVED if _among(kind, found, found.sees_own) else NOT_FOUND
    sees = {"own": found.sees_own, "other": found.sees_other, "absent": frozenset()}[relation]
    return SERVED if _among(kind, found, sees) else NOT_FOUND


def _among(kind: str, found: Entry, sees: Set[str]) -> bool:
    return kind in sees or (BESIDE.get(kind) in sees and not found.personal)


def allowed(may: Permission, kind: str) -> bool:
    """Whether a kind of person holds the permission, by the roles alone."""
    if may is Permission.PUBLIC:
        return True
    if kind == "anonymous":
        return False
    return may is Permission.SIGNED_IN or may in Role.named(people.KINDS[kind].role).may


def things(found: Entry) -> dict[str, Thing]:
    """The URL's arguments per relation; only "own" (and empty) for an address without a thing."""
    if found.own is None:
        return {"own": {}}
    made: dict[str, Thing] = {"own": found.own()}
    if found.absent:
        made["absent"] = found.absent
    if found.other:
        made["other"] = found.other()
    return made


def address(name: str, found: Entry, thing: Thing) -> str:
    """The address with the thing's arguments."""
    return reverse(name, kwargs=dict(thing)) + found.query


def ask(client: Client, name: str, found: Entry, thing: Thing) -> HttpResponseBase:
    """The answer of the address."""
    call: Callable[[str], HttpResponseBase] = getattr(client, found.method)
    return call(address(name, found, thing))


def outcome(response: HttpResponseBase, found: Entry) -> str:
    """The answer in the words of ``expected``; another status as it is."""
    to = response.headers.get("Location", "")
    if response.status_code == 302 and "/login/" in to:
        return SERVED if found.leads_to_sign_in else AWAY
    if response.status_code == 404:
        return NOT_FOUND
    return SERVED if response.status_code in found.answers else f"status {response.status_code}"


def looks(response: HttpResponseBase, asked: str) -> bytes:
    """What a refused visitor sees of the answer, without the address they typed themselves."""
    content = PRIVATE.sub(b"", getattr(response, "content", b""))
    for form in (asked, quote(asked), quote(asked, safe="")):
        content = content.replace(form.encode(), b"")
    return content
