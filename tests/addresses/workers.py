"""Addresses of the register of social workers."""

from datetime import date

from incubator.bases.models import Base
from incubator.workers import lists
from incubator.workers.models import Employment
from tests import people
from tests.factories import programmes
from tests.factories import workers as make
from tests.harness.matrix import entry

ABSENT = {"body": 999_999, "pk": 1}
MEMBERS = {"owner", "colleague"}
BASE = {"base_worker", "incubation_clerk", "section_head"}


def _theirs():
    return people.body("theirs"), people.person("stranger")


def _body():
    return {"body": people.body("ours").pk}


def _other_body():
    return {"body": people.body("theirs").pk}


def _row():
    if not Base.objects.exists():
        programmes.base()
    row = make.worker()
    return {"body": row.body_id, "pk": row.pk}


def _other_row():
    row = make.worker(*_theirs())
    return {"body": row.body_id, "pk": row.pk}


def _list():
    made = lists.upload(body=people.body("ours"), upload=make.listed({}), by=people.person("owner"))
    return {"body": made.body_id, "pk": made.pk}


def _other_list():
    body, by = _theirs()
    made = lists.upload(body=body, upload=make.listed({}), by=by)
    return {"body": made.body_id, "pk": made.pk}


def _month(made):
    def build():
        found = made()
        row = Employment.objects.get(pk=found["pk"])
        owner = "owner" if found["body"] == people.body("ours").pk else "stranger"
        make.insured(row, date(2026, 1, 1), date(2026, 1, 1), people.person(owner))
        return found | {"month": row.insured_months.get().pk}

    return build


def _only_pk(made):
    return lambda: {"pk": made()["pk"]}


for _name in ("workers", "workers_csv", "worker_template"):
    entry(
        _name,
        own=_body,
        other=_other_body,
        absent={"body": 999_999},
        sees_own=MEMBERS,
        sees_other={"stranger"},
    )
for _name in ("worker_add", "worker_upload"):
    entry(
        _name,
        own=_body,
        other=_other_body,
        absent={"body": 999_999},
        sees_own={"owner"},
        sees_other={"stranger"},
    )
entry(
    "worker", own=_row, other=_other_row, absent=ABSENT, sees_own=MEMBERS, sees_other={"stranger"}
)
entry(
    "worker_act",
    own=lambda: _row() | {"act": "months"},
    other=lambda: _other_row() | {"act": "months"},
    absent=ABSENT | {"act": "months"},
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry(
    "worker_month",
    own=_month(_row),
    other=_month(_other_row),
    absent=ABSENT | {"month": 1},
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry(
    "worker_list",
    own=_list,
    other=_other_list,
    absent=ABSENT,
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry(
    "worker_list_rows",
    own=_list,
    other=_other_list,
    absent=ABSENT,
    sees_own={"owner"},
    sees_other={"stranger"},
)
for _name in ("worker_list_confirm", "worker_list_discard"):
    entry(
        _name,
        own=_list,
        other=_other_list,
        absent=ABSENT,
        sees_own={"owner"},
        sees_other={"stranger"},
        method="post",
        answers={302},
    )
for _name in ("workers_seen", "workers_seen_csv"):
    entry(_name, sees_own=BASE)
entry(
    "workers_of",
    own=lambda: {"body": _row()["body"]},
    other=lambda: {"body": _other_row()["body"]},
    absent={"body": 999_999},
    sees_own=BASE,
)
for _name in ("worker_seen", "worker_reveal"):
    entry(
        _name,
        own=_only_pk(_row),
        other=_only_pk(_other_row),
        absent={"pk": 999_999},
        sees_own=BASE,
    )
