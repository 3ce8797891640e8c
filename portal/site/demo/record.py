"""The record of the demo city's organisations, imported as an official imports it."""

from django.core.files.base import ContentFile

from portal.accounts.models import User
from portal.core import clock
from portal.organisations.imports import operations as imports
from portal.organisations.imports import tasks
from portal.organisations.imports.enums import Kind
from portal.organisations.record import samples
from portal.organisations.register import generator


def build(count: int, *, bureau: int, clerk: User) -> None:
    """Hand in and confirm the lists of so many organisations.

    Most are clean and inspected; one in forty stands on a list, one in sixty has a year without
    data, and some hold a grade.
    """
    content = samples.build(generator.invent(count)).as_workbook()
    upload = ContentFile(content, name="全市社会组织年检、信用和评估记录.xlsx")
    batch = imports.upload(
        upload=upload, source_on=clock.today(), bureau=bureau, by=clerk, kind=Kind.RECORD
    )
    tasks.read_list.func(batch.pk)
    batch.refresh_from_db()
    imports.confirm(batch=batch, by=clerk)
    tasks.write_list.func(batch.pk)
