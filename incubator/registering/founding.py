"""May these people found this organisation? Pure functions from facts to reasons, by the law."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.registering.enums import Kind
from portal.core import money
from portal.core.dated import RuleRow
from portal.core.reasons import Reason, Severity, Text

LIMITS = (
    "group_persons",
    "group_units",
    "group_mixed",
    "group_capital",
    "institution_capital",
    "foundation_capital",
    "foundation_public_capital",
    "council_least",
    "council_most",
    "institution_council_least",
    "institution_council_most",
    "supervisors",
    "founders_of_group",
    "founders_of_others",
    "full_age",
    "head_oldest",
)
HEADS = {
    Kind.SOCIAL_GROUP: "社会团体登记管理条例第十二条",
    Kind.FOUNDATION: "基金会管理条例第二十三条",
}
CAPACITY = {
    Kind.SOCIAL_GROUP: "社会团体登记管理条例第十三条",
    Kind.INSTITUTION: "民办非企业单位登记管理暂行条例第十一条",
    Kind.FOUNDATION: "民法典第十八条",
}
FILES = {
    Kind.SOCIAL_GROUP: "社会团体登记管理条例第十二条",
    Kind.INSTITUTION: "民办非企业单位登记管理暂行条例第十二条",
    Kind.FOUNDATION: "基金会管理条例第十一条",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The proposed legal representative; ages in whole years on the day asked.

    ``heads_elsewhere`` are organisations that the same identity number heads (certain),
    ``namesakes`` those on the register whose representative bears the same name (to be checked).
    """

    name: str
    age: int
    heads_elsewhere: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Founding:
    """What is known of a founding on a day; ``limits`` are the rows in force, by LIMITS."""

    kind: str
    on: date
    limits: Mapping[str, RuleRow]
    persons: int = 0
    units: int = 0
    founders: int = 0
    council: int = 0
    supervisors: int = 0
    head: Head | None = None
    head_leads: bool = True
    minors: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    capital_fen: int | None = None
    raises_publicly: bool = False
    empty: tuple[Text, ...] = ()


def facts_entered(facts: Founding) -> Iterator[Reason]:
    """What the register will state has to be said."""
    for label in facts.empty:
        yield Reason(
            "fact_missing",
            _("Not filled in yet: %(label)s"),
            _("Fill it in; the papers are written from it."),
            FILES[Kind(facts.kind)],
            params={"label": label},
        )


def enough_members(facts: Founding) -> Iterator[Reason]:
    """50 persons, or 30 units, or 50 mixed for a social group."""
    if facts.kind != Kind.SOCIAL_GROUP:
        return
    key, count = _member_rule(facts)
    row = facts.limits[key]
    if count < row.value:
        yield Reason(
            f"members_too_few_{key.removeprefix('group_')}",
            MEMBERS[key],
            _("Win %(more)s more, and add them to the list of members."),
            row.clause,
            params={"count": count, "least": row.value, "more": row.value - count},
        )


MEMBERS: dict[str, Text] = {
    "group_persons": _("A group of persons needs at least %(least)s; the list has %(count)s."),
    "group_units": _("A group of units needs at least %(least)s; the list has %(count)s."),
    "group_mixed": _(
        "A group of persons and units needs at least %(least)s members; the list has %(count)s."
    ),
}


def _member_rule(facts: Founding) -> tuple[str, int]:
    if facts.persons and facts.units:
        return "group_mixed", facts.persons + facts.units
    if facts.units:
        return "group_units", facts.units
    return "group_persons", facts.persons


def enough_founders(facts: Founding) -> Iterator[Reason]:
    """So many founders as the registry asks."""
    group = facts.kind == Kind.SOCIAL_GROUP
    row = facts.limits["founders_of_group" if group else "founders_of_others"]
    if facts.founders < row.value:
        yield Reason(
            "founders_too_few",
            _("There are %(count)s founders, at least %(least)s are needed."),
            _("Mark more people as founders, or add them."),
            row.clause,
            params={"count": facts.founders, "least": row.value},
        )


