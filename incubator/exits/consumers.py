"""Follows the history: certificates are made, hearings open, struck-off ones are told."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from incubator.exits import documents, hearing, queries
from incubator.exits.telling import tell_office
from portal.audit import consumers
from portal.core.pdf import FontMissingError
from portal.core.reasons import Refused
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.audit.models import Event

logger = logging.getLogger(__name__)


def make_pdfs(events: Sequence[Event]) -> None:
    """Make what is missing; without fonts the page makes it when somebody asks for it."""
    for diploma in queries.unmade([_key(event) for event in events]):
        try:
            documents.make(diploma)
        except FontMissingError as error:
            logger.warning("%s", error)


def open_hearings(events: Sequence[Event]) -> None:
    """Open the hearing, with its letter, of a termination that was proposed elsewhere."""
    for event in events:
        residence = queries.by_key(_key(event))
        if residence is None:
            continue
        source = hearing.SOURCES[event.action.rpartition(".")[2]]
        note = str(json.loads(event.data).get("note", ""))
        try:
            hearing.open_for(residence, source, note, None)
        except Refused as refusal:
            logger.info("%s: %s", residence, refusal)


def tell_of_struck_off(events: Sequence[Event]) -> None:
    """Propose the end of the residence of an organisation that the register struck off."""
    for event in events:
        for residence in queries.not_ended(_key(event)):
            tell_office(
                "exit_struck_off",
                residence,
                Permission.RESIDENCE_KEEP,
                unique=f"{residence.pk}:{event.pk}",
            )


def _key(event: Event) -> int:
    return int(event.subject.rpartition(":")[2])


consumers.register("incubator.diplomas", make_pdfs, actions=("diploma.issued",), outside=True)
consumers.register(
    "incubator.hearings",
    open_hearings,
    actions=(
        "residence.propose_termination",
        "residence.fail_rereview",
        "residence.list_termination",
    ),
)
consumers.register("incubator.struck_off", tell_of_struck_off, actions=("organisation.struck_off",))
