"""What ``check_law`` may ask of incubation."""

from incubator.admission.answers import admission
from incubator.allowances.answers import tier_change
from incubator.clawbacks.answers import asked
from incubator.exits.answers import extension
from incubator.grants.answers import (
    base_award,
    beside,
    grant,
    rating_award,
    worker_month,
    worker_once,
)
from incubator.registering.answers import may_found, registry_until
from incubator.subsidies.answers import subsidy_month, subsidy_net, subsidy_once
from incubator.support.answers import cancelling
from incubator.training.answers import certificate
from incubator.ventures.answers import apply, budget, instalments, ranking, unspent

__all__ = [
    "admission",
    "apply",
    "asked",
    "base_award",
    "beside",
    "budget",
    "cancelling",
    "certificate",
    "extension",
    "grant",
    "instalments",
    "may_found",
    "ranking",
    "rating_award",
    "registry_until",
    "subsidy_month",
    "subsidy_net",
    "subsidy_once",
    "tier_change",
    "unspent",
    "worker_month",
    "worker_once",
]
