"""Writing bodies; each act stands in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import operations as audit
from portal.bodies.enums import Level
from portal.bodies.models import Body, Division, FormerName
from portal.core.reasons import Reason, Refused


@dataclass(frozen=True, slots=True)
class Identity:
    """What a body is: kind, name, credit code, and the code of its division."""

    kind: str
    name: str
    credit_code: str | None
    division: str


def add_community(*, code: str, name: str, parent: str) -> Division:
    """A community or gacha under a street (or, where that is unknown, a banner)."""
    found, _made = Division.objects.get_or_create(
        code=code, defaults={"name": name, "level": Level.COMMUNITY, "parent_id": parent}
    )
    return found


@transaction.atomic
def community(*, name: str, street: str) -> Division:
    """The community or gacha of this name under a street; a new one gets a code of our own.

    Such codes end in 901 to 999, which the national list leaves free. Raises Refused:
    ``communities_full``.
    """
    Division.objects.select_for_update(no_key=True).get(code=street)
    under = Division.objects.filter(parent=street, level=Level.COMMUNITY)
    known = under.filter(name=name).first()
    if known is not None:
        return known
    taken = set(Division.objects.filter(code__startswith=street).values_list("code", flat=True))
    free = (f"{street}{number}" for number in range(901, 1000))
    code = next((code for code in free if code not in taken), "")
    if not code:
        raise Refused(
            Reason(
                "communities_full",
                _("No more communities can be added to this street."),
                _("Ask the operator to enter the official codes of its communities."),
            )
        )
    return add_community(code=code, name=name, parent=street)


@transaction.atomic
def create(
    *,
    kind: str,
    name: str,
    division: str,
    by: audit.Person | None,
    credit_code: str | None = None,
    parent: Body | None = None,
    phone: str = "",
    address: str = "",
) -> Body:
    """A new body; the caller has checked that code and name may be used."""
    body = Body.objects.create(
        kind=kind,
        name=name,
        division_id=division,
        credit_code=credit_code or None,
        parent=parent,
        phone=phone,
        address=address,
    )
    audit.record(
        "body.created",
        by=by,
        subject=f"bodies.body:{body.pk}",
        data={"kind": kind, "name": name, "credit_code": credit_code or "", "division": division},
    )
    return body


@transaction.atomic
def rename(*, body: Body, name: str, by: audit.Person | None, until: date, source: str) -> Body:
    """Give a body a new name; the old one is kept and stays searchable."""
    locked = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if locked.name == name:
        return locked
    old = locked.name
    FormerName.objects.get_or_create(
        body=locked, name=old, defaults={"until": until, "source": source}
    )
    locked.name = name
    locked.save(update_fields=["name"])
    audit.record(
        "body.renamed",
        by=by,
        subject=f"bodies.body:{locked.pk}",
        data={"old": old, "new": name, "source": source},
    )
    return locked


@transaction.atomic
def create_many(identities: Iterable[Identity]) -> list[int]:
    """New bodies in one write; returns their ids in order. The caller writes the events."""
    made = Body.objects.bulk_create(
        Body(
            kind=identity.kind,
            name=identity.name,
            credit_code=identity.credit_code,
            division_id=identity.division,
        )
        for identity in identities
    )
    return [body.pk for body in made]


@transaction.atomic
def amend_many(identities: Mapping[int, Identity], *, until: date, source: str) -> None:
    """What bodies are from now on, by id; an old name is kept. The caller writes the events."""
    found = list(
        Body.objects.select_for_update(no_key=True).filter(pk__in=identities).order_by("pk")
    )
    old_names = [(body.pk, body.name) for body in found if body.name != identities[body.pk].name]
    for body in found:
        identity = identities[body.pk]
        body.kind, body.name = identity.kind, identity.name
        body.credit_code, body.division_id = identity.credit_code, identity.division
    Body.objects.bulk_update(found, ["kind", "name", "credit_code", "division"])
    keep_former_names(old_names, until=until, source=source)


@transaction.atomic
def keep_former_names(names: Iterable[tuple[int, str]], *, until: date | None, source: str) -> None:
    """Note names that bodies (by id) bore earlier; one that is known already stays as it is."""
    FormerName.objects.bulk_create(
        [
            FormerName(body_id=body, name=name, until=until, source=source[:120])
            for body, name in names
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def close(*, body: Body, by: audit.Person | None, reason: str) -> None:
    """Take a body out of use; it stays in every record. A second call changes nothing."""
    if Body.objects.filter(pk=body.pk, active=True).update(active=False):
        audit.record(
            "body.closed", by=by, subject=f"bodies.body:{body.pk}", data={"reason": reason}
        )
