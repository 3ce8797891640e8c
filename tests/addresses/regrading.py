"""Addresses of decisions about grades."""

from datetime import date, timedelta

from portal.core import clock
from tests import people
from tests.factories import joining, record, regrading
from tests.harness.matrix import entry

CONFIRMING = {"clerk", "section_head", "incubation_clerk", "rating_clerk"}
READERS = {*CONFIRMING, "leader", "supervisor"}
ELSEWHERE = {"other_clerk", "supervisor"}
NOWHERE = 999_999
DAY = date(2025, 1, 10)


def _theirs():
    row = joining.registered(people.body("theirs"), registry=people.body("other_bureau"))
    return record.graded(row, 4, since=DAY, until=clock.today() + timedelta(days=400))


def _ours_proposed():
    return regrading.proposed(regrading.graded())


def _theirs_proposed():
    return regrading.proposed(_theirs(), by="other_clerk")


def _mine(row):
    return {"pk": row.organisation_id, "case": row.pk}


def _one(grade):
    return {"pk": grade.organisation_id, "day": grade.announced_on.isoformat()}


entry(
    "regrading_propose",
    own=lambda: _one(regrading.graded()),
    other=lambda: _one(_theirs()),
    absent={"pk": NOWHERE, "day": DAY.isoformat()},
    sees_own=CONFIRMING,
    sees_other={"other_clerk"},
)
for name in ("regrading_case", "regrading_document"):
    entry(
        name,
        own=lambda: {"pk": _ours_proposed().pk},
        other=lambda: {"pk": _theirs_proposed().pk},
        absent={"pk": NOWHERE},
        sees_own=READERS,
        sees_other=ELSEWHERE,
    )
for name in ("regrading_mine", "regrading_my_document"):
    entry(
        name,
        own=lambda: _mine(_ours_proposed()),
        other=lambda: _mine(_theirs_proposed()),
        absent={"pk": NOWHERE, "case": 1},
        sees_own={"owner", "colleague"},
        sees_other={"stranger"},
    )
