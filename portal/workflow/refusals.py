"""What a condition may say, read from its source: the sentences of its reasons."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

TRANSLATE = {"_", "gettext", "gettext_lazy"}


@cache
def sentences(condition: Callable[..., Any]) -> tuple[str, ...]:
    """The messages (untranslated) of every Reason a condition builds, itself or by a helper.

    Helpers are functions of the same module that the condition calls by name.
    """
    return tuple(dict.fromkeys(_sentences(condition, set())))


def _sentences(function: Callable[..., Any], seen: set[str]) -> Iterator[str]:
    plain = inspect.unwrap(getattr(function, "func", function))
    tree = ast.parse(textwrap.dedent(inspect.getsource(plain)))
    module = inspect.getmodule(plain)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(node.func, "id", "")
        if name == "Reason":
            yield from _message(node)
        elif name and name not in seen and inspect.isfunction(helper := _named(module, name)):
            seen.add(name)
            if helper.__module__ == plain.__module__:
                yield from _sentences(helper, seen)


def _named(module: object, name: str) -> Any:
    return getattr(module, name, None)


def _message(reason: ast.Call) -> Iterator[str]:
    given = [reason.args[1]] if len(reason.args) > 1 else []
    given += [keyword.value for keyword in reason.keywords if keyword.arg == "message"]
    for node in given:
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in TRANSLATE:
                text = call.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value
