"""A real list of the whole city, handed in to a portal that runs in processes of its own."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.files.base import ContentFile
from django.test.utils import override_settings

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from portal.organisations.imports import operations as imports
from portal.organisations.imports.models import ImportBatch
from portal.site.demo.city import register_list
from tests import people
from tests.harness.site import PortalSite

REGION = "内蒙古自治区民政厅"
PATIENCE = 240.0


def clerk() -> User:
    """An official who may import for every registry of the region."""
    user = people.person("resident")
    if not user.posts.exists():
        people.appoint(user, "registry_clerk", Body.objects.get(name=REGION))
    return user


def hand_in(site: PortalSite, rows: int) -> ImportBatch:
    """Upload a list of so many invented organisations, into the folder of that portal."""
    options = {"location": str(site.data / "private"), "base_url": None}
    private = settings.STORAGES["private"] | {"OPTIONS": options}
    with override_settings(STORAGES=settings.STORAGES | {"private": private}):
        return imports.upload(
            upload=ContentFile(register_list(rows), name="全市名录.csv"),
            source_on=clock.today(),
            bureau=Body.objects.get(name=REGION).pk,
            by=clerk(),
        )


def until(batch: ImportBatch, done: Callable[[ImportBatch], bool]) -> ImportBatch:
    """Wait until the import has come so far."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        batch.refresh_from_db()
        if done(batch):
            return batch
        time.sleep(0.02)
    raise AssertionError(f"{batch.status} at {batch.position} of {batch.total}")


def state(wanted: str) -> Callable[[ImportBatch], bool]:
    """Whether the import is in this state."""
    return lambda batch: batch.status == wanted


def under_way(wanted: str) -> Callable[[ImportBatch], bool]:
    """Whether the worker has done a part of this phase."""
    return lambda batch: batch.status == wanted and batch.position > 0
