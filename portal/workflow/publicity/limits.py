"""An honest limit on objections from one network address; telephone and counter have none.

Only a keyed hash of the address is kept, and it is counted anew after an hour.
"""

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.law import queries as law
from portal.workflow.models import Guess

WINDOW = timedelta(hours=1)


@transaction.atomic
def count(address: str) -> None:
    """Count one objection. Raises Refused("too_many_objections") above the row of the rule."""
    moment, key = clock.now(), _key(address)
    allowed = int(law.rule("publicity.objections_per_hour", on=clock.today()).value)
    Guess.objects.get_or_create(key=key, defaults={"since": moment})
    Guess.objects.filter(pk=key, since__lte=moment - WINDOW).update(wrong=0, since=moment)
    if not Guess.objects.filter(pk=key, wrong__lt=allowed).update(wrong=F("wrong") + 1):
        raise Refused(
            Reason(
                "too_many_objections",
                _("From this connection %(allowed)s objections came in within an hour."),
                _("Try again in an hour, or object by telephone or at the counter at once."),
                params={"allowed": allowed},
            )
        )


def _key(address: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), sha256).hexdigest()
    return f"objection:{digest[:48]}"
