"""What time brings to applications: an answer that never came; a round to tell of."""

from collections.abc import Iterable
from datetime import datetime

from portal.core import clock
from portal.workflow import due
from portal.workflow.models import CaseModel
from portal.workflow.worker import loop
from ratings.applications import inviting, operations, queries
from ratings.applications.workflow import RATING


def _silent(_moment: datetime) -> Iterable[CaseModel]:
    return list(queries.silent(clock.today()))


due.register(RATING, "lapse", _silent, act=operations.lapse)
loop.register(30.0, inviting.invite)
