"""Taking in, at a counter, an application that came on paper or by telephone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction

from incubator.admission.models import Application
from incubator.applying import handing_in, queries, slots
from incubator.applying.handing_in import Sender
from incubator.applying.queries import Content
from incubator.programmes.models import EvidenceItem, Programme
from portal.accounts.models import User
from portal.files import operations as files

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.files.models import StoredFile

PAPER, SLIP = "paper", "slip"
SCANS = {PAPER: slots.PAPER, SLIP: slots.SLIP}


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brought: the answers typed off, the files by item, the scan and the slip."""

    answers: Mapping[str, str]
    channel: str
    papers: Sequence[tuple[str, StoredFile]] = ()
    lists: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    paper: StoredFile | None = None
    slip: StoredFile | None = None


def keep(*, body: Body, upload: File[Any], by: User, item: EvidenceItem | str) -> StoredFile:
    """Store a file for an item of the list, for the scan ("paper") or for the slip ("slip").

    A list of people may be brought on paper too. Raises Refused with every reason.
    """
    slot = SCANS[item] if isinstance(item, str) else slots.for_item(item.kinds, item.title)
    owner = files.Owner(body=body.pk, user=by.pk)
    return files.store(upload=upload, slot=slot, owner=owner, by=by)


@transaction.atomic
def enter(
    *, programme: Programme, body: Body, brought: Brought, by: User
) -> tuple[Application, str]:
    """Hand in what somebody brought, under the same conditions as online.

    Answers may stay on the paper, except those that the office needs at once. Returns the
    application and its query code, which the person takes along. Raises Refused like ``submit``,
    and ``scan_missing``.
    """
    locked = handing_in.lock(programme.pk)
    sender = Sender(
        by=by,
        permitted=locked.office_id in queries.counter_offices(by),
        declared=brought.slip is not None,
        counter=True,
        channel=brought.channel,
        paper=brought.paper,
        slip=brought.slip,
    )
    items = frozenset(item for item, _stored in brought.papers)
    given = Content(brought.answers, brought.lists, items, on_paper=True)
    return handing_in.hand_in(locked, body, given, brought.papers, sender)
