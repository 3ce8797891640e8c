"""Writes docs/law: every table of steps and every rule row in Chinese, as a civil servant reads."""

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.queries import roles_with
from portal.accounts.roles import Role
from portal.core import money
from portal.core.dated import RuleRow, Unit
from portal.law import shipped
from portal.notifications import messages
from portal.permissions import Permission
from portal.workflow import refusals
from portal.workflow.steps import AnyWorkflow, Clock, Step, Waits, tables

FOLDER = Path(settings.ROOT) / "docs" / "law"
PLACE = re.compile(r"%\(\w+\)[sd]")
SEPARATOR = "、"
RULES = "rules.md"


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    with translation.override("zh-hans"):
        written = {f"{flow.code}.md": _workflow(flow) for flow in tables()}
        written[RULES] = _all_rules()
        written["README.md"] = _contents()
    return written


def write(folder: Path = FOLDER) -> list[Path]:
    """Write what has changed and remove what no longer belongs; returns the files touched."""
    folder.mkdir(parents=True, exist_ok=True)
    touched = stale(folder)
    wanted = pages()
    for path in touched:
        if path.name in wanted:
            path.write_text(wanted[path.name], encoding="utf-8")
        else:
            path.unlink()
    return touched


def stale(folder: Path = FOLDER) -> list[Path]:
    """The files that differ from the tables, are missing, or no longer belong."""
    wanted = pages()
    extra = [path for path in sorted(folder.glob("*.md")) if path.name not in wanted]
    changed = [
        folder / name
        for name, text in wanted.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]
    return changed + extra


def _contents() -> str:
    lines = [f"- [{flow.title}]({flow.code}.md)" for flow in tables()]
    lines.append(f"- [{_('Rules and their sources')}]({RULES})")
    return _page(_("The law of the portal"), _about(), "\n".join(lines))


def _about() -> str:
    return _("Written by `make law` from the very tables the portal works by; never by hand.")


def _workflow(flow: AnyWorkflow) -> str:
    rules = [flow.opening_deadline] if flow.opening_deadline else []
    rules += [step.deadline for step in flow.steps if step.deadline]
    rows = [row for key in dict.fromkeys(rules) for row in shipped.by_key().get(key, ())]
    return _page(
        str(flow.title),
        _about(),
        _("Case number: %(prefix)s and the day. First state: %(state)s.")
        % {
            "prefix": flow.prefix,
            "state": flow.states(flow.initial).label,
        },
        _limit_sentence(flow.opening_deadline),
        f"## {_('States')}",
        _states(flow),
        f"## {_('The way of a case')}",
        _diagram(flow),
        f"## {_('Steps')}",
        _steps(flow),
        *([f"## {_('Time limits')}", _rule_table(rows)] if rows else []),
    )


def _limit_sentence(key: str) -> str:
    return _("Time limit: %(limit)s.") % {"limit": _limit(key)} if key else ""


def _states(flow: AnyWorkflow) -> str:
    whose = {
        Waits.OFFICE: _("the office"),
        Waits.APPLICANT: _("the applicant"),
        Waits.PANEL: _("the experts"),
        Waits.TREASURY: _("accountant or treasurer"),
        Waits.TIME: _("nobody, until a day has come"),
        Waits.NOBODY: _("nobody, it is finished"),
    }
    rows = [
        (state.label, whose[flow.waits.get(state.value, Waits.NOBODY)], f"`{state.value}`")
        for state in flow.states
    ]
    return _table((_("State"), _("Whose turn"), _("Code")), rows)


def _diagram(flow: AnyWorkflow) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in flow.states]
    lines.append(f"    [*] --> {flow.initial}")
    lines += [
        f"    {source} --> {step.target}: {step.title}"
        for step in flow.steps
        for source in step.source
    ]
    lines += [f"    {state} --> [*]" for state in flow.states.values if not flow.is_open(state)]
    return "\n".join([*lines, "```"])


