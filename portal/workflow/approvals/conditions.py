"""What must be true of an opinion, of minutes, and of a chain: facts in, reasons out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.workflow.approvals.enums import LinkKind, Verdict


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """What is known when somebody gives an opinion; ``moved``: another link than they saw."""

    closed: bool = False
    moved: bool = False
    proposer: bool = False
    has_spoken: bool = False
    entitled: bool = True
    substitute_only: bool = False
    kind: str = LinkKind.DECISION
    verdict: str = Verdict.AGREE
    words: str = ""
    with_minutes: bool = False


@dataclass(frozen=True, slots=True)
class MinuteFacts:
    """What the minutes say; ``least`` from the rule row."""

    present: Sequence[str]
    votes_for: int
    votes_against: int
    votes_abstain: int
    least: int


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """A chain as somebody wants it."""

    kinds: Sequence[str]
    roles_known: bool
    starts_on: date
    today: date


def still_open(facts: OpinionFacts) -> Iterator[Reason]:
    """Two people at one link: the first opinion counts."""
    if facts.closed or facts.moved:
        yield Reason(
            "already_given",
            _("Somebody else has decided here in the meantime."),
            _("Open the proposal again to see what was said."),
        )


def not_the_proposer(facts: OpinionFacts) -> Iterator[Reason]:
    """Whoever proposes does not approve."""
    if facts.proposer:
        yield Reason(
            "own_proposal",
            _("You proposed this, so you may not approve it."),
            _("A colleague in the same post, or a substitute from the upper office, does it."),
        )


def speaks_once(facts: OpinionFacts) -> Iterator[Reason]:
    """Nobody gives two opinions in one round."""
    if facts.has_spoken:
        yield Reason(
            "second_opinion",
            _("You have already given an opinion on this proposal."),
            _("Another person gives the next one."),
        )


def holds_the_post(facts: OpinionFacts) -> Iterator[Reason]:
    """Only the post of the link speaks; the upper office only when nobody else is left."""
    if facts.entitled or facts.proposer or facts.has_spoken:
        return
    if facts.substitute_only:
        yield Reason(
            "not_needed_as_substitute",
            _("The office has somebody of its own for this opinion."),
            _("You step in only when nobody is left there."),
        )
    else:
        yield Reason("not_permitted", _("Your post does not include this opinion."))


def words_for_return(facts: OpinionFacts) -> Iterator[Reason]:
    """Whoever sends back says why; the minutes of a meeting say it themselves."""
    if facts.verdict == Verdict.RETURN and not facts.words.strip() and not facts.with_minutes:
        yield Reason("words_missing", _("Say why you send it back."))


def minutes_where_needed(facts: OpinionFacts) -> Iterator[Reason]:
    """A collective decision needs minutes; a single person cannot take it."""
    if facts.kind == LinkKind.COLLECTIVE and not facts.with_minutes:
        yield Reason(
            "minutes_needed",
            _("This link is a collective decision."),
            _("Enter the meeting with its votes and minutes."),
        )
    if facts.kind != LinkKind.COLLECTIVE and facts.with_minutes:
        yield Reason("no_meeting_here", _("This link needs no meeting: give your opinion."))


def enough_present(facts: MinuteFacts) -> Iterator[Reason]:
    """A meeting needs so many people."""
    if len(set(facts.present)) < facts.least:
        yield Reason(
            "too_few_present",
            _("At least %(least)s people must be present; %(there)s are named."),
            _("Name everybody who was there, one per line, or meet again."),
            params={"least": facts.least, "there": len(set(facts.present))},
        )


def votes_add_up(facts: MinuteFacts) -> Iterator[Reason]:
    """Everybody present votes for, against or abstains."""
    votes = facts.votes_for + facts.votes_against + facts.votes_abstain
    if votes != len(set(facts.present)):
        yield Reason(
            "votes_do_not_add_up",
            _("%(votes)s votes were entered for %(there)s people."),
            _("Count the votes for, against and the abstentions again."),
            params={"votes": votes, "there": len(set(facts.present))},
        )


def has_links(facts: ChainFacts) -> Iterator[Reason]:
    """A chain has links of known posts."""
    if not facts.kinds:
        yield Reason("chain_empty", _("A chain needs at least one link."))
    if not facts.roles_known:
        yield Reason("role_unknown", _("A link names a post that approves nothing."))


def ends_with_decision(facts: ChainFacts) -> Iterator[Reason]:
    """Opinions come first, exactly the last link decides."""
    kinds = list(facts.kinds)
    if kinds and (kinds[-1] == LinkKind.OPINION or set(kinds[:-1]) - {LinkKind.OPINION}):
        yield Reason(
            "chain_without_decision",
            _("The last link must decide, and only the last one."),
            _("Let the earlier links give opinions."),
        )


def not_in_the_past(facts: ChainFacts) -> Iterator[Reason]:
    """A chain is never changed for days that have passed."""
    if facts.starts_on < facts.today:
        yield Reason("chain_in_past", _("A chain begins today or later."))


GIVE = (
    still_open,
    not_the_proposer,
    speaks_once,
    holds_the_post,
    words_for_return,
    minutes_where_needed,
)
MINUTES = (enough_present, votes_add_up)
CHAIN = (has_links, ends_with_decision, not_in_the_past)
