"""The act that needs approval: a version of a scheme becomes public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incubator.incentives import operations, queries
from incubator.incentives.models import SchemeVersion
from portal.accounts.models import User
from portal.workflow.approvals import acts

if TYPE_CHECKING:
    from portal.workflow.approvals.models import Approval


def publish(approval: Approval, by: User) -> object:
    """Publish what was agreed, in the transaction of the last opinion."""
    version = SchemeVersion.objects.get(pk=approval.data["version"])
    return operations.publish(version=version, by=by)


acts.register(queries.ACT, _("Publish a scheme of money"), perform=publish)
