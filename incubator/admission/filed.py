"""What a filed community group cannot do: it is no legal person (rules.md A1)."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason

PURCHASE = "政府采购法第二十二条"


def cannot_sign(name: str) -> Reason:
    """Why a filed group signs no agreement and no contract."""
    return Reason(
        "group_cannot_sign",
        _("“%(name)s” is a filed community group. It is no legal person and cannot sign."),
        _("Its host organisation may apply and sign for it; or become a registered organisation "
          "first, we help with that."),
        PURCHASE,
        params={"name": name},
    )  # fmt: skip


def cannot_be_paid(name: str) -> Reason:
    """Why no money goes to a filed group: it has no account of its own."""
    return Reason(
        "group_cannot_be_paid",
        _("“%(name)s” is a filed community group. It has no account of its own, so no money can "
          "be paid to it."),
        _("The money goes to its host organisation, which keeps the accounts."),
        PURCHASE,
        params={"name": name},
    )  # fmt: skip
