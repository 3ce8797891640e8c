"""The certificate: in one act the team becomes the organisation and keeps everything it had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.registering import result
from incubator.registering.models import Registration
from incubator.registering.operations import take
from incubator.registering.result import Certificate
from portal.accounts.models import User
from portal.bodies import queries as places
from portal.bodies.operations import Identity
from portal.core import clock, credit_code
from portal.core.reasons import Reason, Refused, collect
from portal.organisations.imports import operations as imports
from portal.organisations.register import operations as register
from portal.organisations.register import queries as entered
from portal.organisations.register.enums import RegisterState
from portal.organisations.register.operations import Source

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Given:
    """What the certificate of the registry says, as typed."""

    code: str
    registered_on: date | None
    document: str
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def record(*, registration: Registration, given: Given, by: User) -> Registration:
    """Record the certificate; the team's own body becomes the organisation.

    Members, residence, applications, allowances and requests hang on the body and stay. The body
    gets kind, registered name and code, the register its facts. A list that comes later finds the
    organisation by its code; what a list brought earlier under this code and name gives way, unless
    people or records hang on it. Raises Refused with every reason: ``code_…``, ``day_…``,
    ``no_document``, ``code_taken``, ``own_case`` and those of every step.
    """
    _make_way(registration, given, by)
    reasons = collect(result.CERTIFICATE, certificate_facts(registration, given))
    try:
        with transaction.atomic():
            row = take(
                registration,
                "register",
                by=by,
                known={"against": reasons},
                data={"code": credit_code.clean(given.code), "on": str(given.registered_on)},
            )
            _write(row, given, by)
    except IntegrityError as error:
        raise Refused(_taken()) from error
    return row


def certificate_facts(registration: Registration, given: Given) -> Certificate:
    """The certificate held against what the portal knows."""
    code = credit_code.check(given.code)
    holder = places.with_code(code.code)
    return Certificate(
        code=code,
        kind=registration.kind,
        registered_on=given.registered_on,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        submitted_on=registration.submitted_on,
        today=clock.today(),
        document=given.document,
        holder=holder.name if holder and holder.pk != registration.body_id else "",
        same_name=holder is not None and holder.name == registration.name,
    )


def _make_way(registration: Registration, given: Given, by: User) -> None:
    code = credit_code.clean(given.code)
    listed = entered.public().filter(body__credit_code=code, body__name=registration.name)
    found = listed.exclude(pk=registration.body_id).select_related("body").first()
    if found is None:
        return
    try:
        with transaction.atomic():
            imports.rematch(old=found.pk, new=registration.body_id)
            source = Source("", clock.today(), case=str(registration))
            register.give_way(organisation=found, to=registration.body_id, source=source, by=by)
    except ProtectedError:
        return


def _write(row: Registration, given: Given, by: User) -> None:
    code, on = credit_code.clean(given.code), given.registered_on
    row.credit_code, row.decided_on = code, on
    row.decision_document = given.document.strip()[:80]
    row.certificate_from, row.certificate_to = given.valid_from or on, given.valid_to
    row.save(
        update_fields=[
            "credit_code",
            "decided_on",
            "decision_document",
            "certificate_from",
            "certificate_to",
        ]
    )
    with translation.override(CHINESE):
        source = _("Certificate recorded in case %(number)s") % {"number": str(row)}
    register.enter_body(
        body=row.body_id,
        identity=Identity(row.kind, row.name, code, row.body.division_id),
        facts=_facts(row),
        source=Source(source, clock.today(), case=str(row)),
        by=by,
    )


def _facts(row: Registration) -> dict[str, object]:
    head = row.people.filter(head=True).first()
    return {
        "registry_id": row.registry_id,
        "supervising_unit": row.unit,
        "legal_representative": head.name if head else "",
        "registered_on": row.decided_on,
        "founding_capital_fen": row.capital_fen,
        "domicile": row.domicile,
        "business_scope": row.scope,
        "state": RegisterState.NORMAL,
        "certificate_from": row.certificate_from,
        "certificate_to": row.certificate_to,
    }


def _taken() -> Reason:
    return Reason(
        "code_taken",
        gettext_lazy("Somebody has just entered an organisation with this code."),
        gettext_lazy("Open the register and compare."),
    )
