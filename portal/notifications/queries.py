"""Reading notices, what became of them, and the calls an office has to make."""

from django.db.models import Prefetch, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.notifications.models import CallTask, Delivery, Notice, SentMessage
from portal.permissions import Permission


def inbox(user: User) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(person=user)


def unread_count(user: User) -> int:
    """How many notices the person has not opened."""
    return inbox(user).filter(read_at=None).count()


def of_case(case: str) -> QuerySet[Notice]:
    """What was told about a case, to whom, and what became of it in each channel."""
    return (
        Notice.objects.filter(case=case)
        .select_related("person")
        .prefetch_related(Prefetch("deliveries", Delivery.objects.order_by("pk")))
    )


def calls(user: User) -> QuerySet[CallTask]:
    """The calls and letters of the person's offices, and those that no office owns."""
    offices = people.bodies_where(user, Permission.CALLS_MAKE)
    if not offices:
        return CallTask.objects.none()
    return CallTask.objects.filter(Q(office__in=offices) | Q(office=None)).select_related(
        "notice__person", "office", "done_by"
    )


def calls_waiting(user: User) -> int:
    """How many of them still wait."""
    return calls(user).filter(done_at=None).count()


def shown_messages() -> QuerySet[SentMessage]:
    """What the console gateways sent in demo mode, newest first."""
    return SentMessage.objects.all()
