"""Imports whose worker died for good do not stay in the way of the next one."""

from portal.organisations.imports import queries, working
from portal.organisations.imports.enums import ImportState
from portal.organisations.imports.models import ImportBatch
from portal.organisations.imports.workflow import IMPORT
from portal.workflow import due

READING = (ImportState.UPLOADED, ImportState.READING)


def _give_up(batch: ImportBatch) -> None:
    working.give_up(batch.pk)


due.register(IMPORT, "interrupt", queries.stalled([ImportState.APPLYING]), act=_give_up)
due.register(IMPORT, "fail", queries.stalled(READING), act=_give_up)
