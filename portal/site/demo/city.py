"""The demo city: invented people, bodies and cases in a real place.

Everything goes through the operations that real people use, so the demo's history is a real one.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile

from portal.accounts import operations as accounts
from portal.accounts.models import User
from portal.bodies import operations as bodies
from portal.bodies import queries as places
from portal.core import clock, workdays
from portal.organisations.imports import operations as imports
from portal.organisations.imports import tasks
from portal.organisations.register import generator
from portal.organisations.register.generator import Invented
from portal.site.demo import (
    account,
    applying,
    budgets,
    cases,
    deciding,
    experts,
    incubation,
    living,
    menu,
    money,
    neighbours,
    past,
    payments,
    rated,
    ratings,
    record,
    registering,
    rooms,
    schemes,
    statistics,
    subsidies,
    tenants,
    training,
    ventures,
    years,
)

if TYPE_CHECKING:
    from incubator.bases.models import Base
    from incubator.programmes.models import Programme

FOUNDED = 330
YOUNG_AT, MET_BEFORE, YOUNG = "东胜区民政局", 4, 12
PASSWORD = "demo-wushe-2026"
DATA: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "city.toml").read_text("utf-8")
)
COLUMNS = {
    "社会组织名称": "name",
    "统一社会信用代码": "code",
    "社会组织类型": "kind",
    "法定代表人": "legal_representative",
    "成立登记日期": "registered_on",
    "登记管理机关": "registry",
    "业务主管单位": "supervising_unit",
    "注册资金（万元）": "funds_wan",
    "住所": "domicile",
    "业务范围": "scope",
    "登记状态": "state",
    "证书有效期自": "certificate_from",
    "证书有效期至": "certificate_to",
    "曾用名": "former_name",
}
Say = Callable[[str], None]


def exists() -> bool:
    """Whether the city stands already."""
    return User.objects.filter(is_demo=True).exists()


def build(count: int, say: Say) -> None:
    """Build the city with so many organisations; ``say`` is told each step."""
    present = clock.now()
    today, region = clock.day(present), _region()
    say("the year before")
    people, found, bases, last = _past(present)
    say(f"register of {count} organisations")
    clerk = people["region_clerk"]
    known = tenants.rows(today)
    _import(register_list(count, known), "全市社会组织登记名录.csv", clerk, region)
    record.build(count, known, bureau=region, clerk=clerk)
    say("members and cases")
    _members()
    cases.build(people)
    experts.tie(people)
    say("bases and programmes")
    programme = incubation.build(people, found, bases, last)
    say("applications")
    made = applying.build(people, programme)
    deciding.build(people, programme, made)
    registering.build(people, programme)
    say("menu of support")
    menu.build(people, programme.base)
    say("courses")
    training.build(people, programme.base)
    say("rooms and bookings")
    rooms.build(people, programme.base)
    say("year of a base")
    years.build(people, programme.base)
    say("budgets")
    budgets.build(people, found[YOUNG_AT])
    money.grade(people)
    say("payments")
    payments.build(people, found[YOUNG_AT])
    account.build(people, found[YOUNG_AT])
    money.ask(people)
    say("round of ratings")
    ratings.build(people, found[YOUNG_AT])
    say("community groups and social workers")
    neighbours.build(people, found["linyin_street"])
    subsidies.build(people)
    say("statistics")
    statistics.build(people, found[YOUNG_AT])
    say("venture philanthropy")
    ventures.build(people, found[YOUNG_AT])


def _past(present: datetime) -> tuple[dict[str, User], dict[str, int], dict[str, Base], Programme]:
    """Found the city a year ago and let it live until now.

    Returns its people, its bodies, its bases and the programme of the last intake.
    """
    today = clock.day(present)
    known, first = tenants.rows(today), rated.since(today)
    past.go(min(today - timedelta(days=FOUNDED), first), present)
    found = _bodies()
    people, bureau = _officials(found), found[YOUNG_AT]
    _import(list_of(known), "东胜区社会组织登记名录.csv", people["banner_clerk"], bureau)
    record.clean(known, bureau=bureau, clerk=people["banner_clerk"])
    leading = tenants.owners(people)
    experts.build(people)
    bases, tier = incubation.bases_of(people, found)
    schemes.build(people, bureau)
    budgets.open_year(people, bureau)
    money.build(people, bureau)
    year = living.Year(people, bases["dongsheng_base"], tier, leading)
    rating = rated.First(people, bureau, *leading["rated"])
    later = rated.Later(people, bureau, *leading["judged"])
    begun = today - timedelta(days=rated.WAITING)
    past.live([*year.stories(today), rating.story(first), later.story(begun)], present)
    past.to_the_present()
    return people, found, bases, year.last


def register_list(count: int, known: Iterable[Invented] = ()) -> bytes:
    """A register list of those already known and so many invented organisations."""
    return list_of([*known, *_with_young(generator.invent(count))])


def list_of(rows: Iterable[Invented]) -> bytes:
    """A register list as UTF-8 CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["序号", *COLUMNS])
    for number, row in enumerate(rows, start=1):
        writer.writerow([number, *(getattr(row, field) for field in COLUMNS.values())])
    return out.getvalue().encode("utf-8-sig")


