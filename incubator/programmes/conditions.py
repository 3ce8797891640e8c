"""What must be true before a programme is published or changed: facts → all reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incubator.programmes.enums import GROUP_TIE, Mark, TieRule
from incubator.programmes.parts import FREE, GROWING, TERMS
from incubator.programmes.terms import TermsFacts, reviews_are_whole, support_is_real
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class PublishFacts:
    """What is known when a programme is about to be published."""

    now: datetime
    for_record: bool = False
    contact: bool = True
    base_active: bool = True
    tier_active: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    physical: bool = True
    virtual: bool = False
    places: int = 1
    panel_size: int = 3
    panel_least: int = 3
    evidence: Sequence[str] = ("x",)
    without_kind: Sequence[str] = ()
    sheet_sum: int = 100
    sheet_total: int = 100
    groups: Sequence[str] = ()
    ties: Sequence[str] = (TieRule.LOT.value,)
    without_source: Sequence[str] = ()
    stale: Sequence[str] = ()
    terms: TermsFacts = field(default_factory=TermsFacts)


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What is known when fields change. ``labels`` are the words of the changed fields."""

    now: datetime
    published: bool = False
    changed: Sequence[str] = ()
    labels: dict[str, str] = field(default_factory=dict)
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_before: datetime | None = None
    places: int = 0
    places_before: int = 0
    taken: int = 0
    terms: TermsFacts | None = None


def has_contact(facts: PublishFacts) -> Iterator[Reason]:
    """People must be able to ask before they apply."""
    if not facts.contact:
        yield Reason(
            "contact_missing",
            _("Telephone and counter address are not complete."),
            _("Enter both under Basics; people without a computer need them."),
        )


def base_and_tier_in_use(facts: PublishFacts) -> Iterator[Reason]:
    """A base or tier that is out of use takes nobody in."""
    if not facts.base_active:
        yield Reason(
            "base_inactive",
            _("The base is not in use."),
            _("Put the base into use again, or begin the programme at another base."),
        )
    if not facts.tier_active:
        yield Reason(
            "tier_inactive", _("The tier is not in use."), _("Choose another tier under Basics.")
        )


def dates_are_there(facts: PublishFacts) -> Iterator[Reason]:
    """Both dates, and the end still to come."""
    if facts.opens_at is None or facts.closes_at is None:
        yield Reason(
            "dates_missing",
            _("The intake needs a beginning and an end."),
            _("Enter both under Dates and places."),
        )
    elif facts.closes_at <= facts.now and not facts.for_record:
        yield Reason(
            "closing_past",
            _("The intake would be over already."),
            _("Choose an end that is still to come, or publish it for the record only."),
        )


def dates_in_order(facts: PublishFacts | ChangeFacts) -> Iterator[Reason]:
    """The intake opens before it closes."""
    if facts.opens_at and facts.closes_at and facts.opens_at >= facts.closes_at:
        yield Reason(
            "dates_reversed",
            _("The intake would close before it opens."),
            _("Exchange the two dates, or correct the one that is wrong."),
        )


def places_are_there(facts: PublishFacts) -> Iterator[Reason]:
    """At least one kind of residence, and a place where one is needed."""
    if not facts.physical and not facts.virtual:
        yield Reason(
            "no_kind",
            _("Neither residence with a place nor without one is offered."),
            _("Choose at least one under Dates and places."),
        )
    if facts.physical and facts.places < 1:
        yield Reason(
            "no_places",
            _("There is no place to give."),
            _("Enter the number of places, or offer only residence without a place."),
        )


def panel_can_decide(facts: PublishFacts) -> Iterator[Reason]:
    """A panel has an odd number of members, and not too few."""
    if facts.panel_size % 2 == 0:
        yield Reason(
            "panel_even",
            _("A panel of %(size)d may end in a draw."),
            _("Choose an odd number of members."),
            params={"size": facts.panel_size},
        )
    if facts.panel_size < facts.panel_least:
        yield Reason(
            "panel_too_small",
            _("A panel of %(size)d is too small; at least %(least)d members are needed."),
            _("Enter a larger number under Scoring."),
            params={"size": facts.panel_size, "least": facts.panel_least},
        )


def papers_are_listed(facts: PublishFacts) -> Iterator[Reason]:
    """Applicants must know what to hand in, and as what kind of file."""
    if not facts.evidence:
        yield Reason(
            "evidence_missing",
            _("The list of papers is empty."),
            _("List what applicants hand in under Papers."),
        )
    for title in facts.without_kind:
        yield Reason(
            "evidence_no_kind",
            _("Nobody knows as what file “%(title)s” is handed in."),
            _("Choose kinds of file, or a list of people."),
            params={"title": title},
        )


