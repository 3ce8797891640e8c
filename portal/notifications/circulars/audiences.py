"""To whom a circular may go: each subject registers its groups of people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core.reasons import Text

Params = Mapping[str, str]
People = Callable[[int, Params], Iterable[User]]
Choices = Callable[[], Sequence[tuple[str, Text]]]


@dataclass(frozen=True, slots=True)
class Audience:
    """A group: ``people`` finds it for an office (its id) and a choice.

    ``choices`` are offered under the title, such as the matters of cases; none: no choice.
    """

    code: str
    title: Text
    people: People
    choices: Choices = tuple


_audiences: dict[str, Audience] = {}


def register(code: str, title: Text, people: People, *, choices: Choices = tuple) -> None:
    """Make a group known, from the ``ready()`` of the app that knows it."""
    _audiences[code] = Audience(code, title, people, choices)


def named(code: str) -> Audience:
    """The audience with this code; KeyError when nobody registered it."""
    return _audiences[code]


def offered() -> list[tuple[str, Text]]:
    """What a sender may choose: "code" or "code:choice", each with its words."""
    found: list[tuple[str, Text]] = []
    for one in _audiences.values():
        choices = list(one.choices())
        if not choices:
            found.append((one.code, one.title))
        found += [(f"{one.code}:{key}", f"{one.title}: {words}") for key, words in choices]
    return found


def members(code: str, office: int, params: Params) -> list[User]:
    """The people of an audience, each once."""
    return list(dict.fromkeys(named(code).people(office, params)))


def _everybody(office: int, _params: Params) -> Iterable[User]:
    return [post.user for post in people.posts_in([office]) if post.held_role.staff]


register("office", _("Everybody in the office"), _everybody)
