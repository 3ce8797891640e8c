"""What the project promised itself: one clock, one writer of states, reasons for exceptions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import source
from tests.harness.paths import ROOT

SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pylint:|pragma: no cover|djlint:off)")
REASON = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+ - \w|type: ignore\[[\w, -]+\]\s+# \w)")
CLOCKS = {("timezone", "now"), ("date", "today"), ("datetime", "now"), ("datetime", "today"),
          ("datetime", "utcnow"), ("timezone", "localdate"), ("timezone", "localtime"),
          ("time", "time")}  # fmt: skip
CLOCK = "portal/core/clock.py"
ENGINE = "portal/workflow/engine.py"
LATER = re.compile(r"\d{4}_(?!auto_|alter_|initial)[a-z]+(_[a-z0-9]+)+")


def product() -> Iterator[tuple[str, Path]]:
    for path in source.modules():
        if "/tools/" not in str(path):
            yield source.name(path), path


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree(path)) if isinstance(node, ast.Call))


def test_time_comes_from_the_one_clock():
    found = [
        f"{name}:{call.lineno}"
        for name, path in product()
        if name != CLOCK
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and (_last(call.func.value), call.func.attr) in CLOCKS
    ]
    assert found == []


def test_the_day_of_a_moment_is_asked_of_the_one_clock():
    found = [
        f"{name}:{call.lineno}"
        for name, path in product()
        if name != CLOCK
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "date" and not call.args
    ]
    assert found == []


def test_only_the_engine_changes_a_status():
    found = [
        f"{name}:{node.lineno}"
        for name, path in product()
        if name != ENGINE
        for node in ast.walk(source.tree(path))
        if _writes_status(node)
    ]
    assert found == []


def test_every_exception_to_a_rule_has_its_reason():
    found = [
        f"{source.name(path)}:{number} {line.strip()}"
        for path in source.modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SUPPRESSION.search(line) and not REASON.search(line)
    ]
    assert found == []


def test_exceptions_to_rules_are_rare():
    text = [path.read_text(encoding="utf-8") for path in source.modules()]
    count = sum(len(SUPPRESSION.findall(part)) for part in text)
    assert count <= max(10, sum(part.count("\n") for part in text) // 500)


def test_nothing_is_left_for_later():
    marks = re.compile("#.*\\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + ")\\b")
    found = [
        f"{source.name(path)}:{number}"
        for path in source.modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_later_migrations_say_what_they_do():
    found = [
        source.name(path)
        for top in source.CODE
        for path in sorted((ROOT / top).rglob("migrations/0*.py"))
        if path.stem != "0001_initial" and not LATER.fullmatch(path.stem)
    ]
    assert found == []


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _writes_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        named = {keyword.arg for keyword in node.keywords}
        return node.func.attr in ("update", "bulk_update") and "status" in named
    return False
