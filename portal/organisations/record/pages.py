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
from portal.organisations.record.enums import (
    FactKind,
    GradeChangeKind,
    GradeGround,
    GradeLevel,
    GradeState,
)
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    GradeChange,
    Inspection,
    Penalty,
    Sourced,
)
from portal.organisations.record.queries import Record
from portal.organisations.record.standing import Standing

LISTS = "lists"
LOOKS = {
    GradeState.ANNOUNCED: "waiting",
    GradeState.CANCELLED: "refused",
    GradeState.EXPIRED: "refused",
    GradeState.REPLACED: "paused",
}
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
class GradeRow:
    """A grade with its state on a day, and the decisions about it in words."""

    level: Text
    state: str
    look: str
    announced_on: date
    words: str
    source: str
    changes: Sequence[str]
    may_be_changed: bool = False


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
    return [*_grade_lines(record, today), *_list_lines(record, today), *_inspection_lines(record)]


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


def grade_history(record: Record, today: date) -> list[GradeRow]:
    """Every grade with what it answers on a day, and the decisions about it, newest first."""
    rows = []
    for grade, standing in record.standings(today):
        if standing is not None:
            changes = [c for c in record.changes if c.announced_on == grade.announced_on]
            rows.append(
                GradeRow(
                    level=GradeLevel(standing.level).label,
                    state=state_words(standing),
                    look="done" if standing.holds else LOOKS[standing.state],
                    announced_on=grade.announced_on,
                    words=_grade_words(grade),
                    source=source_words(grade),
                    changes=[change_words(change) for change in changes],
                    may_be_changed=standing.state not in (GradeState.EXPIRED, GradeState.REPLACED),
                )
            )
    return rows


def state_words(standing: Standing) -> str:
    """What a grade answers, with the day since when."""
    words = GradeState(standing.state).label
    day = {"state": words, "day": date_words(standing.since)}
    if standing.state == GradeState.EXPIRED:
        return _("%(state)s, last day %(day)s") % day
    if standing.state == GradeState.ANNOUNCED:
        return _("announced on %(day)s, not yet in force") % day
    return _("%(state)s, since %(day)s") % day


def change_words(change: GradeChange) -> str:
    """A decision about a grade; one that was taken back says so."""
    words = {
        "day": _day(change.decided_on),
        "ground": GradeGround(change.ground).label,
        "level": GradeLevel(change.level).label if change.level else "",
    }
    said = (
        _("From %(day)s lowered to %(level)s: %(ground)s")
        if change.kind == GradeChangeKind.LOWERED
        else _("From %(day)s cancelled: %(ground)s")
    ) % words
    return said if change.current else _("%(decision)s (taken back)") % {"decision": said}


def _grade_lines(record: Record, today: date) -> list[Line]:
    """The grade that counts first, then what became of the others."""
    rows = grade_history(record, today)
    if not rows:
        return [Line(_("Grade"), _("No data yet"))]
    rows.sort(key=lambda row: row.look != "done")
    first, *others = (
        Line(
            _("Grade"),
            f"{row.level}，{row.state}",
            "。".join([row.words, *row.changes, row.source]),
        )
        for row in rows
    )
    title = _("Grade announced on %(day)s")
    earlier = [
        Line(title % {"day": _day(row.announced_on)}, line.value, line.note)
        for row, line in zip(rows[1:], others, strict=True)
    ]
    return [first, *earlier]


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
