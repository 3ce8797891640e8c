"""Spreadsheets for a draft: read and shown first, taken over when somebody says so."""

import hashlib
from dataclasses import astuple
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, Text
from ratings.schemes import contents, operations, queries, reading, refusals
from ratings.schemes.assembling import assemble
from ratings.schemes.contents import SheetContent
from ratings.schemes.models import Upload, Version

WORDS: dict[str, tuple[Text, Text]] = {
    "cell_missing": (_("The cell is empty."), _("Fill it in, or take the row out.")),
    "cell_is_formula": (
        _("The cell holds a formula; formulas are not worked out."),
        _("Write the value itself into the cell."),
    ),
    "no_number": (_("“%(value)s” is no number of points."), _("Write it like 12 or 12.5.")),
    "two_names": (
        _("The same code has another name further up."),
        _("Write the same name in each row, or give the line a code of its own."),
    ),
    "two_totals": (
        _("The group has another total further up."),
        _("Write the same total in each row, or only in the first."),
    ),
    "nature_unknown": (
        _("“%(value)s” is no kind of point."),
        _("Write 计分, 加分 or 否决; an empty cell means 计分."),
    ),
    "evidence_unknown": (
        _("“%(value)s” is no known paper."),
        _("Take the names from the list of papers, with 、 between them."),
    ),
    "not_yes_or_no": (_("“%(value)s” is neither yes nor no."), _("Write 是 or 否.")),
    "grade_unknown": (_("“%(value)s” is no grade."), _("Write 5A, 4A, 3A, 2A or 1A.")),
    "rebase_unknown": (
        _("“%(value)s” is no way to treat points that do not apply."),
        _("Take the words that an export writes there."),
    ),
}


def take_in(*, version: Version, upload: File[Any], by: User) -> Upload:
    """Read a spreadsheet for a draft; nothing of the draft changes.

    Raises Refused: ``not_permitted``, ``already_published``, and everything that keeps the file
    from being read (``reading.read``).
    """
    _ensure_draft(version, by)
    pages = reading.read(upload)
    sheet, faults = assemble(pages, queries.content(version))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    with transaction.atomic():
        version.uploads.filter(uploaded_by=by).delete()
        return Upload.objects.create(
            version=version,
            name=reading.words(upload.name or "")[-200:],
            sha256=digest.hexdigest(),
            content=contents.data_of(sheet),
            faults=[list(astuple(fault)) for fault in faults],
            seen=version.changed_at,
            uploaded_by=by,
            uploaded_at=clock.now(),
        )


@transaction.atomic
def take_over(*, upload: Upload, by: User) -> Version:
    """Put what was read in place of the draft.

    Raises Refused: ``upload_gone``, ``rows_to_mend``, and what ``operations.save`` says.
    """
    row = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk, taken_at=None)
    found = row.select_related("version__scheme").first()
    if found is None:
        raise Refused(refusals.upload_gone())
    _ensure_draft(found.version, by)
    if found.faults:
        raise Refused(refusals.to_mend(len({(page, line) for page, line, *_ in found.faults})))
    saved = operations.save(version=found.version, sheet=sheet_of(found), by=by, seen=found.seen)
    found.taken_at = clock.now()
    found.save(update_fields=["taken_at"])
    return saved


def sheet_of(upload: Upload) -> SheetContent:
    """The sheet that a spreadsheet would make of the draft."""
    return contents.read(upload.content)


def faults_of(upload: Upload) -> list[tuple[str, int, str, Reason]]:
    """What must be mended: page, line (0: the page as a whole), heading, reason."""
    return [
        (page, line, heading, Reason(code, *WORDS[code], params={"value": value}))
        for page, line, heading, code, value in upload.faults
    ]


def _ensure_draft(version: Version, by: User) -> None:
    if not queries.may_edit(by, version):
        raise Refused(refusals.not_permitted())
    if version.published_at is not None:
        raise Refused(refusals.already_published())
