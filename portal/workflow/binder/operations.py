"""Asking for a binder and making it: at once when small, by the worker when large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pikepdf
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.files import operations as files
from portal.files import queries as stored_files
from portal.files.enums import Kind
from portal.files.operations import Owner
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.binder import documents, registry
from portal.workflow.binder.enums import BinderState
from portal.workflow.binder.models import Binder
from portal.workflow.binder.registry import Paper, Section
from portal.workflow.binder.slots import BINDER
from portal.workflow.letters import access
from portal.workflow.letters import documents as letters
from portal.workflow.letters.models import Letter
from portal.workflow.models import Case

SMALL = 20
Part = tuple[str, Callable[[], bytes]]


def ask(*, case: Case, by: User) -> Binder:
    """Ask for a binder of the case as it stands. The caller has checked that ``by`` sees it.

    One with at most 20 pages of evidence is ready when this returns; a larger one waits: the
    caller hands it to the worker (``tasks.make_binder``).
    """
    papers = registry.papers(case, by)
    with transaction.atomic():
        made = Binder.objects.create(case=case, by=by, asked_at=clock.now())
        audit.record(
            "binder.asked",
            by=by,
            subject=f"workflow.binder:{made.pk}",
            case=case.number,
            post=people.post_in(by, Permission.CASES_VIEW, case.holder_id),
        )
        small = sum(paper.file.pages or 1 for paper in papers) <= SMALL
    return make(made) if small else made


def make(binder: Binder) -> Binder:
    """Make the PDF and keep it; one that is ready is left as it is."""
    if binder.state == BinderState.READY:
        return binder
    with translation.override("zh-hans"):
        parts = _parts(binder)
        binder.state, binder.total, binder.done = BinderState.MAKING, len(parts), 0
        binder.save(update_fields=["state", "total", "done"])
        content = _assembled(binder, parts)
    binder.file = files.store_made(
        content=content,
        name=f"{binder.case.number}.pdf",
        slot=BINDER,
        owner=Owner(body=binder.case.holder_id),
        by=binder.by,
        case=binder.case.number,
    )
    binder.state, binder.made_at = BinderState.READY, clock.now()
    binder.save(update_fields=["file", "state", "made_at"])
    return binder


def give_up(pk: int) -> None:
    """Note that a binder could not be made; its reader may ask again."""
    Binder.objects.filter(pk=pk).exclude(state=BinderState.READY).update(state=BinderState.FAILED)


def _assembled(binder: Binder, parts: list[Part]) -> bytes:
    case = binder.case
    made = []
    for title, build in parts:
        made.append((title, build()))
        binder.done += 1
        binder.save(update_fields=["done"])
    lengths = [documents.pages_in(content) for _title, content in made]
    cover = documents.cover(case.holder.name, _("Binder of the case"), _cover_facts(binder))
    index_pages = documents.pages_in(_index(made, lengths, 1))
    index = _index(made, lengths, index_pages)
    parts_made = [cover, index, *(content for _title, content in made)]
    return documents.merged(parts_made, f"{case.holder.name}  {case.number}")


def _index(made: list[tuple[str, bytes]], lengths: list[int], own: int) -> bytes:
    page, entries = 2 + own, []
    for (title, _content), length in zip(made, lengths, strict=True):
        entries.append((title, page))
        page += length
    return documents.contents(entries)


def _parts(binder: Binder) -> list[Part]:
    case, by = binder.case, binder.by
    found: list[Part] = [
        (str(part.title), _section(part)) for part in [*registry.sections(case, by), _history(case)]
    ]
    for letter in access.of_case(by, case):
        title = f"{letter.title} {letter.number}"
        found.append((title, _letter(letter, title)))
    for number, paper in enumerate(registry.papers(case, by), 1):
        title = _("Evidence %(n)s: %(title)s") % {"n": number, "title": paper.title}
        found.append((title, _paper(Paper(title, paper.file))))
    return found


def _section(part: Section) -> Callable[[], bytes]:
    return lambda: documents.section(part)


def _letter(letter: Letter, title: str) -> Callable[[], bytes]:
    stored = letter.effective or letter.pdf
    if stored is not None:
        return _paper(Paper(title, stored))
    return lambda: documents.framed(title, letters.render(letter))


def _paper(paper: Paper) -> Callable[[], bytes]:
    return lambda: _printed(paper)


def _printed(paper: Paper) -> bytes:
    """A file as pages; one that cannot be printed is named with its hash."""
    file, title = paper.file, str(paper.title)
    if not file.may_open:
        return _named(paper, _("This file waits for the virus scan and is not printed."))
    try:
        with stored_files.content(file) as source:
            content = source.read()
        if file.file_kind is Kind.PDF:
            return documents.framed(title, content)
        if file.file_kind.is_image:
            return documents.picture(title, content)
    except (OSError, ValueError, pikepdf.PdfError):
        return _named(paper, _("This file could not be opened; it is kept as it was handed in."))
    return _named(paper, _("This kind of file is not printed; it is kept with the case."))


def _named(paper: Paper, words: str) -> bytes:
    file = paper.file
    facts = [
        (_("Handed in as"), file.name),
        (_("Kind"), file.file_kind.value),
        (_("Size in bytes"), str(file.size)),
        ("SHA-256", file.sha256),
    ]
    return documents.sheet(str(paper.title), facts, words)


def _history(case: Case) -> Section:
    head = [_("When"), _("What"), _("Who"), _("Words")]
    rows = [
        [_when(one.at), str(one.title), str(one.who), str(one.note)]
        for one in reversed(cases.timeline(case))
    ]
    return Section(_("What has happened"), table=[head, *rows])


def _when(at: datetime | date) -> str:
    """The whole date, since the binder is read years later."""
    if not isinstance(at, datetime):
        return days.date_words(at)
    return f"{days.date_words(at)} {days.clock_words(at)}"


def _cover_facts(binder: Binder) -> list[tuple[str, str]]:
    case = binder.case
    return [
        (_("Matter"), str(case.table.title)),
        (_("Case number"), case.number),
        (_("Applicant"), case.applicant),
        (_("State"), str(case.state_label)),
        (_("Handed in"), days.date_words(case.opened_at)),
        (_("Binder made"), _when(binder.asked_at)),
    ]
