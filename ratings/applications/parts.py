"""What subjects above add to the pages of a rating: links to their own pages."""

from collections.abc import Callable

from portal.accounts.models import User
from portal.core.ui import Link
from ratings.applications.models import Application

Links = Callable[[Application, User], list[Link]]
_for_office: list[Links] = []
_for_organisation: list[Links] = []


def register(*, office: Links | None = None, organisation: Links | None = None) -> None:
    """Let a subject above show links on the office's page, and on the organisation's."""
    _for_office.extend([office] if office else [])
    _for_organisation.extend([organisation] if organisation else [])


def for_office(row: Application, user: User) -> list[Link]:
    """The links of all subjects for the office."""
    return [link for one in _for_office for link in one(row, user)]


def for_organisation(row: Application, user: User) -> list[Link]:
    """The links of all subjects for the organisation."""
    return [link for one in _for_organisation for link in one(row, user)]
