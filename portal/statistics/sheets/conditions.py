"""What must be true of a form: facts → all reasons."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.statistics.sheets.contents import Chosen
from portal.statistics.sheets.enums import Period

MOST_COLUMNS, LONGEST = 60, 80


@dataclass(frozen=True, slots=True)
class Facts:
    """A new form: what was typed, and the years for which a form is made."""

    title: str = ""
    superior: str = ""
    year: int = 0
    period: str = ""
    years: tuple[int, int] = (0, 0)
    exists: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a form; ``seen`` is the version they were made from, ``newest`` what is."""

    columns: Sequence[Chosen] = field(default_factory=tuple)
    seen: int = 0
    newest: int = 0


def named(facts: Facts) -> Iterator[Reason]:
    """A form has a title and a bureau that asks for it."""
    if not facts.title.strip():
        yield Reason("title_missing", _("The title of the form is missing."), _("Enter it."))
    if not facts.superior.strip():
        yield Reason(
            "superior_missing",
            _("The superior bureau is missing."),
            _("Enter the bureau that asks for these figures."),
        )


def year_near(facts: Facts) -> Iterator[Reason]:
    """A form is for a year that the portal can speak of."""
    first, last = facts.years
    if not first <= facts.year <= last:
        yield Reason(
            "year_far",
            _("A form can be made for the years %(first)s to %(last)s."),
            _("Choose one of these years."),
            params={"first": str(first), "last": str(last)},
        )
    if facts.period not in Period.values:
        yield Reason("period_missing", _("Choose the year or a quarter."))


def once(facts: Facts) -> Iterator[Reason]:
    """One form of a title for each bureau and period."""
    if facts.exists:
        yield Reason(
            "sheet_exists",
            _("There is such a form for this period already."),
            _("Change its columns, or choose another title."),
        )


def not_empty(facts: Columns) -> Iterator[Reason]:
    """A form asks for something, but not for everything."""
    if not facts.columns:
        yield Reason(
            "form_empty",
            _("The form has no column."),
            _("Give at least one column a place."),
        )
    if len(facts.columns) > MOST_COLUMNS:
        yield Reason(
            "too_many",
            _("The form has more than %(most)s columns."),
            _("Take some of them out."),
            params={"most": str(MOST_COLUMNS)},
        )


def columns_known(facts: Columns) -> Iterator[Reason]:
    """Every column is one that the portal counts, and stands once."""
    for one in facts.columns:
        if not one.known:
            yield column_unknown(one)
    for code, times in Counter(one.code for one in facts.columns).items():
        if times > 1:
            title = next(one.title for one in facts.columns if one.code == code)
            yield Reason(
                "column_twice",
                _("“%(title)s” stands in the form twice."),
                _("Take it out once."),
                params={"title": title},
            )


def titles_clear(facts: Columns) -> Iterator[Reason]:
    """Each column has a title, and no two of one table have the same."""
    if any(not one.title.strip() for one in facts.columns):
        yield Reason(
            "column_untitled",
            _("A column has no title."),
            _("Enter the title that the superior bureau uses."),
        )
    titles = Counter((one.table, one.title.strip()) for one in facts.columns)
    for (_table, title), times in titles.items():
        if title and times > 1:
            yield Reason(
                "title_twice",
                _("Two columns of one table have the title “%(title)s”."),
                _("Give each its own title."),
                params={"title": title},
            )


def up_to_date(facts: Columns) -> Iterator[Reason]:
    """Nobody else changed the form meanwhile."""
    if facts.seen != facts.newest:
        yield Reason(
            "sheet_changed",
            _("Somebody else has changed this form meanwhile."),
            _("Open it again, look at the new columns and change them once more."),
        )


def column_unknown(one: Chosen) -> Reason:
    """The portal no longer counts a column."""
    return Reason(
        "column_unknown",
        _("The portal does not count “%(title)s” (%(code)s)."),
        _("Take this column out of the form."),
        params={"title": one.title, "code": one.code},
    )


ADD = (named, year_near, once)
CHANGE = (not_empty, columns_known, titles_clear, up_to_date)
