"""Makes the PDF of a new letter in the worker."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portal.audit import consumers
from portal.core.pdf import FontMissingError
from portal.workflow.letters import documents
from portal.workflow.letters.models import Letter

if TYPE_CHECKING:
    from portal.audit.models import Event

logger = logging.getLogger(__name__)


def make_pdfs(events: Sequence[Event]) -> None:
    """Make what is missing; without fonts the page makes it when somebody asks for it."""
    keys = [int(event.subject.rpartition(":")[2]) for event in events]
    for letter in Letter.objects.filter(pk__in=keys, pdf=None).select_related("issuer", "case"):
        try:
            documents.make(letter)
        except FontMissingError as error:
            logger.warning("%s", error)


def register() -> None:
    """Follow the history from now on."""
    consumers.register("workflow.letters", make_pdfs, actions=("letter.issued",), outside=True)
