"""What is filled into the papers of a registration."""

from __future__ import annotations

from incubator.registering import checklist
from incubator.registering.enums import Kind as Legal
from incubator.registering.models import Registration
from incubator.registering.wording import Given, Someone
from portal.core import clock
from portal.law import queries as law


def given(registration: Registration) -> Given:
    """What the papers are written from; of identity numbers only what is shown anywhere."""
    term = law.rule("registering.term", on=clock.today())
    members = list(registration.members.all())
    return Given(
        kind=registration.kind,
        name=registration.name,
        registry=registration.registry.name,
        day=clock.today(),
        version=registration.facts_version,
        mode=registration.mode,
        unit=registration.unit,
        unit_document=registration.unit_document,
        purpose=registration.purpose,
        scope=registration.scope,
        area=registration.area,
        domicile=registration.domicile,
        capital_fen=registration.capital_fen,
        capital_source=registration.capital_source,
        raises_publicly=registration.raises_publicly,
        meeting_on=registration.meeting_on,
        meeting_place=registration.meeting_place,
        present=registration.present,
        contact=registration.contact,
        phone=registration.phone,
        term=int(term.value),
        people=tuple(
            Someone(p.name, p.office, p.shown, p.work, p.founder, p.head)
            for p in registration.people.all()
        ),
        persons=tuple((m.name, m.work) for m in members if m.kind == "person"),
        units=tuple((m.name, m.work) for m in members if m.kind == "unit"),
        clause=checklist.CLAUSES[Legal(registration.kind)],
        documents=tuple(
            (str(one.title), str(one.who.label), bool(one.sheets))
            for one in checklist.wanted(registration.kind, registration.mode)
        ),
    )
