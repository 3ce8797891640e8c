"""The portal's template tags, loaded in every template without ``{% load %}``.

The living page /components/ shows each of them with the code of its use.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core import clock, days, money, ui
from portal.core.templatetags import ui_forms, ui_marks, ui_panels

register = template.Library()
for library in (ui_forms, ui_marks, ui_panels):
    register.tags.update(library.register.tags)
    register.filters.update(library.register.filters)


@register.inclusion_tag("components/deadline.html")
def deadline_chip(
    due: date | datetime | None,
    left: int | None,
    *,
    unit: str = "wd",
    provisional: bool = False,
    large: bool = False,
) -> dict[str, Any]:
    """Five blocks, the words and the date; nothing when there is no deadline."""
    if due is None or left is None:
        return {"deadline": None}
    chip = ui.deadline(due, left, unit=unit, provisional=provisional)
    return {"deadline": chip, "large": large, "provisional": provisional}


@register.simple_tag
def money_amount(fen: int | None, *, capitals: bool = False) -> SafeString:
    """Fen as "480,000.00 元", with the 大写 line under it when wanted."""
    if fen is None:
        return format_html('<span class="muted">{}</span>', _("none yet"))
    shown = format_html('<span class="money">{} {}</span>', money.yuan(fen), _("yuan"))
    if not capitals:
        return shown
    line = format_html('<span class="capitals" lang="zh-Hans">{}</span>', money.capitals(fen))
    return format_html('<span class="money-both">{}{}</span>', shown, line)


@register.filter
def yuan(fen: int) -> str:
    """Fen as "480,000.00", without the unit, for a column whose head names it."""
    return money.yuan(fen)


@register.filter
def day(value: date | datetime | None) -> str:
    """Today, tomorrow, else the date with its weekday."""
    return days.day_words(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """The day and the clock time."""
    return days.moment_words(value) if value else ""


@register.filter
def on_date(value: date | datetime | None) -> str:
    """The full date with its year, for sources and legal text."""
    return days.date_words(value) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """The date without the year, unless it is another year's."""
    if not value:
        return ""
    return days.date_words(value, year=clock.day(value).year != days.this_year())


@register.inclusion_tag("components/grade.html")
def grade(
    value: str, *, expired: bool = False, boxed: bool = False, valid_to: date | None = None
) -> dict[str, Any]:
    """A grade such as "3A" with five pips; an empty one says "not rated"."""
    level = int(value[0]) if value[:1].isdigit() else len(value)
    pips = [number < level for number in range(5)]
    return {
        "value": f"{level}A" if level else "",
        "pips": pips,
        "expired": expired,
        "boxed": boxed,
        "valid_to": valid_to,
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Previous, numbers, next and "1 to 25 of 128"; keeps the other parameters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": [(n, isinstance(n, int), n == page.number) for n in numbers],
        "request": context.get("request"),
    }


@register.simple_tag
def way(route: str, path: str = "/") -> str:
    """The address of a route, or ``path`` while there is no such route (pages of the CMS)."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return path


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, such as "app.css"."""
    return static(f"build/{name}")


@register.simple_tag
def meta(*parts: Any) -> SafeString:
    """A line of short facts, parted by dots; empty ones are left out."""
    shown = [(part,) for part in parts if part not in (None, "")]
    return format_html(
        '<span class="meta">{}</span>', format_html_join("", "<span>{}</span>", shown)
    )
