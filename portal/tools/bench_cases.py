"""A clerk with a full desk, for the bench."""

from datetime import timedelta

from django.test import Client

from portal.accounts import appointments
from portal.accounts.gate import DEMO_MARK
from portal.accounts.models import User
from portal.accounts.roles import RegistryClerk
from portal.bodies import queries as bodies
from portal.core import clock
from portal.workflow.models import Case
from portal.workflow.steps import Waits, tables


def clerk(count: int) -> Client:
    """A client signed in as a clerk in whose office so many cases wait."""
    office = bodies.registries().last()
    if office is None:
        raise RuntimeError("The portal has no registration authority.")
    user = User.objects.create_user(email="bench@localhost", name="bench")
    appointments.appoint(user=user, body=office.pk, role=RegistryClerk.code, by=None)
    _fill_desk(office.pk, count)
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PostBackend")
    session = client.session
    session[DEMO_MARK] = True
    session.save()
    return client


def _fill_desk(office: int, count: int) -> None:
    flows, moment = tables(), clock.now()
    Case.objects.bulk_create(
        Case(
            number=f"BENCH-{n:04d}",
            workflow=flows[n % len(flows)].code,
            state=flows[n % len(flows)].initial,
            waits_for=Waits.OFFICE,
            applicant="鄂尔多斯市社会工作服务中心",
            holder_id=office,
            opened_at=moment,
            state_since=moment,
            due_on=clock.today() + timedelta(days=n % 9 - 2),
            object_id=900_000 + n,
        )
        for n in range(count)
    )
