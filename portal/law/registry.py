"""The questions that ``check_law`` may put, each answered by the function the product asks.

An app answers in its ``answers.py``::

    @rule("core.deadline", given=("start", "length", "unit"), answers=("last_day", "provisional"))
    def deadline(given: Given, on: date) -> Answer:
        …

``on`` is the day the question is asked. A question that makes no sense raises ValueError.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

Answer = Mapping[str, Any]
T = TypeVar("T")


class Given(dict[str, Any]):
    """What a case gives, read with its type; a wrong type raises ValueError."""

    def need(self, name: str, kind: type[T]) -> T:
        """A value that must be there."""
        if name not in self:
            raise ValueError(f"given needs {name}")
        return self._typed(name, kind)

    def get_or(self, name: str, harmless: T) -> T:
        """A value that may be missing, with the harmless value in its place."""
        return self._typed(name, type(harmless)) if name in self else harmless

    def day(self, name: str) -> date | datetime:
        """A date or date-time that must be there."""
        return self.need(name, date)

    def _typed(self, name: str, kind: type[T]) -> T:
        value = self[name]
        is_truth = isinstance(value, bool)
        if not isinstance(value, kind) or (is_truth and kind is not bool):
            raise ValueError(f"given {name} must be {kind.__name__}, not {value!r}")
        return value


Function = Callable[[Given, date], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """A rule by name, the keys it may be given, the keys it answers, and who answers."""

    name: str
    given: tuple[str, ...]
    answers: tuple[str, ...]
    function: Function


_questions: dict[str, Question] = {}


def rule(
    name: str, *, given: Sequence[str], answers: Sequence[str]
) -> Callable[[Function], Function]:
    """Register the function that answers a question."""

    def register(function: Function) -> Function:
        _questions[name] = Question(name, tuple(given), tuple(answers), function)
        return function

    return register


def questions() -> Mapping[str, Question]:
    """Every question of every installed app, by name."""
    autodiscover_modules("answers")
    return _questions
