"""The divisions and registration authorities that every portal starts with.

They come with ``migrate``, from the two tables in ``data/``; what an operator changed stays.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.bodies.enums import BodyKind

FOLDER = Path(__file__).parent / "data"


def seed(**_: Any) -> None:
    """Add the divisions and bureaus that are not there yet; changes nothing that exists."""
    from portal.bodies.models import Body, Division

    known = set(Division.objects.values_list("code", flat=True))
    Division.objects.bulk_create(
        Division(
            code=row["code"], name=row["name"], level=row["level"], parent_id=row["parent"] or None
        )
        for row in _rows("divisions.csv")
        if row["code"] not in known
    )
    bureaus = {body.name: body for body in Body.objects.filter(kind=BodyKind.DEPARTMENT)}
    for row in _rows("registries.csv"):
        if row["name"] not in bureaus:
            bureaus[row["name"]] = Body.objects.create(
                kind=BodyKind.DEPARTMENT,
                name=row["name"],
                division_id=row["division"],
                parent=bureaus.get(row["parent"]),
            )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
