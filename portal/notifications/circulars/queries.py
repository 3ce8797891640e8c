"""Reading circulars: what an office has sent, and what a person received."""

from django.db.models import Count, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.notifications.circulars import audiences
from portal.notifications.circulars.enums import CircularState
from portal.notifications.circulars.models import Circular, Receipt
from portal.permissions import Permission


def of_offices(user: User) -> QuerySet[Circular]:
    """The circulars of the offices for which a person sends, with their counts."""
    offices = people.bodies_where(user, Permission.CIRCULAR_SEND)
    return (
        Circular.objects.filter(office__in=offices)
        .select_related("office", "by")
        .annotate(
            people=Count("receipts"),
            read=Count("receipts", filter=Q(receipts__read_at__isnull=False)),
            confirmed=Count("receipts", filter=Q(receipts__confirmed_at__isnull=False)),
        )
        .order_by("-written_at", "-pk")
    )


def received(user: User) -> QuerySet[Receipt]:
    """What a person received, the newest first."""
    found = Receipt.objects.filter(person=user).exclude(circular__state=CircularState.DRAFT)
    return found.select_related("circular__office").order_by("-circular__sent_at", "-pk")


def receipts(circular: Circular) -> QuerySet[Receipt]:
    """Who received a circular, those who have not confirmed first."""
    found = Receipt.objects.filter(circular=circular).select_related("person")
    return found.order_by("confirmed_at", "read_at", "pk")


def recipients(circular: Circular) -> list[User]:
    """The audience as it is today."""
    return audiences.members(circular.audience, circular.office_id, circular.params)


def waiting(user: User) -> QuerySet[Receipt]:
    """The received circulars that wait for the person's confirmation."""
    return received(user).filter(circular__wants_confirmation=True, confirmed_at=None)
