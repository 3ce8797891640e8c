"""Addresses of the register's imports."""

from tests import people
from tests.factories import organisations
from tests.harness.matrix import entry

KEEPERS = {"clerk", "section_head"}
ABSENT = {"pk": 999_999}


def _batch(office, clerk):
    registry = people.body(office)
    good, wrong = organisations.row(registry=registry.name), organisations.row(code="1")
    batch = organisations.imported(people.person(clerk), registry, good, wrong)
    return {"pk": batch.pk}


def own():
    return _batch("bureau", "clerk")


def other():
    return _batch("other_bureau", "other_clerk")


def _with_line(batch):
    return {**batch(), "line": 2}


_sees = {"sees_own": KEEPERS, "sees_other": {"other_clerk"}}
IMPORTERS = {*KEEPERS, "other_clerk", "incubation_clerk"}
entry("register_imports", sees_own=IMPORTERS)
entry("import_upload", sees_own=IMPORTERS)
for _name in ("import_detail", "import_export"):
    entry(_name, own=own, other=other, absent=ABSENT, **_sees)
entry("import_confirm", own=own, other=other, absent=ABSENT, **_sees, answers={200, 302})
entry("import_discard", own=own, other=other, absent=ABSENT, **_sees, answers={302}, method="post")
entry(
    "import_row",
    own=lambda: _with_line(own),
    other=lambda: _with_line(other),
    absent={"pk": 999_999, "line": 2},
    **_sees,
)
