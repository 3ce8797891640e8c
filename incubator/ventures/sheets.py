"""What a panel is given of a call and of its projects."""

import tomllib
from itertools import groupby
from pathlib import Path

from incubator.ventures.models import VentureProject
from portal.accounts import queries as people
from portal.panels.operations import EntryWords, SheetLine
from portal.permissions import Permission

SHEET = Path(__file__).parent / "data" / "sheet.toml"


def lines() -> list[SheetLine]:
    """The scoring sheet, its items numbered by group: 1.1, 2.1, 2.2."""
    items = tomllib.loads(SHEET.read_text(encoding="utf-8"))["item"]
    found = []
    for number, (group, rows) in enumerate(groupby(items, key=lambda row: row["group"]), start=1):
        for place, row in enumerate(rows, start=1):
            found.append(
                SheetLine(
                    f"{number}.{place}", group, row["title"], row["criterion"], row["maximum"]
                )
            )
    return found


def entry(project: VentureProject) -> EntryWords:
    """A project as the draw sees it: its body, and the people and accounts behind it."""
    organisation = project.organisation
    named = {one["name"] for one in project.team} | {organisation.legal_representative}
    accounts = people.holders(Permission.ORGANISATION_VIEW, organisation.pk)
    return EntryWords(
        case_id=project.case_id or 0,
        name=f"{organisation.body.name}：{project.title}"[:200],
        body_id=organisation.pk,
        people=tuple(sorted(name for name in named if name)),
        users=tuple(user.pk for user in accounts),
        number=str(project),
    )
