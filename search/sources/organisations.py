"""Social organisations, from the register and from what they say about themselves.

Register facts are public (rules.md I.5). Struck-off organisations are found by whole name or code
alone (I.4); founding teams are in no register and so never here.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bodies import queries as bodies
from portal.bodies.enums import BodyKind
from portal.core.days import date_words
from portal.organisations import queries as organisations
from search import sources
from search.documents import Document
from search.sources import Change, Facet, Labels, Source

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

KIND = "organisation"
SUBJECTS = ("organisations.organisation:", "bodies.body:")


def register() -> None:
    """Let organisations be searched."""
    facets = (Facet("division", _("Where"), _places), Facet("type", _("Kind"), _types))
    source = Source(
        KIND, _("Social organisations"), "users-round", load, ids, touched, contains, facets
    )
    sources.register(source)


def load(ids: Collection[str]) -> dict[str, Document]:
    """The present documents of these organisations."""
    rows = (
        organisations.all_organisations()
        .filter(pk__in=[int(i) for i in ids])
        .select_related("body__division", "body__profile", "registry")
        .prefetch_related("body__former_names")
    )
    return {str(row.pk): _document(row) for row in rows}


def ids() -> Iterable[str]:
    """The ids of all organisations of the register."""
    return map(str, organisations.all_organisations().values_list("pk", flat=True).iterator())


def touched(change: Change) -> Iterable[str]:
    """The organisation that an event is about."""
    for prefix in SUBJECTS:
        if change.subject.startswith(prefix):
            yield change.subject.removeprefix(prefix)


def contains(words: Sequence[str], most: int) -> Sequence[str]:
    """Ids of standing organisations whose name, former name or code holds every word."""
    found = organisations.public()
    for word in words:
        named = Q(body__name__icontains=word) | Q(body__credit_code__icontains=word)
        found = found.filter(named | Q(body__former_names__name__icontains=word))
    return [str(pk) for pk in found.order_by("pk").values_list("pk", flat=True).distinct()[:most]]


def _document(row: "Organisation") -> Document:
    body, profile = row.body, getattr(row.body, "profile", None)
    introduction = profile.introduction if profile else ""
    texts = (row.business_scope if introduction else "", row.domicile, row.supervising_unit)
    return Document(
        kind=KIND,
        id=str(row.pk),
        title=body.name,
        url=reverse("organisation", args=[row.pk]),
        former_titles=tuple(former.name for former in body.former_names.all()),
        code=body.credit_code or "",
        summary=introduction or row.business_scope,
        body=" ".join(filter(None, texts)),
        facets={"division": body.division_id[:6], "type": body.kind},
        notes=_notes(row),
        on=row.registered_on,
        hit_only_if_exact=row.struck_off,
    )


def _notes(row: "Organisation") -> tuple[str, ...]:
    since = row.registered_on
    return (
        str(BodyKind(row.body.kind).label),
        row.body.division.name,
        gettext("registered %(date)s") % {"date": date_words(since)} if since else "",
        row.body.credit_code or "",
    )


def _places(codes: Collection[str]) -> Labels:
    names = bodies.names_of(codes)
    if bodies.CITY in names:
        names[bodies.CITY] = gettext("%(city)s, city level") % {"city": names[bodies.CITY]}
    return names


def _types(codes: Collection[str]) -> Labels:
    return {code: str(BodyKind(code).label) for code in codes if code in BodyKind.values}
