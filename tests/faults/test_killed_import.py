"""Workers killed without warning in the middle of an import: it ends well, and nothing twice."""

from collections import Counter

import pytest

from portal.audit import consumers, queries, sealer
from portal.audit.models import Event
from portal.notifications.models import Notice
from portal.organisations.imports import operations as imports
from portal.organisations.register.models import Organisation
from tests.faults import lists
from tests.faults.lists import state, under_way, until

ROWS = 3000
pytestmark = pytest.mark.slow


def test_an_import_survives_every_kill(portal_site) -> None:
    batch = lists.hand_in(portal_site, ROWS)
    portal_site.start_worker("slow")

    until(batch, under_way("reading"))
    portal_site.kill("workerslow")
    batch.refresh_from_db()
    assert (batch.status, batch.position < batch.total) == ("reading", True)
    portal_site.kill("worker")
    portal_site.start_worker()
    portal_site.start_worker("slow")

    until(batch, state("previewed"))
    lines = list(batch.rows.values_list("line", flat=True))
    assert len(lines) == len(set(lines)) == ROWS
    assert batch.counts["to_write"] == ROWS
    imports.confirm(batch=batch, by=lists.clerk())

    until(batch, under_way("applying"))
    portal_site.kill("workerslow")
    batch.refresh_from_db()
    assert (batch.status, batch.position < batch.total) == ("applying", True)
    assert 0 < Organisation.objects.count() < ROWS
    portal_site.kill("worker")
    portal_site.start_worker("slow")
    portal_site.start_worker()

    until(batch, state("applied"))
    portal_site.stop()
    sealer.seal()
    consumers.drain()
    assert Organisation.objects.count() == ROWS
    assert Counter(batch.rows.values_list("outcome", flat=True)) == {"written": ROWS}
    registered = Event.objects.filter(action="organisation.registered")
    assert registered.count() == registered.values("subject").distinct().count() == ROWS
    acts = Event.objects.filter(action__startswith="register_import.")
    assert sorted(acts.values_list("action", flat=True)) == [
        f"register_import.{act}"
        for act in ("confirm", "finish", "opened", "preview", "start_reading")
    ]
    told = Notice.objects.filter(person=lists.clerk()).values_list("key", flat=True)
    assert sorted(told) == ["import_done", "import_read"]
    assert queries.first_fault() == ""
