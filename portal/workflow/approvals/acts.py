"""The acts that need approval: what they are called, and how they are done once agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.models import User
from portal.core.reasons import Text

if TYPE_CHECKING:
    from portal.workflow.approvals.models import Approval

Perform = Callable[["Approval", User], object]
Returned = Callable[["Approval", User, str], object]


@dataclass(frozen=True, slots=True)
class Act:
    """An act: ``perform`` runs in the transaction of the last opinion and may raise Refused."""

    code: str
    title: Text
    perform: Perform
    returned: Returned | None = None


_acts: dict[str, Act] = {}


def register(act: str, title: Text, *, perform: Perform, returned: Returned | None = None) -> None:
    """Make an act known, from the subject's ``ready()``."""
    _acts[act] = Act(act, title, perform, returned)


def named(act: str) -> Act:
    """The act with this code; KeyError when nobody registered it."""
    return _acts[act]


def known() -> list[Act]:
    """Every act, in the order of the codes."""
    return [_acts[code] for code in sorted(_acts)]


def title(act: str) -> Text:
    """What an act is called; its code when its subject is gone."""
    return _acts[act].title if act in _acts else act
