"""Convening, drawing, declaring, replacing. Scoring and signing stand in ``scoring``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.law.queries import rule
from portal.panels import conditions, queries, seating
from portal.panels.conditions import ConveneFacts
from portal.panels.enums import Declared
from portal.panels.experts.conditions import Named
from portal.panels.models import Draw, Entry, Line, Panel, Part, Seat
from portal.panels.scoring.operations import finish_if_all_signed, save_score, sign
from portal.permissions import Permission

__all__ = [
    "Answer",
    "EntryWords",
    "SheetLine",
    "Terms",
    "convene",
    "declare",
    "draw",
    "draw_substitute",
    "replace",
    "save_score",
    "sign",
]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An item of the sheet; ``maximum`` in points, whole or half."""

    code: str
    group: str
    title: str
    criterion: str
    maximum: Decimal | int


@dataclass(frozen=True, slots=True)
class EntryWords:
    """A case to be judged: the id and name, its body, the people and accounts behind it.

    ``people`` are names (legal representative, founders, contacts), ``users`` account ids;
    ``number`` is the case number under which the history files the events.
    """

    case_id: int
    name: str
    body_id: int | None
    people: tuple[str, ...] = ()
    users: tuple[int, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an upper app lays down for its panels, from its own rule rows.

    ``most`` members at most (None: no limit); ``even``: nobody votes, so the number may be even;
    ``whole`` False: the sheet need not sum to 100.
    """

    most: int | None = None
    even: bool = False
    whole: bool = True


VOTING = Terms()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member declares of one name."""

    tie: bool
    words: str = ""


@transaction.atomic
def convene(
    *,
    office_id: int,
    kind: str,
    subject: str,
    title: str,
    size: int,
    sheet: Sequence[SheetLine],
    entries: Sequence[EntryWords],
    by: User,
    terms: Terms = VOTING,
) -> Panel:
    """Convene a panel of ``size`` members over some entries; the draw comes afterwards.

    Raises Refused with every reason: ``not_permitted``, ``panel_even``, ``panel_too_small``,
    ``panel_too_large``, ``sheet_not_100``, ``sheet_item_points``, ``sheet_code_twice``,
    ``no_entries``, ``not_enough_experts``.
    """
    today = clock.today()
    rows = [
        Entry(
            position=place,
            case_id=entry.case_id,
            number=entry.number,
            name=entry.name,
            body_id=entry.body_id,
            people=list(entry.people),
            users=list(entry.users),
        )
        for place, entry in enumerate(entries)
    ]
    names: list[Named] = [queries.named(row) for row in rows]
    facts = ConveneFacts(
        size=size,
        minimum=queries.minimum(),
        whole=rule("panels.sheet", on=today).value if terms.whole else None,
        maxima=tuple(Decimal(line.maximum) for line in sheet),
        codes=tuple(line.code for line in sheet),
        entries=len(entries),
        free=len(seating.sift(names)[0]),
        permitted=people.may(by, Permission.PANEL_CONVENE, body=office_id),
        most=terms.most,
        even_allowed=terms.even,
    )
    refuse_if_blocked(collect(conditions.CONVENE, facts))
    panel = Panel.objects.create(
        office_id=office_id,
        kind=kind,
        subject=subject,
        title=title,
        size=size,
        convened_by=by,
        convened_at=clock.now(),
    )
    for row in rows:
        row.panel = panel
    Entry.objects.bulk_create(rows)
    Line.objects.bulk_create(
        Line(
            panel=panel,
            position=place,
            code=line.code,
            group=line.group,
            title=line.title,
            criterion=line.criterion,
            maximum=line.maximum,
        )
        for place, line in enumerate(sheet)
    )
    data = {"kind": kind, "subject": subject, "size": size, "entries": len(rows)}
    _record("panel.convened", panel, by, data)
    return panel


@transaction.atomic
def draw(*, panel: Panel, by: User) -> Draw:
    """Draw the members by lot among the experts without a tie to any name, once.

    Raises Refused: ``not_permitted``, ``already_drawn``, ``not_enough_experts``.
    """
    locked = _lock(panel, by)
    if locked.drawn_at is not None:
        raise Refused(
            Reason(
                "already_drawn",
                _("The members of this panel have been drawn already."),
                _("See the record of the draw on the page of the panel."),
            )
        )
    entries = list(locked.entries.all())
    free, _excluded = seating.sift([queries.named(entry) for entry in entries])
    if len(free) < locked.size:
        raise Refused(conditions.too_few(len(free), locked.size))
    length = rule("panels.scoring", on=clock.today())
    locked.drawn_at = clock.now()
    locked.due_on = workdays.deadline(locked.drawn_at, length.value, length.unit).last_day
    locked.save(update_fields=["drawn_at", "due_on"])
    return seating.hold(locked, entries, locked.size, by=by)


@transaction.atomic
def declare(*, seat: Seat, answers: Mapping[int, Answer], by: User) -> None:
    """Declare, per entry (its id), no tie or a tie; a tie takes the member out of that entry.

    A "no tie" may still become a tie until the member has signed, never the other way. Where
    too few members are left a substitute is drawn at once.
    Raises Refused: ``not_your_seat``, ``seat_left``, ``names_missing``, ``already_signed``.
    """
    panel = Panel.objects.select_for_update().select_related("office").get(pk=seat.panel_id)
    kept = Seat.objects.select_related("expert").get(pk=seat.pk)
    if kept.expert.user_id != by.pk:
        raise Refused(Reason("not_your_seat", _("This seat is not yours.")))
    if kept.left_at is not None:
        raise Refused(Reason("seat_left", _("Somebody else was drawn in your place.")))
    parts = list(kept.parts.select_for_update().order_by("pk"))
    _refuse_unfit(parts, answers)
    moment = clock.now()
    for part in parts:
        answer = answers.get(part.entry_id)
        if answer is not None and _changes(part, answer):
            _declare(part, kept, answer, by)
            part.declared_at = moment
            part.save(update_fields=["declared", "declared_at", "tie_words"])
    for part in parts:
        if part.declared == Declared.TIE and part.declared_at == moment:
            entry = Entry.objects.select_related("panel__office", "body").get(pk=part.entry_id)
            seating.fill(entry, by=None)
            finish_if_all_signed(entry, panel, by=by)


@transaction.atomic
def draw_substitute(*, entry: Entry, by: User) -> Draw:
    """Draw for an entry with too few members, after the pool has grown.

    Raises Refused: ``not_permitted``, ``enough_members``, ``not_enough_experts``.
    """
    panel = _lock(entry.panel, by)
    locked = panel.entries.select_related("panel__office", "body").get(pk=entry.pk)
    left = queries.members(locked).count()
    if panel.drawn_at is None or locked.completed_at or left >= queries.minimum():
        raise Refused(Reason("enough_members", _("No member is missing for this name.")))
    held = seating.fill(locked, by=by)
    if held is None:
        raise Refused(conditions.too_few(0, queries.minimum() - left))
    return held


@transaction.atomic
def replace(*, seat: Seat, reason: str, by: User) -> Draw | None:
    """Take the seat from a member who cannot be reached, and draw another at once.

    Returns the draw, or None when nobody can be drawn; entries that are short then wait.
    Raises Refused: ``not_permitted``, ``reason_missing``, ``seat_left``, ``signed_something``.
    """
    panel = _lock(seat.panel, by)
    kept = panel.seats.select_related("expert__user").get(pk=seat.pk)
    parts = list(kept.parts.select_for_update().exclude(declared=Declared.TIE).order_by("pk"))
    refuse_if_blocked(_unfit_to_leave(kept, parts, reason))
    kept.left_at, kept.left_reason = clock.now(), reason.strip()
    kept.save(update_fields=["left_at", "left_reason"])
    _record("panel.replaced", panel, by, {"seat": kept.letter})
    seating.tell(panel, "panel_replaced", to=[kept.expert.user], once=str(kept.pk))
    ids = [part.entry_id for part in parts]
    entries = list(panel.entries.filter(pk__in=ids).select_related("panel__office", "body"))
    held = seating.hold(panel, entries, 1, by=by, reason=kept.left_reason) if entries else None
    for entry in entries:
        seating.fill(entry, by=by)
        finish_if_all_signed(entry, panel, by=by)
    return held if held and held.drawn else None


def _lock(panel: Panel, by: User) -> Panel:
    locked = Panel.objects.select_for_update(of=("self",)).select_related("office").get(pk=panel.pk)
    if not people.may(by, Permission.PANEL_CONVENE, body=locked.office_id):
        raise Refused(conditions.not_permitted())
    return locked


def _refuse_unfit(parts: Sequence[Part], answers: Mapping[int, Answer]) -> None:
    found = []
    if any(part.declared == Declared.NOTHING and part.entry_id not in answers for part in parts):
        found.append(
            Reason("names_missing", _("Declare for every name whether you have a tie to it."))
        )
    if any(part.signed_at and part.entry_id in answers for part in parts):
        found.append(conditions.already_signed())
    refuse_if_blocked(found)


def _changes(part: Part, answer: Answer) -> bool:
    return part.declared == Declared.NOTHING or (answer.tie and part.declared == Declared.CLEAR)


def _declare(part: Part, seat: Seat, answer: Answer, by: User) -> None:
    part.declared = Declared.TIE if answer.tie else Declared.CLEAR
    part.tie_words = answer.words.strip() if answer.tie else ""
    data = {"case_id": part.entry.case_id, "seat": seat.letter, "tie": answer.tie}
    audit.record(
        "panel.declared",
        by=by,
        subject=f"panels.panel:{seat.panel_id}",
        case=part.entry.number,
        data=data,
    )


def _unfit_to_leave(seat: Seat, parts: Sequence[Part], reason: str) -> list[Reason]:
    found = []
    if not reason.strip():
        found.append(Reason("reason_missing", _("Say why the member is replaced.")))
    if seat.left_at is not None:
        found.append(Reason("seat_left", _("This member has been replaced already.")))
    if any(part.signed_at for part in parts):
        found.append(
            Reason(
                "signed_something",
                _("This member has signed a sheet and can no longer be replaced."),
            )
        )
    return found


def _record(action: str, panel: Panel, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, by=by, subject=f"panels.panel:{panel.pk}", data=dict(data))
