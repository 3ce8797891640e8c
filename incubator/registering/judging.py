"""The facts on which a registration is judged, read anew from what was entered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from incubator.admission import queries as admission
from incubator.registering import founding, naming, queries, result
from incubator.registering.acts import Facts
from incubator.registering.enums import (
    COUNCIL,
    LEADERS,
    OPEN,
    REGISTERED,
    Asker,
    Kind,
    MemberKind,
    Office,
    RegistrationState,
    Settling,
)
from incubator.registering.founding import Founding, Head
from incubator.registering.models import FoundingPerson, Registration
from incubator.registering.naming import Naming
from incubator.registering.result import Way
from portal.accounts.models import User
from portal.bodies.enums import Level
from portal.core import clock, sealed
from portal.core.reasons import Reason, Text, collect
from portal.law import queries as law
from portal.organisations.register import queries as register
from portal.organisations.register.enums import STRUCK_OFF, RegisterState

NAMED = frozenset({"ask_name", "pass_name"})
FOUNDED = frozenset({"hand_in", "answer", "pass_review"})
NAMESAKES = 5
ENTERED = (
    "purpose",
    "scope",
    "domicile",
    "domicile_right",
    "capital_fen",
    "capital_source",
    "meeting_on",
    "meeting_place",
    "present",
    "contact",
    "phone",
)

LABELS: dict[str, Text] = {
    field.name: field.verbose_name
    for field in Registration._meta.fields
    if field.name in {*ENTERED, "area"}
}


def facts(registration: Registration, by: User | None, action: str) -> Facts:
    """What the conditions of a step may ask; what the act itself brings is added by it."""
    written = queries.current(registration)
    return Facts(
        own_case=by is not None and admission.belongs_to(by, registration.body_id),
        against=against(registration, action),
        papers_old=any(sheet not in written for sheet in queries.sheets(registration)),
        not_ready=queries.not_ready(registration) if action in FOUNDED else (),
        unanswered=unanswered(registration),
        unsettled=unsettled(registration),
    )


def against(registration: Registration, action: str) -> tuple[Reason, ...]:
    """What the law says against an act; the certificate is judged where it is entered."""
    if action in NAMED:
        return collect(naming.NAME, name_facts(registration))
    if action == "settle_unit":
        return collect(result.WAY, way_facts(registration))
    if action in FOUNDED:
        return collect(founding.FOUND, founding_facts(registration))
    return ()


def name_facts(registration: Registration, name: str = "") -> Naming:
    """A name held against the register of the authority; without one, the name wanted."""
    tried = name or registration.name
    on = registration.registry_id
    same = list(register.of_registries([on]).filter(body__name=tried))
    others = Registration.objects.filter(
        registry=on, name=tried, status__in=OPEN, name_on__isnull=False
    ).exclude(pk=registration.pk)
    gone = [row for row in same if row.state in STRUCK_OFF]
    standing = [
        row for row in same if row.state not in STRUCK_OFF and row.pk != registration.body_id
    ]
    return Naming(
        name=tried,
        kind=registration.kind,
        places=beginnings(registration),
        taken=tuple(row.body.name for row in standing) + tuple(row.name for row in others[:1]),
        resting=tuple((row.body.name, row.get_state_display(), rests(row.state)) for row in gone),
    )


def rests(state: str) -> int:
    """For how many years the name of a struck-off organisation rests."""
    changed = state == RegisterState.DEREGISTERED
    key = "name_rest_changed" if changed else "name_rest_annulled"
    return int(law.rule(f"registering.{key}", on=clock.today()).value)


def beginnings(registration: Registration) -> tuple[str, ...]:
    """The divisions with which a name may begin: the registry's own, with or without its city."""
    place = registration.registry.division
    if place.level == Level.REGION:
        return (place.name, place.name.removesuffix("自治区"))
    if place.level == Level.BANNER and place.parent is not None:
        return (place.name, f"{place.parent.name}{place.name}")
    return (place.name,)


def way_facts(registration: Registration) -> Way:
    """Unit or direct way, as entered."""
    return Way(
        mode=registration.mode,
        direct_kind=registration.direct_kind,
        unit=registration.unit,
        document=registration.unit_document,
        on=registration.unit_on,
        today=clock.today(),
    )


