"""Follows the history: both people learn of a deputy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from portal.accounts.models import User
from portal.audit import consumers
from portal.bodies import queries as bodies
from portal.core import days
from portal.notifications import operations as notifications
from portal.workflow.desk.messages import DEPUTY_ENDED, DEPUTY_NAMED

if TYPE_CHECKING:
    from portal.audit.models import Event


def tell_deputies(events: Sequence[Event]) -> None:
    """Tell the absent person and the deputy, except whoever did it."""
    for event in events:
        data = json.loads(event.data)
        people = User.objects.in_bulk([data["absent"], data["deputy"]])
        absent, deputy = people[data["absent"]], people[data["deputy"]]
        office = bodies.of_ids([data["body"]]).get()
        key = DEPUTY_NAMED.key if event.action == "deputy.named" else DEPUTY_ENDED.key
        notifications.notify(
            key=key,
            to=[one for one in (absent, deputy) if f"user:{one.pk}" != event.actor],
            params={
                "deputy": deputy.get_full_name(),
                "absent": absent.get_full_name(),
                "office": office.name,
                "first": days.date_words(date.fromisoformat(data["from"])),
                "last": days.date_words(date.fromisoformat(data["until"])),
            },
            url=reverse("deputies"),
            office=office.pk,
            unique=f"event:{event.pk}",
        )


def register() -> None:
    """Follow the history from now on."""
    consumers.register("workflow.deputies", tell_deputies, actions=("deputy.",))
