"""Addresses of bases and programmes."""

from portal.files.operations import Owner, store_made
from tests import people
from tests.factories import programmes as make
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
KEEPERS = {"incubation_clerk", "section_head"}


def _clerk(office):
    kind = "incubation_clerk" if office == "bureau" else "other_clerk"
    clerk = people.person(kind)
    if office != "bureau":
        people.appoint(clerk, "incubation_clerk", people.body(office))
    return clerk


def _draft(office="bureau"):
    return make.draft(office, _clerk(office))


def _with_sample(office):
    programme, clerk = _draft(office), _clerk(office)
    item = programme.evidence.first()
    owner = Owner(body=programme.office_id)
    item.sample = store_made(
        content=b"%PDF-1.4", name="样表.pdf", slot="programme.sample", owner=owner, by=clerk
    )
    item.save()
    return {"pk": programme.pk, "item": item.pk}


def _version():
    return {"pk": make.published().pk, "number": 1}


entry("incubation")
entry("base", own=lambda: {"pk": make.base().pk}, absent=ABSENT)
entry("programme_version", own=_version, absent={"pk": 999_999, "number": 1})
entry(
    "programme_sample",
    own=lambda: _with_sample("bureau"),
    absent={"pk": 999_999, "item": 1},
    sees_own=KEEPERS,
)
