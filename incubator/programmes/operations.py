"""Writing programmes: begin, edit, copy, publish; taking and giving back places."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.programmes import copying, freezing, parts, queries, syncing, tiering
from incubator.programmes.conditions import CHANGE, PUBLISH, ChangeFacts
from incubator.programmes.models import EvidenceItem, Programme, ProgrammeVersion, Tier
from incubator.programmes.slots import SAMPLE
from incubator.programmes.terms import TermsFacts
from incubator.programmes.tiering import save_tier as save_tier
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

EDIT = Permission.PROGRAMME_EDIT
Rows = Iterable[Mapping[str, Any]]


@transaction.atomic
def begin(*, base: Base, tier: Tier, office: "Body", title: str, year: int, by: User) -> Programme:
    """A new draft of an office at a base, with the numbers the rules and the tier give.

    Raises Refused: ``not_permitted``.
    """
    _permit(by, office.pk)
    programme = Programme.objects.create(
        base=base,
        tier=tier,
        office=office,
        title=title,
        year=year,
        max_age_years=queries.number("incubator.max_age"),
        min_team=queries.number("incubator.min_team"),
        panel_size=queries.number("incubator.panel_least"),
        pass_mark=queries.number("incubator.pass_mark"),
        tie_rule=["earlier_registration", "lot"],
        phone=base.phone,
        counter_address=base.address,
        changed_at=clock.now(),
    )
    tiering.take_over(programme)
    programme.save()
    _record("programme.begun", programme, by, {"title": title, "year": year})
    return programme


@transaction.atomic
def save(
    *,
    programme: Programme,
    by: User,
    reason: str = "",
    lists: Mapping[str, Rows] | None = None,
    seen: datetime | None = None,
    **values: Any,
) -> Programme:
    """Change fields (of ``parts.FIELDS``) and put whole lists in place of the present ones.

    ``lists``: "conditions", "evidence", "sheet", "allowances", "midterm" or "exit" → rows in order;
    a row with a known ``code`` is kept. A published programme gets one new version. What changed
    loses its mark "check again". ``seen`` is ``changed_at`` as the official saw it. Raises
    Refused with all reasons: ``not_permitted``, ``changed_meanwhile``, ``dates_reversed``,
    ``fixed_after_publishing``, ``places_fewer``, ``places_taken``, ``intake_ended``,
    ``intake_shortened``; for a published programme ``allowance_not_positive``,
    ``allowance_twice``, ``midterm_not_100`` and ``exit_empty`` too.
    """
    row = _locked(programme, by)
    if seen is not None and seen != row.changed_at:
        raise Refused(_changed_meanwhile())
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    wanted = {part: syncing.of(part, row, list(rows)) for part, rows in (lists or {}).items()}
    bound = [part for part, found in wanted.items() if found.touches_rights]
    terms = _terms(row, wanted) if row.published_at is not None else None
    refuse_if_blocked(collect(CHANGE, _change_facts(row, changed + bound, values, terms)))
    for name in changed:
        setattr(row, name, values[name])
    for found in wanted.values():
        found.write()
    changed += [part for part, found in wanted.items() if found.changed]
    return _keep(row, changed, by, reason)


def attach_sample(*, item: EvidenceItem, upload: File[Any], by: User) -> EvidenceItem:
    """Add a sample to a paper, before or after publishing: it only helps.

    Raises Refused: ``not_permitted``, and every reason against the file.
    """
    office = item.programme.office_id
    _permit(by, office)
    owner = files.Owner(body=office, user=by.pk)
    stored = files.store(upload=upload, slot=SAMPLE, owner=owner, by=by)
    with transaction.atomic():
        row = _locked(item.programme, by)
        item.sample = stored
        item.save(update_fields=["sample"])
        _keep(row, ["evidence"] if row.published_at else ["sample"], by, "")
    return item


@transaction.atomic
def confirm_marks(*, programme: Programme, marks: Iterable[str], by: User) -> Programme:
    """Say of copied fields that they are still right; their marks go away."""
    row = _locked(programme, by)
    right = [mark for mark in row.stale if mark in set(marks)]
    if right:
        row.stale = [mark for mark in row.stale if mark not in right]
        row.save(update_fields=["stale"])
        _record("programme.checked_again", row, by, {"fields": right})
    return row


@transaction.atomic
def copy(*, programme: Programme, by: User) -> Programme:
    """A draft for the next year with everything of this one; each stale field is marked.

    Raises Refused: ``not_permitted``.
    """
    _permit(by, programme.office_id)
    made = copying.copy(programme, moment=clock.now())
    _record("programme.copied", made, by, {"from": programme.pk, "year": made.year})
    return made


@transaction.atomic
def publish(*, programme: Programme, by: User, for_record: bool = False) -> Programme:
    """Publish a draft; version 1 is frozen.

    ``for_record``: an intake of an earlier year that is over, so that people can read it and
    officials can copy it.
    Raises Refused with all reasons: ``not_permitted``, ``already_published``, and those of
    ``conditions.PUBLISH``.
    """
    row = _locked(programme, by)
    if row.published_at is not None:
        raise Refused(Reason("already_published", _("The programme is published already.")))
    refuse_if_blocked(collect(PUBLISH, queries.publish_facts(row, for_record=for_record)))
    row.published_at, row.published_by, row.version = clock.now(), by, 1
    row.changed_at = row.published_at
    row.save()
    _freeze(row, [], by, "")
    _record("programme.published", row, by, {"title": row.title, "version": 1})
    return row


@transaction.atomic
def take_place(programme_id: int, by: User | None) -> None:
    """Take one of the programme's places; never more than there are, whoever asks at once.

    Raises Refused: ``no_place_left``.
    """
    free = Programme.objects.filter(pk=programme_id, taken__lt=F("places"))
    if not free.update(taken=F("taken") + 1):
        raise Refused(
            Reason(
                "no_place_left",
                _("The last place of this programme has just been given."),
                _("Offer residence without a place, or wait until a place is given back."),
            )
        )
    _record("programme.place_taken", Programme.objects.get(pk=programme_id), by, {})


@transaction.atomic
def release_place(programme_id: int, by: User | None) -> None:
    """Give a place back. Raises Refused (``no_place_taken``) when none is taken."""
    held = Programme.objects.filter(pk=programme_id, taken__gt=0)
    if not held.update(taken=F("taken") - 1):
        raise Refused(Reason("no_place_taken", _("No place of this programme is taken.")))
    _record("programme.place_released", Programme.objects.get(pk=programme_id), by, {})


@transaction.atomic
def take_from_tier(*, programme: Programme, by: User) -> Programme:
    """Put support, period and sheets of the programme's tier in place of its own.

    Raises Refused like ``save``: a published programme keeps its period.
    """
    tier = programme.tier
    return save(
        programme=programme,
        by=by,
        lists={part: tiering.of_tier(tier, part) for part in tiering.TERMS},
        period_months=tier.period_months,
        midterm_pass_mark=tier.midterm_pass_mark,
    )


def _permit(by: User, office: int) -> None:
    if not people.may(by, EDIT, body=office):
        raise Refused(tiering.not_permitted())


def _changed_meanwhile() -> Reason:
    return Reason(
        "changed_meanwhile",
        _("Somebody changed this programme after you had opened the page."),
        _(
            "What you typed is still here. Look at the programme in another window first; "
            "saving once more puts yours in place of theirs."
        ),
    )


def _locked(programme: Programme, by: User) -> Programme:
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    _permit(by, row.office_id)
    return row


def _terms(row: Programme, wanted: Mapping[str, syncing.Wanted]) -> TermsFacts | None:
    """The terms as they would be, when a list of them changes."""
    if not wanted.keys() & tiering.TERMS.keys():
        return None

    def lines(part: str) -> list[Any]:
        return list(wanted[part].keep if part in wanted else getattr(row, part).all())

    granted = [(line.kind, line.amount) for line in lines("allowances")]
    maxima = [line.maximum for line in lines("midterm")]
    return queries.terms_facts(granted, maxima, len(lines("exit")))


def _change_facts(
    row: Programme, changed: list[str], values: Mapping[str, Any], terms: TermsFacts | None
) -> ChangeFacts:
    return ChangeFacts(
        now=clock.now(),
        published=row.published_at is not None,
        changed=changed,
        labels=parts.labels(changed),
        opens_at=values.get("opens_at", row.opens_at),
        closes_at=values.get("closes_at", row.closes_at),
        closed_before=row.closes_at,
        places=values.get("places", row.places),
        places_before=row.places,
        taken=row.taken,
        terms=terms,
    )


def _keep(row: Programme, changed: list[str], by: User, reason: str) -> Programme:
    if not changed:
        return row
    row.stale = [mark for mark in row.stale if mark not in changed]
    row.changed_at = clock.now()
    if row.published_at is None:
        row.save()
        _record("programme.edited", row, by, {"fields": changed})
        return row
    row.version += 1
    row.save()
    _freeze(row, changed, by, reason)
    data = {"fields": changed, "version": row.version, "reason": reason}
    _record("programme.changed", row, by, data)
    return row


def _freeze(row: Programme, changed: list[str], by: User, reason: str) -> None:
    whole = queries.whole(Programme.objects.select_related(*queries.PLACES)).get(pk=row.pk)
    ProgrammeVersion.objects.create(
        programme=row,
        number=row.version,
        made_at=row.changed_at,
        made_by=by,
        changed=changed,
        reason=reason,
        content=freezing.content(whole),
    )


def _record(action: str, row: Programme, by: User | None, data: Mapping[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.programme:{row.pk}",
        data=data,
        post=people.post_in(by, EDIT, row.office_id) if by is not None else "",
    )
