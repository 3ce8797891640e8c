"""What the team enters: name, unit, facts, documents, answers, steps after the certificate.

Saving is not handing in; what the law wants is judged when the papers are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.registering import documents, queries, slots
from incubator.registering.enums import (
    FACTS_OPEN,
    NAME_OPEN,
    RegistrationState,
    Settling,
)
from incubator.registering.models import (
    Registration,
    RegistrationDocument,
    SettledStep,
    WrittenPaper,
)
from incubator.registering.opened import opened, permit, record
from incubator.registering.operations import cleaned, past
from portal.accounts.models import User
from portal.core import clock
from portal.core.pdf import FontMissingError
from portal.core.reasons import Reason, Refused
from portal.files import operations as files

State = RegistrationState
NAME_FIELDS = frozenset({"name", "kind", "other_names"})
UNIT_FIELDS = frozenset({"mode", "direct_kind", "unit", "unit_document", "unit_on"})
UNIT_OPEN = (State.SUPERVISOR,)


@transaction.atomic
def save_name(*, registration: Registration, by: User, **entered: Any) -> Registration:
    """Keep name, kind and further names while the name is open."""
    row = opened(registration, by, NAME_OPEN)
    entered["name"] = cleaned(entered.get("name", row.name))
    entered["other_names"] = [cleaned(name) for name in entered.get("other_names", []) if name]
    registry = queries.registry_for(entered.get("kind", row.kind), row.body.division_id)
    if registry is not None:
        row.registry = registry
    return _saved(row, NAME_FIELDS, entered, by, extra=("registry",))


@transaction.atomic
def save_unit(*, registration: Registration, by: User, **entered: Any) -> Registration:
    """Keep the supervising unit or the direct way."""
    return _saved(opened(registration, by, UNIT_OPEN), UNIT_FIELDS, entered, by)


@transaction.atomic
def save_facts(*, registration: Registration, by: User, **entered: Any) -> Registration:
    """Keep what the papers are written from."""
    known = frozenset(entered)
    return _saved(opened(registration, by, FACTS_OPEN), known, entered, by)


@transaction.atomic
def write_papers(*, registration: Registration, by: User) -> list[WrittenPaper]:
    """Write every paper anew that no longer tells what the team entered.

    Raises Refused: ``not_open`` outside the states where facts are entered; ``no_fonts``.
    """
    row = opened(registration, by, FACTS_OPEN)
    try:
        return documents.write(row, by=by)
    except FontMissingError as error:
        raise Refused(
            Reason("no_fonts", _("The papers cannot be made here at the moment."))
        ) from error


def keep_document(
    *, registration: Registration, code: str, by: User, upload: File[Any] | None = None
) -> RegistrationDocument:
    """Keep a document of the list, or note that the original is in hand.

    Raises Refused: every reason against the file, ``no_such_document``, ``not_open``.
    """
    permit(registration, by)
    stored = None
    if upload is not None:
        stored = files.store(
            upload=upload,
            slot=slots.BROUGHT,
            owner=files.Owner(body=registration.body_id, user=by.pk),
            by=by,
            case=str(registration),
        )
    with transaction.atomic():
        row = opened(registration, by, (*FACTS_OPEN, State.SUPPLEMENT))
        kept = row.documents.select_for_update().filter(code=code).first()
        if kept is None:
            raise Refused(Reason("no_such_document", _("This document is not on the list.")))
        kept.file = stored or kept.file
        kept.ready_on, kept.ready_by = clock.today(), by
        kept.save(update_fields=["file", "ready_on", "ready_by"])
        record("registering.document_kept", row, by, {"document": code, "file": bool(stored)})
    return kept


@transaction.atomic
def save_answers(*, registration: Registration, answers: Mapping[int, str], by: User) -> None:
    """Keep the answers to the points of the last round (by their ids); empty ones stay open."""
    row = opened(registration, by, (State.RETURNED, State.SUPPLEMENT))
    for point in row.missing.filter(round=row.rounds):
        words = answers.get(point.pk, point.answer).strip()[:1000]
        point.answer, point.answered_at = words, clock.now() if words else None
        point.save(update_fields=["answer", "answered_at"])
    record("registering.answers_kept", row, by, {"round": row.rounds})


@transaction.atomic
def settle(*, registration: Registration, step: str, on: Any, words: str, by: User) -> SettledStep:
    """Enter a step after the certificate; entered again it is corrected.

    Raises Refused: ``no_such_step``, ``no_day``, ``day_in_future``, ``day_before_certificate``,
    ``no_words``, ``not_open``.
    """
    row = opened(registration, by, (State.FOLLOWING,), helper=True)
    reasons = past(on)
    if step not in Settling.values:
        reasons.append(Reason("no_such_step", _("Choose what was settled.")))
    if on and row.decided_on and on < row.decided_on:
        reasons.append(
            Reason(
                "day_before_certificate",
                _("Before the certificate nothing of this can be settled."),
                _("Compare the day."),
                "社会团体登记管理条例第十六条",
            )
        )
    if not words.strip():
        reasons.append(
            Reason("no_words", _("Say in a few words what was done."), _("E.g. bank and branch."))
        )
    if reasons:
        raise Refused(*reasons)
    kept, _new = SettledStep.objects.update_or_create(
        registration=row, step=step, defaults={"done_on": on, "words": words.strip(), "by": by}
    )
    record("registering.step_settled", row, by, {"step": step, "on": on.isoformat()})
    return kept


def _saved(
    row: Registration,
    fields: frozenset[str],
    entered: Mapping[str, Any],
    by: User,
    extra: tuple[str, ...] = (),
) -> Registration:
    """Write what differs; a new version of the facts makes the written papers old."""
    changed = [
        name for name in sorted(fields & entered.keys()) if getattr(row, name) != entered[name]
    ]
    for name in changed:
        setattr(row, name, entered[name])
    if changed:
        row.facts_version += 1
        row.save(update_fields=[*changed, *extra, "facts_version"])
        record("registering.facts_kept", row, by, {"fields": changed})
    return row
