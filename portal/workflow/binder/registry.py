"""What a subject tells about a case's papers: which files in which order, which sections.

A subject registers once, from its app's ``ready()``. Zip and binder then work for its cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.models import User
from portal.core.reasons import Text
from portal.core.ui import Fact
from portal.workflow.models import Case

if TYPE_CHECKING:
    from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case under the name by which the office knows it."""

    title: Text
    file: StoredFile


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the binder: facts, paragraphs, and a table (head first) in this order."""

    title: Text
    facts: Sequence[Fact] = ()
    paragraphs: Sequence[Text] = ()
    table: Sequence[Sequence[Text]] = ()


Papers = Callable[[Case, User], Sequence[Paper]]
Sections = Callable[[Case, User], Sequence[Section]]
_subjects: dict[str, tuple[Papers, Sections]] = {}


def register(workflow: str, papers: Papers, sections: Sections) -> None:
    """Set what the cases of a workflow (its code) hold; both give only what the reader may see."""
    _subjects[workflow] = (papers, sections)


def is_known(workflow: str) -> bool:
    """Whether a workflow has told its papers."""
    return workflow in _subjects


def papers(case: Case, user: User) -> list[Paper]:
    """The files of a case that this person may see, in the order of the list."""
    found = _subjects.get(case.workflow)
    return list(found[0](case, user)) if found else []


def sections(case: Case, user: User) -> list[Section]:
    """The sections of a case that this person may see."""
    found = _subjects.get(case.workflow)
    return list(found[1](case, user)) if found else []
