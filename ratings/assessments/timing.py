"""What time brings: a self-assessment that never came, a reply that never came."""

from collections.abc import Iterable
from datetime import datetime

from portal.core import clock
from portal.workflow import due
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.applications.workflow import RATING
from ratings.assessments import operations


def _without_assessment(_moment: datetime) -> Iterable[CaseModel]:
    return cases.rows_waiting(Application, RatingState.QUALIFIED, clock.today())


def _without_reply(_moment: datetime) -> Iterable[CaseModel]:
    return cases.rows_waiting(Application, RatingState.SCORED, clock.today())


due.register(RATING, "lapse_assessment", _without_assessment, act=operations.lapse)
due.register(RATING, "keep_silent", _without_reply, act=operations.keep_silent)
