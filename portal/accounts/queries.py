"""Who may what: the one policy that pages, lists, files, exports and search ask."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from portal.accounts.models import Post, User
from portal.accounts.roles import Role
from portal.core import clock
from portal.permissions import Permission

Anybody = User | AnonymousUser


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that the gate let through to a page for signed-in people."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def posts(user: Anybody) -> list[Post]:
    """The posts a person holds today, with their bodies; read once per request."""
    if not user.is_authenticated:
        return []
    held: list[Post] | None = getattr(user, "_posts_today", None)
    if held is None:
        held = list(Post.objects.on(clock.today()).filter(user=user).select_related("body"))
        user._posts_today = held  # type: ignore[attr-defined] # kept for this request only
    return held


def may(user: Anybody, permission: Permission, *, body: int | None = None) -> bool:
    """Whether the person holds the permission at all, or in a given body (its id)."""
    if permission is Permission.PUBLIC:
        return True
    if permission is Permission.SIGNED_IN:
        return bool(user.is_authenticated)
    held = (post for post in posts(user) if permission in post.held_role.may)
    return any(body is None or post.body_id == body for post in held)


def bodies_where(user: Anybody, permission: Permission) -> frozenset[int]:
    """The ids of the bodies in which the person holds the permission."""
    return frozenset(
        post.body_id for post in posts(user) if permission in post.held_role.may
    )


def is_staff(user: Anybody) -> bool:
    """Whether the person holds any official post (a second factor is compulsory then)."""
    return any(post.held_role.staff for post in posts(user))


def post_in(user: Anybody, permission: Permission, body: int) -> str:
    """The post in which the person acts, in words for the history: "role@body"."""
    for post in posts(user):
        if post.body_id == body and permission in post.held_role.may:
            return f"{post.role}@{post.body_id}"
    return ""


def holders(permission: Permission, body: int) -> QuerySet[User]:
    """The people who hold a permission in a body today."""
    return User.objects.filter(
        posts__in=Post.objects.on(clock.today()).filter(
            body=body, role__in=roles_with(permission)
        )
    ).distinct()


def roles_with(permission: Permission) -> list[str]:
    """The codes of the roles that carry a permission."""
    return [code for code, role in Role.all.items() if permission in role.may]
