"""What the portal states of one organisation: for its page and as data."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bodies.enums import BodyKind
from portal.core.days import date_words
from portal.core.money import yuan
from portal.core.ui import Fact

if TYPE_CHECKING:
    from portal.organisations.profile.models import Profile
    from portal.organisations.register.models import Organisation


def register_facts(row: "Organisation") -> list[Fact]:
    """The facts of the register; all are public (rules.md I.5)."""
    funds = row.founding_capital_fen
    return [
        Fact(_("Credit code"), row.body.credit_code or ""),
        Fact(_("Kind"), BodyKind(row.body.kind).label),
        Fact(_("State"), row.get_state_display()),
        Fact(_("Registered on"), date_words(row.registered_on) if row.registered_on else ""),
        Fact(_("Registration authority"), row.registry.name if row.registry else ""),
        Fact(_("Supervising unit"), row.supervising_unit),
        Fact(_("Legal representative"), row.legal_representative),
        Fact(_("Registered funds"), "" if funds is None else f"{yuan(funds)} {gettext('yuan')}"),
        Fact(_("Domicile"), row.domicile),
        Fact(_("Certificate valid"), _certificate(row)),
    ]


def contact_facts(row: "Organisation", profile: "Profile") -> list[Fact]:
    """Where and when to find it: its own words, else the register's."""
    facts = [
        Fact(_("Address"), row.body.address or row.domicile),
        Fact(_("Telephone"), profile.phone),
        Fact(_("Opening hours"), profile.hours),
        Fact(_("Languages"), profile.languages),
        Fact(_("Website"), profile.website, url=profile.website),
    ]
    return [fact for fact in facts if fact.value] or [Fact(_("Address"))]


def data(row: "Organisation", profile: "Profile") -> Mapping[str, Any]:
    """The same as data: codes and ISO dates, funds in fen."""
    return {
        "id": row.pk,
        "name": row.body.name,
        "former_names": [former.name for former in row.body.former_names.all()],
        "credit_code": row.body.credit_code,
        "kind": row.body.kind,
        "division": {"code": row.body.division_id, "name": row.body.division.name},
        "state": row.state,
        "registered_on": row.registered_on,
        "registration_authority": row.registry.name if row.registry else None,
        "supervising_unit": row.supervising_unit or None,
        "legal_representative": row.legal_representative or None,
        "registered_funds_fen": row.founding_capital_fen,
        "domicile": row.domicile or None,
        "business_scope": row.business_scope or None,
        "certificate": {"from": row.certificate_from, "to": row.certificate_to},
        "source": {"title": row.source, "as_of": row.source_on},
        "own_words": _own_words(profile),
    }


def _own_words(profile: "Profile") -> Mapping[str, Any] | None:
    if profile.saved_at is None:
        return None
    names = ("introduction", "phone", "hours", "languages", "website")
    return {name: getattr(profile, name) or None for name in names} | {"as_of": profile.saved_at}


def _certificate(row: "Organisation") -> str:
    if row.certificate_from and row.certificate_to:
        span = {
            "start": date_words(row.certificate_from),
            "end": date_words(row.certificate_to),
        }
        return gettext("%(start)s to %(end)s") % span
    return date_words(row.certificate_to) if row.certificate_to else ""
