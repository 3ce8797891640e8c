"""Writing the register: what a list states, in one transaction with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.audit.operations import Entry as Act
from portal.bodies import operations as bodies
from portal.bodies.operations import Identity
from portal.organisations.register.enums import STRUCK_OFF
from portal.organisations.register.models import Organisation

IDENTITY = frozenset({"name", "code", "kind", "registry"})
WRITTEN_FIELDS = [
    "registry",
    "supervising_unit",
    "legal_representative",
    "registered_on",
    "founding_capital_fen",
    "domicile",
    "business_scope",
    "state",
    "certificate_from",
    "certificate_to",
    "source",
    "source_on",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a list states of one organisation: ``body`` None is a new one.

    ``identity`` and ``facts`` (by field name) hold what is to stand in the register afterwards,
    ``changes`` {fact: [old, new]} what the history tells.
    """

    body: int | None
    identity: Identity
    facts: Mapping[str, Any]
    changes: Mapping[str, list[Any]]
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from: the list, the day it tells of, and the case of its import."""

    title: str
    on: date
    case: str = ""
    channel: str = "web"
    post: str = ""


@transaction.atomic
def write_many(statements: Sequence[Statement], *, source: Source, by: User | None) -> list[int]:
    """Write what a list states; returns the keys in the order of the statements.

    Acts: organisation.registered, .renamed (the old name is kept), .struck_off, .changed.
    """
    new = [s for s in statements if s.body is None]
    keys = iter(_create(new, source))
    _amend([s for s in statements if s.body is not None], source)
    all_keys = [s.body if s.body is not None else next(keys) for s in statements]
    former = [
        (key, name) for key, s in zip(all_keys, statements, strict=True) for name in s.former_names
    ]
    bodies.keep_former_names(former, until=None, source=source.title)
    acts = [
        act for key, s in zip(all_keys, statements, strict=True) for act in _acts(key, s, source)
    ]
    audit.record_many(acts, by=by, case=source.case, post=source.post, channel=source.channel)
    return all_keys


@transaction.atomic
def enter_body(
    *, body: int, identity: Identity, facts: Mapping[str, Any], source: Source, by: User | None
) -> Organisation:
    """Enter a body that exists already (a founding team) with its certificate; it stays one body.

    Everything that hangs on the body stays: members, residence, applications. The list that comes
    later finds it by its code. Raises IntegrityError when the code or the body is entered already.
    """
    statement = Statement(None, identity, facts, {})
    row = _stated(Organisation(pk=body), statement, source)
    row.save(force_insert=True)
    bodies.amend_many({body: identity}, until=source.on, source=source.title)
    audit.record_many(_acts(body, statement, source), by=by, case=source.case, post=source.post)
    return row


@transaction.atomic
def give_way(*, organisation: Organisation, to: int, source: Source, by: User | None) -> None:
    """Take away an organisation that a list entered while the body ``to`` is the same one.

    Raises ProtectedError, and changes nothing, when anything but the list hangs on it: people,
    cases, inspections, grades.
    """
    body, key = organisation.body, organisation.pk
    about = {"name": body.name, "code": body.credit_code or "", "to": to}
    organisation.delete()
    body.delete()
    audit.record_many(
        [Act("organisation.gave_way", f"organisations.organisation:{key}", about)],
        by=by,
        case=source.case,
        post=source.post,
    )


def _create(statements: Sequence[Statement], source: Source) -> list[int]:
    keys = bodies.create_many(s.identity for s in statements)
    Organisation.objects.bulk_create(
        _stated(Organisation(pk=key), s, source) for key, s in zip(keys, statements, strict=True)
    )
    return keys


def _amend(statements: Sequence[Statement], source: Source) -> None:
    by_key = {s.body: s for s in statements if s.body is not None}
    found = Organisation.objects.select_for_update(no_key=True).in_bulk(list(by_key))
    Organisation.objects.bulk_create(
        [_stated(row, by_key[key], source) for key, row in found.items()],
        update_conflicts=True,
        unique_fields=["body"],
        update_fields=WRITTEN_FIELDS,
    )
    identities = {key: s.identity for key, s in by_key.items() if IDENTITY & s.changes.keys()}
    bodies.amend_many(identities, until=source.on, source=source.title)


def _stated(row: Organisation, statement: Statement, source: Source) -> Organisation:
    for field, value in statement.facts.items():
        setattr(row, field, value)
    row.source, row.source_on = source.title[:200], source.on
    return row


def _acts(key: int, statement: Statement, source: Source) -> list[Act]:
    subject = f"organisations.organisation:{key}"
    stated = {"source": source.title}
    if statement.body is None:
        identity = statement.identity
        words = {"name": identity.name, "code": identity.credit_code or "", "kind": identity.kind}
        state = {"state": statement.facts["state"]} if "state" in statement.facts else {}
        return [Act("organisation.registered", subject, words | state | stated)]
    changes = dict(statement.changes)
    acts = []
    if "name" in changes:
        old, new = changes.pop("name")
        acts.append(Act("organisation.renamed", subject, {"old": old, "new": new} | stated))
    if changes.get("state", [None, None])[1] in STRUCK_OFF:
        old, new = changes.pop("state")
        acts.append(Act("organisation.struck_off", subject, {"old": old, "new": new} | stated))
    if changes:
        acts.append(Act("organisation.changed", subject, {"changes": changes} | stated))
    return acts
