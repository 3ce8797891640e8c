"""The record of the demo city's organisations, imported as an official imports it."""

from collections.abc import Iterable

from django.core.files.base import ContentFile

from portal.accounts.models import User
from portal.core import clock
from portal.organisations.imports import operations as imports
from portal.organisations.imports import tasks
from portal.organisations.imports.enums import Kind
from portal.organisations.record import samples, validity
from portal.organisations.record.enums import FactKind
from portal.organisations.register import generator
from portal.organisations.register.generator import Invented


def build(count: int, known: Iterable[Invented], *, bureau: int, clerk: User) -> None:
    """Hand in and confirm the lists of those already known, all clean, and so many others.

    Most are clean and inspected; one in forty stands on a list, one in sixty has a year without
    data, and some hold a grade.
    """
    lists = samples.build(generator.invent(count))
    _add_clean(lists, known)
    _import(lists, bureau, clerk)


def clean(rows: Iterable[Invented], *, bureau: int, clerk: User) -> None:
    """Hand in and confirm that these passed every inspection and are on no list."""
    lists = samples.Lists()
    _add_clean(lists, rows)
    _import(lists, bureau, clerk)


def _add_clean(lists: samples.Lists, rows: Iterable[Invented]) -> None:
    this = clock.today().year
    for row in rows:
        for year in (this - 3, this - 2, this - 1):
            if validity.inspected(row.registered_on, year):
                lists.add(FactKind.INSPECTION, row, year, "合格")


def _import(lists: samples.Lists, bureau: int, clerk: User) -> None:
    upload = ContentFile(lists.as_workbook(), name="社会组织年检、信用和评估记录.xlsx")
    batch = imports.upload(
        upload=upload, source_on=clock.today(), bureau=bureau, by=clerk, kind=Kind.RECORD
    )
    tasks.read_list.func(batch.pk)
    batch.refresh_from_db()
    imports.confirm(batch=batch, by=clerk)
    tasks.write_list.func(batch.pk)
