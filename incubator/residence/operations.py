"""Offering, signing, returning and countersigning agreements; the beginning of residence."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.admission.letters import Said
from incubator.admission.models import Application
from incubator.admission.operations import take
from incubator.allowances import operations as allowances
from incubator.programmes import freezing
from incubator.programmes import queries as programmes
from incubator.residence import conditions, queries, slots, telling, words
from incubator.residence.conditions import BeginFacts
from incubator.residence.models import Agreement, Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted
from portal.files import operations as files
from portal.files.slots import Slot
from portal.permissions import Permission
from portal.workflow import engine, numbers

PREFIX = "XY"


def prepare(application: Application) -> Agreement:
    """The agreement of an application that is offered one, with its number and its words.

    Called inside the act of offering. The PDF is made by the worker.
    """
    made = Agreement.objects.create(
        application=application,
        number=numbers.case_number(PREFIX),
        words=words.paragraphs(application),
        offered_at=clock.now(),
    )
    _record("agreement.prepared", made, application, None, {"number": made.number})
    return made


@transaction.atomic
def keep_pdf(*, agreement: Agreement, content: bytes) -> Agreement:
    """Keep the PDF that was made of an agreement, once."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if row.made_id is None:
        application = row.application
        row.made = files.store_made(
            content=content,
            name=f"{row.number}.pdf",
            slot=slots.MADE,
            owner=files.Owner(body=application.programme.office_id),
            by=None,
            case=str(application),
        )
        row.save(update_fields=["made"])
    return row


def sign(*, application: Application, upload: File[Any], by: User) -> Application:
    """Hand in the scan with the organisation's signature and stamp.

    Raises Refused: every reason against the file, ``not_possible_now``, ``not_permitted``.
    """
    stored = _keep(upload, slots.OWN, application, by)
    with transaction.atomic():
        row = _agreement(application)
        row.own, row.own_at, row.own_by = stored, clock.now(), by
        row.save(update_fields=["own", "own_at", "own_by"])
        return take(application, "sign", by=by, data={"sha256": stored.sha256})


@transaction.atomic
def return_agreement(*, application: Application, by: User, words: str) -> Application:
    """Send the scan back with what is wrong with it; the applicant uploads it again.

    Raises Refused: ``words_missing`` and those of every step.
    """
    row = _agreement(application)
    row.own, row.own_at, row.own_by = None, None, None
    row.save(update_fields=["own", "own_at", "own_by"])
    return take(application, "return_agreement", by=by, note=words, said=Said(reasons=words))


def countersign(
    *, application: Application, upload: File[Any], begins_on: date, by: User
) -> Residence:
    """Keep the agreement with both stamps; the residence begins on the day chosen.

    Raises Refused with every reason: the file's, ``begins_too_early``, ``begins_too_late``,
    ``not_possible_now``, ``not_permitted``, ``own_case``, and whatever stands against the
    organisation today (``struck_off``, ``on_abnormal_list``, ``already_resident`` …).
    """
    stored = _keep(upload, slots.BOTH, application, by)
    with transaction.atomic():
        agreement = _agreement(application)
        agreement.both, agreement.both_at, agreement.both_by = stored, clock.now(), by
        agreement.save(update_fields=["both", "both_at", "both_by"])
        return _begin(application, begins_on, by, stored.sha256)


