"""May an organisation bear this name? Pure functions, and the names that would pass instead.

What a machine can judge of 社会组织名称管理办法; whether a name is apt, the registry decides.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.registering.enums import Kind
from portal.core.reasons import Reason, Severity

DATA = Path(__file__).parent / "data" / "names.toml"
CLAUSE_8 = "社会组织名称管理办法第八条"
CLAUSE_16 = "社会组织名称管理办法第十六条"
NATIONAL = {
    Kind.SOCIAL_GROUP: "社会团体登记管理条例第十条",
    Kind.INSTITUTION: "民办非企业单位登记管理暂行条例第八条",
    Kind.FOUNDATION: "社会组织名称管理办法",
}
PREPARING = re.compile(r"[（(]筹[)）]")
STRANGE = re.compile(r"[^\u3400-\u9fff·]")
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """A name on trial: ``places`` are the divisions it may begin with, the most usual first.

    ``taken`` are organisations of the same registry with this name, ``resting`` struck-off ones,
    each with its state in words and the years for which its name rests.
    """

    name: str
    kind: str
    places: tuple[str, ...]
    taken: tuple[str, ...] = ()
    resting: tuple[tuple[str, str, int], ...] = ()


@cache
def words() -> dict[str, Any]:
    """The words that names are judged by."""
    return tomllib.loads(DATA.read_text("utf-8"))


def endings(kind: str) -> list[str]:
    """The forms of organisation with which a name of this kind may end."""
    found: list[str] = words()["endings"][kind]
    return found


def begins_with_place(facts: Naming) -> Iterator[Reason]:
    """A name begins with the division in which the organisation is registered."""
    if facts.places and not facts.name.startswith(facts.places):
        yield Reason(
            "name_without_place",
            _("The name does not begin with the division: %(place)s."),
            _("Put it in front."),
            CLAUSE_8,
            params={"place": "、".join(facts.places)},
        )


def ends_with_form(facts: Naming) -> Iterator[Reason]:
    """A name ends with the form of organisation."""
    known = endings(facts.kind)
    if not PREPARING.sub("", facts.name).endswith(tuple(known)):
        yield Reason(
            "name_without_form",
            _("The name does not end with a form of organisation such as %(forms)s."),
            _("Put one at the end."),
            CLAUSE_8,
            params={"forms": "、".join(known[:5])},
        )


def has_a_middle(facts: Naming) -> Iterator[Reason]:
    """Between place and form stands what the organisation is about."""
    if not _middle(facts):
        yield Reason(
            "name_without_field",
            _("Between place and form the name says nothing of what you do."),
            _("Add the field, and for institutions and foundations a word of your own."),
            CLAUSE_8,
        )


def not_national(facts: Naming) -> Iterator[Reason]:
    """A local organisation does not bear the words of the nation."""
    found = [word for word in words()["national"] if word in facts.name]
    if found:
        yield Reason(
            "name_national",
            _("A local organisation may not bear “%(words)s” in its name."),
            _("Leave it out."),
            NATIONAL[Kind(facts.kind)],
            params={"words": "、".join(found)},
        )


def not_taken(facts: Naming) -> Iterator[Reason]:
    """No other organisation of the same registry bears the name."""
    for name in facts.taken:
        yield Reason(
            "name_taken",
            _("%(name)s stands on the register already."),
            _("Choose another word of your own."),
            CLAUSE_16,
            params={"name": name},
        )


def not_resting(facts: Naming) -> Iterator[Reason]:
    """The name of an organisation that is gone rests for some years; its day is not known here."""
    for name, state, years in facts.resting:
        yield Reason(
            "name_rests",
            _("%(name)s was on the register (%(state)s); its name rests %(years)s years."),
            _("Ask the registry for the day, or choose another name."),
            CLAUSE_16,
            Severity.WARN,
            {"name": name, "state": state, "years": years},
        )


def without_preparing(facts: Naming) -> Iterator[Reason]:
    """（筹） belongs to no registered name (rules.md I.21)."""
    if PREPARING.search(facts.name):
        yield Reason(
            "name_preparing",
            _("“（筹）” is not part of a registered name."),
            _("It is left out when the name is handed in."),
            CLAUSE_8,
            Severity.WARN,
        )


def plain_signs(facts: Naming) -> Iterator[Reason]:
    """Names are written in Chinese signs."""
    found = "".join(dict.fromkeys(STRANGE.findall(PREPARING.sub("", facts.name))))
    if found:
        yield Reason(
            "name_signs",
            _("The name holds “%(signs)s”; names are written in Chinese signs."),
            _("Write it in Chinese."),
            "社会组织名称管理办法第七条",
            params={"signs": found},
        )


NAME: tuple[Callable[[Naming], Iterator[Reason]], ...] = (
    begins_with_place,
    ends_with_form,
    has_a_middle,
    not_national,
    plain_signs,
    not_taken,
    not_resting,
    without_preparing,
)


def suggestions(facts: Naming) -> list[str]:
    """Names near this one that no rule above refuses, at most three; pure, in a fixed order."""
    middle = _middle(facts)
    if not middle:
        return []
    known = endings(facts.kind)
    given = [form for form in known if facts.name.endswith(form)]
    forms = [*given, *(form for form in known if form not in given)]
    place = next((p for p in facts.places if facts.name.startswith(p)), "")
    front = [*([place] if place else []), *(p for p in facts.places if p != place)]
    tried = [f"{one}{middle}{form}" for form in forms for one in front]
    fresh = [name for name in tried if name != facts.name and not _borne(facts, name)]
    return list(dict.fromkeys(fresh))[:SUGGESTED]


def _borne(facts: Naming, name: str) -> bool:
    """Whether somebody bears this name, be it behind the division's other form."""
    short = next((name.removeprefix(p) for p in facts.places[::-1] if name.startswith(p)), name)
    return any(taken.endswith(short) for taken in facts.taken)


def _middle(facts: Naming) -> str:
    """The name without place, form and words that may not stand in it."""
    plain = STRANGE.sub("", PREPARING.sub("", facts.name))
    for place in sorted(facts.places, key=len, reverse=True):
        if plain.startswith(place):
            plain = plain.removeprefix(place)
            break
    for word in words()["national"]:
        plain = plain.replace(word, "")
    for form in sorted(endings(facts.kind), key=len, reverse=True):
        if plain.endswith(form):
            return plain.removesuffix(form)
    return plain
