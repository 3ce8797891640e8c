"""A limit to guessing codes, kept in the database so that every process counts together."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.workflow.models import Guess

ALLOWED = 5
WINDOW = timedelta(minutes=15)


def refuse_if_locked(key: str) -> None:
    """Raise Refused("too_many_guesses") when five wrong codes were given in 15 minutes."""
    row = Guess.objects.filter(pk=key, since__gt=clock.now() - WINDOW, wrong__gte=ALLOWED).first()
    if row is not None:
        raise Refused(_too_many(row.since))


@transaction.atomic
def note_wrong(key: str) -> int:
    """Count one wrong code; returns how many tries are left in this window."""
    moment = clock.now()
    Guess.objects.get_or_create(key=key, defaults={"since": moment})
    Guess.objects.filter(pk=key, since__lte=moment - WINDOW).update(wrong=0, since=moment)
    Guess.objects.filter(pk=key).update(wrong=F("wrong") + 1)
    return max(0, ALLOWED - Guess.objects.values_list("wrong", flat=True).get(pk=key))


def forget(key: str) -> None:
    """A right code ends the count."""
    Guess.objects.filter(pk=key).delete()


def _too_many(since: datetime) -> Reason:
    again = (since + WINDOW).astimezone(clock.SHANGHAI)
    return Reason(
        "too_many_guesses",
        _("The code was wrong five times, so this number is locked for a while."),
        _("Try again after %(time)s, or call 12345 with your case number."),
        params={"time": f"{again:%H:%M}"},
    )
