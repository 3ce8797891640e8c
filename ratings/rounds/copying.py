"""A new round begins with what the last one of its registry had."""

from ratings.rounds.models import Material, Round, RoundBand, RoundSheet
from ratings.schemes.enums import Phase


def texts(last: Round | None, row: Round) -> Round:
    """Take over contact, telephone and counter; the notice is written anew."""
    if last is not None:
        row.contact, row.phone, row.address = last.contact, last.phone, last.address
    return row


def rows(last: Round, row: Round) -> None:
    """Take over the papers, and the sheets whose indicators are still used, with their bands."""
    Material.objects.bulk_create(
        [
            Material(
                round=row, order=one.order, title=one.title, hint=one.hint, required=one.required
            )
            for one in last.materials.all()
        ]
    )
    for sheet in last.sheets.select_related("version").prefetch_related("bands"):
        if sheet.version.phase != Phase.PUBLISHED:
            continue
        made = RoundSheet.objects.create(
            round=row, kind=sheet.kind, sub_kind=sheet.sub_kind, version=sheet.version
        )
        RoundBand.objects.bulk_create(
            [RoundBand(sheet=made, grade=b.grade, lower=b.lower) for b in sheet.bands.all()]
        )
