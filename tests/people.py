"""The people who stand in every test: owner, colleague, stranger, and one of each official.

``person("owner")`` makes the person (once per test, with body and post); ``client_of("owner")``
gives a signed-in HTTP client. Bodies come from ``body("ours")`` and its neighbours. Everything is
made in the database of the test and disappears with it.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.test import Client

from portal.accounts.gate import DEMO_MARK
from portal.accounts.models import Post, User
from portal.bodies.enums import BodyKind
from portal.bodies.models import Body

SINCE = date(2020, 1, 1)
BACKEND = "portal.accounts.backends.PostBackend"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of person: the role and the body (a key of BODIES) it is held in, empty for none."""

    role: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A body of the tests."""

    kind: BodyKind
    name: str
    credit_code: str | None = None
    division: str = "150602"


BODIES = {
    "ours": Place(
        BodyKind.SOCIAL_SERVICE_INSTITUTION, "东胜区暖阳社会工作服务中心", "52150602MJY00001X4"
    ),
    "theirs": Place(BodyKind.SOCIAL_GROUP, "康巴什区志愿者协会", "51150603MJY000028M", "150603"),
    "bureau": Place(BodyKind.DEPARTMENT, "东胜区民政局"),
    "other_bureau": Place(BodyKind.DEPARTMENT, "康巴什区民政局", None, "150603"),
    "city": Place(BodyKind.DEPARTMENT, "鄂尔多斯市民政局", None, "1506"),
    "base": Place(BodyKind.PUBLIC_INSTITUTION, "东胜区社会组织孵化中心"),
}
KINDS = {
    "anonymous": Kind(),
    "resident": Kind(),
    "owner": Kind("owner", "ours"),
    "colleague": Kind("viewer", "ours"),
    "stranger": Kind("owner", "theirs"),
    "clerk": Kind("registry_clerk", "bureau"),
    "other_clerk": Kind("registry_clerk", "other_bureau"),
    "section_head": Kind("section_head", "bureau"),
    "counter_clerk": Kind("counter_clerk", "bureau"),
    "incubation_clerk": Kind("incubation_clerk", "bureau"),
    "rating_clerk": Kind("rating_clerk", "bureau"),
    "accountant": Kind("accountant", "bureau"),
    "treasurer": Kind("treasurer", "bureau"),
    "base_worker": Kind("base_worker", "base"),
    "leader": Kind("leader", "bureau"),
    "expert": Kind("expert", "city"),
    "supervisor": Kind("supervisor", "city"),
    "editor": Kind("editor", "city"),
    "administrator": Kind("administrator", "city"),
    "law_keeper": Kind("law_keeper", "city"),
}

FURTHER = {"finance": Kind("finance", "ours")}
"""People whom only some tests need: the tables of addresses do not ask for them."""


def body(name: str) -> Body:
    """The body of this key; a bureau that the seed brought is found, not made twice."""
    place = BODIES[name]
    found = Body.objects.filter(name=place.name).first()
    return found or Body.objects.create(
        kind=place.kind,
        name=place.name,
        credit_code=place.credit_code,
        division_id=place.division,
    )


def person(name: str) -> User:
    """The user of this kind, with the post; not for "anonymous"."""
    kind = (KINDS | FURTHER)[name]
    email = f"{name.replace('_', '-')}@tests.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name, password="Long-Enough-2026")
        if kind.role:
            appoint(user, kind.role, body(kind.body))
    return user


def appoint(user: User, role: str, to: Body) -> Post:
    """Give the user a post from 2020 on."""
    user.__dict__.pop("_posts_today", None)
    return Post.objects.create(user=user, body=to, role=role, starts_on=SINCE)


def client_of(name: str) -> Client:
    """A client signed in as this kind of person, second factor given; anonymous stays out."""
    client = Client()
    if name != "anonymous":
        sign_in(client, person(name))
    return client


def sign_in(client: Client, user: User) -> Client:
    """Sign a user in as the demo buttons do, which count as a second factor in demo mode."""
    assert settings.DEMO
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[DEMO_MARK] = True
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client
