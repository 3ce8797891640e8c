"""Writing bodies; each act stands in the history."""

from datetime import date

from django.db import transaction

from portal.audit import operations as audit
from portal.bodies.models import Body, FormerName


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
    locked = Body.objects.select_for_update().get(pk=body.pk)
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
