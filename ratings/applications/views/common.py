"""What the pages of a rating share: the checks of the machine, papers, facts, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import days
from portal.core.reasons import Reason, Text
from portal.core.ui import Fact
from portal.organisations.record import pages as record
from portal.organisations.record import queries as records
from ratings.applications import conditions, measure, points, queries
from ratings.applications.enums import Point, RuleSet

if TYPE_CHECKING:
    from portal.organisations.record.queries import Record
    from portal.organisations.register.models import Organisation
    from ratings.applications.conditions import Applicant
    from ratings.applications.models import Answer, Application


def checks(
    applicant: Applicant, organisation: Organisation, known: Record
) -> tuple[list[Reason], list[tuple[str, str]]]:
    """Every reason and every unknown point, and what is met with its source."""
    found: list[Reason] = []
    met: list[tuple[str, str]] = []
    for condition in conditions.MAY_APPLY:
        reasons = list(condition(applicant))
        found += reasons
        words = "" if reasons else _met(condition.__name__, applicant)
        if words:
            met.append((words, _source(condition.__name__, applicant, organisation, known)))
    return found, met


def checked(row: Application) -> tuple[list[Reason], list[tuple[str, str]]]:
    """The checks of a case, by the day of its application."""
    known = records.of_body(row.organisation_id)
    applicant = queries.applicant_of(row, known=known)
    return checks(applicant, row.organisation, known)


def papers(row: Application) -> list[dict[str, Any]]:
    """The files of a case and of its answers with their addresses."""
    found = [
        {
            "label": one.title,
            "file": one.stored,
            "url": reverse("rating_paper", args=[row.pk, "paper", one.pk]),
            "late": one.late,
        }
        for one in row.papers.select_related("stored")
    ]
    return found + [
        {
            "label": _("Source of an answer: %(source)s") % {"source": one.source},
            "file": one.stored,
            "url": reverse("rating_paper", args=[row.pk, "answer", one.pk]),
            "late": False,
        }
        for one in queries.answers(row).values()
        if one.stored is not None
    ]


def said(row: Application) -> list[Fact]:
    """What was said about points nobody knew: answer, source, and who confirmed it."""
    return [Fact(_about(one), _says(one), note=_how(one)) for one in queries.answers(row).values()]


def facts(row: Application) -> list[Fact]:
    """What the organisation handed in, with what register and profile said that day."""
    stated = row.stated
    since, address = stated.get("registered_on", ""), reverse("rating_round", args=[row.round_id])
    return [
        Fact(_("Round of ratings"), row.round.title, url=address),
        Fact(_("Organisation"), stated.get("name", "")),
        Fact(_("Credit code"), stated.get("code", "")),
        Fact(_("Kind"), row.sheet.get_kind_display(), note=row.sheet.get_sub_kind_display()),
        Fact(_("Registered on"), since),
        Fact(_("Legal representative"), stated.get("legal_representative", "")),
        Fact(_("Registration authority"), stated.get("registry", "")),
        Fact(_("Domicile"), stated.get("domicile", "")),
        Fact(_("Contact"), row.contact, note=row.phone),
        Fact(_("Words of the organisation"), row.words),
        Fact(_("Rules that hold"), RuleSet(row.rule_set).label,
             note=_("by the day of the application, %(day)s")
             % {"day": days.date_words(row.submitted_at)}),
    ]  # fmt: skip


def _met(name: str, facts: Applicant) -> str:
    last = conditions.last_inspected_year(facts)
    words: dict[str, str] = {
        "registered_long_enough": _("Registered for at least %(years)s full years.")
        % {"years": facts.measure.values[measure.REGISTERED]},
        "no_grade_in_the_way": _("No grade stands in the way."),
        "inspected": _("The annual inspection of %(year)s does not stand in the way.")
        % {"year": last},
        "not_penalised": _("No penalty of last year counts against it."),
        "penalty_served": _("No penalty is open."),
    }
    if facts.measure.bars(measure.LISTED):
        words["lists_clean"] = _("On neither of the two credit lists.")
    return words.get(name, "")


def _source(name: str, facts: Applicant, organisation: Organisation, known: Record) -> str:
    if name == "registered_long_enough":
        return f"{organisation.source} {days.date_words(organisation.source_on)}"
    if name == "lists_clean" and known.checked is not None:
        return record.source_words(known.checked)
    if name == "inspected":
        last = conditions.last_inspected_year(facts)
        stated = next((i for i in known.inspections if i.current and i.year == last), None)
        return record.source_words(stated) if stated else _("registered too late for that year")
    return _("record of the organisation")


def _about(one: Answer) -> str:
    if one.point == Point.INSPECTION:
        return _("Annual inspection %(year)s") % {"year": one.about}
    return str(Point(one.point).label)


def _says(one: Answer) -> Text:
    return points.label(one.point, one.confirmed_as or one.says)


def _how(one: Answer) -> str:
    if one.confirmed_at is None:
        return _("said by the organisation, not confirmed yet: %(source)s") % {"source": one.source}
    by = one.confirmed_by.get_full_name() if one.confirmed_by else ""
    return _("confirmed by %(name)s on %(day)s: %(source)s") % {
        "name": by,
        "day": days.date_words(one.confirmed_at),
        "source": one.confirmed_source,
    }
