"""Who may what: the one policy that pages, lists, files, exports and search ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.models import Deputy, Post, User
from portal.accounts.roles import Role
from portal.bodies import queries as bodies
from portal.core import clock, masking
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

Anybody = User | AnonymousUser


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that the gate let through to a page for signed-in people."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def posts(user: Anybody) -> list[Post]:
    """The posts a person holds today, with their bodies; read once per request.

    After the own ones stand the official posts of absent colleagues whose deputy the person is
    today: their ``user`` is the colleague.
    """
    if not user.is_authenticated:
        return []
    held: list[Post] | None = getattr(user, "_posts_today", None)
    if held is None:
        held = _held_today(user.pk)
        user._posts_today = held  # type: ignore[attr-defined] # kept for this request only
    return held


def with_posts(key: int) -> User | None:
    """The person with this key and the posts of today, in one query when there is an own post."""
    held = _held_today(key)
    own = next((post.user for post in held if post.user_id == key), None)
    user = own or User.objects.filter(pk=key).first()
    if user is not None:
        user._posts_today = held  # type: ignore[attr-defined] # kept for this request only
    return user


def _held_today(key: int) -> list[Post]:
    found = Post.objects.on(clock.today()).filter(Q(user=key) | Exists(_stands_in_for(key)))
    held = list(found.select_related("body", "user"))
    own = [post for post in held if post.user_id == key]
    return own + [post for post in held if post.user_id != key and post.held_role.staff]


def _stands_in_for(key: int) -> QuerySet[Deputy]:
    return Deputy.objects.on(clock.today()).filter(
        deputy=key, absent=OuterRef("user"), body=OuterRef("body")
    )


def may(user: Anybody, permission: Permission, *, body: int | None = None) -> bool:
    """Whether the person holds the permission at all, or in a given body (its id)."""
    if permission is Permission.PUBLIC:
        return True
    if permission is Permission.SIGNED_IN:
        return bool(user.is_authenticated)
    if body is not None:
        return body in bodies_where(user, permission)
    return any(permission in post.held_role.may for post in posts(user))


def bodies_where(user: Anybody, permission: Permission) -> frozenset[int]:
    """The ids of the bodies in which the person holds the permission.

    A role that covers its division reaches every office of the division and below.
    """
    held = [post for post in posts(user) if permission in post.held_role.may]
    covered = [post.body.division_id for post in held if post.held_role.covers_division]
    own = frozenset(post.body_id for post in held)
    return own | _offices_within(user, tuple(covered)) if covered else own


def _offices_within(user: Anybody, divisions: tuple[str, ...]) -> frozenset[int]:
    known: dict[tuple[str, ...], frozenset[int]] = user.__dict__.setdefault("_covered_offices", {})
    if divisions not in known:
        known[divisions] = bodies.offices_within(divisions)
    return known[divisions]


def is_staff(user: Anybody) -> bool:
    """Whether the person holds any official post (a second factor is compulsory then)."""
    return any(post.held_role.staff for post in posts(user))


def post_in(user: Anybody, permission: Permission, body: int) -> str:
    """The post in which the person acts, in words for the history: "role@body".

    A deputy acts in the colleague's: "role@body deputy-of user:7".
    """
    for post in posts(user):
        if post.body_id == body and permission in post.held_role.may:
            own = user.is_authenticated and post.user_id == user.pk
            deputy = "" if own else f" deputy-of user:{post.user_id}"
            return f"{post.role}@{post.body_id}{deputy}"
    return ""


def holders(permission: Permission, body: int) -> QuerySet[User]:
    """The people who hold a permission in a body today, and the deputies of those on leave."""
    return _holding(body, roles_with(permission))


def holders_of_role(role: str, body: int) -> QuerySet[User]:
    """The people in a post of this role in a body today, and the deputies of those on leave."""
    return _holding(body, [role])


def handlers(body: int) -> QuerySet[User]:
    """The people who may handle the cases of an office: not those who only watch over it."""
    codes = roles_with(Permission.CASES_VIEW)
    return _holding(body, [code for code in codes if not Role.all[code].covers_division])


def _holding(body: int, codes: list[str]) -> QuerySet[User]:
    held = Post.objects.on(clock.today()).filter(body=body, role__in=codes)
    staff = held.filter(role__in=[code for code in codes if Role.all[code].staff])
    deputies = Deputy.objects.on(clock.today()).filter(body=body, absent__in=staff.values("user"))
    return User.objects.filter(
        Q(pk__in=held.values("user")) | Q(pk__in=deputies.values("deputy"), is_active=True)
    )


def everybody_with(permission: Permission) -> QuerySet[User]:
    """The people who hold a permission anywhere today."""
    held = Post.objects.on(clock.today()).filter(role__in=roles_with(permission))
    return User.objects.filter(posts__in=held).distinct()


def bodies_with(permission: Permission) -> frozenset[int]:
    """The ids of the bodies in which somebody holds a permission today."""
    held = Post.objects.on(clock.today()).filter(role__in=roles_with(permission))
    return frozenset(held.values_list("body", flat=True))


def roles_with(permission: Permission) -> list[str]:
    """The codes of the roles that carry a permission."""
    return [code for code, role in Role.all.items() if permission in role.may]


def by_phone(number: str) -> User | None:
    """The person whom a phone number stands for: proved, or the only way into the account.

    A number that somebody else merely claimed beside a proved e-mail stands for nobody.
    """
    user = User.objects.filter(phone=number).first() if number else None
    return _if_it_counts(user, bool(user and user.phone_verified))


def by_email(address: str) -> User | None:
    """The person whom an e-mail address stands for; the same rule as for phones."""
    proven = EmailAddress.objects.filter(email=address, verified=True)
    for found in proven:
        return User.objects.get(pk=found.user_id)
    user = User.objects.filter(email=address).first() if address else None
    return _if_it_counts(user, proven=False)


def _if_it_counts(user: User | None, proven: bool) -> User | None:
    """The person, unless the address is a mere claim beside another one that was proved."""
    if user is None or proven or user.is_demo or not has_proven_address(user):
        return user
    return None


def by_address(address: str) -> User | None:
    """The person whom an e-mail address or a phone number stands for."""
    return by_email(address) if "@" in address else by_phone(address)


def has_proven_address(user: User) -> bool:
    """Whether the person ever received a code on the phone or the e-mail of the account.

    The invented people of the demo city need none.
    """
    if user.is_demo:
        return True
    proven = EmailAddress.objects.filter(user=user, verified=True)
    return bool(user.phone_verified or proven.exists())


def proven_address(user: User) -> str:
    """Where the person surely reads: the phone, else the e-mail, "" when nothing was proved."""
    if user.phone and user.phone_verified:
        return user.phone
    proven = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary").first()
    return proven.email if proven else ""


def reachable_address(user: User) -> str:
    """The proved address, else whatever was given for the person."""
    return proven_address(user) or user.phone or user.email or ""


def has_second_factor(user: User) -> bool:
    """Whether a passkey, an app or printed codes are set up."""
    return bool(Authenticator.objects.filter(user=user).exists())


def display(user: User) -> str:
    """The name of a person as libraries show it."""
    return user.get_full_name()


def posts_in(bodies: Iterable[int]) -> QuerySet[Post]:
    """The posts held today in some bodies, with people and bodies."""
    held = Post.objects.on(clock.today()).filter(body__in=list(bodies))
    return held.select_related("user", "body").order_by("body", "user__name", "pk")


def posts_ended_in(bodies: Iterable[int], *, since: date) -> QuerySet[Post]:
    """The posts in some bodies whose last day lies on or after a day and that have ended."""
    ended = Post.objects.filter(body__in=list(bodies), ends_on__gte=since)
    return ended.exclude(pk__in=Post.objects.on(clock.today()).values("pk"))


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A demo account as the sign-in page and ``demo_accounts`` show it."""

    email: str
    name: str
    role: str
    title: str
    body: str


