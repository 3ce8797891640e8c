"""A page of hits as the templates show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.reasons import Text
from portal.core.text import fold
from portal.core.ui import Tab
from search import sources
from search.documents import Document
from search.highlight import Marker, marker
from search.queries import DEEPEST, SearchPage

FIRST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A hit with its marks. ``near``: it only resembles what was typed."""

    url: str
    kind: Text
    icon: str
    title: SafeString
    text: SafeString
    former: SafeString | str
    notes: tuple[str, ...]
    near: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter with how many hits it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A filter: its field's name, its heading, its values; the rarer ones stand apart."""

    name: str
    heading: Text
    options: Sequence[Option]

    @property
    def first(self) -> Sequence[Option]:
        """The values shown at once: the commonest and the chosen ones."""
        return [o for at, o in enumerate(self.options) if at < FIRST_SHOWN or o.chosen]

    @property
    def rest(self) -> Sequence[Option]:
        """The values behind "show more"."""
        return [o for at, o in enumerate(self.options) if at >= FIRST_SHOWN and not o.chosen]


def rows(page: SearchPage) -> list[Row]:
    """The hits of the page."""
    marks = marker(page.words, page.used_synonyms, relaxed=page.relaxed)
    near = set(page.near)
    return [_row(document, marks, near=document.key in near) for document in page.hits]


def plain_rows(page: SearchPage, documents: Sequence[Document]) -> list[Row]:
    """Documents that stand outside the hits: the best bet, the struck-off ones."""
    marks = marker(page.words, (), relaxed=False)
    return [_row(document, marks) for document in documents]


def tabs(page: SearchPage) -> list[Tab]:
    """The kinds with their counts; each is a link that keeps the words and drops the filters."""
    counts = page.facets.get("kind", {})
    chosen = page.request.kinds
    kinds = [
        Tab(
            source.heading,
            address(page, kind=source.kind),
            counts.get(source.kind, 0),
            current=source.kind in chosen,
        )
        for source in sources.every()
    ]
    return [Tab(_("All"), address(page), sum(counts.values()), current=not chosen), *kinds]


def groups(page: SearchPage) -> list[Group]:
    """The filters of the kinds that are shown, commonest value first."""
    found = []
    for source in sources.every():
        if page.request.kinds and source.kind not in page.request.kinds:
            continue
        for facet in source.facets:
            counts = page.facets.get(facet.name, {})
            chosen = tuple(page.request.filters.get(facet.name, ()))
            options = _options(counts, chosen, facet.labels({*counts, *chosen}))
            if options:
                found.append(Group(facet.name, facet.heading, options))
    return found


def numbered(page: SearchPage) -> Page[int]:
    """The numbers of the pages, for the pagination."""
    reachable = range(min(page.total, DEEPEST + page.request.size))
    return Paginator(reachable, page.request.size).get_page(page.request.page)


def address(page: SearchPage, *, text: str = "", **parameters: str) -> str:
    """The address of a search for the same words, or for another text."""
    given = {"q": text or page.request.text} | parameters
    if page.request.literal and not text:
        given.setdefault("literal", "1")
    return f"{reverse('search')}?{urlencode(given)}"


def _options(
    counts: Mapping[str, int], chosen: Sequence[str], labels: Mapping[str, str]
) -> list[Option]:
    values = sorted({*counts, *chosen}, key=lambda value: (-counts.get(value, 0), value))
    return [
        Option(value, labels[value], counts.get(value, 0), value in chosen)
        for value in values
        if value in labels
    ]


def _row(document: Document, marks: Marker, *, near: bool = False) -> Row:
    source = sources.named(document.kind)
    former = next((name for name in document.former_titles if "<mark>" in marks.marked(name)), "")
    told = former and fold(former) != fold(document.shown_title or document.title)
    found_by_name = "<mark>" in marks.marked(document.title)
    return Row(
        url=document.url,
        kind=source.heading if source else "",
        icon=source.icon if source else "file-text",
        title=marks.marked(document.shown_title or document.title),
        text=marks.stretch(document.summary or document.body),
        former=marks.marked(former) if told and not found_by_name else "",
        notes=tuple(note for note in document.notes if note),
        near=near,
    )
