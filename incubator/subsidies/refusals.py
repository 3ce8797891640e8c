"""The refusals of subsidies that more than one act gives."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


def nobody_due() -> Reason:
    """A list on which nobody is due."""
    return Reason(
        "nobody_due",
        _("Nobody on this list is due anything."),
        _("The reason stands with each person; mend it in the register of social workers."),
    )


def no_terms() -> Reason:
    """No such scheme for this organisation in this month."""
    return Reason(
        "no_terms",
        _("In this month no such scheme was in force where the organisation is."),
        _("Choose another scheme or a later month."),
    )


def no_money_post() -> Reason:
    """Somebody without the money post of the organisation."""
    return Reason(
        "no_money_post",
        _("Money is claimed by the owner or the finance post of the organisation."),
        _("Ask one of them, or let the owner give you the finance post."),
    )


def claim_open(number: str) -> Reason:
    """There is a list for the month that no batch has taken in."""
    return Reason(
        "claim_open",
        _("There is a list for this month already: %(number)s."),
        _("Withdraw it first, or wait until it is in a batch; then whoever is missing is added."),
        params={"number": number},
    )


def taken_meanwhile() -> Reason:
    """Another list brought one of the people in the same moment."""
    return Reason(
        "month_already_paid",
        _("Somebody on the list was claimed on another list in this moment."),
        _("Look at the list again: it says who."),
    )
