"""The steps of an admission whose time comes by itself."""

from datetime import datetime

from django.db.models import QuerySet

from incubator.admission.enums import Proposal
from incubator.admission.models import Application
from incubator.admission.workflow import ADMISSION
from incubator.deciding import operations, queries, settling
from portal.workflow import due


def _to_offer(moment: datetime) -> QuerySet[Application]:
    return queries.publicity_over(moment, Proposal.ADMIT)


def _to_reserve(moment: datetime) -> QuerySet[Application]:
    return queries.publicity_over(moment, Proposal.RESERVE)


due.register(ADMISSION, "lapse", queries.silent, act=operations.lapse)
due.register(ADMISSION, "offer", _to_offer, act=settling.settle)
due.register(ADMISSION, "reserve", _to_reserve, act=settling.settle)
due.register(ADMISSION, "lapse_agreement", queries.agreement_silent, act=settling.lapse_agreement)
due.register(ADMISSION, "expire", queries.reserve_over, act=settling.expire)
due.register(ADMISSION, "call_up", queries.may_move_up, act=settling.move_up)
