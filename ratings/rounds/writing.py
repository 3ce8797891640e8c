"""Writing a draft: its words and days, its sheets with their bands, its list of papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, refuse_if_blocked
from portal.permissions import Permission
from ratings.rounds import checking, keeping
from ratings.rounds.enums import MATERIALS_MOST
from ratings.rounds.models import Material, Round, RoundBand, RoundSheet
from ratings.schemes.enums import Phase

if TYPE_CHECKING:
    from portal.accounts.models import User
    from ratings.schemes.models import Version

EDIT = Permission.RATING_EDIT


@transaction.atomic
def write(
    *,
    rating_round: Round,
    year: int,
    title: str,
    notice: str,
    opens_on: date | None,
    closes_on: date | None,
    contact: str,
    phone: str,
    address: str,
    by: User,
) -> Round:
    """Keep the words and days of a draft, whatever is still missing.

    Raises Refused: ``not_permitted``, ``not_a_draft``, ``year_impossible``, ``title_missing``,
    ``days_reversed``.
    """
    row = keeping.draft(rating_round, by)
    reasons = keeping.basics(year, title)
    if opens_on is not None and closes_on is not None and closes_on < opens_on:
        reasons.append(
            Reason(
                "days_reversed",
                _("The last day lies before the first."),
                _("Mend the wrong one of the two days."),
            )
        )
    refuse_if_blocked(reasons)
    row.year, row.title, row.notice = year, title.strip(), notice.strip()
    row.opens_on, row.closes_on = opens_on, closes_on
    row.contact, row.phone, row.address = contact.strip(), phone.strip(), address.strip()
    return _written(row, by, "words")


@transaction.atomic
def set_sheet(
    *, rating_round: Round, version: Version, bands: Mapping[int, Decimal], by: User
) -> RoundSheet:
    """Name the indicators of a type with the lower bounds of its grades (by level, 5: 5A).

    What the round named for the type before is replaced. Raises Refused: ``not_permitted``,
    ``not_a_draft``, ``version_not_usable``, and what is wrong with the bands (``bands_overlap``,
    ``band_hole``, ``band_out_of_reach``, ``bands_missing``).
    """
    row, scheme = keeping.draft(rating_round, by), version.scheme
    name = f"{scheme.get_kind_display()} {scheme.get_sub_kind_display()}".strip()
    reasons = list(checking.bands_possible(name, bands, version.total + version.bonus_most))
    if version.phase != Phase.PUBLISHED:
        reasons.insert(0, _not_usable(name))
    refuse_if_blocked(reasons)
    row.sheets.filter(kind=scheme.kind, sub_kind=scheme.sub_kind).delete()
    made = RoundSheet.objects.create(
        round=row, kind=scheme.kind, sub_kind=scheme.sub_kind, version=version
    )
    RoundBand.objects.bulk_create(
        [RoundBand(sheet=made, grade=grade, lower=lower) for grade, lower in bands.items()]
    )
    _written(row, by, "sheet")
    return made


@transaction.atomic
def drop_sheet(*, rating_round: Round, sheet: int, by: User) -> Round:
    """Rate a type no longer in this round. Raises Refused: ``not_permitted``, ``not_a_draft``."""
    row = keeping.draft(rating_round, by)
    row.sheets.filter(pk=sheet).delete()
    return _written(row, by, "sheet")


@transaction.atomic
def set_materials(
    *, rating_round: Round, required: Sequence[str], further: Sequence[str], by: User
) -> Round:
    """Keep the list of papers; a line is "paper" or "paper：what to look out for".

    Raises Refused: ``not_permitted``, ``not_a_draft``, ``papers_too_many``, ``paper_twice``.
    """
    row = keeping.draft(rating_round, by)
    lines = [(line, True) for line in required] + [(line, False) for line in further]
    papers = [(*_parted(line), needed) for line, needed in lines if line.strip()]
    reasons = []
    if len(papers) > MATERIALS_MOST:
        reasons.append(
            Reason(
                "papers_too_many",
                _("A round asks for at most %(most)s papers."),
                _("Leave out what the portal knows already."),
                params={"most": MATERIALS_MOST},
            )
        )
    titles = [title for title, _hint, _needed in papers]
    reasons += [
        Reason(
            "paper_twice",
            _("“%(paper)s” stands twice in the list."),
            _("Take one of the two out."),
            params={"paper": title},
        )
        for title in sorted({one for one in titles if titles.count(one) > 1})
    ]
    refuse_if_blocked(reasons)
    row.materials.all().delete()
    Material.objects.bulk_create(
        [
            Material(round=row, order=order, title=title, hint=hint, required=needed)
            for order, (title, hint, needed) in enumerate(papers)
        ]
    )
    return _written(row, by, "papers")


def _written(row: Round, by: User, part: str) -> Round:
    row.written_at, row.written_by = clock.now(), by
    row.save()
    audit.record(
        "round_draft.written",
        by=by,
        subject=f"ratings.round:{row.pk}",
        case=row.case.number if row.case else "",
        data={"part": part},
        post=people.post_in(by, EDIT, row.registry_id),
    )
    return row


def _parted(line: str) -> tuple[str, str]:
    title, _mark, hint = line.replace(":", "：").partition("：")
    return title.strip()[:120], hint.strip()[:300]


def _not_usable(name: str) -> Reason:
    return Reason(
        "version_not_usable",
        _("The indicators for %(sheet)s are no longer used."),
        _("Choose the version that holds now."),
        params={"sheet": name},
    )
