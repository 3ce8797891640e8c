"""Changing one line of a sheet: pure functions, the sheet before → the sheet after."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent


class Line(Protocol):
    """Anything with a code."""

    @property
    def code(self) -> str: ...


L = TypeVar("L", bound=Line)


def put_group(
    sheet: SheetContent, group: GroupContent, *, old: str = "", place: int = 0
) -> SheetContent:
    """A group added, or put in place of the one with the code ``old`` (which keeps its items)."""
    there = find(sheet.groups, old)
    made = replace(group, items=there.items) if there else group
    return replace(sheet, groups=_put(sheet.groups, made, old, place))


def put_item(
    sheet: SheetContent, group: str, item: ItemContent, *, old: str = "", place: int = 0
) -> SheetContent:
    """An item added to a group, or moved and changed; it keeps its points."""
    there = find((i for g in sheet.groups for i in g.items), old)
    made = replace(item, points=there.points) if there else item
    return _each_group(
        sheet,
        lambda g: replace(
            g, items=_put(g.items, made, old, place) if g.code == group else _less(g.items, old)
        ),
    )


def put_point(
    sheet: SheetContent, item: str, point: PointContent, *, old: str = "", place: int = 0
) -> SheetContent:
    """A point added to an item, or moved and changed."""
    return _each_item(
        sheet,
        lambda i: replace(
            i,
            points=_put(i.points, point, old, place) if i.code == item else _less(i.points, old),
        ),
    )


def remove(sheet: SheetContent, level: str, code: str) -> SheetContent:
    """The sheet without a group, item or point (``level``) and all below it."""
    if level == "group":
        return replace(sheet, groups=_less(sheet.groups, code))
    if level == "item":
        return _each_group(sheet, lambda g: replace(g, items=_less(g.items, code)))
    return _each_item(sheet, lambda i: replace(i, points=_less(i.points, code)))


def find(lines: Iterable[L], code: str) -> L | None:
    """The first line with this code."""
    return next((line for line in lines if code and line.code == code), None)


def _put(lines: tuple[L, ...], line: L, old: str, place: int) -> tuple[L, ...]:
    """With the line at a place (from 1); 0: where it stood, or at the end."""
    stood = next((at for at, found in enumerate(lines) if old and found.code == old), None)
    rest = _less(lines, old)
    at = place - 1 if place > 0 else stood if stood is not None else len(rest)
    return (*rest[:at], line, *rest[at:])


def _less(lines: tuple[L, ...], code: str) -> tuple[L, ...]:
    return tuple(line for line in lines if not code or line.code != code)


def _each_group(
    sheet: SheetContent, change: Callable[[GroupContent], GroupContent]
) -> SheetContent:
    return replace(sheet, groups=tuple(change(group) for group in sheet.groups))


def _each_item(sheet: SheetContent, change: Callable[[ItemContent], ItemContent]) -> SheetContent:
    return _each_group(
        sheet, lambda group: replace(group, items=tuple(change(item) for item in group.items))
    )
