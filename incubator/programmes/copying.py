"""Last year's programme as this year's draft."""

from datetime import datetime
from typing import Any

from incubator.programmes import tiering
from incubator.programmes.models import (
    EvidenceItem,
    ExitItem,
    GrantedSupport,
    MidtermItem,
    Programme,
    ProgrammeCondition,
    SheetItem,
)
from incubator.programmes.parts import FIELDS, MARKS

LISTS = (ProgrammeCondition, EvidenceItem, SheetItem, GrantedSupport, MidtermItem, ExitItem)


def copy(programme: Programme, *, moment: datetime) -> Programme:
    """A draft with all fields and lists, its dates a year later and every mark set.

    Samples are the same files. A mark is set only where there is something to check again.
    """
    values = {name: getattr(programme, name) for name in FIELDS}
    made = Programme(
        **values,
        base_id=programme.base_id,
        office_id=programme.office_id,
        copied_from=programme,
        changed_at=moment,
    )
    made.year = programme.year + 1
    made.title = programme.title.replace(str(programme.year), str(made.year))
    made.opens_at = a_year_later(programme.opens_at)
    made.closes_at = a_year_later(programme.closes_at)
    made.save()
    for model in LISTS:
        _copy_rows(model, programme, made)
    tiering.fill_sheets(made)
    made.stale = [mark.value for mark in MARKS if _is_there(made, mark.value)]
    made.save(update_fields=["stale"])
    return made


def a_year_later(value: datetime | None) -> datetime | None:
    """The same day and time a year later; 29 February becomes the 28th."""
    if value is None:
        return None
    try:
        return value.replace(year=value.year + 1)
    except ValueError:
        return value.replace(year=value.year + 1, day=28)


def _copy_rows(model: Any, programme: Programme, made: Programme) -> None:
    rows = list(model.objects.filter(programme=programme))
    for row in rows:
        row.pk, row.programme = None, made
        row._state.adding = True
    model.objects.bulk_create(rows)


def _is_there(programme: Programme, mark: str) -> bool:
    value = getattr(programme, mark)
    return value.exists() if hasattr(value, "exists") else bool(value)