def _steps(flow: AnyWorkflow) -> str:
    heads = (_("Step"), _("Who"), _("From → to"), _("Refused when"), _("Time limit"), _("Told"))
    return _table(heads, [_step(flow, step) for step in flow.steps])


def _step(flow: AnyWorkflow, step: Step[Any]) -> tuple[str, ...]:
    sources = SEPARATOR.join(str(flow.states(state).label) for state in step.source)
    name = str(step.title) + (f"<br>{step.basis}" if step.basis else "")
    return (
        f"{name}<br>`{step.action}`",
        _who(step),
        f"{sources} → {flow.states(step.target).label}",
        _conditions(step),
        _time_limit(step),
        _told(step.notice),
    )


def _time_limit(step: Step[Any]) -> str:
    clocks = {
        Clock.STOPS: _("The office's limit stops."),
        Clock.RESUMES: _("The office's limit runs on with the working days that were left."),
        Clock.ENDS: _("No limit runs in the new state."),
    }
    words = [_limit(step.deadline)] if step.deadline else []
    if step.extends:
        words.append(_("Added to the last day that stands."))
    if step.clock in clocks:
        words.append(clocks[step.clock])
    return "<br>".join(words)


def _who(step: Step[Any]) -> str:
    if step.permission is None:
        return _("the portal, by itself")
    if step.permission in (Permission.SIGNED_IN, Permission.PUBLIC):
        return _("the applicant")
    roles = sorted(roles_with(step.permission))
    side = _("the applicant") if step.side is Waits.APPLICANT else ""
    named = SEPARATOR.join(str(Role.named(code).title) for code in roles)
    return "：".join(part for part in (side, named) if part)


def _conditions(step: Step[Any]) -> str:
    found = [_plain(_(text)) for check in step.conditions for text in refusals.sentences(check)]
    if step.needs_note:
        found.append(_("No words were written for the applicant."))
    return "<br>".join(dict.fromkeys(found))


def _told(notice: str) -> str:
    return str(messages.named(notice).subject) if messages.is_known(notice) else ""


def _limit(key: str) -> str:
    rows = shipped.by_key().get(key, ())
    return f"{_amount(rows[-1])} ({rows[-1].clause})" if rows else f"`{key}`"


def _all_rules() -> str:
    parts = []
    rows = shipped.rows()
    for heading, group in groupby(rows, key=lambda row: row.heading):
        parts += [f"## {heading}", _rule_table(group)]
    return _page(_("Rules and their sources"), _about(), _sureness(), *parts)


def _sureness() -> str:
    return _(
        "How sure: V read in its source, K well known, U not yet confirmed by the authority. "
        "An authority may override a row in its screen; that is not shown here."
    )


def _rule_table(rows: Iterable[RuleRow]) -> str:
    heads = (_("Rule"), _("Value"), _("In force"), _("Source"), _("How sure"), _("Code"))
    return _table(heads, [_rule(row) for row in rows])


def _rule(row: RuleRow) -> tuple[str, ...]:
    until = f"{row.effective_to}" if row.effective_to else ""
    title = f"{row.title}<br>{row.note}" if row.note else row.title
    period = f"{row.effective_from} – {until}".rstrip()
    return (title, _amount(row), period, row.clause, row.confidence.value, f"`{row.key}`")


def _amount(row: RuleRow) -> str:
    if row.unit is Unit.FEN:
        return f"{money.yuan(row.value)} {_('yuan')}"
    words = {
        Unit.CD: _("%(value)s calendar days"),
        Unit.WD: _("%(value)s whole working days"),
        Unit.MONTHS: _("%(value)s months"),
        Unit.YEARS: _("%(value)s years"),
        Unit.PCT: "%(value)s%%",
    }
    return words.get(row.unit, "%(value)s") % {"value": row.value}


def _plain(text: str) -> str:
    return PLACE.sub("…", text)


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(heads)]
    lines.append(["---"] * len(lines[0]))
    lines += [[_cell(value) for value in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "／").replace("\n", " ")


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", *(part for part in parts if part)]) + "\n"
