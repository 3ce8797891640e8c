"""Addresses of allowances, and of another tier for a residence."""

from incubator.bases.models import Base
from incubator.residence.models import Residence
from tests import people
from tests.factories import deciding, programmes, residences
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
OWN = {"owner", "colleague"}
KEEPERS = {"incubation_clerk", "section_head", "base_worker"}
GRANTS = [{"kind": "rooms", "amount": 1200, "each": "month", "carry_over": True}]


def _base() -> Base:
    return Base.objects.filter(body=people.body("base")).first() or programmes.base()


def resident():
    """Our organisation in residence in the base of the tests, with support."""
    body = deciding.ours()
    found = Residence.objects.filter(body=body, ended_on=None).first()
    return found or residences.residence(body=body, base=_base(), grants=GRANTS)


def _theirs():
    from tests.factories import joining

    body = people.body("theirs")
    people.person("stranger")
    if not hasattr(body, "organisation"):
        joining.registered(body)
    other = Base.objects.filter(office=people.body("other_bureau")).first()
    other = other or programmes.base("other_bureau", "康巴什区孵化中心")
    found = Residence.objects.filter(body=body, ended_on=None).first()
    return found or residences.residence(body=body, base=other, grants=GRANTS)


def _body():
    return {"pk": resident().body_id}


def _their_body():
    return {"pk": _theirs().body_id}


for _name in ("allowances", "allowances_file"):
    entry(_name, own=_body, other=_their_body, absent=ABSENT, sees_own=OWN, sees_other={"stranger"})
for _name in ("allowances_of", "allowances_of_file"):
    entry(_name, own=_body, other=_their_body, absent=ABSENT, sees_own=KEEPERS)
for _name in ("allowances_kept", "allowances_kept_file"):
    entry(
        _name,
        own=lambda: {"pk": resident().base_id},
        other=lambda: {"pk": _theirs().base_id},
        absent=ABSENT,
        sees_own=KEEPERS,
    )
entry(
    "residence_tier",
    own=lambda: {"pk": resident().pk},
    other=lambda: {"pk": _theirs().pk},
    absent=ABSENT,
    sees_own={"section_head", "leader"},
)
