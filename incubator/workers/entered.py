"""What is entered of a person at work: by a form, or by a row of a list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate: its level, number, first day and last day (None: the row's years later)."""

    level: str = ""
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said about a certificate."""
        return not (self.level or self.number or self.issued_on or self.valid_until)


@dataclass(frozen=True, slots=True)
class Job:
    """The post and the contract; ``begins_on`` None when it was left out."""

    post: str = ""
    contract: str = ""
    begins_on: date | None = None
    until: date | None = None
    full_time: bool = True


@dataclass(frozen=True, slots=True)
class Months:
    """Insured months from the first to the last (any day of them), and what proves them."""

    first: date | None = None
    last: date | None = None
    source: str = ""
    reference: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said about insurance."""
        return self.first is None and self.last is None

    @property
    def days(self) -> list[date]:
        """The first day of every month from the first to the last; [] when one is missing."""
        if self.first is None or self.last is None:
            return []
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        return [date(at // 12, at % 12 + 1, 1) for at in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Entered:
    """A person as entered; ``number`` is the identity number as typed."""

    name: str = ""
    number: str = ""
    born_on: date | None = None
    paper: Paper = Paper()
    job: Job = Job()
    months: Months = Months()
