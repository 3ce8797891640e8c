"""Small marks: icons, the knot, chips, QR codes, bars."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import segno
from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.core import charts, ui
from portal.core.ui import Text

register = template.Library()
STRANDS = ("community", "organisation", "worker", "volunteer", "charity")


@register.simple_tag
def icon(name: str, label: Text = "", size: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless it has a label."""
    sprite = static("build/icons.svg")
    css = f"icon icon-{size}" if size else "icon"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            label,
            sprite,
            name,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name
    )


@register.simple_tag
def knot(strands: str = "all", tone: str = "colour", size: str = "") -> SafeString:
    """The five-strand knot. ``strands`` lists the lit ones by name ("community worker").

    ``tone``: colour, white, ink, turq or pale. Names always stand beside it, so it is decoration.
    """
    lit = STRANDS if strands == "all" else tuple(strands.replace(",", " ").split())
    sprite = static("build/icons.svg")
    uses = format_html_join(
        "",
        '<use href="{}#strand" transform="rotate({})" class="{}"/>',
        (
            (sprite, 72 * turn, f"strand-{name}" if name in lit else "strand-off")
            for turn, name in enumerate(STRANDS)
        ),
    )
    css = " ".join(
        part for part in ("knot", f"knot-{tone}", f"knot-{size}" if size else "") if part
    )
    return format_html(
        '<svg class="{}" viewBox="-30 -30 60 60" aria-hidden="true">{}</svg>', css, uses
    )


@register.simple_tag
def chip(state: str, words: Text = "", large: bool = False) -> SafeString:
    """A status chip: the icon of its state and words. Not clickable."""
    shown = ui.STATES[state]
    css = f"chip chip-{state}" + (" chip-large" if large else "")
    return format_html('<span class="{}">{}{}</span>', css, icon(shown.icon), words or shown.words)


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """A QR code (level Q) as an inline drawing; the page also names the address in letters."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, svgclass="qr-code"
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - segno draws paths only


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    bars: Sequence[tuple[Text, int]], *, title: Text = "", unit: Text = "", note: Text = ""
) -> dict[str, Any]:
    """Horizontal bars with their figures, and the same numbers as a table below."""
    return {"bars": charts.bars(bars), "title": title, "unit": unit, "note": note}


@register.inclusion_tag("components/figures.html")
def figures(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A ruled line of figures: dictionaries with value, unit, label, note and perhaps strand."""
    return {"items": list(items)}
