"""What is asked after the vote: a re-examination in time, a second official to confirm."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class AgainFacts:
    """A re-examination that is asked for; the moment is read once, under the lock."""

    moment: datetime
    ends_at: datetime | None
    asked: bool = False


def may_ask_again(facts: AgainFacts) -> Iterator[Reason]:
    """Within the publicity, and once."""
    if facts.ends_at is None or facts.moment > facts.ends_at:
        yield Reason(
            "reexamination_late",
            _("A re-examination can be asked for until the end of %(day)s."),
            _("The announcement will say to whom you can turn then."),
            "社会组织评估管理办法",
            params={"day": days.date_words(facts.ends_at) if facts.ends_at else ""},
        )
    if facts.asked:
        yield Reason(
            "reexamination_twice",
            _("You have asked for a re-examination of this result already."),
            _("The answer of the committee stands on this page."),
        )


def another_official(by: int | None, deciders: Collection[int]) -> Iterator[Reason]:
    """Nobody confirms what they have prepared themselves."""
    if by in deciders:
        yield Reason(
            "same_official",
            _("You gave the opinion or wrote the vote down, so you may not confirm it."),
            _("A second official of the registry confirms."),
        )
