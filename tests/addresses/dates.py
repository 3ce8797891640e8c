"""Addresses of legal dates."""

from portal.accounts.roles import Role
from portal.permissions import Permission
from tests import people
from tests.factories import deciding, joining
from tests.harness.matrix import entry
from tests.people import KINDS

REGISTER = {
    name
    for name, kind in KINDS.items()
    if kind.role and Permission.REGISTER_VIEW in Role.named(kind.role).may
}


def _theirs():
    joining.registered(people.body("theirs"))
    return {"pk": people.body("theirs").pk}


entry(
    "legal_dates",
    own=lambda: {"pk": deciding.ours().pk},
    other=_theirs,
    absent={"pk": 999_999},
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
entry("dates_kept", sees_own=REGISTER)
