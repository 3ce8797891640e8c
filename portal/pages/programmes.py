"""Pages of programmes: made when one is published, and kept in line with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404

from incubator.programmes import cards, freezing, guide, queries
from portal.core import clock

if TYPE_CHECKING:
    from portal.audit.models import Event
    from portal.pages.models import ListPage

INDEX = "programmes"
SUBJECT = "incubator.programme:"
ACTIONS = ("programme.published", "programme.changed")


def shown(programme_id: int) -> dict[str, Any]:
    """What the page of a programme shows at this moment; 404 while it is not published."""
    programme = queries.whole(queries.public()).filter(pk=programme_id).first()
    if programme is None:
        raise Http404
    card = cards.of([programme])[0]
    return {
        "card": card,
        "ruled": cards.ruled(card),
        "guide": guide.of(freezing.content(programme), on=clock.today(), programme=programme.pk),
        "apply": guide.apply_address(programme.pk),
        "versions": list(queries.versions(programme)),
    }


def follow(events: "Sequence[Event]") -> None:
    """Make the page of each published programme, and let it follow a change; repeatable."""
    for pk in dict.fromkeys(event.subject.removeprefix(SUBJECT) for event in events):
        _bring_up(int(pk))


def words(programme_id: int) -> str:
    """What the search reads of a programme beside the page's own text."""
    programme = queries.whole(queries.public()).filter(pk=programme_id).first()
    if programme is None:
        return ""
    parts = [
        programme.introduction,
        programme.benefits,
        programme.base.body.name,
        programme.office.name,
        programme.tier.name,
        *(row.words for row in programme.conditions.all()),
        *(item.title for item in programme.evidence.all()),
    ]
    return " ".join(filter(None, parts))


def _bring_up(programme_id: int) -> None:
    from portal.pages.models import ProgrammePage

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


def _index() -> "ListPage | None":
    """The list of programmes under the home page; made once."""
    from portal.pages.models import HomePage, ListPage

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
