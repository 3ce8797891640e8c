"""What every work page of a programme shows around its part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.programmes import cards
from incubator.programmes.enums import Mark
from incubator.programmes.models import Programme
from portal.core.ui import Tab

PARTS = (
    ("programme_work", _("Overview")),
    ("programme_basics", _("Basics")),
    ("programme_dates", _("Dates and places")),
    ("programme_who", _("Conditions")),
    ("programme_papers", _("Papers")),
    ("programme_scoring", _("Scoring")),
    ("programme_grants", _("Support")),
    ("programme_reviews", _("Reviews")),
    ("programme_preview", _("Preview")),
)
PART_OF = {
    Mark.TITLE: "programme_basics",
    Mark.INTRODUCTION: "programme_basics",
    Mark.BENEFITS: "programme_basics",
    Mark.PHONE: "programme_basics",
    Mark.COUNTER: "programme_basics",
    Mark.OPENS_AT: "programme_dates",
    Mark.CLOSES_AT: "programme_dates",
    Mark.PLACES: "programme_dates",
    Mark.CONDITIONS: "programme_who",
    Mark.EVIDENCE: "programme_papers",
    Mark.SHEET: "programme_scoring",
    Mark.ALLOWANCES: "programme_grants",
    Mark.MIDTERM: "programme_reviews",
    Mark.EXIT: "programme_reviews",
}


def frame(programme: Programme, current: str) -> dict[str, Any]:
    """Title, state, tabs of the parts, and the marks that belong to the part shown."""
    marks = [Mark(code) for code in programme.stale]
    counts = {name: sum(PART_OF[mark] == name for mark in marks) for name, _label in PARTS}
    tabs = [
        Tab(label, reverse(name, args=[programme.pk]), counts[name] or None, name == current)
        for name, label in PARTS
    ]
    return {
        "programme": programme,
        "card": cards.of([programme])[0],
        "tabs": tabs,
        "marks": [mark.label for mark in marks if PART_OF[mark] == current],
        "sum": sum(item.maximum for item in programme.sheet.all()),
        "midterm_sum": sum(item.maximum for item in programme.midterm.all()),
        "published": programme.published_at is not None,
    }
