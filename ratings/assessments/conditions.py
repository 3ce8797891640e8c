"""What an assessment asks: pure functions from facts to every reason at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason
from ratings.applications.enums import RatingState
from ratings.schemes import conditions as schemes
from ratings.schemes.conditions import PointFacts, ScoreFacts

OPEN_SHEET = frozenset({RatingState.VISITING, RatingState.VISITED})
"""In these states experts enter what they see and score."""
BEFORE_SCORED = frozenset(RatingState.values[: RatingState.values.index(RatingState.SCORED)])


def shows_experts(state: str) -> bool:
    """Whether anybody but the expert who gave them may see marks of the experts in this state.

    Before all have signed nobody does: neither colleagues nor office, supervisor or organisation.
    States that later subjects add behind "assessed" show them too; ends of an unfinished case not.
    """
    ended = {
        RatingState.NOT_QUALIFIED, RatingState.WITHDRAWN, RatingState.LAPSED, RatingState.OVERDUE,
    }  # fmt: skip
    return state not in BEFORE_SCORED and state not in ended


def mark_of(text: str, point: PointFacts, title: str, step: Decimal) -> Decimal | None:
    """The mark that was typed for a point, None when nothing was.

    Raises ValueError with the Reason as its argument: ``mark_not_number``, ``mark_out_of_range``
    (its maximum named), ``mark_between_steps``.
    """
    plain = text.strip()
    if not plain:
        return None
    try:
        mark = Decimal(plain)
    except InvalidOperation:
        mark = Decimal("NaN")
    if not mark.is_finite():
        raise ValueError(
            Reason(
                "mark_not_number",
                _("“%(words)s” is no number."),
                _("Enter the points as a number, such as 8 or 7.5."),
                params={"words": plain[:20]},
            )
        )
    facts = ScoreFacts([point], {point.code: mark}, step=step, titles={point.code: title})
    for reason in schemes.marks_possible(facts):
        raise ValueError(reason)
    return mark


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """A self-assessment before it is handed in: codes of points that want something."""

    without_mark: Sequence[str] = ()
    without_proof: Sequence[str] = ()
    without_why: Sequence[str] = ()
    changed_files: Sequence[str] = ()
    scores: ScoreFacts | None = None


def every_point_marked(facts: OwnFacts) -> Iterator[Reason]:
    """Each point has an own mark, or says why it does not apply."""
    if facts.without_mark:
        yield Reason(
            "mark_missing",
            _("Points without your own mark: %(codes)s."),
            _("Give each a mark (0 is possible), or say why it does not apply."),
            params={"codes": listed(facts.without_mark)},
        )


def every_mark_proved(facts: OwnFacts) -> Iterator[Reason]:
    """A mark above nought has a file, or words that say where the proof can be seen."""
    if facts.without_proof:
        yield Reason(
            "proof_missing",
            _("Points with neither a file nor words: %(codes)s."),
            _("Add a file, or write where the experts can see the proof at the visit."),
            params={"codes": listed(facts.without_proof)},
        )


def every_claim_explained(facts: OwnFacts) -> Iterator[Reason]:
    """Whoever says that a point does not apply says why."""
    if facts.without_why:
        yield Reason(
            "why_missing",
            _("Points that do not apply, without a reason: %(codes)s."),
            _("Write in a few words why they do not apply to you."),
            params={"codes": listed(facts.without_why)},
        )


def files_as_added(facts: OwnFacts) -> Iterator[Reason]:
    """Every file is still the one that was added."""
    if facts.changed_files:
        yield Reason(
            "file_changed",
            _("Files that are no longer what was added: %(codes)s."),
            _("Take them out and add them again."),
            params={"codes": listed(facts.changed_files)},
        )


def arithmetic_possible(facts: OwnFacts) -> Iterator[Reason]:
    """Marks within their maxima, nothing left out that must apply, no whole group left out."""
    if facts.scores is not None:
        yield from schemes.marks_possible(facts.scores)
        yield from schemes.leaving_out_allowed(facts.scores)


HAND_IN = (
    every_point_marked,
    every_claim_explained,
    every_mark_proved,
    files_as_added,
    arithmetic_possible,
)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What is known when a visit is arranged, moved or written down; days, not moments."""

    drawn: bool = False
    members: int = 0
    least: int = 0
    visit_on: date | None = None
    earliest: date | None = None
    place: str = ""
    visited_on: date | None = None
    told_on: date | None = None
    today: date | None = None
    minutes: str = ""


