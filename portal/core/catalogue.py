"""The Chinese catalogue: merged from one part per subject, compiled without gettext's programs.

Sources are English. ``parts/<subject>.po`` hold the Chinese; ``compile_all`` merges them into the
two files Django reads, and ``missing`` tells which messages of the sources have no Chinese yet.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from portal.core.messages import Message, messages_in

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES"
SOURCES = ("portal", "search", "incubator", "procurement", "ratings")
OUTSIDE = {"node_modules", "migrations", "tools", "static"}
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "zh_Hans",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
Key = tuple[str, str]


def parts(folder: Path = FOLDER) -> list[Path]:
    """The catalogue's parts, in the order of their names."""
    return sorted((folder / "parts").glob("*.po"))


def merged(folder: Path = FOLDER) -> polib.POFile:
    """All parts as one catalogue; of a message that two parts give, the first counts."""
    whole = polib.POFile()
    whole.metadata = HEADER
    seen: set[Key] = set()
    for path in parts(folder):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if key(entry) not in seen and not entry.obsolete:
                seen.add(key(entry))
                whole.append(entry)
    return whole


def compile_all(folder: Path = FOLDER) -> int:
    """Write django.po and django.mo when a part is newer; returns the number of messages."""
    target = folder / "django.mo"
    whole = merged(folder)
    newest = max((path.stat().st_mtime for path in parts(folder)), default=0.0)
    if not target.exists() or target.stat().st_mtime <= newest:
        for suffix, save in ((".po", whole.save), (".mo", whole.save_as_mofile)):
            draft = folder / f"django.draft{suffix}"
            save(str(draft))
            draft.replace(folder / f"django{suffix}")
    return len(whole)


def faults(folder: Path = FOLDER) -> list[str]:
    """What is wrong inside the parts: fuzzy, empty, contradicting, with other placeholders."""
    return [fault for path in parts(folder) for fault in _faults_in(path)] + list(
        _contradictions(folder)
    )


def missing(paths: Iterable[Path] | None = None, folder: Path = FOLDER) -> dict[str, list[str]]:
    """Per source file, the messages without Chinese."""
    known = {key(entry) for entry in merged(folder) if _translated(entry)}
    found: dict[str, list[str]] = {}
    for path in sources() if paths is None else paths:
        lacking = [m.text for m in messages_in(path) if (m.context, m.text) not in known]
        if lacking:
            found[str(path.relative_to(ROOT))] = sorted(set(lacking))
    return found


def unused(folder: Path = FOLDER) -> dict[str, list[str]]:
    """Per part, the messages that no source uses any more."""
    used = {(m.context, m.text) for path in sources() for m in messages_in(path)}
    found: dict[str, list[str]] = {}
    for path in parts(folder):
        stale = [e.msgid for e in polib.pofile(str(path), encoding="utf-8") if key(e) not in used]
        if stale:
            found[path.name] = stale
    return found


def sources(under: Path | None = None) -> Iterator[Path]:
    """Every source file that may hold messages."""
    for top in [under] if under else [ROOT / name for name in SOURCES]:
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inside = path.relative_to(ROOT).parts
            if path.suffix in (".py", ".html", ".txt") and not OUTSIDE & set(inside):
                yield path


def key(entry: polib.POEntry) -> Key:
    """What makes a message one message: its context and its English."""
    return (entry.msgctxt or "", entry.msgid)


def messages() -> list[Message]:
    """Every message of the sources."""
    return [message for path in sources() for message in messages_in(path)]


def _translated(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def _faults_in(path: Path) -> Iterator[str]:
    for entry in polib.pofile(str(path), encoding="utf-8"):
        place = f"{path.name}: {entry.msgid!r}"
        if entry.fuzzy:
            yield f"{place} is fuzzy"
        if not _translated(entry):
            yield f"{place} has no Chinese"
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and _odd_placeholders(entry, text):
                yield f"{place} has other placeholders than its Chinese"


def _odd_placeholders(entry: polib.POEntry, text: str) -> bool:
    allowed = [set(PLACEHOLDER.findall(entry.msgid))]
    if entry.msgid_plural:
        allowed.append(set(PLACEHOLDER.findall(entry.msgid_plural)))
    return set(PLACEHOLDER.findall(text)) not in allowed


def _contradictions(folder: Path) -> Iterator[str]:
    seen: dict[Key, tuple[str, str]] = {}
    for path in parts(folder):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            chinese = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
            first, where = seen.setdefault(key(entry), (chinese, path.name))
            if first != chinese:
                yield f"{entry.msgid!r}: {where} says {first!r}, {path.name} says {chinese!r}"
