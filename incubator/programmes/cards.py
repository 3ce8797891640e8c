"""Programmes as lists show them: state, figures, address."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes import guide, queries
from incubator.programmes.enums import Intake
from incubator.programmes.figures import Figures
from incubator.programmes.models import Programme
from portal.core import clock
from portal.core.reasons import Text

CHIPS = {
    Intake.DRAFT: ("not_begun", _("draft")),
    Intake.ANNOUNCED: ("not_begun", _("announced")),
    Intake.OPEN: ("in_progress", _("applications open")),
    Intake.CLOSED: ("done", _("intake closed")),
}
HEADINGS = {
    Intake.OPEN: _("Open for applications"),
    Intake.ANNOUNCED: _("Announced"),
    Intake.CLOSED: _("Closed"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A programme in a list, with its chip (state and words) and its figures."""

    programme: Programme
    intake: Intake
    chip: tuple[str, Text]
    figures: Figures
    address: str

    @property
    def applied(self) -> str:
        """How many applications came, in words."""
        n = self.figures.handed_in
        return ngettext("%(n)d application", "%(n)d applications", n) % {"n": n}

    @property
    def left(self) -> str:
        """How many places are left, in words; empty where no place is to be had."""
        if not self.programme.physical or self.intake == Intake.CLOSED:
            return ""
        n = self.figures.places_left
        return ngettext("%(n)d place left", "%(n)d places left", n) % {"n": n}


def of(programmes: Collection[Programme]) -> list[Card]:
    """The cards of programmes in their order, counted once for all."""
    figures, moment = queries.facts_of(programmes), clock.now()
    return [_card(row, queries.intake(row, moment), figures[row.pk]) for row in programmes]


def grouped(cards: Sequence[Card]) -> list[tuple[Text, list[Card]]]:
    """Cards under their headings, what is open first; empty groups are left out."""
    groups = [(HEADINGS[s], [c for c in cards if c.intake == s]) for s in HEADINGS]
    return [(heading, found) for heading, found in groups if found]


def ruled(card: Card) -> list[dict[str, Any]]:
    """The figures of one programme as a ruled line (``{% figures %}``)."""
    shown: list[dict[str, Any]] = []
    if card.intake == Intake.CLOSED:
        shown.append({"label": _("Places"), "value": card.figures.places})
    elif card.programme.physical:
        of_all = gettext("of %(n)d") % {"n": card.figures.places}
        shown.append({"label": _("Places left"), "value": card.figures.places_left, "note": of_all})
    channels = [f"{name} {n}" for name, n in card.figures.channels.items()]
    shown.append(
        {"label": _("Applications"), "value": card.figures.handed_in, "note": " · ".join(channels)}
    )
    if card.figures.days_left is not None:
        shown.append({"label": _("Days left"), "value": card.figures.days_left})
    shown += [{"label": words, "value": n} for words, n in card.figures.results.items()]
    return shown


def _card(row: Programme, intake: Intake, figures: Figures) -> Card:
    return Card(row, intake, CHIPS[intake], figures, guide.address(row.pk))