def team_stands(facts: VisitFacts) -> Iterator[Reason]:
    """The team is drawn, and enough members without a tie are left."""
    if not facts.drawn or facts.members < facts.least:
        yield Reason(
            "team_missing",
            _("The team has %(members)s experts, at least %(least)s are needed."),
            _("Draw the team, or a substitute on the page of the panel."),
            params={"members": facts.members, "least": facts.least},
        )


def visit_told_in_time(facts: VisitFacts) -> Iterator[Reason]:
    """The organisation and the experts learn of the visit early enough, and where it is."""
    if facts.visit_on is None or facts.earliest is None or facts.visit_on < facts.earliest:
        yield Reason(
            "visit_too_soon",
            _("The visit can take place from %(day)s on."),
            _("Choose a later day, so that everybody can prepare."),
            params={"day": days.date_words(facts.earliest) if facts.earliest else ""},
        )
    if not facts.place.strip():
        yield Reason(
            "place_missing", _("It is not said where the visit takes place."), _("Enter the place.")
        )


def visit_was(facts: VisitFacts) -> Iterator[Reason]:
    """The visit took place after it was told, and was written down."""
    first, day, today = facts.told_on, facts.visited_on, facts.today
    if first is None or day is None or today is None or not first <= day <= today:
        yield Reason(
            "visit_day",
            _("The day of the visit must lie between %(first)s and today."),
            _("Enter the visit once it has taken place."),
            params={"first": days.date_words(first) if first else ""},
        )
    if not facts.minutes.strip():
        yield Reason(
            "minutes_missing",
            _("The minutes of the visit are missing."),
            _("Write who was there and what was looked at."),
        )


ARRANGE = (team_stands, visit_told_in_time)
MOVE = (visit_told_in_time,)
HOLD = (visit_was,)


def claims_ruled(open_codes: Sequence[str]) -> Iterator[Reason]:
    """Every "does not apply" has been decided before the experts score."""
    if open_codes:
        yield Reason(
            "ruling_missing",
            _("Points said not to apply, not decided yet: %(codes)s."),
            _("Accept or refuse each of them."),
            params={"codes": listed(open_codes)},
        )


@dataclass(frozen=True, slots=True)
class SignFacts:
    """What experts' signatures wait for: the state, and codes of vetoes not looked at yet."""

    state: str
    open_vetoes: Sequence[str] = ()


def may_sign(facts: SignFacts) -> Iterator[Reason]:
    """The visit is over, and each veto was looked at."""
    if facts.state != RatingState.VISITED:
        yield Reason(
            "not_visited",
            _("The sheet is signed after the visit."),
            _("The office writes the visit down; then you can sign."),
        )
    if facts.open_vetoes:
        yield Reason(
            "veto_open",
            _("Vetoes that nobody of the team has looked at: %(codes)s."),
            _("Say on the sheet whether they are met."),
            params={"codes": listed(facts.open_vetoes)},
        )


def enough_signed(signed: int, least: int) -> Iterator[Reason]:
    """As many signatures as the row says."""
    if signed < least:
        yield Reason(
            "signatures_missing",
            _("%(signed)s experts have signed, at least %(least)s are needed."),
            _("Wait for the others, or draw substitutes."),
            params={"signed": signed, "least": least},
        )


def listed(codes: Sequence[str]) -> str:
    """Codes one after the other."""
    return ", ".join(codes)
