"""Making forms and changing their columns; every change is a new version (STATISTICS_EDIT)."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.permissions import Permission
from portal.statistics.sheets import conditions, periods, queries
from portal.statistics.sheets.conditions import Columns, Facts
from portal.statistics.sheets.contents import Chosen, stored
from portal.statistics.sheets.models import Sheet, SheetVersion


@transaction.atomic
def add(
    *,
    body_id: int,
    superior: str,
    title: str,
    year: int,
    period: str,
    by: User,
    columns: Sequence[Chosen] = (),
) -> Sheet:
    """Make a form; it begins with ``columns`` (of another form), as far as they are counted.

    Raises Refused with every reason: ``not_permitted``, ``title_missing``, ``superior_missing``,
    ``year_far``, ``period_missing``, ``sheet_exists``.
    """
    may_edit(by, body_id)
    given = {"superior": superior.strip(), "title": title.strip(), "year": year, "period": period}
    known = periods.years(clock.today())
    near = known[0] <= year <= known[1]
    same = near and Sheet.objects.filter(body=body_id, **given).exists()
    facts = Facts(title, superior, year, period, known, same)
    refuse_if_blocked(collect(conditions.ADD, facts))
    try:
        with transaction.atomic():
            made = Sheet.objects.create(body_id=body_id, made_at=clock.now(), made_by=by, **given)
    except IntegrityError:
        refuse_if_blocked(collect((conditions.once,), Facts(exists=True)))
        raise
    _noted(made, "statistics.sheet_added", by, {"year": year, "period": period})
    known_ones = [one for one in columns if one.known]
    if known_ones:
        set_columns(sheet=made, columns=known_ones, seen=0, by=by)
    return made


@transaction.atomic
def set_columns(*, sheet: Sheet, columns: Sequence[Chosen], seen: int, by: User) -> SheetVersion:
    """Keep the columns of a form in this order as its next version; the same again changes nothing.

    ``seen`` is the number of the version they were made from (0 without one). Raises Refused with
    every reason: ``not_permitted``, ``form_empty``, ``too_many``, ``column_unknown``,
    ``column_twice``, ``column_untitled``, ``title_twice``, ``sheet_changed``.
    """
    may_edit(by, sheet.body_id)
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    old = queries.newest(sheet)
    reasons = against(columns, seen=seen, newest=old.number if old else 0)
    refuse_if_blocked(reasons)
    kept = [Chosen(one.table, one.column, one.title.strip()) for one in columns]
    if old is not None and queries.columns(old) == kept:
        return old
    made = SheetVersion.objects.create(
        sheet=sheet,
        number=seen + 1,
        columns=stored(kept),
        made_at=clock.now(),
        made_by=by,
    )
    _noted(sheet, "statistics.sheet_changed", by, {"version": made.number, "columns": len(kept)})
    return made


def against(columns: Sequence[Chosen], *, seen: int, newest: int) -> tuple[Reason, ...]:
    """Every reason why these columns cannot be kept, for a preview too."""
    return collect(conditions.CHANGE, Columns(columns, seen, newest))


def may_edit(by: User, body_id: int) -> None:
    """Refuse whoever does not make this body's statistics (``not_permitted``)."""
    if not people.may(by, Permission.STATISTICS_EDIT, body=body_id):
        raise Refused(not_permitted())


def _noted(sheet: Sheet, action: str, by: User, data: dict[str, object]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"statistics.sheet:{sheet.pk}",
        data=data,
        post=people.post_in(by, Permission.STATISTICS_EDIT, sheet.body_id),
    )
