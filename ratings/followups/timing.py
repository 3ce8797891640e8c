"""What time brings: a statement that never came."""

from collections.abc import Iterable
from datetime import datetime

from portal.core import clock
from portal.workflow import due
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel
from ratings.followups import operations
from ratings.followups.enums import FollowUpState
from ratings.followups.models import FollowUp
from ratings.followups.workflow import FOLLOW_UP


def _silent(_moment: datetime) -> Iterable[CaseModel]:
    return cases.rows_waiting(FollowUp, FollowUpState.OPENED, clock.today())


due.register(FOLLOW_UP, "keep_silent", _silent, act=operations.keep_silent)
