"""Addresses of the menu of support and of its requests."""

from tests import people
from tests.factories import programmes
from tests.factories import support as make
from tests.harness.matrix import SIGNED_IN, entry

ABSENT = {"pk": 999_999}
OWN = {"owner", "colleague"}
KEEPERS = {"incubation_clerk", "section_head", "base_worker"}


def _neighbour():
    from portal.accounts.models import User

    found = User.objects.filter(email="neighbour@tests.example").first()
    if found is None:
        found = User.objects.create_user(email="neighbour@tests.example", name="邻区科员")
        people.appoint(found, "incubation_clerk", people.body("other_bureau"))
    return found


def _item():
    return {"pk": make.item().pk}


def _their_item(**values):
    at = programmes.base("other_bureau", "康巴什区孵化中心")
    return make.item(_neighbour(), at, **values)


def _request():
    return {"pk": make.asked().pk}


def _their_request():
    from tests.factories import joining

    body = people.body("theirs")
    if not hasattr(body, "organisation"):
        joining.registered(body)
    return {"pk": make.asked(_their_item(), body, people.person("stranger")).pk}


def _act(thing):
    return lambda: {**thing(), "action": "accept"}


def _hidden():
    return {"pk": make.item(published=False).pk}


entry("support_menu")
entry("support_item", own=_hidden, absent=ABSENT, sees_own=KEEPERS, personal=True)
entry("support_ask", own=_item, absent=ABSENT, sees_own=SIGNED_IN)
entry("my_support")
for _name in ("request", "cancel", "rate"):
    entry(
        f"support_{_name}",
        own=_request,
        other=_their_request,
        absent=ABSENT,
        sees_own=OWN,
        sees_other={"stranger"},
    )
for _name in ("support_kept", "menu_kept", "menu_add"):
    entry(_name, sees_own=KEEPERS)
entry("support_case", own=_request, other=_their_request, absent=ABSENT, sees_own=KEEPERS)
entry(
    "support_act",
    own=_act(_request),
    other=_act(_their_request),
    absent={**ABSENT, "action": "accept"},
    sees_own=KEEPERS,
    answers={302},
)
for _name in ("menu_edit", "support_for_caller"):
    entry(
        _name,
        own=_item,
        other=lambda: {"pk": _their_item().pk},
        absent=ABSENT,
        sees_own=KEEPERS,
    )
