"""Bases: who keeps them, which stands above which, what everybody sees."""

import pytest
from django.test import Client

from incubator.bases import operations, queries
from incubator.bases.models import Base
from portal.audit.models import Event
from portal.bodies.models import Body
from portal.core.reasons import Refused
from tests.factories import programmes as make
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
GIVEN = {"level": "street", "introduction": "", "address": "", "phone": "", "hours": ""}


@pytest.fixture
def by():
    return person("incubation_clerk")


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def test_a_base_is_added_with_its_body(by):
    base = operations.add(
        office=body("bureau").pk, name="林荫街道孵化站", division="150602003", by=by, **GIVEN
    )
    assert (base.body.name, base.body.division_id) == ("林荫街道孵化站", "150602003")
    assert Event.objects.filter(action="base.added", subject=f"incubator.base:{base.pk}").exists()


def test_a_body_that_is_there_is_not_made_twice_and_is_one_base_only(by):
    there = Body.objects.create(
        kind="public_institution", name="东胜区孵化园", division_id="150602"
    )
    given = {"office": body("bureau").pk, "name": there.name, "division": "150602", "by": by}
    assert operations.add(**given, **GIVEN).body == there
    assert refused(operations.add, **given, **GIVEN) == {"base_exists"}


@pytest.mark.parametrize("kind", ["clerk", "owner", "leader", "other_clerk"])
def test_only_those_who_keep_bases_of_the_office_add_or_change(kind):
    given = {"office": body("bureau").pk, "name": "站", "division": "150602", "by": person(kind)}
    assert refused(operations.add, **given, **GIVEN) == {"not_permitted"}
    base = make.base()
    assert refused(operations.save, base=base, by=person(kind), phone="1") == {"not_permitted"}


def test_the_base_above_is_of_a_wider_level(by):
    district = make.base()
    street = make.base(name="街道站", level="street")
    assert operations.save(base=street, by=by, parent=district).parent == district
    assert refused(operations.save, base=district, by=by, parent=street) == {"base_above_wrong"}
    assert refused(operations.save, base=street, by=by, level="city") == {"base_above_wrong"}


def test_everybody_sees_bases_in_use_by_level():
    make.base(name="社区点", level="community")
    make.base(name="市基地", level="city")
    make.base(name="停用站", level="street", active=False)
    assert [level for level, _ in queries.by_level()] == ["city", "community"]
    page = Client().get("/incubation/").content.decode()
    assert page.index("市基地") < page.index("社区点")
    assert "停用站" not in page


def test_officials_add_and_change_bases_on_their_pages(by):
    client = client_of("incubation_clerk")
    given = {**GIVEN, "office": body("bureau").pk, "name": "新站", "division": "150602"}
    answer = client.post("/work/bases/new/", given | {"hours": "工作日8:30-12:00"})
    base = Base.objects.get()
    assert answer.url == f"/work/bases/{base.pk}/keep/"
    assert base.hours == "工作日 8:30-12:00"
    assert base.active is False
    client.post(f"/work/bases/{base.pk}/", {**GIVEN, "phone": "0477-1", "active": "on"})
    base.refresh_from_db()
    assert (base.phone, base.active) == ("0477-1", True)
    assert "name" in client.post("/work/bases/new/", given).context["form"].errors


def test_a_programme_is_not_published_at_a_base_out_of_use(by):
    from incubator.programmes import operations as programmes

    programme = make.draft()
    operations.save(base=programme.base, by=by, active=False)
    assert refused(programmes.publish, programme=programme, by=by) == {"base_inactive"}
