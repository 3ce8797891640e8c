"""Guides, notices and ordinary pages of the CMS: only what is published and public."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.core import clock
from portal.pages import queries as pages
from search import sources
from search.documents import Document
from search.sources import Change, Facet, Labels, Source

KIND = "page"
SUBJECT = "pages.page:"
TYPES = {"guidepage": _("Guides"), "noticepage": _("Notices"), "textpage": _("About this site")}
TYPES |= {"programmepage": _("Incubation programmes")}
TEXTS = (
    "searched",
    "who",
    "result",
    "conditions",
    "basis",
    "office",
    "counter",
    "issuer",
    "number",
)
BLOCKS = ("materials", "steps", "body", "body_en")


def register() -> None:
    """Let pages be searched."""
    facets = (Facet("page_type", _("What"), _types),)
    sources.register(
        Source(KIND, _("Guides and notices"), "book-open", load, ids, touched, contains, facets)
    )


def load(ids: Collection[str]) -> dict[str, Document]:
    """The present documents of these pages."""
    roots = [site.root_path for site in Site.get_site_root_paths()]
    found = pages.public(int(i) for i in ids)
    return {str(page.pk): _document(page, _address(page, roots)) for page in found}


def ids() -> Iterable[str]:
    """The ids of all public pages."""
    return [str(page.pk) for page in pages.public()]


def touched(change: Change) -> Iterable[str]:
    """The page that an event is about."""
    if change.subject.startswith(SUBJECT):
        yield change.subject.removeprefix(SUBJECT)


def contains(words: Sequence[str], most: int) -> Sequence[str]:
    """Ids of public pages whose title holds every word."""
    found = (page for page in pages.public() if all(word in page.title.lower() for word in words))
    return [str(page.pk) for page, _ in zip(found, range(most), strict=False)]


def _address(page: Any, roots: Sequence[str]) -> str:
    """The page's path; asking each page for it would cost a query for each."""
    path = str(page.url_path)
    inside = (root for root in roots if path.startswith(root))
    return "/" + path.removeprefix(next(inside, "/"))


def _document(page: Any, address: str) -> Document:
    english = [getattr(page, "title_en", ""), getattr(page, "summary_en", "")]
    issued = getattr(page, "date", None) or page.first_published_at
    return Document(
        kind=KIND,
        id=str(page.pk),
        title=page.title,
        shown_title=getattr(page, "shown_title", page.title),
        url=address,
        former_titles=tuple(filter(None, english[:1])),
        summary=getattr(page, "shown_summary", ""),
        body=" ".join(filter(None, [getattr(page, "summary", ""), *english, *_texts(page)])),
        facets={"page_type": page._meta.model_name or ""},
        notes=tuple(filter(None, _notes(page))),
        on=clock.day(issued) if issued else None,
    )


def _texts(page: Any) -> Iterator[str]:
    yield from (getattr(page, name, "") for name in TEXTS)
    for name in BLOCKS:
        value = getattr(page, name, None)
        if value:
            yield from map(strip_tags, value.stream_block.get_searchable_content(value))


def _notes(page: Any) -> Iterator[str]:
    yield str(TYPES.get(page._meta.model_name, ""))
    yield getattr(page, "office", "") or getattr(page, "issuer", "")
    yield getattr(page, "promised_time", "") or getattr(page, "number", "")


def _types(codes: Collection[str]) -> Labels:
    return {code: str(TYPES[code]) for code in codes if code in TYPES}
