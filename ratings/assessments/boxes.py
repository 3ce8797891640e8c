"""Entries of the two sheets, with their fields, for pages with and without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.models import User
from portal.panels.scoring import queries as scoring
from ratings.applications.models import Application
from ratings.assessments import entries, marking, queries, sighting
from ratings.assessments.entries import Entry, Outcome, Values
from ratings.assessments.marking import MarkWords
from ratings.assessments.models import OwnMark, Sight
from ratings.assessments.sheets import Row
from ratings.schemes.conditions import plain

NO = "no"
YES = "yes"


@dataclass
class Box:
    """An entry as a page draws it: its values, version and digest, and what went wrong."""

    row: Row
    code: str
    values: Values
    seen: str
    was: str
    saved_at: Any = None
    saved_by: str = ""
    outcome: Outcome | None = None

    @property
    def conflict(self) -> bool:
        """Whether somebody else was faster, so that the person must choose."""
        return self.outcome is not None and self.outcome.state == "conflict"

    @property
    def mistake(self) -> str:
        """What is wrong with it, in words."""
        return self.outcome.words if self.outcome and self.outcome.state == "refused" else ""


def own_entry(row: Application, at: Row, by: User) -> Entry:
    """The entry of an own mark."""
    key, point = at.point.pk, at.point
    names = {"points": 12, "words": marking.WORDS_MOST, "na": 1, "why": marking.WHY_MOST}

    def kept() -> tuple[dict[str, str], str]:
        found = OwnMark.objects.filter(assessment__application=row, point=point).first()
        return _named(own_values(found), key), queries.seen(found.saved_at if found else None)

    def keep(values: Values, seen: str) -> object:
        given = {name: values[f"{name}-{key}"] for name in names}
        said = MarkWords(given["points"], given["words"], not given["na"], given["why"])
        return marking.save_mark(row=row, point=key, typed=said, seen=seen, by=by)

    def said(values: Values) -> list[tuple[str, str]]:
        applies = _("does not apply") if values[f"na-{key}"] else ""
        return [
            (_("Your points"), applies or values[f"points-{key}"] or "–"),
            (_("Words"), values[f"why-{key}"] if applies else values[f"words-{key}"]),
        ]

    most = {f"{name}-{key}": limit for name, limit in names.items()}
    return Entry(f"mark-{key}", most, kept, keep, said)


def own_values(mark: OwnMark | None) -> dict[str, str]:
    """What is kept of an own mark, as fields show it."""
    if mark is None:
        return {"points": "", "words": "", "na": "", "why": ""}
    points = "" if mark.points is None else plain(mark.points)
    na = "" if mark.applies else "1"
    return {"points": points, "words": mark.words, "na": na, "why": mark.why_not}


def score_entry(row: Application, at: Row, by: User) -> Entry:
    """The entry of an expert's own points."""
    key, point = at.point.pk, at.point

    def kept() -> tuple[dict[str, str], str]:
        part = scoring.part_of(by, row.case_id or 0)
        given = {score.line.code: score for score in part.scores.all()} if part else {}
        score = given.get(point.code)
        return _named(score_values(score), key), scoring.seen(score)

    def keep(values: Values, seen: str) -> object:
        points, reason = values[f"points-{key}"], values[f"reason-{key}"]
        if not points and not reason and not seen:
            return None
        return sighting.save_score(
            row=row, code=point.code, points=points, reason=reason, seen=seen, by=by
        )

    def said(values: Values) -> list[tuple[str, str]]:
        return [
            (_("Your points"), values[f"points-{key}"] or "–"),
            (_("Reason"), values[f"reason-{key}"] or "–"),
        ]

    return Entry(f"score-{key}", {f"points-{key}": 12, f"reason-{key}": 500}, kept, keep, said)


def score_values(score: Any) -> dict[str, str]:
    """What is kept of an expert's points, as fields show it."""
    if score is None:
        return {"points": "", "reason": ""}
    return {"points": plain(score.points), "reason": score.reason}


def sight_entry(row: Application, at: Row, by: User) -> Entry:
    """The entry of what the team saw of a point."""
    key, point = at.point.pk, at.point
    names = {"saw": sighting.SAW_MOST} | ({"met": 3} if at.is_veto else {})

    def kept() -> tuple[dict[str, str], str]:
        found = Sight.objects.filter(assessment__application=row, point=point).first()
        given = sight_values(found)
        return (
            {f"{name}-{key}": given[name] for name in names},
            queries.seen(found.saved_at if found else None),
        )

    def keep(values: Values, seen: str) -> object:
        words, met = values[f"saw-{key}"], values.get(f"met-{key}", "")
        if not words and met not in (YES, NO) and not seen:
            return None
        decided = {YES: True, NO: False}.get(met)
        return sighting.save_sight(row=row, point=key, words=words, met=decided, seen=seen, by=by)

    def said(values: Values) -> list[tuple[str, str]]:
        met = {YES: pgettext("veto", "holds"), NO: pgettext("veto", "does not hold")}.get(
            values.get(f"met-{key}", ""), "–"
        )
        found = [(_("What you saw"), values[f"saw-{key}"] or "–")]
        return [(_("Veto"), met), *found] if at.is_veto else found

    most = {f"{name}-{key}": limit for name, limit in names.items()}
    return Entry(f"sight-{key}", most, kept, keep, said)


def sight_values(sight: Sight | None) -> dict[str, str]:
    """What is kept of what the team saw, as fields show it."""
    if sight is None:
        return {"saw": "", "met": ""}
    met = {True: YES, False: NO}.get(sight.met, "") if sight.met is not None else ""
    return {"saw": sight.words, "met": met}


def own_boxes(rows: Sequence[Row]) -> list[Box]:
    """The own marks of some points as the page shows them, read already."""
    return [
        _box(f"mark-{row.point.pk}", row, own_values(row.own), queries.seen(_at(row.own)), row.own)
        for row in rows
        if not row.is_veto
    ]


def team_boxes(rows: Sequence[Row]) -> Iterator[tuple[Row, Box | None, Box]]:
    """Each point of the team's sheet with the own points and what the team saw."""
    for row in rows:
        key = row.point.pk
        score = None
        if row.line is not None:
            values, seen = score_values(row.mine), scoring.seen(row.mine)
            score = _box(f"score-{key}", row, values, seen, row.mine)
        seen = queries.seen(_at(row.sight))
        given = sight_values(row.sight)
        values = given if row.is_veto else {"saw": given["saw"]}
        yield row, score, _box(f"sight-{key}", row, values, seen, row.sight)


def redraw(box: Box, outcome: Outcome | None, data: Mapping[str, Any]) -> Box:
    """A box after its page was sent: what was typed stays unless it was kept."""
    if outcome is None or outcome.went_well:
        return box
    key = box.row.point.pk
    values = {name: str(data.get(f"{name}-{key}", "")) for name in box.values}
    box.values, box.outcome = values, outcome
    box.seen = str(data.get(entries.SEEN + box.code, ""))
    box.was = str(data.get(entries.WAS + box.code, ""))
    return box


def _box(code: str, row: Row, values: dict[str, str], seen: str, kept: Any) -> Box:
    was = entries.digest(_named(values, row.point.pk))
    by = str(kept.saved_by) if isinstance(kept, Sight) else ""
    return Box(row, code, values, seen, was, getattr(kept, "saved_at", None), by)


def _named(values: Mapping[str, str], key: int) -> dict[str, str]:
    return {f"{name}-{key}": value for name, value in values.items()}


def _at(kept: OwnMark | Sight | None) -> Any:
    return kept.saved_at if kept else None
