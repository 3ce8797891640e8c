"""What time brings to courses: offers lapse, lists close, learners are asked how it was."""

import logging
from collections.abc import Callable, Iterable

from incubator.training import line, operations, queries, telling
from incubator.training.models import Enrolment
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow.worker import loop

logger = logging.getLogger(__name__)
EVERY = 5.0
MOST = 500


def run() -> int:
    """Do everything that is due; one seat that fails stops no other. Returns how many were done."""
    moment = clock.now()
    return (
        _each(queries.offers_over(moment)[:MOST], lambda row: line.lapse(enrolment=row))
        + _each(queries.to_settle(moment)[:MOST], lambda row: operations.settle(enrolment=row))
        + _each(queries.to_ask(moment)[:MOST], telling.ask)
    )


def _each(rows: Iterable[Enrolment], act: Callable[[Enrolment], bool]) -> int:
    done = 0
    for row in rows:
        try:
            done += act(row)
        except Refused as refused:
            logger.info("enrolment %s waits: %s", row.pk, refused)
        except Exception:
            logger.exception("enrolment %s failed", row.pk)
    return done


loop.register(EVERY, run)
