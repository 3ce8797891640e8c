"""Makes the PDF of a new agreement in the worker."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from incubator.residence import documents, queries
from portal.audit import consumers
from portal.core.pdf import FontMissingError

if TYPE_CHECKING:
    from portal.audit.models import Event

logger = logging.getLogger(__name__)


def make_pdfs(events: Sequence[Event]) -> None:
    """Make what is missing; without fonts the page makes it when somebody asks for it."""
    keys = [int(event.subject.rpartition(":")[2]) for event in events]
    for agreement in queries.unmade(keys):
        try:
            documents.make(agreement)
        except FontMissingError as error:
            logger.warning("%s", error)


consumers.register("incubator.agreements", make_pdfs, actions=("agreement.prepared",), outside=True)