def demo_people() -> list[DemoPerson]:
    """The demo accounts, each with its first post of today; empty outside demo mode."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(is_demo=True, is_active=True).exclude(email=None)
    held: dict[int, Post] = {}
    for post in Post.objects.on(clock.today()).filter(user__in=people).select_related("body"):
        held.setdefault(post.user_id, post)
    return [_demo_person(user, held.get(user.pk)) for user in people.order_by("pk")]


def _demo_person(user: User, post: Post | None) -> DemoPerson:
    return DemoPerson(
        email=user.email or "",
        name=user.name,
        role=post.role if post else "resident",
        title=str(post.held_role.title if post else _("private person")),
        body=str(post.body) if post else "",
    )


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of a person: an app, passkeys (id and name), printed codes left."""

    app: bool
    passkeys: tuple[tuple[int, str], ...]
    codes_left: int

    def __bool__(self) -> bool:
        return self.app or bool(self.passkeys) or self.codes_left > 0


def factors(user: User) -> Factors:
    """What a person has set up besides password and code."""
    kinds = Authenticator.Type
    found = list(Authenticator.objects.filter(user=user).order_by("pk"))
    sheets = [one.wrap() for one in found if one.type == kinds.RECOVERY_CODES]
    return Factors(
        app=any(one.type == kinds.TOTP for one in found),
        passkeys=tuple((one.pk, one.wrap().name) for one in found if one.type == kinds.WEBAUTHN),
        codes_left=sum(len(sheet.get_unused_codes()) for sheet in sheets),
    )


def former_posts(user: User) -> list[Post]:
    """The posts a person held before, the last one first, with their bodies."""
    now = Post.objects.on(clock.today()).filter(user=user)
    former = Post.objects.filter(user=user).exclude(pk__in=now.values("pk"))
    return list(former.select_related("body").order_by("-ends_on", "-pk"))


def email_is_proven(user: User) -> bool:
    """Whether a code came back from the account's e-mail."""
    proven = EmailAddress.objects.filter(user=user, email=user.email or "", verified=True)
    return user.is_demo or bool(proven.exists())


def kept_bodies(user: Anybody, permission: Permission) -> "list[Body]":
    """The bodies in which a person holds a permission, in order of name."""
    held = (post for post in posts(user) if permission in post.held_role.may)
    found = {post.body_id: post.body for post in held}
    return sorted(found.values(), key=lambda body: body.name)


@dataclass(frozen=True, slots=True)
class Staffing:
    """A post with what its keeper needs to know: how to reach the person, and the factors."""

    post: Post
    address: str
    factor: bool


def staffing(posts: Iterable[Post]) -> list[Staffing]:
    """Posts as the list of people shows them, in two queries."""
    held = list(posts)
    people = {post.user_id for post in held}
    safe = set(Authenticator.objects.filter(user__in=people).values_list("user_id", flat=True))
    return [
        Staffing(post, _shown_address(post.user), post.user_id in safe)
        for post in held
        if post.held_role.staff
    ]


def _shown_address(user: User) -> str:
    return masking.phone(user.phone) if user.phone else masking.mail(user.email or "")
