"""What stands in the papers that the portal writes; pure, always Chinese.

The fixed words stand in ``data/papers.toml`` and ``data/charter.toml``; a paper is the same words
whether it becomes a PDF or a DOCX.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cn2an

from incubator.registering.enums import Kind, Mode, Office, Sheet
from portal.core import money

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Someone:
    """A founder or leader as papers name them."""

    name: str
    office: str
    number: str
    work: str = ""
    founder: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """Everything the papers are written from, as plain values."""

    kind: str
    name: str
    registry: str
    day: date
    version: int
    mode: str = ""
    unit: str = ""
    unit_document: str = ""
    purpose: str = ""
    scope: str = ""
    area: str = ""
    domicile: str = ""
    capital_fen: int | None = None
    capital_source: str = ""
    raises_publicly: bool = False
    meeting_on: date | None = None
    meeting_place: str = ""
    present: int | None = None
    contact: str = ""
    phone: str = ""
    term: int = 5
    people: tuple[Someone, ...] = ()
    persons: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    clause: str = ""
    documents: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper: a heading, a paragraph, or rows of a table under their headings."""

    words: str = ""
    heading: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, to whom, its parts in order, and the small line at the end."""

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    foot: str = ""


@cache
def texts() -> dict[str, Any]:
    """The fixed words of the papers."""
    return tomllib.loads((FOLDER / "papers.toml").read_text("utf-8"))


@cache
def chapters() -> list[dict[str, Any]]:
    """The chapters of the model charter."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / "charter.toml").read_text("utf-8"))[
        "chapter"
    ]
    return found


def covered(kind: str) -> set[str]:
    """The matters that the charter of a kind settles."""
    return {
        code for chapter in chapters() if kind in chapter["kinds"] for code in chapter["covers"]
    }


def write(sheet: str, given: Given) -> Paper:
    """The paper of this kind from what is given."""
    words = _words(given)
    return WRITERS[Sheet(sheet)](given, words)


def office(given: Given, one: Someone) -> str:
    """How an office is called in this kind of organisation."""
    own, common = texts()["kind"][given.kind], texts()["common"]
    return {
        Office.CHAIR: str(own["head_title"]),
        Office.VICE: str(own["vice_title"]),
        Office.SECRETARY: str(own["secretary_title"]),
        Office.COUNCIL: str(common["council_title"]),
        Office.SUPERVISOR: str(common["supervisor_title"]),
        Office.FOUNDER: str(common["founder_title"]),
    }[Office(one.office)]


def day_words(day: date | None) -> str:
    """2026年11月24日, or the blank to be filled in by hand."""
    if day is None:
        return str(texts()["common"]["date_blank"])
    return f"{day.year}年{day.month}月{day.day}日"


def number_words(n: int) -> str:
    """23 → 二十三, as chapters and articles are counted."""
    words: str = cn2an.an2cn(str(n))
    return words.removeprefix("一") if 10 <= n < 20 else words


def _words(given: Given) -> Mapping[str, str]:
    own, common = texts()["kind"][given.kind], texts()["common"]
    blank = common["blank"]
    council = [one for one in given.people if one.office in COUNCIL]
    guards = [one for one in given.people if one.office == Office.SUPERVISOR]
    head = next((one.name for one in given.people if one.head), blank)
    known = {
        **{key: str(value) for key, value in own.items()},
        "name": given.name,
        "registry": given.registry,
        "purpose": _ended(given.purpose) or blank,
        "scope": _ended(given.scope) or blank,
        "area": given.area or blank,
        "domicile": given.domicile or blank,
        "capital": _capital(given) or blank,
        "capital_source": given.capital_source or blank,
        "raising": common["raising_yes" if given.raises_publicly else "raising_no"],
        "term": str(given.term),
        "council": str(len(council)),
        "supervisors": str(len(guards)),
        "founders": str(sum(one.founder for one in given.people)),
        "head": head,
        "persons": str(len(given.persons)),
        "units": str(len(given.units)),
        "total": str(len(given.persons) + len(given.units)),
        "day": day_words(given.meeting_on),
        "place": given.meeting_place or blank,
        "present": str(given.present) if given.present else "____",
        "invited": str(_invited(given, council)),
        "contact": given.contact or blank,
        "council_names": "、".join(one.name for one in council) or blank,
        "supervisor_names": "、".join(one.name for one in guards) or blank,
    }
    sentence = common["unit_direct" if given.mode == Mode.DIRECT else "unit_dual"]
    known["unit_sentence"] = sentence.format(us=own["us"], unit=given.unit or blank)
    for key, wanted in (("vice", Office.VICE), ("secretary", Office.SECRETARY)):
        names = "、".join(one.name for one in given.people if one.office == wanted)
        title = own[f"{key}_title"]
        known[f"{key}_words"] = (
            texts()["minutes"]["vice"].format(names=names, title=title) if names else ""
        )
    return known


COUNCIL = (Office.CHAIR, Office.VICE, Office.SECRETARY, Office.COUNCIL)


def _invited(given: Given, council: Sequence[Someone]) -> int:
    if given.kind == Kind.SOCIAL_GROUP:
        return len(given.persons) + len(given.units)
    return len(council)


def _ended(text: str) -> str:
    """A sentence with a full stop, on one line."""
    plain = " ".join(text.split())
    return plain if not plain or plain[-1] in "。！？.!?；;" else f"{plain}。"


