"""Registrations in the states that their addresses do not show, for the sweep by axe."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

from django.urls import reverse

from incubator.registering.models import Registration
from tests.factories import registering as make

Where = tuple[str, str]
Things = Callable[[], dict[str, Any]]


_names = map("".join, permutations("甲乙丙丁戊己庚辛壬癸", 2))


def _begun() -> Registration:
    """The registration of a team of its own with a name of its own."""
    name = next(_names)
    return make.begun(body=make.team(f"{name}队"), name=f"东胜区{name}服务中心")


def _key(made: Callable[[Registration], Registration], **more: Any) -> Things:
    return lambda: {"pk": made(_begun()).pk, **more}


def _same(row: Registration) -> Registration:
    return row


def with_person() -> dict[str, Any]:
    """A registration with somebody in it."""
    row = make.with_unit(_begun())
    return {"pk": row.pk, "person": make.person(row, "那日苏").pk}


def team_alone() -> dict[str, Any]:
    """A team that has not begun to register."""
    return {"pk": make.team(f"{next(_names)}队").pk}


def _page(
    name: str, kind: str, made: Callable[[Registration], Registration]
) -> Callable[[], Where]:
    return lambda: (reverse(name, kwargs=_key(made)()), kind)


READY: dict[str, Things] = {
    "registration_start": team_alone,
    "registration_part": _key(_same, part="name"),
    "registration_person": with_person,
    "registration_document": _key(make.with_unit, code="premises"),
    "registration_result": _key(make.submitted),
    "registration_answer": _key(make.returned),
    "registration_settle": _key(make.registered),
}
FURTHER: dict[str, Callable[[], Where]] = {
    "registration with its papers": _page("registration", "owner", make.entered),
    "registration that is registered": _page("registration", "owner", make.settled),
    "registration name to check": _page("registration_case", "incubation_clerk", make.name_asked),
    "registration to read": _page("registration_case", "incubation_clerk", make.handed_in),
    "registration with the registry": _page(
        "registration_case", "incubation_clerk", make.submitted
    ),
}
