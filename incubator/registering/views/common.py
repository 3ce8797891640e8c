"""What the pages of a registration share: the row, its papers, documents and rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.registering import checklist, judging, naming, queries
from incubator.registering.enums import Kind, RegistrationState, Settling
from incubator.registering.models import Registration, WrittenPaper
from portal.accounts.queries import signed_in
from portal.core import days, money
from portal.core.reasons import Reason, Text, collect
from portal.core.ui import Fact, Link
from portal.organisations import casepage
from portal.workflow import queries as cases

if TYPE_CHECKING:
    from django.db.models import QuerySet

State = RegistrationState


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the list as pages show it."""

    code: str
    title: Text
    who: Text
    hint: Text
    ready: bool
    needed: bool
    note: Text
    file: str
    sheets: Sequence[Text]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A written paper with its two files."""

    title: Text
    made: Any
    version: int
    handed_in: Any
    pdf: str
    docx: str


def found(request: HttpRequest, rows: QuerySet[Registration], pk: int) -> Registration:
    """The row with everything its page shows; the same 404 for an absent and another's one."""
    row = cases.one_of(queries.with_documents(rows), pk, signed_in(request))
    if row is None:
        raise Http404
    return row


def visible(request: HttpRequest, pk: int) -> Registration:
    """A row that the person may see in any part."""
    return found(request, queries.visible_to(signed_in(request)), pk)


def base_values(row: Registration, *, mine: bool) -> dict[str, Any]:
    """What both readers see."""
    until = queries.registry_until(row)
    activity = queries.activity_until(row)
    return {
        "row": row,
        "page": casepage.of(row, mine=mine),
        "documents": documents(row),
        "papers": papers(queries.current(row).values()),
        "older": papers(queries.older(row)),
        "people": list(row.people.all()),
        "members": judging.members(row),
        "rounds": rounds(row),
        "until": until,
        "until_left": queries.left(until) if until else 0,
        "activity": activity,
        "facts": facts(row),
        "named": names(row),
        "settled": settled(row),
        "is_group": row.kind == Kind.SOCIAL_GROUP,
        "clause": checklist.CLAUSES[Kind(row.kind)],
    }


def documents(row: Registration) -> list[DocumentRow]:
    """The list in legal order; the papers that the portal writes are there once written."""
    if row.status in (State.NAMING, State.NAME_CHECK):
        return []
    written = queries.current(row)
    kept = {one.code: one for one in row.documents.all()}
    shown = []
    for one in checklist.wanted(row.kind, row.mode):
        own = kept.get(one.code)
        ready = bool(own and own.ready_on)
        made = bool(one.sheets) and all(sheet in written for sheet in one.sheets)
        note = ""
        if own is not None and own.ready_on is not None:
            by = own.ready_by.get_full_name() if own.ready_by else ""
            note = f"{days.date_words(own.ready_on)} {by}"
        address = ""
        if own is not None and own.file_id is not None:
            address = reverse("registration_document_file", args=[row.pk, one.code])
        shown.append(
            DocumentRow(
                one.code,
                one.title,
                one.who.label,
                one.hint,
                ready or made,
                checklist.needed(one, row.mode),
                note,
                address,
                [sheet.label for sheet in one.sheets],
            )
        )
    return shown


def papers(rows: Any) -> list[PaperRow]:
    """Written papers with the addresses of their files, in the order of the list."""
    return [
        PaperRow(
            row.get_sheet_display(),
            row.made_at,
            row.version,
            row.handed_in_on,
            _address(row, "pdf"),
            _address(row, "docx"),
        )
        for row in rows
    ]


def rounds(row: Registration) -> list[dict[str, Any]]:
    """The rounds with their points and answers, the last one first."""
    numbers = sorted({point.round for point in row.missing.all()}, reverse=True)
    return [
        {
            "number": number,
            "asker": next(p.get_asker_display() for p in row.missing.all() if p.round == number),
            "points": [point for point in row.missing.all() if point.round == number],
        }
        for number in numbers
    ]


def names(row: Registration) -> dict[str, Any]:
    """What a machine finds on the name, and names that would pass; only while it is open."""
    if row.status not in (State.NAMING, State.NAME_CHECK):
        return {}
    known = judging.name_facts(row)
    return {
        "reasons": collect(naming.NAME, known),
        "suggestions": naming.suggestions(known),
        "others": [name for name in row.other_names if name],
    }


def warnings(reasons: Sequence[Reason]) -> list[Reason]:
    """Those that do not block."""
    return [reason for reason in reasons if not reason.blocks]


def facts(row: Registration) -> list[Fact]:
    """What is known of the organisation to be."""
    way = row.get_mode_display() if row.mode else ""
    if row.direct_kind:
        way = f"{way} ({row.get_direct_kind_display()})"
    shown = [
        Fact(_("Legal kind"), row.get_kind_display()),
        Fact(_("Name wanted"), row.name),
        Fact(_("Team"), row.body.shown_name),
        Fact(_("Registry"), row.registry.name),
        Fact(_("Base that helps"), row.base.body.name, note=row.base.phone),
        Fact(_("Way"), way),
        Fact(_("Supervising or industry unit"), row.unit, note=row.unit_document),
        Fact(_("Purpose"), row.purpose),
        Fact(_("Business scope"), row.scope),
        Fact(_("Domicile"), row.domicile, note=row.domicile_right),
        Fact(
            _("Registered funds"),
            _("%(amount)s yuan") % {"amount": money.yuan(row.capital_fen)}
            if row.capital_fen is not None
            else "",
            note=row.capital_source,
        ),
        Fact(_("Contact"), row.contact),
    ]
    if row.submitted_on:
        shown.append(
            Fact(
                _("Handed in at the registry"),
                days.date_words(row.submitted_on),
                note=row.accepted_number,
            )
        )
    if row.decided_on:
        shown.append(
            Fact(
                _("Decided by the registry"),
                days.date_words(row.decided_on),
                note=row.decision_document,
            )
        )
    if row.credit_code:
        shown.append(Fact(_("Credit code"), row.credit_code))
    return shown


def settled(row: Registration) -> list[Fact]:
    """The steps after the certificate: what is entered and what is not."""
    done = {one.step: one for one in row.settled.all()}
    return [
        Fact(
            step.label,
            days.date_words(done[step].done_on) if step in done else "",
            note=done[step].words if step in done else "",
        )
        for step in Settling
    ]


def downloads(row: Registration) -> list[Link]:
    """Everything as one ZIP."""
    return [
        Link(_("All papers as one ZIP"), reverse("registration_zip", args=[row.pk]), "download")
    ]


def _address(row: WrittenPaper, form: str) -> str:
    return reverse("registration_paper", args=[row.registration_id, row.pk, form])