def _begin(application: Application, begins_on: date, by: User, digest: str) -> Residence:
    programme, today = application.programme, clock.today()
    ends_on = workdays.months_later(begins_on, programme.period_months)
    facts = BeginFacts(begins_on, today, queries.latest_begin(today))
    said = Said(begins_on=begins_on, ends_on=ends_on)
    against = collect(conditions.BEGIN, facts)
    data = {"sha256": digest, "begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat()}
    row = _with_all_reasons(against, application, by, said, data)
    residence = _open(row, begins_on, ends_on)
    _record("residence.begun", residence, row, by, data)
    return residence


def _with_all_reasons(
    against: Iterable[Reason], application: Application, by: User, said: Said, data: dict[str, Any]
) -> Application:
    found = tuple(against)
    try:
        row = take(application, "countersign", by=by, said=said, data=data)
    except Refused as refusal:
        raise Refused(*found, *refusal.reasons) from refusal
    if found:
        raise Refused(*found)
    return row


def _open(row: Application, begins_on: date, ends_on: date) -> Residence:
    residence = Residence(
        application=row,
        body_id=row.body_id,
        base_id=row.programme.base_id,
        form=row.form,
        begins_on=begins_on,
        ends_on=ends_on,
        terms=freezing.terms(programmes.content_of(row.programme, row.programme_version)),
    )
    try:
        with transaction.atomic():
            opened = open_case(residence)
            allowances.grant(residence=opened, rows=opened.terms["allowances"], by=None)
            return opened
    except IntegrityError as error:
        raise Refused(
            Reason(
                "already_resident",
                _("The organisation has just begun another residence."),
                _("Finish that residence first."),
            )
        ) from error


def open_case(residence: Residence) -> Residence:
    """Save a new residence with its case, in the hands of the base's office."""
    opening = engine.Opening(
        applicant=residence.body.name,
        holder_id=residence.base.office_id,
        body_id=residence.body_id,
    )
    data = {"base": residence.base_id, "terms": residence.terms}
    return engine.open_case(residence, opening, by=None, data=data)[0]


@transaction.atomic
def adopt(*, residence: Residence) -> Residence:
    """Make a case of a residence from before the upgrade, with the terms of its programme.

    Its allowances are granted for all its periods. A residence with a case stays as it is.
    """
    row = Residence.objects.select_for_update(of=("self",)).get(pk=residence.pk)
    if row.case_id is not None or row.ended_on is not None:
        return row
    if not row.terms:
        application = row.application
        kept = programmes.content_of(application.programme, application.programme_version)
        row.terms = freezing.terms(kept)
    opened = open_case(row)
    allowances.grant(residence=opened, rows=opened.terms["allowances"], by=None)
    return opened


@transaction.atomic
def take_step(
    residence: Residence,
    action: str,
    *,
    by: User | None,
    note: str = "",
    known: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    outcome: str = "",
) -> Residence:
    """Take one step of a residence with the facts read anew, and tell the organisation.

    ``known`` are facts that a higher subject knows (points of a review, exit items, what is not
    back). ``outcome`` ends the residence today. Returns the row, locked until the transaction
    ends. Raises Refused with every reason.
    """
    row = engine.advance(
        residence,
        action,
        by=by,
        facts=lambda locked: replace(queries.facts(locked, by), **(known or {})),
        note=note,
        data={**(data or {}), **({"outcome": outcome} if outcome else {})},
    )
    if outcome:
        row.outcome, row.ended_on = outcome, max(clock.today(), row.begins_on)
        row.save(update_fields=["outcome", "ended_on"])
    telling.tell(row, action)
    return row


def _agreement(application: Application) -> Agreement:
    """Lock the application, then its agreement."""
    Application.objects.select_for_update().get(pk=application.pk)
    row = Agreement.objects.select_for_update().filter(application=application.pk).first()
    if row is None:
        raise Refused(Reason("no_agreement", _("No agreement has been offered in this case yet.")))
    return row


def _keep(upload: File[Any], slot: Slot, application: Application, by: User) -> Any:
    """Store before any row is locked; only for who may see the application at all."""
    if not admission.visible_to(by).filter(pk=application.pk).exists():
        raise Refused(not_permitted())
    owner = files.Owner(body=application.body_id, user=by.pk)
    return files.store(upload=upload, slot=slot, owner=owner, by=by, case=str(application))


def _record(
    action: str,
    row: Agreement | Residence,
    application: Application,
    by: User | None,
    data: dict[str, Any],
) -> None:
    office = application.programme.office_id
    audit.record(
        action,
        by=by,
        subject=f"{row._meta.label_lower}:{row.pk}",
        case=str(application),
        data=data,
        post=people.post_in(by, Permission.ADMISSION_CHECK, office) if by else "",
    )
