"""What time brings to evaluations: an account that never came, a publicity that is over."""

from collections.abc import Iterable
from datetime import datetime

from incubator.yearly import operations, queries, settling
from incubator.yearly.enums import YearState
from incubator.yearly.models import Evaluation
from incubator.yearly.workflow import BASE_YEAR
from portal.core import clock
from portal.workflow import due
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel


def _silent(_moment: datetime) -> Iterable[CaseModel]:
    return cases.rows_waiting(Evaluation, YearState.OPENED, clock.today())


due.register(BASE_YEAR, "lapse_account", _silent, act=operations.lapse_account)
due.register(BASE_YEAR, "grade", queries.publicity_over, act=settling.settle)
