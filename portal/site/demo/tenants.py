"""Organisations with a past in the demo city: they stand on the register before the others."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from portal.accounts import operations as accounts
from portal.accounts.models import User
from portal.bodies import queries as places
from portal.core import workdays
from portal.organisations.register import generator
from portal.organisations.register import queries as register
from portal.organisations.register.generator import Invented

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.bodies.models import Body
    from portal.organisations.register.models import Organisation

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "tenants.toml").read_text("utf-8")
)["organisation"]
BUREAU, UNIT, PREFIX, DIVISION = "东胜区民政局", "东胜区民政局", "52", "150602"
CODES = [generator.code(Random(f"tenant {row['key']}"), PREFIX, DIVISION) for row in ROWS]


def rows(today: date) -> list[Invented]:
    """What a list of the register says of them, counted from the day on which the city is seen."""
    return [_row(given, code, today) for given, code in zip(ROWS, CODES, strict=True)]


def owners(people: dict[str, User]) -> dict[str, tuple[Body, User]]:
    """Each one's body and the person who leads it, appointed now; by their keys.

    Who is among the demo's accounts leads the organisation of the same key.
    """
    found: dict[str, tuple[Body, User]] = {}
    for given, code in zip(ROWS, CODES, strict=True):
        body = register.public().select_related("body").get(body__credit_code=code).body
        person = people.get(given["key"]) or User.objects.create_user(
            email=f"{given['key']}@zuzhi.demo.wushe", name=given["head"]
        )
        accounts.appoint(user=person, body=body.pk, role="owner", by=None)
        found[given["key"]] = (body, person)
    return found


def others(bureau: str) -> QuerySet[Organisation]:
    """The standing organisations of a bureau that were never among them, by their keys."""
    found = register.public().filter(registry=places.registry_named(bureau))
    return found.exclude(body__credit_code__in=CODES).order_by("pk")


def _row(given: dict[str, Any], code: str, today: date) -> Invented:
    since = today - timedelta(days=given["registered"])
    return Invented(
        name=given["name"],
        code=code,
        kind="社会服务机构",
        legal_representative=given["head"],
        registered_on=since,
        registry=BUREAU,
        supervising_unit=UNIT,
        funds_wan=3,
        domicile=f"鄂尔多斯市东胜区{given['street']}",
        scope=given["scope"],
        state="正常",
        certificate_from=since,
        certificate_to=workdays.months_later(since, 48),
        former_name="",
    )
