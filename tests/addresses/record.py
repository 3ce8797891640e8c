"""Addresses of the record of organisations."""

from datetime import date

from portal.organisations.record import operations
from portal.organisations.record.enums import FactKind
from tests import people
from tests.factories import joining
from tests.factories.organisations import organisation
from tests.harness.matrix import entry

CONFIRMING = {"clerk", "section_head", "incubation_clerk"}
READERS = {*CONFIRMING, "leader", "supervisor"}
ELSEWHERE = {"other_clerk", "supervisor"}
NOWHERE = 999_999


def _ours():
    return organisation("东胜区记录中心", "52150602MJ00K1P274")


def _theirs():
    return organisation("康巴什记录中心", "52150603MJY31W058F", registry="康巴什区民政局")


def _with_file(made, clerk):
    fact = operations.confirm(
        organisation=made,
        kind=FactKind.INSPECTION,
        facts={"year": 2024, "result": "qualified"},
        source="年检结论通知书",
        source_on=date(2026, 1, 5),
        by=people.person(clerk),
        upload=joining.scan(),
    )
    return {"pk": made.pk, "fact": "inspection", "row": fact.pk}


entry("record_find", sees_own={*READERS, "other_clerk"})
entry(
    "record_detail",
    own=lambda: {"pk": _ours().pk},
    other=lambda: {"pk": _theirs().pk},
    absent={"pk": NOWHERE},
    sees_own=READERS,
    sees_other=ELSEWHERE,
)
entry(
    "record_confirm",
    own=lambda: {"pk": _ours().pk, "fact": "listing"},
    other=lambda: {"pk": _theirs().pk, "fact": "listing"},
    absent={"pk": NOWHERE, "fact": "listing"},
    sees_own=CONFIRMING,
    sees_other={"other_clerk"},
)
entry(
    "record_file",
    own=lambda: _with_file(_ours(), "clerk"),
    other=lambda: _with_file(_theirs(), "other_clerk"),
    absent={"pk": NOWHERE, "fact": "inspection", "row": 1},
    sees_own=READERS,
    sees_other=ELSEWHERE,
)