def council_fits(facts: Founding) -> Iterator[Reason]:
    """The council has neither fewer nor more people than the law or the model charter says."""
    prefix = {Kind.FOUNDATION: "council", Kind.INSTITUTION: "institution_council"}
    wanted = prefix.get(Kind(facts.kind))
    if wanted is None:
        return
    least, most = facts.limits[f"{wanted}_least"], facts.limits[f"{wanted}_most"]
    if not least.value <= facts.council <= most.value:
        yield Reason(
            "council_size",
            _("The council has %(count)s people; it must have %(least)s to %(most)s."),
            _("Add or take out members of the council."),
            least.clause,
            params={"count": facts.council, "least": least.value, "most": most.value},
        )


def has_supervisors(facts: Founding) -> Iterator[Reason]:
    """Somebody supervises the council; nobody can be both."""
    row = facts.limits["supervisors"]
    if facts.supervisors < row.value:
        yield Reason(
            "no_supervisor",
            _("There are %(count)s supervisors (监事), at least %(least)s are needed."),
            _("Name a supervisor who does not sit in the council."),
            row.clause,
            params={"count": facts.supervisors, "least": row.value},
        )


def head_fits(facts: Founding) -> Iterator[Reason]:
    """One legal representative, who heads no other where the law forbids it."""
    head, clause = facts.head, HEADS.get(Kind(facts.kind), "")
    if head is None:
        yield Reason(
            "no_head",
            _("Nobody is marked as the legal representative."),
            _("Open the list of people and mark one."),
            FILES[Kind(facts.kind)],
        )
        return
    if clause:
        for name in head.heads_elsewhere:
            yield Reason(
                "heads_another",
                _("%(person)s is the legal representative of %(name)s already."),
                _("Name somebody else, or let %(person)s hand over the other post first."),
                clause,
                params={"person": head.name, "name": name},
            )
        for name in head.namesakes:
            yield Reason(
                "namesake_heads_another",
                _("The register knows a %(person)s as the legal representative of %(name)s."),
                _("If it is another person, go on; the registry may ask."),
                clause,
                Severity.WARN,
                {"person": head.name, "name": name},
            )
    if not facts.head_leads:
        yield Reason(
            "head_does_not_lead",
            _("In a foundation the chair of the council is the legal representative."),
            _("Mark the chair."),
            "基金会管理条例第二十条",
        )
    oldest = facts.limits["head_oldest"]
    if head.age > oldest.value:
        yield Reason(
            "head_old",
            _("%(person)s is %(age)s; over %(oldest)s the supervising unit has to agree."),
            _("Attach its agreement, or name somebody younger."),
            oldest.clause,
            Severity.WARN,
            {"person": head.name, "age": head.age, "oldest": oldest.value},
        )


def of_age(facts: Founding) -> Iterator[Reason]:
    """Founders and leaders answer for themselves: nobody under full age."""
    row = facts.limits["full_age"]
    for name in facts.minors:
        yield Reason(
            "under_age",
            _("%(person)s is not %(age)s years old yet."),
            _("Name an adult; a young member may still join."),
            CAPACITY[Kind(facts.kind)],
            params={"person": name, "age": row.value},
        )


def no_officials(facts: Founding) -> Iterator[Reason]:
    """Nobody who serves a state organ today leads a foundation."""
    if facts.kind != Kind.FOUNDATION:
        return
    for name in facts.officials:
        yield Reason(
            "official_leads",
            _("%(person)s serves a state organ today and may not lead a foundation."),
            _("Name somebody else as chair, vice chair or secretary-general."),
            "基金会管理条例第二十三条",
            params={"person": name},
        )


def enough_capital(facts: Founding) -> Iterator[Reason]:
    """The funds reach the row of the kind."""
    row = facts.limits[_capital_rule(facts)]
    if facts.capital_fen is not None and facts.capital_fen < row.value:
        yield Reason(
            "capital_too_small",
            _("The registered funds are %(given)s yuan; at least %(least)s yuan are needed."),
            _("Raise the funds before you open the account for verification."),
            row.clause,
            params={
                "given": money.yuan(facts.capital_fen),
                "least": money.yuan(row.value),
            },
        )


def _capital_rule(facts: Founding) -> str:
    if facts.kind == Kind.FOUNDATION:
        return "foundation_public_capital" if facts.raises_publicly else "foundation_capital"
    return "group_capital" if facts.kind == Kind.SOCIAL_GROUP else "institution_capital"


FOUND: tuple[Callable[[Founding], Iterator[Reason]], ...] = (
    facts_entered,
    enough_members,
    enough_founders,
    council_fits,
    has_supervisors,
    head_fits,
    of_age,
    no_officials,
    enough_capital,
)
