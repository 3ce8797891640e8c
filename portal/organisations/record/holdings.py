"""The part of the register and of the record that a list is held against."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from portal.organisations.record.entries import KEYS, REST
from portal.organisations.record.enums import FactKind
from portal.organisations.record.matching import Holdings, Known, Stands
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Fact,
    Grade,
    Inspection,
    Penalty,
)
from portal.organisations.register.enums import STRUCK_OFF
from portal.organisations.register.models import Organisation

MODELS: dict[FactKind, type[Fact]] = {
    FactKind.INSPECTION: Inspection,
    FactKind.LISTING: CreditListing,
    FactKind.PENALTY: Penalty,
    FactKind.GRADE: Grade,
    FactKind.AWARD: AwardPaid,
}


def whole() -> Holdings:
    """Everything, for checking a list."""
    return _holdings(Organisation.objects.all(), FactKind, None)


def around(codes: Collection[str], kinds: Iterable[FactKind]) -> Holdings:
    """The organisations with these codes, and their facts of these kinds, for writing rows."""
    found = Organisation.objects.filter(body__credit_code__in=codes)
    return _holdings(found, kinds, found.values("pk"))


def plain(value: Any) -> Any:
    """A field's value as a list states it: dates as text."""
    return value.isoformat() if isinstance(value, date) else value


def current(organisation: int, kind: FactKind, facts: Mapping[str, Any]) -> Fact | None:
    """What the record says now about the same matter as these facts; None when nothing."""
    key = {name: facts.get(name) for name in KEYS[kind]}
    found = MODELS[kind]._default_manager.filter(organisation=organisation, current=True, **key)
    return found.first()


def facts_of(fact: Fact, kind: FactKind) -> dict[str, Any]:
    """The plain values of a fact of the record, without those nobody stated."""
    names = (*KEYS[kind], *REST[kind])
    found = {name: plain(getattr(fact, name)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _holdings(
    organisations: QuerySet[Organisation], kinds: Iterable[FactKind], within: Any
) -> Holdings:
    holdings = Holdings()
    former: dict[int, set[str]] = {}
    for pk, name in organisations.exclude(body__former_names=None).values_list(
        "pk", "body__former_names__name"
    ):
        former.setdefault(pk, set()).add(name)
    columns = ("pk", "body__credit_code", "body__name", "registry_id", "state", "registered_on")
    for pk, code, name, registry, state, day in organisations.order_by("pk").values_list(*columns):
        names = frozenset({name, *former.get(pk, ())})
        known = Known(pk, name, names, registry, state in STRUCK_OFF, day)
        holdings.by_code[code or ""] = known
    holdings.by_code.pop("", None)
    for kind in kinds:
        _add_facts(holdings, kind, within)
    return holdings


def _add_facts(holdings: Holdings, kind: FactKind, within: Any) -> None:
    names = (*KEYS[kind], *REST[kind])
    found = MODELS[kind]._default_manager.filter(current=True).order_by("pk")
    if within is not None:
        found = found.filter(organisation__in=within)
    rows = found.values_list("pk", "organisation_id", "source", "source_on", *names)
    for pk, organisation, source, source_on, *values in rows.iterator(chunk_size=2000):
        facts = {name: plain(value) for name, value in zip(names, values, strict=True)}
        key = tuple(facts[name] for name in KEYS[kind])
        holdings.facts[kind, organisation, key] = Stands(pk, facts, source, source_on)
