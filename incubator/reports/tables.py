"""The list of residences as a file for a spreadsheet."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from incubator.residence.models import Residence
from portal.core import downloads


def residences(name: str, rows: Iterable[Residence]) -> HttpResponse:
    """One line for each residence, headings first."""
    heads = (
        _("Number"),
        _("Organisation"),
        _("Base"),
        _("Tier"),
        _("Form"),
        _("State"),
        _("Begins"),
        _("Ends"),
        _("Mid-term review passed"),
        _("Day of the end"),
        _("Outcome"),
    )
    return downloads.csv_file(name, heads, (_cells(row) for row in rows))


def _cells(row: Residence) -> list[object]:
    return [
        str(row),
        row.body.shown_name,
        row.base.body.name,
        row.terms.get("tier", {}).get("name", ""),
        row.get_form_display(),
        row.case.state_label if row.case else "",
        row.begins_on,
        row.ends_on,
        row.midterm_passed_on,
        row.ended_on,
        row.get_outcome_display(),
    ]
