"""Writing bases; each act stands in the history."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import acts, opening
from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base, BaseOffer, ServedDivision
from portal.accounts.models import User
from portal.bodies import operations as bodies
from portal.bodies import queries as places
from portal.core.reasons import Reason, Refused

KIND = "public_institution"
FIELDS = ("level", "parent", "introduction", "address", "phone", "active")
MOST_OFFERS = 30


@transaction.atomic
def add(
    *,
    office: int,
    name: str,
    division: str,
    by: User | None,
    body: int | None = None,
    hours: str = "",
    **values: Any,
) -> Base:
    """A new base of an office; the body of this name in the division is taken, or made.

    ``by`` None is the portal itself (demo city); ``hours`` are as people write them. Raises
    Refused: ``not_permitted``, ``base_exists``, ``base_above_wrong``, and what is wrong with hours.
    """
    acts.permit_office(by, office)
    spans = opening.understood(hours)
    _fits(values.get("level", ""), values.get("parent"))
    known = places.named(name).filter(division=division).first()
    found = body or (known.pk if known else _made(name, division, values, by))
    try:
        with transaction.atomic():
            row = Base.objects.create(body_id=found, office_id=office, **values)
    except IntegrityError as error:
        raise Refused(
            Reason(
                "base_exists",
                _("“%(name)s” is a base already."),
                _("Open it in the list of bases."),
                params={"name": name},
            )
        ) from error
    acts.record("base.added", row, by, {"name": name, "level": row.level})
    return opening.put_spans(row, spans, by=by)


@transaction.atomic
def save(*, base: Base, by: User, **values: Any) -> Base:
    """Change what a base says about itself (``FIELDS``).

    Raises Refused: ``not_permitted``, ``base_above_wrong``.
    """
    row = acts.locked(base)
    acts.permit_office(by, row.office_id)
    _fits(values.get("level", row.level), values.get("parent", row.parent))
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save()
        acts.record("base.changed", row, by, {"fields": changed})
    return row


@transaction.atomic
def set_offers(*, base: Base, names: Iterable[str], by: User | None) -> None:
    """Say what a base offers, in this order.

    Raises Refused: ``not_permitted``, ``offers_many``, ``offer_long``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    put_offers(row, names, by=by)


def put_offers(base: Base, names: Iterable[str], *, by: User | None, case: str = "") -> None:
    """Write what a locked base offers; the caller has permitted."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    reasons = []
    if len(wanted) > MOST_OFFERS:
        reasons.append(
            Reason(
                "offers_many",
                _("More than %(most)s services were named."),
                _("Put what belongs together under one name."),
                params={"most": MOST_OFFERS},
            )
        )
    reasons += [
        Reason(
            "offer_long",
            _("“%(name)s” is longer than 40 signs."),
            _("Shorten it; part services by 、."),
            params={"name": name[:50]},
        )
        for name in wanted
        if len(name) > 40
    ]
    if reasons:
        raise Refused(*reasons)
    if wanted != [offer.name for offer in base.services.all()]:
        base.services.all().delete()
        BaseOffer.objects.bulk_create(BaseOffer(base=base, name=name) for name in wanted)
        acts.record("base.services", base, by, {"names": wanted}, case=case)


@transaction.atomic
def set_served(*, base: Base, divisions: Iterable[str], by: User | None) -> None:
    """Say which divisions a base serves beside its own, by code.

    Raises Refused: ``not_permitted``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    wanted = set(divisions)
    known = set(row.served.values_list("division_id", flat=True))
    row.served.filter(division__in=known - wanted).delete()
    ServedDivision.objects.bulk_create(
        ServedDivision(base=row, division_id=code) for code in sorted(wanted - known)
    )
    if wanted != known:
        acts.record("base.served", row, by, {"divisions": sorted(wanted)})


def _made(name: str, division: str, values: dict[str, Any], by: User | None) -> int:
    return bodies.create(
        kind=KIND,
        name=name,
        division=division,
        phone=values.get("phone", ""),
        address=values.get("address", ""),
        by=by,
    ).pk


def _fits(level: str, parent: Base | None) -> None:
    if parent is not None and RANK[BaseLevel(parent.level)] >= RANK[BaseLevel(level)]:
        raise Refused(
            Reason(
                "base_above_wrong",
                _("The base above must be of a wider level than this one."),
                _("Choose another base above, or none."),
            )
        )
