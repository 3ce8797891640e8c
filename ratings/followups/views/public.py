"""A draw that anybody can repeat."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.bodies import queries as bodies
from portal.organisations.record.enums import GradeLevel
from portal.panels import drawing
from ratings.followups import queries


def followup_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Seed, list and lots of a draw, worked out again on the spot; a fixed number of queries."""
    sample = queries.sample(pk)
    if sample is None:
        raise Http404
    found, size = sample.candidates, sample.size
    names = {body.pk: body.name for body in bodies.of_ids(found)}
    won = set(sample.drawn)
    right = (
        drawing.drawn(sample.seed, found, size) == sample.drawn
        and drawing.digest(sample.seed, found, size) == sample.digest
    )
    lots = sorted((drawing.lot(sample.seed, key), key) for key in found)
    values = {
        "sample": sample,
        "level": GradeLevel(sample.from_level).label,
        "count": len(found),
        "right": right,
        "text": drawing.text(sample.seed, found, size),
        "lots": [(key, names.get(key, ""), lot, key in won) for lot, key in lots],
    }
    return render(request, "ratings/followups/sample.html", values)
