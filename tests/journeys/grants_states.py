"""Claims and schemes in states that the descriptions of addresses do not show, for the sweep."""

from collections.abc import Callable

from django.urls import reverse

from incubator.clawbacks import operations as clawbacks
from incubator.grants import operations as grants
from incubator.grants.models import Claim
from portal.payments.orders import queries as orders
from portal.payments.orders.enums import OrderState
from tests.factories import grants as make
from tests.factories import incentives
from tests.people import person

Where = tuple[str, str] | tuple[str, str, int]


def receipted() -> Claim:
    """A claim with its receipt; the clock that all pages share does not move for it."""
    return make.receipted(make.in_state("committed"))


def paid() -> Claim:
    """A claim whose payment the bank reported."""
    return make.paid(make.ordered(receipted()))


def award_to_check() -> Where:
    """A claim with the form of the check."""
    return reverse("grant_case", args=[make.claimed().pk]), "incubation_clerk"


def award_in_the_queue() -> Where:
    """A claim that waits for the budget, as the organisation sees it."""
    return reverse("my_grant", args=[make.in_state("queued").pk]), "owner"


def award_wants_its_receipt() -> Where:
    """A claim whose receipt is wanted."""
    return reverse("my_grant", args=[make.in_state("committed").pk]), "owner"


def award_to_pay() -> Where:
    """A claim with its receipt, as the accountant sees it."""
    return reverse("grant_case", args=[receipted().pk]), "accountant"


def grant_to_apply_for() -> Where:
    """The form of an application, with what stands against it."""
    needs = {"residence": True, "most_months": 12}
    version = make.ready(
        title="初创补贴", measure="flat", table={"all": 1_000_000}, asks=True, needs=needs
    )
    return reverse("grant_apply", args=[version.scheme_id]), "owner"


def grant_to_report() -> Where:
    """A paid grant whose use is reported."""
    return reverse("my_grant", args=[make.in_state("reporting").pk]), "owner"


def grant_reported() -> Where:
    """A report with a rest, as the clerk looks at it."""
    return reverse("grant_case", args=[make.in_state("reported").pk]), "incubation_clerk"


def scheme_in_public() -> Where:
    """A scheme as its office keeps it once it is public."""
    return reverse("incentive_kept", args=[incentives.published().scheme_id]), "section_head"


def schemes_listed() -> Where:
    """The public list with a scheme."""
    incentives.published()
    return reverse("incentives"), "anonymous"


def money_to_come_back() -> Where:
    """A decided clawback, as the accountant enters what came."""
    row = clawbacks.decide(clawback=make.asked_back(), words="追回。", by=person("leader"))
    return reverse("clawback_case", args=[row.pk]), "accountant"


def decision_to_take_back() -> Where:
    """A decided clawback whose transfer the bank returned, as another leader sees it."""
    claim = paid()
    row = clawbacks.decide(clawback=make.asked_back(claim), words="追回。", by=person("leader"))
    orders.of_basis(claim.basis).update(status=OrderState.RETURNED, paid_on=None)
    return reverse("clawback_case", args=[row.pk]), "section_head"


def closed_claim_whose_money_came_back() -> Where:
    """A claim that its organisation closed before the bank returned the transfer."""
    claim = grants.confirm_arrival(claim=paid(), by=person("owner"))
    orders.of_basis(claim.basis).update(status=OrderState.RETURNED, paid_on=None)
    return reverse("my_grant", args=[claim.pk]), "owner"


FURTHER: dict[str, Callable[[], Where]] = {
    "award to check": award_to_check,
    "award in the queue": award_in_the_queue,
    "award that wants its receipt": award_wants_its_receipt,
    "award to pay": award_to_pay,
    "grant to apply for": grant_to_apply_for,
    "grant to report": grant_to_report,
    "grant reported": grant_reported,
    "scheme in public": scheme_in_public,
    "schemes listed": schemes_listed,
    "money to come back": money_to_come_back,
    "decision to take back": decision_to_take_back,
    "closed claim whose money came back": closed_claim_whose_money_came_back,
}