def founding_facts(registration: Registration) -> Founding:
    """Who founds what with how much, held against the rows in force today."""
    on = clock.today()
    everybody = list(registration.people.all())
    head = next((person for person in everybody if person.head), None)
    limits = {key: law.rule(f"registering.{key}", on=on) for key in founding.LIMITS}
    adult = limits["full_age"].value
    persons, units = members(registration)
    return Founding(
        kind=registration.kind,
        on=on,
        limits=limits,
        persons=persons,
        units=units,
        founders=sum(person.founder for person in everybody),
        council=sum(person.office in COUNCIL for person in everybody),
        supervisors=sum(person.office == Office.SUPERVISOR for person in everybody),
        head=_head(registration, head, on) if head else None,
        head_leads=registration.kind != Kind.FOUNDATION
        or head is None
        or head.office == Office.CHAIR,
        minors=tuple(p.name for p in everybody if age(p.born_on, on) < adult),
        officials=tuple(p.name for p in everybody if p.serves_state and p.office in LEADERS),
        capital_fen=registration.capital_fen,
        raises_publicly=registration.raises_publicly,
        empty=tuple(_empty(registration)),
    )


def members(registration: Registration) -> tuple[int, int]:
    """How many persons and units the list of members has; read together, when it was."""
    known: Any = registration
    if hasattr(known, "persons"):
        return known.persons, known.units
    kinds = list(registration.members.values_list("kind", flat=True))
    return kinds.count(MemberKind.PERSON), kinds.count(MemberKind.UNIT)


def age(born: date, on: date) -> int:
    """Whole years on a day; who was born on 29 February has the birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def unanswered(registration: Registration) -> tuple[str, ...]:
    """What the team has left open of the last round."""
    rows = registration.missing.all()
    return tuple(
        row.words for row in rows if row.round == registration.rounds and row.answered_at is None
    )


def repeated(registration: Registration, points: list[str], asker: str) -> tuple[str, ...]:
    """Those of the points that the base has asked for before; a registry may ask what it likes."""
    if asker == Asker.REGISTRY:
        return ()
    asked = {"".join(row.words.split()) for row in registration.missing.all()}
    return tuple(words for words in points if "".join(words.split()) in asked)


def unsettled(registration: Registration) -> tuple[str, ...]:
    """The steps after the certificate that nobody has entered."""
    done = {row.step for row in registration.settled.all()}
    return tuple(str(step.label) for step in Settling if step not in done)


def _head(registration: Registration, person: FoundingPerson, on: date) -> Head:
    return Head(
        name=person.name,
        age=age(person.born_on, on),
        heads_elsewhere=_heads_elsewhere(registration, person),
        namesakes=_namesakes(registration, person.name),
    )


def _heads_elsewhere(registration: Registration, person: FoundingPerson) -> tuple[str, ...]:
    """Organisations that the same identity number heads or is proposed to head: certain."""
    same = sealed.fingerprints(sealed.unsealed(person.sealed))
    found = Registration.objects.filter(
        people__fingerprint__in=same, people__head=True, status__in=[*OPEN, *REGISTERED]
    ).exclude(pk=registration.pk)
    if registration.kind == Kind.SOCIAL_GROUP:
        found = found.filter(kind=Kind.SOCIAL_GROUP)
    return tuple(found.order_by("pk").values_list("name", flat=True).distinct()[:NAMESAKES])


def _namesakes(registration: Registration, name: str) -> tuple[str, ...]:
    """Organisations whose representative bears the same name; perhaps another person."""
    found = register.public().filter(legal_representative=name).exclude(pk=registration.body_id)
    if registration.kind == Kind.SOCIAL_GROUP:
        found = found.filter(body__kind=Kind.SOCIAL_GROUP)
    return tuple(found.order_by("pk").values_list("body__name", flat=True)[:NAMESAKES])


def _empty(registration: Registration) -> list[Text]:
    wanted = [*ENTERED, *(["area"] if registration.kind == Kind.SOCIAL_GROUP else [])]
    missing: list[Text] = [
        LABELS[name] for name in wanted if getattr(registration, name) in ("", None)
    ]
    if registration.mode == "" and registration.status != RegistrationState.NAMING:
        missing.append(_("Supervising unit or direct way"))
    return missing
