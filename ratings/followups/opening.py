"""Opening follow-ups: a sample by lot, a verification after an event. One open case each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.law.queries import rule
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register
from portal.panels import drawing
from portal.workflow import engine
from ratings.followups import acts, letters, occasions, queries, telling, words
from ratings.followups.enums import OPEN, Kind
from ratings.followups.models import FollowUp, Occasion, Sample
from ratings.followups.occasions import Event

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.organisations.register.models import Organisation

DRAWN = "followups.drawn"


@transaction.atomic
def draw(*, registry: Body, size: int | None, by: User) -> Sample:
    """Draw ``size`` organisations by lot and open a follow-up of each; they are told at once.

    Event followups.drawn about the registry, with seed, size and digest. Raises Refused with
    every reason: ``not_permitted``, ``nobody_to_draw``, ``size_missing``, ``sample_too_large``,
    ``sample_too_small``.
    """
    _hold(queries.candidates(registry.pk))
    found = queries.candidates(registry.pk)
    refuse_if_blocked(collect(acts.DRAW, queries.draw_facts(registry, found, size, by)))
    wanted, seed = size or 0, drawing.new_seed()
    sample = Sample.objects.create(
        registry=registry,
        from_level=queries.level(clock.today()),
        seed=seed,
        candidates=found,
        size=wanted,
        drawn=drawing.drawn(seed, found, wanted),
        digest=drawing.digest(seed, found, wanted),
        drawn_at=clock.now(),
        drawn_by=by,
    )
    audit.record(
        DRAWN,
        by=by,
        subject=f"ratings.sample:{sample.pk}",
        data={"registry": registry.pk, "seed": seed, "size": wanted, "digest": sample.digest},
    )
    rows = {row.pk: row for row in register.all_organisations().filter(pk__in=sample.drawn)}
    for key in sample.drawn:
        _open(rows[key], Kind.SAMPLED, by=by, sample=sample)
    return sample


@transaction.atomic
def verify(organisation: int, events: Sequence[Event] = ()) -> FollowUp | None:
    """Open a verification rating when the record, or an event given, affects a grade in force.

    An event known already changes nothing; one that comes while a case is open joins it.
    Returns the case that was opened or joined, or None.
    """
    _hold([organisation])
    row = register.all_organisations().filter(pk=organisation).first()
    if row is None or row.struck_off or row.registry_id is None:
        return None
    today, known = clock.today(), record.of_body(organisation)
    held = queries.in_question(known, today)
    if held is None:
        return None
    told = [*occasions.on_record(known, today), *events]
    fresh = _fresh(organisation, held[0].announced_on, told)
    if not fresh:
        return None
    waiting = FollowUp.objects.filter(organisation=organisation, status__in=OPEN)
    at = waiting.select_related("case__holder", "organisation__body", "sample").first()
    if at is None:
        return _open(row, Kind.EVENT, by=None, events=fresh)
    for event in fresh:
        _join(at, event)
    return at


def _fresh(organisation: int, announced_on: date, events: Sequence[Event]) -> list[Event]:
    today = clock.today()
    found = {
        event.key: event
        for event in events
        if occasions.counts(event, announced_on=announced_on, today=today, switch=_switched)
    }
    known = Occasion.objects.filter(organisation=organisation, key__in=list(found))
    done = set(known.values_list("key", flat=True))
    return [event for key, event in found.items() if key not in done]


def _switched(key: str, day: date) -> bool:
    return bool(rule(key, on=day).value)


def _hold(organisations: Sequence[int]) -> None:
    """One opener at a time for these organisations, until the transaction ends."""
    rows = register.all_organisations().select_for_update(of=("self",), no_key=True)
    list(rows.filter(pk__in=organisations).order_by("pk"))


def _open(
    organisation: Organisation,
    kind: Kind,
    *,
    by: User | None,
    sample: Sample | None = None,
    events: Sequence[Event] = (),
) -> FollowUp:
    held = queries.in_question(record.of_body(organisation.pk), clock.today())
    if held is None:
        raise ValueError("Only a grade that counts is followed up.")
    row = FollowUp(
        kind=kind,
        organisation=organisation,
        announced_on=held[0].announced_on,
        level=held[1].level,
        sample=sample,
        opened_at=clock.now(),
    )
    opening = engine.Opening(
        applicant=organisation.body.name,
        holder_id=organisation.registry_id or 0,
        body_id=organisation.pk,
    )
    made, _code = engine.open_case(row, opening, by=by, data={"kind": str(kind)})
    for event in events:
        _keep(made, event)
    letters.opened(made, by)
    telling.tell(made, "followup_opened")
    return made


def _keep(row: FollowUp, event: Event) -> Occasion:
    return Occasion.objects.create(
        followup=row,
        organisation_id=row.organisation_id,
        kind=event.kind,
        key=event.key,
        happened_on=event.happened_on,
    )


def _join(row: FollowUp, event: Event) -> None:
    kept = _keep(row, event)
    audit.record(
        "followup.occasion",
        by=None,
        subject=f"ratings.followup:{row.pk}",
        case=str(row),
        data={"kind": str(event.kind), "on": event.happened_on.isoformat()},
    )
    telling.tell(row, "followup_occasion", words.occasion(kept))
