"""Reading public pages (for search)."""

from collections.abc import Iterable

from wagtail.models import Page


def public(ids: Iterable[int] | None = None) -> list[Page]:
    """The live public pages below the root as their own types; only these ids when given."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    if ids is not None:
        pages = pages.filter(pk__in=list(ids))
    return list(pages.specific())
