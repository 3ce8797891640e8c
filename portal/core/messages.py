"""Which messages a source file holds, found without gettext's programs."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
ALL = PLAIN | PLURAL | CONTEXT | CONTEXT_PLURAL
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING})(?:\s*,\s*({STRING}))?(?:\s*,\s*({STRING}))?")


@dataclass(frozen=True, slots=True)
class Message:
    """An English message, its plural and its context (both empty when there is none)."""

    text: str
    plural: str = ""
    context: str = ""


def messages_in(path: Path) -> list[Message]:
    """The messages of a Python file or a template; SyntaxError when it cannot be read."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return list(_in_python(text))
    return list(_in_template(text))


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (name := _called(node)) in ALL:
            strings = [a.value for a in node.args if isinstance(a, ast.Constant)]
            found = _message(name, [s for s in strings if isinstance(s, str)])
            if found:
                yield found


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _in_template(text: str) -> Iterator[Message]:
    if "{%" not in text and "{{" not in text:
        return
    for match in CALL.finditer(templatize(text)):
        strings = [ast.literal_eval(part) for part in match.groups()[1:] if part]
        found = _message(match[1], strings)
        if found:
            yield found


def _message(name: str, strings: list[str]) -> Message | None:
    if name in PLAIN and strings and strings[0]:
        return Message(strings[0])
    if name in PLURAL and len(strings) >= 2:
        return Message(strings[0], plural=strings[1])
    if name in CONTEXT and len(strings) >= 2:
        return Message(strings[1], context=strings[0])
    if name in CONTEXT_PLURAL and len(strings) >= 3:
        return Message(strings[1], plural=strings[2], context=strings[0])
    return None
