"""Every organisation's grades on a day, for lists: the same answers as ``standing``, in SQL."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portal.core import credit_code
from portal.organisations.record.enums import GradeChangeKind
from portal.organisations.record.models import Grade, GradeChange
from portal.organisations.record.queries import Record
from portal.organisations.record.standing import Standing
from portal.organisations.register.enums import STRUCK_OFF

BRACKETS = (("〔", "〕"), ("[", "]"), ("(", ")"), ("【", "】"))
MOST_ALIKE = 20


def announced(day: date) -> QuerySet[Any]:
    """The grades on record announced by a day, of standing organisations, the newest first.

    Each with ``level``: what it counts as on that day, lowered or as it was announced.
    """
    lowered = _decided(day, GradeChangeKind.LOWERED).order_by("-decided_on", "pk").values("level")
    found: QuerySet[Any] = Grade.objects.filter(current=True, announced_on__lte=day)
    found = found.exclude(organisation__state__in=STRUCK_OFF)
    found = found.annotate(level=Coalesce(Subquery(lowered[:1]), F("grade")))
    return _read_along(found)


def holding(day: date) -> QuerySet[Any]:
    """Those among them that count on the day: in force, perhaps lowered; one per organisation."""
    newer = Grade.objects.filter(
        organisation=OuterRef("organisation"),
        current=True,
        announced_on__gt=OuterRef("announced_on"),
        valid_from__lte=day,
    )
    return announced(day).filter(
        ~Exists(_decided(day, GradeChangeKind.CANCELLED)),
        ~Exists(newer),
        valid_from__lte=day,
        valid_to__gte=day,
    )


def with_standings(
    grades: Sequence[Grade], day: date
) -> list[tuple[Grade, Standing | None, list[GradeChange]]]:
    """Each grade with what it answers on a day and the decisions about it; two queries."""
    keys = {grade.organisation_id for grade in grades}
    known: dict[int, list[Grade]] = {}
    for row in Grade.objects.filter(organisation__in=keys, current=True):
        known.setdefault(row.organisation_id, []).append(row)
    changes: dict[int, list[GradeChange]] = {}
    for change in GradeChange.objects.filter(organisation__in=keys, current=True):
        changes.setdefault(change.organisation_id, []).append(change)
    states: dict[int, Standing | None] = {}
    for key, rows in known.items():
        record = Record((), (), (), rows, (), None, changes.get(key, ()))
        states |= {grade.pk: standing for grade, standing in record.standings(day)}
    return [(grade, states.get(grade.pk), _about(grade, changes, day)) for grade in grades]


def numbered(words: str) -> list[Grade]:
    """The grades whose certificate bears this number, the newest first, at most 20.

    Spaces, full-width signs and the kind of brackets do not matter. Nothing for no number, and
    struck-off organisations too: a paper may be theirs.
    """
    return _few(Q(number__in=_spellings(words))) if words.strip() else []


def of_code(words: str) -> list[Grade]:
    """The grades of the organisation with this credit code, the newest first, at most 20."""
    code = credit_code.clean(words)
    return _few(Q(organisation__body__credit_code=code)) if code else []


def one(pk: int) -> Grade | None:
    """A grade on record by its id, with its organisation and registry; None without one."""
    return _read_along(Grade.objects.filter(current=True, pk=pk)).first()


def of_organisations(keys: Iterable[int]) -> QuerySet[Grade]:
    """Every grade on record of some organisations, the newest first."""
    return _read_along(Grade.objects.filter(current=True, organisation__in=list(keys)))


def _few(wanted: Q) -> list[Grade]:
    return list(_read_along(Grade.objects.filter(wanted, current=True))[:MOST_ALIKE])


def _read_along(rows: QuerySet[Grade]) -> QuerySet[Any]:
    return rows.select_related("organisation__body__division", "organisation__registry").order_by(
        "-announced_on", "-pk"
    )


def _decided(day: date, kind: str) -> QuerySet[GradeChange]:
    return GradeChange.objects.filter(
        organisation=OuterRef("organisation"),
        announced_on=OuterRef("announced_on"),
        current=True,
        kind=kind,
        decided_on__lte=day,
    )


def _about(grade: Grade, changes: dict[int, list[GradeChange]], day: date) -> list[GradeChange]:
    return [
        change
        for change in changes.get(grade.organisation_id, ())
        if change.announced_on == grade.announced_on and change.decided_on <= day
    ]


def _spellings(words: str) -> set[str]:
    """The ways in which one number is written: as typed, and with each kind of brackets."""
    plain = "".join(normalize("NFKC", words).split())
    for left, right in BRACKETS:
        plain = plain.replace(left, "〔").replace(right, "〕")
    found = {words.strip()}
    for left, right in (*BRACKETS, ("（", "）")):
        spelt = plain.replace("〔", left).replace("〕", right)
        found |= {spelt, spelt.upper()}
    return found
