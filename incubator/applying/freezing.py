"""What an application keeps of the day on which it was handed in, and how that is proved."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.admission.conditions import Applicant
from portal.bodies.enums import BodyKind
from portal.core import clock, days
from portal.core.reasons import Severity, Text
from portal.law import queries as law
from portal.organisations.profile import queries as profiles
from portal.organisations.register import queries as register
from portal.organisations.register.enums import RegisterState
from portal.organisations.suppliers import queries as suppliers

if TYPE_CHECKING:
    from portal.bodies.models import Body

LABELS: dict[str, Text] = {
    "name": _("Organisation"),
    "kind": _("Kind"),
    "credit_code": _("Credit code"),
    "division": _("Location"),
    "registered_on": _("Registered on"),
    "registry": _("Registered by"),
    "legal_representative": _("Legal representative"),
    "supervising_unit": _("Supervising unit"),
    "domicile": _("Domicile"),
    "business_scope": _("Business scope"),
    "state": _("State in the register"),
    "introduction": _("What the organisation says of itself"),
    "public_phone": _("Telephone for the public"),
    "founders": _("Founders"),
    "team_plan": _("Plan of the team"),
}
SHOWN = ("name", "kind", "credit_code", "registered_on", "registry", "legal_representative")
Facts = dict[str, dict[str, str]]


def facts_of(body: "Body") -> Facts:
    """{code: {"value", "source"}} of what the portal knows of a body today; codes of LABELS.

    ``kind`` and ``state`` are codes of their enums, dates ISO texts.
    """
    place = body.division.name
    known = {"name": body.name, "kind": body.kind, "division": place}
    known["credit_code"] = body.credit_code or ""
    found = {code: {"value": value, "source": ""} for code, value in known.items() if value}
    return found | _register(body) | _own_words(body) | _team(body)


def profile(body: "Body", applicant: Applicant) -> dict[str, Any]:
    """What is frozen of an applicant: facts with sources, what held, and what nobody knew."""
    organisation = register.all_organisations().filter(pk=body.pk).first()
    reasons, met = admission.eligibility(applicant, organisation)
    lists = applicant.lists
    return {
        "at": clock.now().isoformat(),
        "facts": facts_of(body),
        "met": [[words, source] for words, source in met],
        "unknown": [r.code for r in reasons if r.severity is Severity.UNKNOWN],
        "lists": None if lists is None else sorted(lists),
    }


def rules() -> list[dict[str, Any]]:
    """The rows of ``admission.*`` in force today: key, value, unit, day, clause."""
    return [
        {
            "key": row.key,
            "value": row.value,
            "unit": row.unit,
            "from": row.effective_from.isoformat(),
            "clause": row.clause,
        }
        for row in law.rules_in_force(on=clock.today())
        if row.key.startswith("admission.")
    ]


def digest(content: Mapping[str, Any], hashes: Iterable[tuple[str, str]]) -> str:
    """The sha256 of what was frozen and of the files (item, sha256), in a fixed form."""
    whole = {**content, "files": sorted(hashes)}
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def shown(code: str, value: str) -> str:
    """A frozen value in the reader's words."""
    if code == "kind" and value in BodyKind.values:
        return str(BodyKind(value).label)
    if code == "state" and value in RegisterState.values:
        return str(RegisterState(value).label)
    if code == "registered_on" and value:
        return days.date_words(date.fromisoformat(value))
    return value


def _register(body: "Body") -> Facts:
    organisation = register.of_body(body)
    if organisation is None:
        return {}
    day = organisation.registered_on
    known = {
        "registered_on": day.isoformat() if day else "",
        "registry": organisation.registry.name if organisation.registry else "",
        "legal_representative": organisation.legal_representative,
        "supervising_unit": organisation.supervising_unit,
        "domicile": organisation.domicile,
        "business_scope": organisation.business_scope,
        "state": organisation.state,
    }
    source = f"{organisation.source} {organisation.source_on.isoformat()}"
    return {code: {"value": value, "source": source} for code, value in known.items() if value}


def _own_words(body: "Body") -> Facts:
    kept = profiles.of_body(body)
    source = clock.day(kept.saved_at).isoformat() if kept.saved_at else ""
    known = {"introduction": kept.introduction, "public_phone": kept.phone}
    return {code: {"value": value, "source": source} for code, value in known.items() if value}


def _team(body: "Body") -> Facts:
    team = suppliers.team_of(body)
    if team is None:
        return {}
    people = "、".join(
        f"{one.name}（{one.occupation}）" if one.occupation else one.name
        for one in team.founders.all()
    )
    source = clock.day(team.founded_at).isoformat()
    return {
        "founders": {"value": people, "source": source},
        "team_plan": {"value": team.plan, "source": source},
    }
