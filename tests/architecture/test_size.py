"""Files and functions stay short enough to be read in one sitting."""

import ast
from collections.abc import Iterator

from tests.architecture import source

Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(function: Function) -> int:
    """Lines of a function without its decorators and its docstring."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def functions() -> Iterator[tuple[str, int]]:
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, Function):
                yield f"{source.name(path)}:{node.lineno} {node.name}", length(node)


def test_files_are_short():
    sizes = {source.name(path): source.lines(path) for path in source.modules()}
    filled = [size for size in sizes.values() if size]
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert source.share(filled, 0.5) <= 75
    assert source.share(filled, 0.9) <= 200


def test_functions_are_short():
    sizes = dict(functions())
    assert source.share(list(sizes.values()), 0.5) <= 9
    longest = sorted(sizes.items(), key=lambda item: -item[1])[: len(sizes) // 100 + 1]
    assert source.share(list(sizes.values()), 0.99) <= 60, longest


def test_templates_are_short():
    sizes = {source.name(path): source.lines(path) for path in source.templates()}
    assert {name: size for name, size in sizes.items() if size > 200} == {}
