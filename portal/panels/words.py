"""Words for codes: why somebody was excluded, how far an entry is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text
from portal.panels.experts.enums import TieKind
from portal.panels.models import Draw

CODES: Mapping[str, Text] = {
    "applicant": _("is the applicant, or bears a name of the application"),
    "post": _("holds a post of the applicant on the portal"),
    "former_post": _("held a post of the applicant on the portal until lately"),
    "employer": _("works there (employer in the profile)"),
}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An expert who could not be drawn, with the reasons in words."""

    expert: str
    reasons: tuple[str, ...]


def why(code: str) -> str:
    """The words of an exclusion's code."""
    if code.startswith("tie_"):
        kind = TieKind(code.removeprefix("tie_"))
        return gettext("tie in the profile: %(kind)s") % {"kind": kind.label}
    return str(CODES[code])


def exclusions(draw: Draw, names: Mapping[int, str]) -> list[Exclusion]:
    """Who was excluded from a draw and why; ``names`` are the experts' by number."""
    found: dict[int, list[str]] = {}
    for expert, code, name in draw.excluded:
        found.setdefault(expert, []).append(f"{why(code)} · {name}")
    return [Exclusion(_name(names, expert), tuple(rows)) for expert, rows in found.items()]


def listed(experts: Sequence[int], names: Mapping[int, str]) -> list[tuple[int, str]]:
    """Experts as number and name, in their order."""
    return [(expert, _name(names, expert)) for expert in experts]


def _name(names: Mapping[int, str], expert: int) -> str:
    return names.get(expert, f"#{expert}")
