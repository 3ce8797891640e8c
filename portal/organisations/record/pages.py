"""An organisation's record as pages show it: rows of words, each with its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import money
from portal.core.days import date_words
from portal.core.reasons import Text
from portal.core.ui import Fact as Line
from portal.organisations.record.enums import FactKind, GradeLevel
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    Inspection,
    Penalty,
    Sourced,
)
from portal.organisations.record.queries import Record

LISTS = "lists"
TITLES: dict[str, Text] = {
    FactKind.INSPECTION: gettext_lazy("Annual inspections"),
    FactKind.LISTING: gettext_lazy("Credit lists"),
    FactKind.PENALTY: gettext_lazy("Penalties"),
    FactKind.GRADE: gettext_lazy("Grades"),
    FactKind.AWARD: gettext_lazy("Awards paid"),
}
ADD: dict[str, Text] = {
    FactKind.INSPECTION: gettext_lazy("Confirm the result of a year"),
    FactKind.LISTING: gettext_lazy("Confirm a listing or a removal"),
    FactKind.PENALTY: gettext_lazy("Confirm a penalty"),
    FactKind.GRADE: gettext_lazy("Confirm a grade"),
    FactKind.AWARD: gettext_lazy("Confirm an award paid"),
    LISTS: gettext_lazy("Confirm that the lists were looked at"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in words: what it is about, what it says, where from; ``old`` when replaced."""

    title: str
    words: str
    source: str
    file_url: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The facts of one kind, and what its button to add one says."""

    fact: str
    title: Text
    add: Text
    rows: Sequence[Row]


def sections(record: Record) -> list[Section]:
    """Every kind of fact with its rows, current ones first."""
    found: dict[FactKind, Iterable[Fact]] = {
        FactKind.INSPECTION: record.inspections,
        FactKind.LISTING: record.listings,
        FactKind.PENALTY: record.penalties,
        FactKind.GRADE: record.grades,
        FactKind.AWARD: record.awards,
    }
    return [
        Section(kind, TITLES[kind], ADD[kind], [_row(kind, fact) for fact in facts])
        for kind, facts in found.items()
    ]


def known_words(record: Record, today: date) -> str:
    """Whether the credit lists are known, and by which source."""
    if record.checked is None:
        return _("Nobody has stated the credit lists yet: unknown.")
    if not record.checked.known:
        return _("A row of the last list could not be taken: unknown.")
    if not record.lists_known(today):
        return _("The last statement is too old: unknown. %(source)s") % {
            "source": source_words(record.checked)
        }
    known = _("Known. %(source)s") if record.listed(today) else _("On neither list. %(source)s")
    return known % {"source": source_words(record.checked)}


def public_facts(record: Record, today: date) -> list[Line]:
    """What everybody may read: the grade, the lists in force, the inspections; with sources."""
    return [_grade_line(record, today), *_list_lines(record, today), *_inspection_lines(record)]


def source_words(stated: Sourced) -> str:
    """Where a statement comes from, and as of when."""
    return _("Source: %(source)s, as of %(day)s.") % {
        "source": stated.source,
        "day": date_words(stated.source_on),
    }


def _row(kind: FactKind, fact: Fact) -> Row:
    title, words = _words(fact)
    by = fact.added_by.get_full_name() if fact.added_by and not fact.case else fact.case
    file_url = ""
    if fact.file_id:
        file_url = reverse("record_file", args=[fact.organisation_id, kind.value, fact.pk])
    day = _("state of %(day)s") % {"day": _day(fact.source_on)}
    source = "，".join(part for part in (fact.source, day, by) if part)
    return Row(title, words, source, file_url, not fact.current)


def _words(fact: Fact) -> tuple[str, str]:
    match fact:
        case Inspection():
            return _("Year %(year)s") % {"year": fact.year}, str(fact.get_result_display())
        case CreditListing():
            return str(fact.get_list_display()), _listing_words(fact)
        case Penalty():
            return str(fact.get_kind_display()), _penalty_words(fact)
        case Grade():
            return str(GradeLevel(fact.grade).label), _grade_words(fact)
        case AwardPaid():
            grade = f" {GradeLevel(fact.grade).label}" if fact.grade else ""
            paid = _("%(amount)s, paid on %(day)s")
            amount = f"¥{money.yuan(fact.amount_fen)}"
            return fact.scheme + grade, paid % {"amount": amount, "day": _day(fact.paid_on)}
    raise TypeError(f"{type(fact).__name__} is no fact of the record.")


def _listing_words(row: CreditListing) -> str:
    words = {"from": _day(row.listed_on), "to": _day(row.removed_on)}
    span = (
        _("from %(from)s to %(to)s") if row.removed_on else _("since %(from)s, not removed")
    ) % words
    return f"{span}。{row.ground}" if row.ground else span


def _penalty_words(row: Penalty) -> str:
    parts = [_("decided on %(day)s") % {"day": _day(row.decided_on)}]
    if row.amount_fen:
        parts.append(f"¥{money.yuan(row.amount_fen)}")
    if row.served is not None:
        parts.append(_("served") if row.served else _("not served yet"))
    return "，".join(parts)


def _grade_words(row: Grade) -> str:
    words = {"from": _day(row.valid_from), "to": _day(row.valid_to)}
    valid = _("valid from %(from)s to %(to)s") % words
    return "，".join(part for part in (valid, row.rating_body, row.number) if part)


def _grade_line(record: Record, today: date) -> Line:
    grade = record.graded(today)
    if grade is None:
        return Line(_("Grade"), _("No data yet"))
    return Line(
        _("Grade"), f"{GradeLevel(grade.grade).label}，{_grade_words(grade)}", source_words(grade)
    )


def _list_lines(record: Record, today: date) -> list[Line]:
    listed = record.listed(today)
    if listed:
        return [
            Line(row.get_list_display(), _listing_words(row), source_words(row)) for row in listed
        ]
    if record.checked is None or not record.lists_known(today):
        return [Line(_("Credit lists"), _("No data yet"))]
    return [Line(_("Credit lists"), _("On neither list"), source_words(record.checked))]


def _inspection_lines(record: Record) -> list[Line]:
    current = [row for row in record.inspections if row.current][:3]
    if not current:
        return [Line(_("Annual inspections"), _("No data yet"))]
    return [
        Line(
            _("Annual inspection %(year)s") % {"year": row.year},
            row.get_result_display(),
            source_words(row),
        )
        for row in current
    ]


def _day(day: date | None) -> str:
    return date_words(day) if day else ""
