"""A family of organisations as pages show it: a picture in words, and a table of links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.days import date_words
from portal.core.reasons import Text
from portal.core.ui import Fact
from portal.organisations.lineage import queries
from portal.organisations.lineage.enums import LinkState
from portal.organisations.lineage.models import LineageLink, LineageObjection
from portal.organisations.register.models import Organisation
from portal.organisations.register.queries import all_organisations


@dataclass(frozen=True, slots=True)
class Step:
    """A generation: how far before (negative) or after the organisation, and who stands there."""

    label: Text
    members: Sequence[Organisation]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A link of a list with its chip, and what was said against it."""

    link: LineageLink
    look: str
    words: Text
    objections: Sequence[LineageObjection] = ()

    @property
    def open_to_words(self) -> bool:
        """Whether its organisation may object now: it counts or waits, and no answer is due."""
        standing = self.look in ("done", "in_progress")
        return standing and all(one.answered_at for one in self.objections)


@dataclass(frozen=True, slots=True)
class Family:
    """Everybody before and after an organisation, oldest first, with the links between them."""

    steps: Sequence[Step]
    links: Sequence[LineageLink]

    @property
    def alone(self) -> bool:
        """Whether no link in force names the organisation."""
        return not self.steps


def family(organisation_id: int) -> Family:
    """The organisation between its predecessors and its successors, in three queries.

    Without links it is a family without steps, in one.
    """
    known = queries.edges()
    before = _far([(edge.child, edge.parent) for edge in known], organisation_id)
    after = _far([(edge.parent, edge.child) for edge in known], organisation_id)
    depths = {**{key: -far for key, far in before.items()}, **after}
    if len(depths) < 2:
        return Family((), ())
    rows = all_organisations().in_bulk(depths)
    generations: dict[int, list[Organisation]] = {}
    for key in sorted(depths):
        generations.setdefault(depths[key], []).append(rows[key])
    steps = [Step(_label(far), generations[far], not far) for far in sorted(generations)]
    return Family(steps, list(queries.between(depths)))


def entries(organisation_id: int) -> list[Row]:
    """Every link and counter-entry that names the organisation, newest first; one query."""
    return [row(link) for link in queries.links_of(organisation_id)]


def facts_of(link: LineageLink) -> list[Fact]:
    """A link in words: what came out of what, by which document, by whom."""
    facts = [
        Fact(_("Predecessor"), link.parent.body.name, note=link.parent.body.credit_code or ""),
        Fact(_("Successor"), link.child.body.name, note=link.child.body.credit_code or ""),
        Fact(_("Kind of change"), link.get_kind_display()),
        Fact(_("From which day"), date_words(link.happened_on)),
        Fact(_("Which document"), link.document),
        Fact(_("In your words"), link.grounds),
        Fact(_("Recorded by"), link.recorded_by.get_full_name()),
    ]
    if link.confirmed_by:
        facts.append(Fact(_("Confirmed by"), link.confirmed_by.get_full_name()))
    return facts


def public_facts_of(link: LineageLink) -> list[Fact]:
    """The same for the organisations: officials are not named."""
    return facts_of(link)[:6]


def row(link: LineageLink, objections: Sequence[LineageObjection] = ()) -> Row:
    """A link of a list."""
    look, words = state_words(link)
    return Row(link, look, words, objections)


def state_words(link: LineageLink) -> tuple[str, Text]:
    """The chip of a link: its look and its words; a reversed one says so."""
    if link.in_force:
        return "done", _("in force")
    if link.status == LinkState.CONFIRMED and link.reverses_id:
        return "done", _("counter-entry, confirmed")
    if link.status == LinkState.CONFIRMED:
        return "refused", _("reversed by a counter-entry")
    look = "in_progress" if link.status == LinkState.RECORDED else "refused"
    return look, LinkState(link.status).label


def _far(edges: Iterable[tuple[int, int]], start: int) -> dict[int, int]:
    """How many links away each organisation lies that edges reach from the start, itself at 0."""
    known, found, ahead = list(edges), {start: 0}, {start}
    while ahead:
        ahead = {target for source, target in known if source in ahead} - found.keys()
        found |= dict.fromkeys(ahead, max(found.values()) + 1)
    return found


def _label(depth: int) -> Text:
    if depth == 0:
        return _("this organisation")
    return _("came from") if depth < 0 else _("became")
