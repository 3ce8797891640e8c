"""What the committee and the announcement ask: pure functions from facts to every reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason, Text, collect
from ratings.deciding import refusals
from ratings.deciding.enums import Says


@dataclass(frozen=True, slots=True)
class Limits:
    """The rows of a day: how large a committee is, when it may decide, and how many agree.

    Present are at least ``parts`` of ``whole`` of all members; in favour more than one of
    ``majority`` parts of all members.
    """

    least: int
    most: int
    parts: int
    whole: int
    majority: int
    clause: str = ""

    def quorum(self, members: int) -> int:
        """The smallest number of members present with which the committee may decide."""
        return -(-members * self.parts // self.whole)

    def agreeing(self, members: int) -> int:
        """The smallest number of members in favour with which a motion is carried."""
        return members // self.majority + 1


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A sitting that is called: members in office that day, and the cases of its agenda."""

    limits: Limits
    members: int
    held_on: date
    today: date
    place: str
    cases: int
    unready: Sequence[str] = ()


def committee_size(facts: CallFacts) -> Iterator[Reason]:
    """As many members as the row says."""
    limits = facts.limits
    if not limits.least <= facts.members <= limits.most:
        yield Reason(
            "committee_size",
            _("The committee has %(members)s members that day; %(least)s to %(most)s are needed."),
            _("Bring the list of members up to date."),
            limits.clause,
            params={"members": facts.members, "least": limits.least, "most": limits.most},
        )


def day_and_place(facts: CallFacts) -> Iterator[Reason]:
    """A sitting is called for today or later, and for a place."""
    if facts.held_on < facts.today:
        yield Reason("day_past", _("This day is over."), _("Choose today or a later day."))
    if not facts.place.strip():
        yield Reason(
            "place_missing", _("It is not said where the committee sits."), _("Enter the place.")
        )


def agenda(facts: CallFacts) -> Iterator[Reason]:
    """Something is decided, and every case waits for the committee."""
    if not facts.cases:
        yield Reason(
            "agenda_empty",
            _("There is no case on the agenda."),
            _("Choose at least one case that waits for the committee."),
        )
    if facts.unready:
        yield Reason(
            "case_not_ready",
            _("These do not wait for the committee, or stand on another agenda: %(numbers)s."),
            _("Open the list again and choose."),
            params={"numbers": ", ".join(facts.unready)},
        )


CALL = (committee_size, day_and_place, agenda)


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """A named vote. Seats by key: all, those present, those who may not vote on this case.

    ``votes`` are pairs of seat and word as they were given; a seat may stand there twice.
    ``doubled`` are seats that the office would write a vote down for, though the member voted.
    """

    limits: Limits
    seats: Collection[int]
    present: Collection[int]
    recused: Collection[int]
    votes: Sequence[tuple[int, str]]
    names: dict[int, str] = field(default_factory=dict)
    held_on: date | None = None
    today: date | None = None
    closed: bool = False
    noted: bool = True
    doubled: Collection[int] = ()


def sitting_open(facts: VoteFacts) -> Iterator[Reason]:
    """The sitting has begun, and its minutes are not closed."""
    if facts.closed:
        yield Reason(
            "sitting_closed",
            _("The minutes of this sitting are closed."),
            _("Put the case on the agenda of another sitting."),
        )
    if facts.held_on and facts.today and facts.today < facts.held_on:
        yield to_come(facts.held_on)


def quorum(facts: VoteFacts) -> Iterator[Reason]:
    """Without enough members nothing is decided."""
    if not facts.noted:
        yield Reason(
            "attendance_missing",
            _("Attendance was not written down yet."),
            _("Write down first who is present."),
        )
        return
    needed = facts.limits.quorum(len(facts.seats))
    if len(facts.present) < needed:
        yield Reason(
            "no_quorum",
            _("%(present)s of %(members)s members are present; %(needed)s are needed."),
            _("%(missing)s more must come; otherwise call another sitting."),
            facts.limits.clause,
            params={
                "present": len(facts.present),
                "members": len(facts.seats),
                "needed": needed,
                "missing": needed - len(facts.present),
            },
        )


def voters(facts: VoteFacts) -> Iterator[Reason]:
    """Members who are present and have no tie vote, everybody once."""
    given = [seat for seat, _says in facts.votes]
    if any(seat not in facts.seats for seat in given):
        yield Reason(
            "not_a_member",
            _("Somebody who is no member of the committee would vote."),
            _("Open the page again; only its members stand there."),
        )
    known = [seat for seat in given if seat in facts.seats]
    yield from _about(
        "voted_twice",
        _("Two votes of one member: %(names)s."),
        _("Each member votes once."),
        facts,
        {seat for seat in known if known.count(seat) > 1},
    )
    yield from _about(
        "recused",
        _("Does not vote on this case because of a tie: %(names)s."),
        _("Take this vote out."),
        facts,
        set(known) & set(facts.recused),
    )
    yield from _about(
        "absent",
        _("Is not present: %(names)s."),
        _("Only members who are present vote."),
        facts,
        set(known) - set(facts.present),
    )
    yield from _about(
        "vote_missing",
        _("No vote was entered for: %(names)s."),
        _("Enter for, against or abstains for each member who is present."),
        facts,
        set(facts.present) - set(facts.recused) - set(given),
    )
    if any(says not in Says.values for _seat, says in facts.votes):
        yield refusals.unknown_vote()


def own_votes_stand(facts: VoteFacts) -> Iterator[Reason]:
    """Nobody writes down another vote for a member who has voted."""
    yield from _about(
        "voted_themselves",
        _("Has voted on their own page: %(names)s."),
        _("That vote counts; only the member can change it."),
        facts,
        set(facts.doubled),
    )


VOTE = (sitting_open, quorum, voters, own_votes_stand)


def ballot_refused(facts: VoteFacts, seat: int) -> tuple[Reason, ...]:
    """Every reason against a member's own vote on a case, the seat being theirs."""
    begun = collect((sitting_open,), facts)
    if begun:
        return begun
    return (*collect((quorum,), facts), *_may_vote(facts, seat))


def _may_vote(facts: VoteFacts, seat: int) -> Iterator[Reason]:
    if seat in facts.recused:
        yield Reason(
            "recused",
            _("You do not vote on this case because of a tie."),
            _("The other members decide it."),
        )
    if facts.noted and seat not in facts.present:
        yield Reason(
            "absent",
            _("You are written down as absent."),
            _("If you are there, tell the office before the vote is written down."),
        )


def carried(facts: VoteFacts) -> bool:
    """Whether more than half of all members are in favour."""
    agree = sum(says == Says.FOR for _seat, says in facts.votes)
    return agree >= facts.limits.agreeing(len(facts.seats))


def vote_refused(facts: VoteFacts) -> tuple[Reason, ...]:
    """Every reason against writing this vote down."""
    return collect(VOTE, facts)


def to_come(held_on: date) -> Reason:
    """A sitting that has not come yet."""
    return Reason(
        "sitting_to_come",
        _("The committee sits on %(day)s."),
        _("Write attendance and votes down on that day."),
        params={"day": days.date_words(held_on)},
    )


def _about(
    code: str, message: Text, cure: Text, facts: VoteFacts, seats: Collection[int]
) -> Iterator[Reason]:
    if seats:
        names = "、".join(facts.names.get(seat, str(seat)) for seat in sorted(seats))
        yield Reason(code, message, cure, params={"names": names})
