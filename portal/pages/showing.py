"""What the page of a programme shows, and what the search reads of it."""

from typing import Any

from django.http import Http404

from incubator.programmes import cards, freezing, guide, queries
from portal.core import clock


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
