"""What the end of a residence shows on its pages, and what the gate of graduation wants."""

from collections.abc import Sequence

from incubator.exits import items, part, queries
from incubator.residence import ladder, parts
from incubator.residence.ladder import Want
from incubator.residence.models import Residence


def wants(residence: Residence) -> Sequence[Want]:
    """The items of the exit evaluation as the gate of graduation wants them."""
    return [Want(item.title, item.met, item.url) for item in items.of(residence)]


ladder.register_gate(ladder.GRADUATED, wants)
parts.register(
    "exits",
    part.context,
    "incubator/exits/part_home.html",
    "incubator/exits/part_case.html",
    order=60,
    prepare=queries.for_hub,
)