def sheet_is_whole(facts: PublishFacts) -> Iterator[Reason]:
    """The maxima of the scoring sheet sum to the total, no more and no less."""
    if facts.sheet_sum != facts.sheet_total:
        yield Reason(
            "sheet_not_100",
            _("The scoring sheet sums to %(sum)d points; it must be exactly %(total)d."),
            _("Change the points under Scoring until the sum is right."),
            params={"sum": facts.sheet_sum, "total": facts.sheet_total},
        )


def ties_are_settled(facts: PublishFacts) -> Iterator[Reason]:
    """The published tie rule names groups that exist and always comes to an end."""
    named = [code.removeprefix(GROUP_TIE) for code in facts.ties if code.startswith(GROUP_TIE)]
    for group in named:
        if group not in facts.groups:
            yield Reason(
                "tie_group_unknown",
                _("The rule for equal scores names the group “%(group)s”, which is not there."),
                _("Choose the rule anew under Scoring."),
                params={"group": group},
            )
    if not facts.ties or facts.ties[-1] != TieRule.LOT:
        yield Reason(
            "tie_open",
            _("The rule for equal scores does not end in every case."),
            _("Let a minuted lot come last."),
        )


def conditions_have_sources(facts: PublishFacts) -> Iterator[Reason]:
    """A condition without its source cannot be held against anybody."""
    for words in facts.without_source:
        yield Reason(
            "condition_no_source",
            _("It is not said where “%(words)s” stands."),
            _("Name the document and clause under Conditions."),
            params={"words": words},
        )


def nothing_is_stale(facts: PublishFacts) -> Iterator[Reason]:
    """What was copied from an earlier year must have been looked at."""
    if facts.stale:
        yield Reason(
            "still_to_check",
            _("Copied and not yet checked again: %(fields)s."),
            _("Correct each, or tick that it is still right."),
            params={"fields": _joined(facts.stale)},
        )


def rights_are_kept(facts: ChangeFacts) -> Iterator[Reason]:
    """After publication nothing changes that somebody may have relied on."""
    fixed = [
        name for name in facts.changed if facts.published and name not in FREE | GROWING | TERMS
    ]
    if fixed:
        yield Reason(
            "fixed_after_publishing",
            _("Published, and applicants rely on it: %(fields)s can no longer change."),
            _(
                "Introduction, telephones and address may change, places may be added, and the "
                "intake may be extended while it runs. Support and reviews may change for those "
                "who apply from then on."
            ),
            params={"fields": "、".join(facts.labels.get(name, name) for name in fixed)},
        )


def places_only_grow(facts: ChangeFacts) -> Iterator[Reason]:
    """Places once offered stay; places taken stay in any case."""
    if facts.places < facts.taken:
        yield Reason(
            "places_taken",
            _("%(taken)d places are taken already, so there cannot be %(places)d."),
            _("Enter at least the number of places taken."),
            params={"taken": facts.taken, "places": facts.places},
        )
    elif facts.published and facts.places < facts.places_before:
        yield Reason(
            "places_fewer",
            _("%(before)d places are published; there cannot be fewer."),
            _("More places may be added at any time."),
            params={"before": facts.places_before},
        )


def end_only_later(facts: ChangeFacts) -> Iterator[Reason]:
    """An intake may be extended while it runs, for everybody; it is never cut short."""
    if not facts.published or "closes_at" not in facts.changed or facts.closed_before is None:
        return
    if facts.closed_before <= facts.now:
        yield Reason(
            "intake_ended",
            _("The intake has ended; opening it again would favour the late."),
            _("Copy the programme and publish a new intake."),
        )
    elif facts.closes_at is None or facts.closes_at < facts.closed_before:
        yield Reason(
            "intake_shortened",
            _("The intake cannot end earlier than was published."),
            _("Choose a later end, or leave it as it is."),
        )


def _joined(marks: Sequence[str]) -> str:
    return "、".join(str(Mark(mark).label) for mark in marks)


PUBLISH = (
    has_contact,
    base_and_tier_in_use,
    dates_are_there,
    dates_in_order,
    places_are_there,
    papers_are_listed,
    sheet_is_whole,
    panel_can_decide,
    ties_are_settled,
    conditions_have_sources,
    support_is_real,
    reviews_are_whole,
    nothing_is_stale,
)
CHANGE = (
    dates_in_order,
    rights_are_kept,
    places_only_grow,
    end_only_later,
    support_is_real,
    reviews_are_whole,
)
