"""URLs that say who may call them.

``path(route, view, may=…, name=…)`` takes the place of Django's: the permission stands beside
the address. A system check refuses a URL of ours without one, and the gate (a middleware of
accounts) reads it before any object is looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.core.checks import Error, register
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, register_converter
from django.urls import path as django_path
from django.urls.converters import IntConverter, StringConverter

from portal.permissions import Permission

View = Callable[..., HttpResponseBase]
FOREIGN = ("wagtail", "allauth", "django")


class KeyConverter(IntConverter):
    """A number that every database can hold; a longer one is an address that does not exist."""

    regex = "[0-9]{1,18}"


class WordConverter(StringConverter):
    """Text without the sign NUL, which no database takes."""

    regex = r"[^/\x00]+"


register_converter(KeyConverter, "key")
register_converter(WordConverter, "word")


def path(route: str, view: View, *, may: Permission, name: str) -> URLPattern:
    """A URL pattern that carries the permission it needs.

    ``<int:…>`` and ``<str:…>`` mean what a database can hold: at most 18 digits, no NUL.
    """
    route = route.replace("<int:", "<key:").replace("<str:", "<word:")
    marked = wraps(view)(partial(view))
    marked.may = may  # type: ignore[attr-defined] # our own mark, read by the gate
    pattern: URLPattern = django_path(route, marked, name=name)
    return pattern


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the site: its full pattern, its name and the permission it needs."""

    route: str
    name: str
    may: Permission | None
    view: View

    @property
    def is_ours(self) -> bool:
        """Whether the view is written here, and so must carry a permission."""
        module = getattr(self.view, "__module__", "") or ""
        return not module.startswith(FOREIGN)


def routes() -> Iterator[Route]:
    """Every address the resolver knows, with its permission (None: a library's own address)."""
    yield from _walk(get_resolver().url_patterns, "", "")


def permission_of(view: Any) -> Permission | None:
    """The permission the view of an address carries, or None for a library's own."""
    may: Permission | None = getattr(view, "may", None)
    return may


def _walk(patterns: Sequence[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            view = pattern.callback
            yield Route(route, f"{namespace}{pattern.name or ''}", permission_of(view), view)


@register()
def every_url_has_a_permission(**_: Any) -> list[Error]:
    """System check: an address of ours without a permission is an error."""
    return [
        Error(
            f"The address {found.route!r} has no permission.",
            hint="Use portal.core.routing.path(route, view, may=…, name=…).",
            id="portal.E001",
        )
        for found in routes()
        if found.is_ours and found.may is None
    ]
