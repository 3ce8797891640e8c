"""What stands against an import as a whole. Pure: facts in, reasons out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What must be known to confirm an import."""

    rows_to_write: int
    running_number: str = ""
    running_by: str = ""


def something_to_write(facts: BatchFacts) -> Iterator[Reason]:
    """There must be a row that is new, changed or decided."""
    if facts.rows_to_write == 0:
        yield Reason(
            "nothing_to_write",
            _("This list would change nothing."),
            _("Mend the wrong rows and upload the list again, or discard this import."),
        )


def no_other_import_running(facts: BatchFacts) -> Iterator[Reason]:
    """Only one import is written at a time."""
    if facts.running_number:
        yield Reason(
            "other_import_running",
            _("Another import (%(number)s, confirmed by %(person)s) is being written."),
            _("Wait until it has ended, then confirm again. Nothing of yours is lost."),
            params={"number": facts.running_number, "person": facts.running_by},
        )
