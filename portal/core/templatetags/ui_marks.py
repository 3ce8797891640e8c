"""Small marks: icons, the knot, chips, QR codes, bars."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import segno
from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from portal.core import charts, ui
from portal.core.charts.heat import LEGEND
from portal.core.ui import Text

register = template.Library()
PAID_OF_BUDGET = (
    pgettext_lazy("budget", "paid"),
    pgettext_lazy("budget", "promised"),
    pgettext_lazy("budget", "budget"),
)
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
    bars: Sequence[tuple[Text, int]],
    *,
    title: Text = "",
    unit: Text = "",
    note: Text = "",
    csv: str = "",
) -> dict[str, Any]:
    """Horizontal bars with their figures, and the same numbers as a table below.

    A bar may be (label, value, url): its label leads to the list that the figure counts.
    """
    return {"bars": charts.bars(bars), "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/line_chart.html")
def line_chart(
    chart: charts.Lines, *, title: Text = "", unit: Text = "", note: Text = "", csv: str = ""
) -> dict[str, Any]:
    """Lines over time (``charts.lines``) with their names at the ends, and their table."""
    return {"chart": chart, "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/heat_grid.html")
def heat_grid(
    chart: charts.Heat, *, title: Text = "", unit: Text = "", note: Text = "", csv: str = ""
) -> dict[str, Any]:
    """A table whose cells are the deeper the larger their share (``charts.heat``)."""
    known = {"chart": chart, "legend": list(enumerate(LEGEND))}
    return {**known, "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/hex_map.html")
def hex_map(
    chart: charts.HexMap, *, title: Text = "", unit: Text = "", note: Text = "", csv: str = ""
) -> dict[str, Any]:
    """A schematic map (``charts.hex_map``) whose tiles are links, and the same as a table."""
    return {"chart": chart, "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/bullet_chart.html")
def bullet_chart(
    chart: list[charts.Bullet],
    *,
    title: Text = "",
    unit: Text = "",
    note: Text = "",
    csv: str = "",
    heads: tuple[Text, Text, Text] = PAID_OF_BUDGET,
) -> dict[str, Any]:
    """How much of each budget is done and promised (``charts.bullets``), and the table."""
    promises = any(bar.promised != "0" for bar in chart)
    known = {"chart": chart, "heads": heads, "promises": promises}
    return {**known, "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/radar_chart.html")
def radar_chart(
    chart: charts.Radar,
    *,
    own: Text,
    title: Text = "",
    unit: Text = "",
    note: Text = "",
    csv: str = "",
) -> dict[str, Any]:
    """One figure on several axes against the peers' median with n (``charts.radar``), and table.

    ``own`` names whose figure it is.
    """
    return {"chart": chart, "own": own, "title": title, "unit": unit, "note": note, "csv": csv}


@register.inclusion_tag("components/sankey_chart.html")
def sankey_chart(
    chart: charts.Sankey,
    *,
    title: Text = "",
    unit: Text = "",
    note: Text = "",
    summary: Text = "",
    csv: str = "",
) -> dict[str, Any]:
    """Where money comes from and goes to (``charts.sankey``), with its table.

    ``summary`` is read out in the place of the picture.
    """
    known = {"chart": chart, "title": title, "unit": unit, "note": note}
    return {**known, "summary": summary, "csv": csv}


@register.inclusion_tag("components/figures.html")
def figures(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A ruled line of figures: dictionaries with value, unit, label, note and perhaps strand."""
    return {"items": list(items)}