def _capital(given: Given) -> str:
    if given.capital_fen is None:
        return ""
    return f"{money.yuan(given.capital_fen)}元（{money.capitals(given.capital_fen)}）"


def _checklist(given: Given, words: Mapping[str, str]) -> Paper:
    own = texts()["checklist"]
    rows = tuple(
        (f"{n}. {title}", own["written"].format(who=who) if written else who)
        for n, (title, who, written) in enumerate(given.documents, start=1)
    )
    blocks = (Block(own["opening"].format(clause=given.clause)), Block(rows=rows))
    return Paper(own["title"].format_map(words), blocks, foot=_foot(given))


def _application(given: Given, words: Mapping[str, str]) -> Paper:
    own = texts()["application"]
    head = next((one for one in given.people if one.head), None)
    values = {
        "name": given.name,
        "kind": words["word"],
        "domicile": words["domicile"],
        "purpose": words["purpose"],
        "scope": words["scope"],
        "area": given.area if given.kind == Kind.SOCIAL_GROUP else "",
        "capital": words["capital"],
        "source": words["capital_source"],
        "head": f"{head.name}（{office(given, head)}）" if head else words["head"],
        "mode": own["modes"].get(given.mode, ""),
        "unit": given.unit,
        "unit_document": given.unit_document,
        "members": own["members"].format_map(words) if given.kind == Kind.SOCIAL_GROUP else "",
        "council": own["council"].format(n=words["council"]),
        "supervisors": own["council"].format(n=words["supervisors"]),
        "contact": f"{given.contact} {given.phone}".strip(),
    }
    rows = tuple((own["labels"][key], value) for key, value in values.items() if value)
    blocks = (
        Block(own["opening"].format_map(words)),
        Block(rows=rows),
        Block(own["closing"]),
        *_signatures(("signed", "head_signed")),
    )
    title = own["title"].format_map(words)
    return Paper(title, blocks, own["addressee"].format_map(words), _foot(given))


def _charter(given: Given, words: Mapping[str, str]) -> Paper:
    common = texts()["common"]
    blocks, article = [], 0
    mine = [chapter for chapter in chapters() if given.kind in chapter["kinds"]]
    for place, chapter in enumerate(mine, start=1):
        title = common["chapter"].format(n=number_words(place), words=chapter["title"])
        blocks.append(Block(title, heading=True))
        for text in chapter["articles"]:
            article += 1
            said = text.format_map(words)
            blocks.append(Block(common["article"].format(n=number_words(article), words=said)))
    return Paper(texts()["charter"]["title"].format_map(words), tuple(blocks), foot=_foot(given))


def _members(given: Given, words: Mapping[str, str]) -> Paper:
    own, blocks = texts()["members"], []
    blocks.append(Block(own["opening"].format_map(words)))
    for title, found in ((own["persons"], given.persons), (own["units"], given.units)):
        if found:
            rows = tuple((f"{n}. {name}", work) for n, (name, work) in enumerate(found, start=1))
            blocks += [Block(title, heading=True), Block(rows=rows)]
    return Paper(own["title"].format_map(words), tuple(blocks), foot=_foot(given))


def _people(given: Given, words: Mapping[str, str]) -> Paper:
    own = texts()["people"]
    rows = tuple(
        (
            one.name,
            own["row"].format(
                office=office(given, one),
                founder=own["founder"] if one.founder and one.office != Office.FOUNDER else "",
                head=own["head"] if one.head else "",
                number=one.number,
                work=one.work,
            ),
        )
        for one in given.people
    )
    blocks = (
        Block(own["opening"].format_map(words)),
        Block(rows=rows),
        Block(own["closing"]),
        *_signatures(("signed",)),
    )
    return Paper(own["title"].format_map(words), blocks, foot=_foot(given))


def _minutes(given: Given, words: Mapping[str, str]) -> Paper:
    own = texts()["minutes"]
    points = (
        f"{number_words(n)}、{point.format_map(words)}"
        for n, point in enumerate(own["points"], start=1)
    )
    blocks = (
        Block(own["opening"].format_map(words)),
        *(Block(point) for point in points),
        Block(own["closing"]),
        Block(own["present"]),
    )
    return Paper(own["title"].format_map(words), blocks, foot=_foot(given))


def _appointment(given: Given, words: Mapping[str, str]) -> Paper:
    own = texts()["appointment"]
    rows = tuple(
        (
            one.name,
            own["row"].format(office=office(given, one), head=own["head"] if one.head else ""),
        )
        for one in given.people
        if one.office != Office.FOUNDER
    )
    blocks = [Block(own["opening"].format_map(words)), Block(rows=rows)]
    blocks += [Block(f"{name}：{own['accept']}") for name, _office in rows]
    return Paper(own["title"].format_map(words), tuple(blocks), foot=_foot(given))


def _signatures(keys: Sequence[str]) -> Iterator[Block]:
    common = texts()["common"]
    for key in keys:
        yield Block(f"{common[key]}：{common['blank']}　{common['date_blank']}")


def _foot(given: Given) -> str:
    foot: str = texts()["common"]["written"]
    return foot.format(day=day_words(given.day), version=given.version)


WRITERS: dict[Sheet, Callable[[Given, Mapping[str, str]], Paper]] = {
    Sheet.CHECKLIST: _checklist,
    Sheet.APPLICATION: _application,
    Sheet.CHARTER: _charter,
    Sheet.MEMBERS: _members,
    Sheet.PEOPLE: _people,
    Sheet.MINUTES: _minutes,
    Sheet.APPOINTMENT: _appointment,
}
