"""Money that comes back to an office: each number of the bank counts once."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused
from portal.payments.banking.models import MoneyIn


def count_once(*, payer: int, number: str, basis: str) -> None:
    """Note that a cleaned number of the bank was counted for ``basis`` ("clawback:7").

    Called in the transaction that enters the money. Raises Refused: ``number_used`` when the
    same office counted it before, for this or for anything else.
    """
    try:
        with transaction.atomic():
            MoneyIn.objects.create(payer_id=payer, number=number, basis=basis)
    except IntegrityError:
        raise Refused(
            Reason(
                "number_used",
                _("This bank receipt has been entered already."),
                _("Each receipt counts once: look for its number where money is paid back."),
            )
        ) from None
