"""What the pages of calls and projects show: facts, instalments, money back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from incubator.ventures import queries, rounds
from incubator.ventures.enums import Field
from incubator.ventures.models import VentureCall, VentureInstalment, VentureProject
from portal.core import clock, days, money
from portal.core.ui import Fact


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment as it is shown: its words of state, and the chip's look."""

    row: VentureInstalment
    stage: str
    words: str
    look: str

    @property
    def file(self) -> str:
        """The name under which its receipt is read."""
        return f"receipt-{self.row.number}"


def parts(project: VentureProject) -> list[Part]:
    """The instalments of a project with where each stands."""
    words = {
        "later": (_("opens later"), "not_begun"),
        "due": (_("receipt wanted"), "in_progress"),
        "receipted": (_("receipt here, payment to be prepared"), "in_progress"),
        "ordered": (_("payment under way"), "in_progress"),
        "paid": (_("paid"), "done"),
        "dropped": (_("not paid any more"), "refused"),
    }
    found = []
    for row in project.instalments.all():
        stage = queries.stage_of(row)
        found.append(Part(row, stage, *words[stage]))
    return found


def call_facts(call: VentureCall) -> list[Fact]:
    """The terms of a call in short."""
    labels = dict(Field.choices)
    fields = "、".join(str(labels[one]) for one in call.fields if one in labels)
    return [
        Fact(_("Fields"), fields),
        Fact(_("Budget of the call"), _yuan(call.budget)),
        Fact(_("Source of the money"), call.line.get_source_display() if call.line else ""),
        Fact(_("Most for one project"), _yuan(call.limit)),
        Fact(_("Time of applications"), _span(call.opens_on, call.closes_on)),
        Fact(_("Projects run"), _span(call.starts_on, call.ends_on)),
        Fact(_("Mid-term report until"), days.date_words(call.mid_on) if call.mid_on else ""),
        Fact(
            _("Instalments of the grant"),
            " / ".join(f"{share}%" for share in queries.shares()),
            note=_("after signing, after the mid-term and after the final evaluation"),
        ),
    ]


def facts(project: VentureProject) -> list[Fact]:
    """What is known of a project in short."""
    call = project.call
    found = [
        Fact(_("Call for projects"), call.title),
        Fact(_("Field"), project.get_field_display()),
        Fact(_("Amount"), _yuan(project.asked)),
        Fact(_("Own money"), _yuan(project.own)),
        Fact(_("Paid so far"), _yuan(queries.paid(project))),
    ]
    if project.turn and call.defence_at:
        words = _("%(moment)s, %(place)s, number %(turn)s") % {
            "moment": days.moment_words(call.defence_at), "place": call.defence_place,
            "turn": project.turn,
        }  # fmt: skip
        found.append(Fact(_("Defence"), words))
    if project.score is not None and project.rank:
        found.append(Fact(_("Score and rank"), f"{rounds.points(project.score)} · {project.rank}"))
    if project.contract:
        found.append(Fact(_("Contract"), project.contract))
    if project.status in ("running", "mid_mend") and call.mid_on:
        found.append(Fact(_("Mid-term report until"), days.date_words(call.mid_on)))
    if project.spent is not None:
        found.append(Fact(_("Spent"), _yuan(project.spent)))
    return found


def plan(project: VentureProject) -> list[Fact]:
    """The plan of a project."""
    needs = [f"{need.place.name}：{need.words}" for need in
             project.needs.select_related("place")]  # fmt: skip
    return [
        Fact(_("What the project wants to reach"), project.goals),
        Fact(_("Who benefits"), project.beneficiaries),
        Fact(_("How many people"), str(project.reach or "")),
        Fact(_("Needs that the project answers"), "；".join(needs) or project.no_need),
        Fact(_("Activities"), "；".join(f"{a['month']} {a['title']}" for a in project.activities)),
        Fact(_("Who does it"), "；".join(f"{one['name']} {one['duty']}" for one in project.team)),
    ]


def shown(project: VentureProject) -> dict[str, Any]:
    """What the page of a project shows to organisation and office alike."""
    reports = list(project.reports.all())
    spent = [report.spending for report in reports]
    return {
        "row": project,
        "facts": facts(project),
        "plan": plan(project),
        "costs": [
            (line, [one[place] for one in spent if place < len(one)])
            for place, line in enumerate(project.costs)
        ],
        "reports": reports,
        "parts": parts(project),
        "returns": list(project.returns.select_related("confirmed_by")),
        "owed": queries.owed(project),
        "public": queries.page_of(project),
    }


def phase(call: VentureCall) -> tuple[str, str]:
    """Where a call stands in words, and the chip's look."""
    today = clock.today()
    if call.published_at is None:
        return _("draft"), "not_begun"
    if call.opens_on and today < call.opens_on:
        return _("applications begin soon"), "not_begun"
    if call.closes_on and today <= call.closes_on:
        return _("applications are open"), "in_progress"
    if call.ends_on and today <= call.ends_on:
        return _("applications have ended"), "paused"
    return _("finished"), "done"


def _yuan(fen: int | None) -> str:
    return f"{money.yuan(fen)} {_('yuan')}" if fen is not None else ""


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return _("%(first)s to %(last)s") % {
        "first": days.date_words(first), "last": days.date_words(last),
    }  # fmt: skip
