"""The terms of a version in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.incentives.models import SchemeVersion
from portal.core import days, money
from portal.core.ui import Fact


def facts(version: SchemeVersion) -> list[Fact]:
    """What a scheme is and how it pays, for the table beside its page."""
    scheme = version.scheme
    found = [
        Fact(_("Office"), scheme.office.name),
        Fact(_("Field"), str(scheme.get_field_display())),
        Fact(_("Kind"), str(scheme.get_kind_display())),
        Fact(_("How often it is paid"), str(version.get_rhythm_display())),
        Fact(_("At most for one organisation"), _("%(yuan)s yuan") % {
            "yuan": money.yuan(version.highest)
        }),
        Fact(
            _("Time to claim"),
            ngettext("%(n)s calendar day", "%(n)s calendar days", version.within)
            % {"n": version.within},
        ),
        Fact(_("Legal basis"), version.legal_basis),
    ]  # fmt: skip
    if version.starts_on:
        found.append(Fact(_("In force from"), days.date_words(version.starts_on)))
    if version.ends_on:
        found.append(Fact(_("In force until"), days.date_words(version.ends_on)))
    return found
