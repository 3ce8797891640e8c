"""Dated cases: questions with the answers a civil servant expects, read from TOML and put.

Nothing is ignored: an unknown rule, an unknown key, an unreadable file, a file without cases
each count as a failure.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portal.core import clock
from portal.core.reasons import Refused
from portal.law import registry

FIELDS = frozenset({"name", "rule", "on", "given", "expect", "clause"})


@dataclass(frozen=True, slots=True)
class Result:
    """One case: where it stands, its name, and what was wrong (empty: it passed)."""

    file: Path
    name: str
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.name}: {self.fault or 'passed'}"


def run(path: Path) -> Iterator[Result]:
    """Put every case of a file, or of all ``.toml`` files below a folder."""
    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    if not files:
        yield Result(path, "folder", "expected a .toml file, got none")
    for file in files:
        yield from _run_file(file)


def _run_file(file: Path) -> Iterator[Result]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        yield Result(file, "file", f"expected a readable TOML file, got {error}")
        return
    cases = content.pop("case", None)
    if content:
        yield Result(file, "file", f"expected only [[case]], got {', '.join(sorted(content))}")
    if not isinstance(cases, list) or not cases:
        yield Result(file, "file", "expected at least one [[case]], got none")
        return
    for number, case in enumerate(cases, start=1):
        if isinstance(case, dict):
            yield Result(file, str(case.get("name", f"case {number}")), fault(case))
        else:
            yield Result(file, f"case {number}", f"expected a table, got {case!r}")


def fault(case: Mapping[str, Any]) -> str:
    """What is wrong with the answer to a case, or with the case; empty when nothing is."""
    question = registry.questions().get(str(case.get("rule", "")))
    if question is None:
        return f"expected a known rule, got {case.get('rule')!r}"
    given, expect = case.get("given", {}), case.get("expect", {})
    if not isinstance(given, dict) or not isinstance(expect, dict) or not expect:
        return "expected the tables given and expect, got something else"
    unknown = (
        *sorted(case.keys() - FIELDS),
        *(f"given {key}" for key in sorted(given.keys() - set(question.given))),
        *(f"expect {key}" for key in sorted(expect.keys() - set(question.answers))),
    )
    if unknown:
        return f"expected known keys, got {', '.join(unknown)}"
    return _ask(question, given, expect, case.get("on"))


def _ask(
    question: registry.Question, given: dict[str, Any], expect: dict[str, Any], on: Any
) -> str:
    if on is not None and not isinstance(on, date):
        return f"expected on to be a day, got {on!r}"
    asked_on = clock.day(on) if on else clock.today()
    try:
        answer = question.function(registry.Given(given), asked_on)
    except (ArithmeticError, LookupError, TypeError, ValueError, Refused) as error:
        return f"expected an answer, got {type(error).__name__}: {error}"
    wrong = [key for key in expect if not _same(expect[key], answer.get(key))]
    return "; ".join(
        f"expected {key} = {_show(expect[key])}, got {_show(answer.get(key))}" for key in wrong
    )


def _same(expected: Any, got: Any) -> bool:
    if isinstance(expected, list) and isinstance(got, list | tuple | set | frozenset):
        return set(map(_show, expected)) == set(map(_show, got))
    if isinstance(expected, dict) and isinstance(got, Mapping):
        return expected.keys() == got.keys() and all(
            _same(value, got[key]) for key, value in expected.items()
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    return bool(expected == got)


def _show(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "nothing" if value is None else repr(value)
