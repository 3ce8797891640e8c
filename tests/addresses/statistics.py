"""Addresses of statistics."""

from tests.factories import statistics as make
from tests.harness.matrix import entry

SEE = {"clerk", "section_head", "incubation_clerk", "leader", "supervisor"}
EDIT = {"clerk", "section_head"}
WATCH = {"supervisor", "other_clerk"}
ABSENT = {"pk": 999_999}


def _ours():
    return {"pk": make.counted().pk}


def _theirs():
    return {"pk": make.counted(body="other_bureau").pk}


def _figure(body="bureau"):
    row = make.counted(body=body)
    return {"pk": row.pk, "cell": make.cell(row).pk}


def _file(body="bureau"):
    return {"pk": make.counted(body=body).pk, "kind": "xlsx"}


entry("statistics")
entry("statistics_sheet_add")
entry(
    "statistics_sheet",
    own=lambda: {"pk": make.sheet().pk},
    other=lambda: {"pk": make.sheet("other_bureau").pk},
    absent=ABSENT,
    sees_own=EDIT,
    sees_other={"other_clerk"},
)
entry("statistics_report", own=_ours, other=_theirs, absent=ABSENT, sees_own=SEE, sees_other=WATCH)
entry(
    "statistics_figure",
    own=_figure,
    other=lambda: _figure("other_bureau"),
    absent={**ABSENT, "cell": 999_999},
    sees_own=SEE,
    sees_other=WATCH,
)
entry(
    "statistics_file",
    own=_file,
    other=lambda: _file("other_bureau"),
    absent={**ABSENT, "kind": "xlsx"},
    sees_own=SEE,
    sees_other=WATCH,
)
