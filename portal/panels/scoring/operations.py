"""Saving points item by item, signing, and the mean in the act of the last signature."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.panels import conditions, queries, reading, seating
from portal.panels.enums import Declared
from portal.panels.models import Entry, Line, Panel, Part, Score, Seat
from portal.panels.scoring import queries as scoring

CENT = Decimal("0.01")


@transaction.atomic
def save_score(
    *,
    seat: Seat,
    entry: Entry,
    item: Line,
    points: Decimal | str,
    reason: str,
    by: User,
    seen: str | None = None,
) -> Score:
    """Keep the points for one item; they may change until the sheet is signed.

    A reason below the maximum may follow later; without it the sheet cannot be signed. ``seen``
    is ``scoring.queries.seen`` of what the member had before them; None asks nothing.
    Raises Refused: ``not_your_seat``, ``not_declared``, ``not_on_sheet``, ``already_signed``,
    ``points_not_number``, ``points_out_of_range``, ``points_not_half``, ``saved_meanwhile``
    (another device of the member saved other points).
    """
    part = _part(seat, entry, by)
    if item.panel_id != entry.panel_id:
        raise Refused(Reason("not_on_sheet", _("This item is not on the sheet.")))
    try:
        number = conditions.points_of(points, item.maximum)
    except ValueError as error:
        raise Refused(*error.args) from error
    moment = clock.now()
    unsigned = Part.objects.filter(pk=part.pk, signed_at=None, declared=Declared.CLEAR)
    if not unsigned.update(saved_at=moment):
        raise Refused(conditions.already_signed())
    kept = Score.objects.filter(part=part, line=item).first()
    if kept is not None and (kept.points, kept.reason) == (number, reason.strip()):
        return kept
    if seen is not None and seen != scoring.seen(kept):
        raise Refused(conditions.saved_meanwhile())
    score, _made = Score.objects.update_or_create(
        part=part,
        line=item,
        defaults={"points": number, "reason": reason.strip(), "saved_at": moment},
    )
    return score


@transaction.atomic
def sign(*, seat: Seat, entry: Entry, by: User) -> Part:
    """Sign and lock the sheet of an entry; the last signature makes the mean.

    Raises Refused with every reason: ``not_your_seat``, ``not_declared``, ``already_signed``,
    ``items_missing``, ``reasons_missing``, and what the upper app still waits for.
    """
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=entry.panel_id)
    part = Part.objects.select_for_update(of=("self",)).get(pk=_part(seat, entry, by).pk)
    blocked = collect(conditions.SIGN, scoring.sign_facts(part))
    refuse_if_blocked([*reading.unready(panel.kind, entry.case_id), *blocked])
    unsigned = Part.objects.filter(pk=part.pk, signed_at=None, declared=Declared.CLEAR)
    part.signed_at = clock.now()
    if not unsigned.update(signed_at=part.signed_at):
        raise Refused(conditions.already_signed())
    audit.record(
        "panel.signed",
        by=by,
        subject=f"panels.panel:{panel.pk}",
        case=entry.number,
        data={"case_id": entry.case_id, "seat": seat.letter},
    )
    finish_if_all_signed(entry, panel, by=by)
    return part


def finish_if_all_signed(entry: Entry, panel: Panel, *, by: User) -> None:
    """Make the mean when every member has signed and none is missing; then close the panel.

    The caller holds the lock of the panel's row.
    """
    locked = Entry.objects.get(pk=entry.pk)
    parts = list(queries.members(locked).select_related("seat").order_by("seat__pk"))
    if locked.completed_at or len(parts) < queries.minimum():
        return
    if any(part.signed_at is None for part in parts):
        return
    sums = {part.seat.letter: _sum(part) for part in parts}
    locked.mean = mean(list(sums.values()))
    locked.completed_at = clock.now()
    locked.save(update_fields=["mean", "completed_at"])
    audit.record(
        "panel.entry_complete",
        by=by,
        subject=f"panels.panel:{panel.pk}",
        case=locked.number,
        data={
            "case_id": locked.case_id,
            "mean": str(locked.mean),
            "sums": {letter: str(total) for letter, total in sums.items()},
        },
    )
    _close_if_complete(panel, by)


def mean(sums: list[Decimal]) -> Decimal:
    """The mean of all signed sheets, none dropped, 2 decimals, half up."""
    return (sum(sums, Decimal(0)) / len(sums)).quantize(CENT, ROUND_HALF_UP)


def _close_if_complete(panel: Panel, by: User) -> None:
    if panel.entries.filter(completed_at=None).exists():
        return
    panel.completed_at = clock.now()
    panel.save(update_fields=["completed_at"])
    audit.record(
        "panel.complete",
        by=by,
        subject=f"panels.panel:{panel.pk}",
        data={"kind": panel.kind, "subject": panel.subject},
    )
    seating.tell_office(panel, "panel_complete")


def _part(seat: Seat, entry: Entry, by: User) -> Part:
    part = Part.objects.filter(seat=seat, entry=entry).select_related("seat__expert").first()
    if part is None or part.seat.expert.user_id != by.pk or part.seat.left_at is not None:
        raise Refused(Reason("not_your_seat", _("This seat is not yours.")))
    if part.declared != Declared.CLEAR:
        raise Refused(
            Reason(
                "not_declared",
                _("The sheet opens when you have declared that you have no tie."),
                _("Declare it on the page of the panel."),
            )
        )
    if part.signed_at is not None:
        raise Refused(conditions.already_signed())
    return part


def _sum(part: Part) -> Decimal:
    return sum(part.scores.values_list("points", flat=True), Decimal(0))