def _with_young(rows: Iterable[Invented]) -> Iterator[Invented]:
    """Some organisations of the bureau are as young on every day as a start-up must be.

    The invented dates stand still while the calendar goes on; the demo's programme does not.
    """
    today, met = clock.today(), 0
    for row in rows:
        met += row.registry == YOUNG_AT
        if row.registry == YOUNG_AT and MET_BEFORE < met <= MET_BEFORE + YOUNG:
            since = today - timedelta(days=90 + 41 * met)
            until = workdays.months_later(since, 48)
            yield replace(row, registered_on=since, certificate_from=since, certificate_to=until)
        else:
            yield row


def _bodies() -> dict[str, int]:
    for row in DATA["community"]:
        parent = row.get("parent", row["code"][:9])
        bodies.add_community(code=row["code"], name=row["name"], parent=parent)
        bodies.create(
            kind="residents_committee", name=row["committee"], division=row["code"], by=None
        )
    found = {
        row["key"]: bodies.create(
            kind=row["kind"],
            name=row["name"],
            division=row["division"],
            phone=row.get("phone", ""),
            by=None,
        ).pk
        for row in DATA["body"]
    }
    return found | {bureau.name: bureau.pk for bureau in places.registries()}


def _officials(found: dict[str, int]) -> dict[str, User]:
    people, password = {}, make_password(PASSWORD)
    for row in DATA["person"]:
        person = User.objects.create_user(email=row["email"], name=row["name"])
        person.password, person.is_demo = password, True
        person.save(update_fields=["password", "is_demo"])
        people[row["kind"]] = person
        if "body" in row:
            accounts.appoint(user=person, body=found[row["body"]], role=row["role"], by=None)
    return people


def _region() -> int:
    region = places.registry_named("内蒙古自治区民政厅")
    if region is None:
        raise LookupError("The region's department is missing; run migrate first.")
    return region.pk


def _import(content: bytes, name: str, clerk: User, bureau: int) -> None:
    upload = ContentFile(content, name=name)
    batch = imports.upload(upload=upload, source_on=clock.today(), bureau=bureau, by=clerk)
    tasks.read_list.func(batch.pk)
    batch.refresh_from_db()
    imports.confirm(batch=batch, by=clerk)
    tasks.write_list.func(batch.pk)


def _members() -> None:
    """Give the demo's owner, colleagues and rival an organisation of their bureau each."""
    for row in DATA["person"]:
        if "org" not in row:
            continue
        organisation = tenants.others(row["org"]).first()
        person = User.objects.get(email=row["email"])
        if organisation is not None:
            accounts.appoint(user=person, body=organisation.pk, role=row["role"], by=None)
