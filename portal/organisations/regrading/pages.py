"""A decision about a grade in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.days import date_words
from portal.core.ui import Fact
from portal.organisations.record.enums import GradeLevel
from portal.organisations.regrading.models import Regrading


def facts_of(row: Regrading) -> list[Fact]:
    """What is to become of which grade, why, by which document; officials are not named."""
    facts = [
        Fact(_("Organisation"), row.organisation.body.name),
        Fact(_("Grade"), GradeLevel(row.old_level).label),
        Fact(_("Announced on"), date_words(row.announced_on)),
        Fact(_("What is to be decided"), row.get_verdict_display()),
    ]
    if row.new_level:
        facts.append(Fact(_("Grade that is left"), GradeLevel(row.new_level).label))
    if row.ground:
        facts.append(Fact(_("Ground"), row.get_ground_display()))
    facts += [
        Fact(_("What happened"), row.words),
        Fact(_("From which day it counts"), date_words(row.decided_on)),
        Fact(_("Which document"), row.document),
    ]
    if row.hear_until:
        facts.append(Fact(_("May speak until"), date_words(row.hear_until)))
    return facts


def officials_of(row: Regrading) -> list[Fact]:
    """The same with both officials, for the office."""
    facts = [
        *facts_of(row),
        Fact(pgettext_lazy("regrading", "Proposed by"), row.recorded_by.get_full_name()),
    ]
    if row.confirmed_by:
        facts.append(
            Fact(pgettext_lazy("regrading", "Decided by"), row.confirmed_by.get_full_name())
        )
    return facts
