"""What a panel is given of a programme and of its applications."""

from dataclasses import replace
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incubator.admission.models import Application
from incubator.programmes.models import Programme
from portal.accounts import queries as people
from portal.core.reasons import Reason
from portal.organisations.register import queries as register
from portal.organisations.suppliers import queries as suppliers
from portal.panels.operations import EntryWords, SheetLine
from portal.permissions import Permission

CHINESE = "zh-hans"


def lines(programme: Programme) -> list[SheetLine]:
    """The programme's scoring sheet, its items numbered by group: 1.1, 1.2, 2.1."""
    found = []
    grouped = groupby(programme.sheet.all(), key=lambda item: item.group)
    for number, (group, items) in enumerate(grouped, start=1):
        for place, item in enumerate(items, start=1):
            found.append(
                SheetLine(f"{number}.{place}", group, item.title, item.criterion, item.maximum)
            )
    return found


def entry(row: Application) -> EntryWords:
    """An application as the draw sees it: its body, and the people and accounts behind it."""
    organisation = register.all_organisations().filter(pk=row.body_id).first()
    team = None if organisation else suppliers.team(row.body_id)
    named = {row.contact}
    if organisation is not None:
        named.add(organisation.legal_representative)
    if team is not None:
        named |= {founder.name for founder in team.founders.all()}
    accounts = people.holders(Permission.ORGANISATION_VIEW, row.body_id)
    with translation.override(CHINESE):
        name = row.body.shown_name
    return EntryWords(
        case_id=row.case_id or 0,
        name=name,
        body_id=row.body_id,
        people=tuple(sorted(name for name in named if name)),
        users=tuple(user.pk for user in accounts),
        number=str(row),
    )


def named(row: Application, reason: Reason) -> Reason:
    """A reason that says whom it concerns, among many."""
    return replace(
        reason,
        message=_("%(applicant)s: %(words)s"),
        params={"applicant": row.body.shown_name, "words": reason.words},
        cure=reason.mend,
    )
