"""Divisions and bodies: what every portal starts with, and renaming."""

import pytest

from portal.audit.models import Event
from portal.bodies import operations, queries, seed
from portal.bodies.enums import BodyKind
from portal.bodies.models import Body, Division, FormerName
from portal.core import clock

pytestmark = pytest.mark.django_db

CODES = ["150602", "150603", "150621", "150622", "150623", "150624", "150625", "150626", "150627"]


def test_an_empty_portal_knows_the_nine_banners_and_their_bureaus() -> None:
    assert [banner.code for banner in queries.banners()] == CODES
    assert queries.registries().count() == 11
    city = Body.objects.get(name="鄂尔多斯市民政局")
    assert set(queries.beneath([city.pk])) == {
        city.pk,
        *Body.objects.filter(parent=city).values_list("pk", flat=True),
    }


def test_seeding_again_changes_nothing() -> None:
    before = (Division.objects.count(), Body.objects.count())
    seed.seed()
    assert (Division.objects.count(), Body.objects.count()) == before


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("东胜区民政局", "东胜区民政局"),
        ("鄂尔多斯市东胜区民政局", "东胜区民政局"),
        (" 内蒙古自治区鄂尔多斯市东胜区民政局 ", "东胜区民政局"),
        ("鄂尔多斯市民政局", "鄂尔多斯市民政局"),
        ("内蒙古自治区民政厅", "内蒙古自治区民政厅"),
        ("包头市民政局", None),
        ("", None),
    ],
)
def test_a_bureau_is_found_however_a_list_writes_it(written: str, found: str | None) -> None:
    bureau = queries.registry_named(written)
    assert (bureau.name if bureau else None) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [("150602003", "150602003"), ("150602003001", "150602003"), ("150602", "150602")],
)
def test_a_division_is_the_nearest_that_exists(code: str, found: str) -> None:
    division = queries.division(code)
    assert division is not None and division.code == found


def test_a_city_contains_its_banners_and_a_banner_only_its_own() -> None:
    city = set(Body.objects.filter(queries.within("150600")).values_list("name", flat=True))
    assert "东胜区民政局" in city and "内蒙古自治区民政厅" not in city
    assert [b.name for b in Body.objects.filter(queries.within("150602"))] == ["东胜区民政局"]


def test_a_renamed_body_keeps_its_former_name_and_tells_the_history() -> None:
    body = operations.create(
        kind=BodyKind.SOCIAL_GROUP, name="暖阳协会", division="150602", by=None
    )
    for name in ("暖阳社会工作协会", "暖阳社会工作协会"):
        body = operations.rename(
            body=body, name=name, by=None, until=clock.today(), source="registry list"
        )
    assert body.name == "暖阳社会工作协会"
    assert [f.name for f in FormerName.objects.filter(body=body)] == ["暖阳协会"]
    actions = Event.objects.filter(subject=f"bodies.body:{body.pk}").order_by("pk")
    assert [event.action for event in actions] == ["body.created", "body.renamed"]


def test_offices_within_no_division_are_none() -> None:
    assert queries.offices_within([]) == frozenset()
    dongsheng = Body.objects.get(name="东胜区民政局")
    assert dongsheng.pk in queries.offices_within(["150602"])
    assert queries.offices_within(["150602"]) < queries.offices_within(["150600"])
