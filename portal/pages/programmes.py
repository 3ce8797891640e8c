"""Pages of programmes: made when one is published, and kept in line with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from incubator.programmes import queries
from portal.pages.models import HomePage, ListPage, ProgrammePage

if TYPE_CHECKING:
    from portal.audit.models import Event

INDEX = "programmes"
SUBJECT = "incubator.programme:"
ACTIONS = ("programme.published", "programme.changed")


def follow(events: "Sequence[Event]") -> None:
    """Make the page of each published programme, and let it follow a change; repeatable."""
    for pk in dict.fromkeys(event.subject.removeprefix(SUBJECT) for event in events):
        _bring_up(int(pk))


def _bring_up(programme_id: int) -> None:
    programme = queries.public().filter(pk=programme_id).first()
    if programme is None:
        return
    page = ProgrammePage.objects.filter(programme=programme_id).first()
    if page is None:
        index = _index()
        if index is None:
            return
        page = ProgrammePage(
            title=programme.title,
            slug=str(programme.pk),
            programme_id=programme.pk,
            summary=_summary(programme.introduction),
        )
        index.add_child(instance=page)
    page.save_revision().publish()


def _summary(text: str) -> str:
    first = text.strip().splitlines()[0] if text.strip() else ""
    return first[:200]


def _index() -> ListPage | None:
    """The list of programmes under the home page; made once."""
    home = HomePage.objects.first()
    found: ListPage | None = ListPage.objects.filter(slug=INDEX).first()
    if found is None and home is not None:
        found = ListPage(
            title="培育项目",
            title_en="Incubation programmes",
            slug=INDEX,
            summary="各级孵化基地的培育项目：谁能报、要什么、怎么评。",
            summary_en="What the bases offer: who can apply, what it needs, how it is decided.",
        )
        home.add_child(instance=found)
    return found
