"""Addresses of bases and programmes."""

from portal.accounts.models import User
from portal.files.operations import Owner, store_made
from tests import people
from tests.factories import programmes as make
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
KEEPERS = {"incubation_clerk", "section_head"}


def _clerk(office):
    """Who edits programmes: our clerk, or somebody of the other bureau who is no kind of person."""
    if office == "bureau":
        return people.person("incubation_clerk")
    found = User.objects.filter(email="neighbour@tests.example").first()
    if found is None:
        found = User.objects.create_user(email="neighbour@tests.example", name="邻区科员")
        people.appoint(found, "incubation_clerk", people.body(office))
    return found


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
    personal=True,
)


def own():
    return {"pk": _draft().pk}


def other():
    return {"pk": _draft("other_bureau").pk}


def _item(office):
    programme = _draft(office)
    return {"pk": programme.pk, "item": programme.evidence.first().pk}


for _name in ("programmes_kept", "programme_begin", "base_add", "tiers"):
    entry(_name, sees_own=KEEPERS)
entry("bases_kept", sees_own={*KEEPERS, "base_worker"})
_PARTS = ("work", "basics", "dates", "who", "papers", "scoring", "grants", "reviews", "preview")
for _name in _PARTS:
    entry(f"programme_{_name}", own=own, other=other, absent=ABSENT, sees_own=KEEPERS)
for _name, _answers in ((name, {302}) for name in ("publish", "copy", "checked", "from_tier")):
    entry(
        f"programme_{_name}",
        own=own,
        other=other,
        absent=ABSENT,
        sees_own=KEEPERS,
        method="post",
        answers=_answers,
    )
entry(
    "programme_sample_add",
    own=lambda: _item("bureau"),
    other=lambda: _item("other_bureau"),
    absent={"pk": 999_999, "item": 1},
    sees_own=KEEPERS,
)
entry("tier", own=lambda: {"pk": make.tier().pk}, absent=ABSENT, sees_own=KEEPERS)
entry(
    "base_edit",
    own=lambda: {"pk": make.base().pk},
    other=lambda: {"pk": make.base("other_bureau", "康巴什区孵化中心").pk},
    absent=ABSENT,
    sees_own=KEEPERS,
)
