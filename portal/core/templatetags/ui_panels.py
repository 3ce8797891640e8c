"""Panels that hold other markup, and lists that are handed whole to a template."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.core import ui
from portal.core.ui import Text

register = template.Library()
NOTICE_ICONS = {
    "success": "circle-check",
    "info": "info",
    "refused": "circle-x",
    "warn": "triangle-alert",
    "error": "circle-alert",
}


@register.simple_block_tag
def notice(content: str, kind: str, title: Text = "", role: str = "") -> SafeString:
    """A tinted bar of the kind success, info, refused, warn or error. It never closes itself."""
    values = {"kind": kind, "icon_name": NOTICE_ICONS[kind], "title": title, "role": role}
    return render_to_string("components/notice.html", values | {"content": content})


@register.simple_block_tag
def your_turn(content: str, title: Text, level: str = "h2") -> SafeString:
    """The amber card: the one thing that is the reader's to do. At most one per page."""
    values = {"content": content, "title": title, "level": level}
    return render_to_string("components/your_turn.html", values)


@register.simple_block_tag
def panel(content: str, title: Text = "", note: Text = "") -> SafeString:
    """A white panel with a heading and a short note at its right."""
    values = {"content": content, "title": title, "note": note}
    return render_to_string("components/panel.html", values)


@register.simple_block_tag
def known_facts(content: str, title: Text = "", change: str = "") -> SafeString:
    """The quiet box of what is on file and need not be typed; ``change`` is an address."""
    values = {"content": content, "title": title, "change": change}
    return render_to_string("components/known_facts.html", values)


@register.simple_block_tag
def empty_state(content: str, title: Text, text: Text = "") -> SafeString:
    """Nothing here: a pale knot, what it means, and what one can do now (the content)."""
    values = {"content": content, "title": title, "text": text}
    return render_to_string("components/empty_state.html", values)


@register.simple_block_tag
def qr_block(content: str, address: str) -> SafeString:
    """A QR code with its caption (the content) and the address in letters, as a link."""
    return render_to_string("components/qr_block.html", {"content": content, "address": address})


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Any], *, source: Text = "", columns: int = 1) -> dict[str, Any]:
    """A facts table of ``ui.Fact`` rows with its source line."""
    return {"rows": list(rows), "source": source, "columns": columns}


@register.inclusion_tag("components/steps.html")
def case_steps(
    steps: Sequence[Any], *, vertical: bool = False, all_url: str = ""
) -> dict[str, Any]:
    """The steps of a case; on small screens last done, now, next and a link to all."""
    states = [_state(step) for step in steps]
    now = states.index("now") if "now" in states else len(states) - 1
    near = range(max(0, now - 1), now + 2)
    shown = [(step, index in near) for index, step in enumerate(steps)]
    return {"steps": shown, "vertical": vertical, "all_url": all_url}


@register.inclusion_tag("components/form_steps.html")
def form_steps(steps: Sequence[Any]) -> dict[str, Any]:
    """The numbered steps of a form; on phones only "Step 4 of 6"."""
    current = next((n for n, s in enumerate(steps, 1) if _state(s) in ("now", "error")), 1)
    return {"steps": steps, "current": current, "total": len(steps)}


@register.inclusion_tag("components/history.html")
def history_list(
    events: Iterable[Any], *, checked: Any = None, intact: bool = True
) -> dict[str, Any]:
    """What happened, newest first; ``checked`` is the moment of the last integrity check."""
    return {"events": list(events), "checked": checked, "intact": intact}


@register.inclusion_tag("components/holder.html")
def holder(
    name: Text, *, first: Text = "", doer: Text = "", phone: str = "", mine: bool = False
) -> dict[str, Any]:
    """Who holds the matter now: one big name, who answers to the end, who does it, the phone."""
    return {"name": name, "first": first, "doer": doer, "phone": phone, "mine": mine}


@register.inclusion_tag("components/work_list.html")
def work_groups(groups: Iterable[Any]) -> dict[str, Any]:
    """A work list in groups (``ui.WorkGroup``). Only the row marked ``first`` is amber."""
    return {"groups": list(groups)}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Any], label: Text) -> dict[str, Any]:
    """A row of links (``ui.Tab``), each with its own address."""
    return {"items": list(items), "label": label}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*crumbs: Any) -> dict[str, Any]:
    """Where one is: pairs of label and address as arguments, or one list of ``ui.Crumb``."""
    if len(crumbs) == 1 and not isinstance(crumbs[0], str):
        return {"crumbs": list(crumbs[0])}
    labels, urls = crumbs[::2], [*crumbs[1::2], ""]
    return {"crumbs": [ui.Crumb(label, url) for label, url in zip(labels, urls, strict=False)]}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, words: Text = "") -> dict[str, Any]:
    """A progress bar whose words alone suffice."""
    percent = min(100, done * 100 // total) if total else 0
    return {"done": done, "total": total, "percent": percent, "words": words}


@register.inclusion_tag("components/downloads.html")
def downloads(files: Iterable[Any], label: Text = "") -> dict[str, Any]:
    """Files to take away (``ui.Link``: name, address, and size or date as the note)."""
    return {"files": list(files), "label": label}


@register.inclusion_tag("components/links.html")
def link_list(links: Iterable[Any], label: Text = "") -> dict[str, Any]:
    """Quiet links with icons (``ui.Link``), as they stand in an aside."""
    return {"links": list(links), "label": label}


@register.inclusion_tag("components/file_row.html")
def file_row(
    name: str, *, about: Text = "", url: str = "", remove: str = "", remove_value: str = ""
) -> dict[str, Any]:
    """A file that was handed in; ``remove`` names the button that takes it away."""
    values = {"name": name, "about": about, "url": url}
    return values | {"remove": remove, "remove_value": remove_value}


def _state(step: Any) -> str:
    return str(step["state"] if isinstance(step, dict) else step.state)
