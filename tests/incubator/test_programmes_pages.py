"""The work pages of programmes: what officials type, and what becomes of it."""

from datetime import timedelta

import pytest

from incubator.programmes import operations, rowsets
from incubator.programmes.models import Programme, Tier
from portal.core import clock
from tests.factories import programmes as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return person("incubation_clerk")


@pytest.fixture
def client(by):
    return client_of("incubation_clerk")


def address(programme, part: str = "") -> str:
    return f"/work/programmes/{programme.pk}/{part}"


def listed(part: str, *given: dict[str, object], there: int = 0) -> dict[str, object]:
    """Rows as the browser sends them; ``there`` of them stood on the page before."""
    data: dict[str, object] = {f"{part}-TOTAL_FORMS": len(given), f"{part}-INITIAL_FORMS": there}
    for number, row in enumerate(given):
        data |= {f"{part}-{number}-{name}": value for name, value in row.items()}
    return data


def test_a_programme_is_begun_at_a_base_of_the_office(client):
    base, tier = make.base(), make.tier()
    given = {"base": base.pk, "tier": tier.pk, "title": "2026 年孵化", "year": 2026}
    response = client.post("/work/programmes/new/", given)
    made = Programme.objects.get()
    assert response.url == address(made, "basics/")
    assert (made.office_id, made.panel_size, made.pass_mark) == (base.office_id, 3, 60)


def test_a_base_of_another_office_is_not_offered(client):
    base, tier = make.base("other_bureau", "康巴什区孵化中心"), make.tier()
    given = {"base": base.pk, "tier": tier.pk, "title": "2026 年孵化", "year": 2026}
    assert "base" in client.post("/work/programmes/new/", given).context["form"].errors
    assert Programme.objects.count() == 0


def test_reversed_dates_are_refused_beside_the_field_and_stay_typed(client):
    programme = make.draft(whole=False)
    given = {
        "opens_at": "2026-12-20T09:00",
        "closes_at": "2026-12-01T17:30",
        "places": 4,
        "physical": "on",
        "period_months": 12,
    }
    response = client.post(address(programme, "dates/"), given)
    form = response.context["form"]
    assert list(form.errors) == ["closes_at"]
    assert 'value="2026-12-01T17:30"' in response.content.decode()
    assert Programme.objects.get().places == 0
    given["closes_at"] = "2027-01-20T17:30"
    assert client.post(address(programme, "dates/"), given).url == address(programme, "conditions/")
    assert Programme.objects.get().closes_at.astimezone(clock.SHANGHAI).hour == 17


def test_basics_are_kept(client):
    programme = make.draft(whole=False)
    given = {"title": "新题", "year": 2027, "tier": programme.tier_id, "benefits": "工位"}
    client.post(address(programme, "basics/"), given)
    row = Programme.objects.get()
    assert (row.title, row.year, row.benefits) == ("新题", 2027, "工位")


def test_conditions_are_kept_with_their_sources(client):
    programme = make.draft(whole=False)
    given = {"min_team": 5, "max_age_years": "", **listed(
        "conditions",
        {"words": "负责人无不良记录", "source": "公告第三条", "ORDER": 2},
        {"words": "在本区开展活动", "source": "公告第二条", "ORDER": 1},
        {"words": "", "source": ""},
    )}  # fmt: skip
    client.post(address(programme, "conditions/"), given)
    row = Programme.objects.get()
    assert (row.min_team, row.max_age_years, row.public_interest_required) == (5, None, False)
    assert [c.words for c in row.conditions.all()] == ["在本区开展活动", "负责人无不良记录"]


def test_papers_know_files_from_lists(client):
    programme = make.draft(whole=False)
    given = listed(
        "evidence",
        {"title": "计划书", "form": "text", "required": "on"},
        {"title": "成员名单", "form": "members", "required": "on"},
    )
    client.post(address(programme, "papers/"), given)
    found = [(item.kinds, item.list_kind) for item in programme.evidence.all()]
    assert found == [(["pdf", "docx"], ""), ([], "members")]
    page = client.get(address(programme, "papers/"))
    assert [f.initial["form"] for f in page.context["rows"].initial_forms] == ["text", "members"]


def test_a_row_may_be_deleted_and_mistakes_name_their_row(client):
    programme = make.draft()
    first, second, third = programme.sheet.all()
    given = {"panel_size": 5, "pass_mark": 60, "first_tie": "", "earlier": "on"}
    lines = [
        {"code": i.code, "group": i.group, "title": i.title, "maximum": i.maximum}
        for i in (first, second, third)
    ]
    lines[1] |= {"maximum": 170}
    response = client.post(address(programme, "scoring/"), given | listed("sheet", *lines, there=3))
    assert len(response.context["form"].non_field_errors()) == 1
    lines[1] |= {"maximum": 70}
    lines[2] |= {"DELETE": "on"}
    client.post(address(programme, "scoring/"), given | listed("sheet", *lines, there=3))
    row = Programme.objects.get()
    assert [(i.pk, i.maximum) for i in row.sheet.all()] == [(first.pk, 30), (second.pk, 70)]
    assert (row.panel_size, row.tie_rule) == (5, ["earlier_registration", "lot"])


def test_publishing_a_half_programme_shows_every_reason(client):
    programme = make.draft(whole=False)
    response = client.post(address(programme, "publish/"))
    codes = {reason.code for reason in response.context["reasons"]}
    assert codes == {"dates_missing", "no_places", "evidence_missing", "sheet_not_100"}
    assert Programme.objects.get().published_at is None


def test_a_whole_programme_is_published_by_a_click(client):
    programme = make.draft()
    assert client.get(address(programme)).context["reasons"] == ()
    assert client.post(address(programme, "publish/")).status_code == 302
    assert Programme.objects.get().version == 1


def test_a_published_programme_changes_with_a_reason(client, by):
    programme = make.published(by=by)
    later = programme.closes_at + timedelta(days=3)
    given = {
        "opens_at": programme.opens_at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M"),
        "closes_at": later.astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M"),
        "places": 3,
        "physical": "on",
        "period_months": 12,
        "reason": "节日多",
    }
    assert client.post(address(programme, "dates/"), given).url == address(programme)
    row = Programme.objects.get()
    assert (row.version, row.closes_at) == (2, later)
    assert row.versions.first().reason == "节日多"
    response = client.post(address(programme, "dates/"), given | {"places": 2})
    assert list(response.context["form"].errors) == ["places"]


def test_copying_and_ticking(client, by):
    programme = make.published(by=by)
    response = client.post(address(programme, "copy/"))
    new = Programme.objects.get(copied_from=programme)
    assert response.url == address(new)
    assert [code for code, _, _ in client.get(address(new)).context["stale"]] == new.stale
    client.post(address(new, "checked/"), {"mark": new.stale[1:]})
    new.refresh_from_db()
    assert new.stale == ["title"]


def test_every_part_is_shown_before_and_after_publishing(client, by):
    programme = make.draft(by=by)
    parts = ("", "basics/", "dates/", "conditions/", "papers/", "scoring/", "preview/")
    for part in parts:
        assert client.get(address(programme, part)).status_code == 200
    operations.publish(programme=programme, by=by)
    for part in parts:
        assert client.get(address(programme, part)).status_code == 200
    assert rowsets.of("sheet", Programme.objects.get(), None).total_form_count() == 3


def test_tiers_are_the_citys_own(client):
    usual = {"period_months": 12, "midterm_pass_mark": 60}
    given = {"name": "萌芽期", "name_en": "budding", "order": 1, "active": "on", **usual}
    client.post("/work/tiers/", given)
    tier = Tier.objects.get()
    assert (tier.name, tier.name_en, tier.active) == ("萌芽期", "budding", True)
    assert "name" in client.post("/work/tiers/", given).context["form"].errors
    lists = {
        f"{part}-{name}_FORMS": 0
        for part in ("conditions", "allowances", "midterm", "exit")
        for name in ("TOTAL", "INITIAL")
    }
    client.post(f"/work/tiers/{tier.pk}/", {"name": "萌芽", "order": 2, **usual, **lists})
    tier.refresh_from_db()
    assert (tier.name, tier.active) == ("萌芽", False)


def test_a_page_opened_before_a_colleagues_save_does_not_overwrite_it_unseen(client, by):
    programme = make.draft(by=by)
    page = client.get(address(programme, "basics/")).context["form"]
    given = {name: page[name].value() or "" for name in page.fields}
    operations.save(programme=programme, by=person("section_head"), title="科长改的名")
    response = client.post(address(programme, "basics/"), given | {"title": "我改的名"})
    assert len(response.context["form"].non_field_errors()) == 1
    assert "我改的名" in response.content.decode()
    assert Programme.objects.get().title == "科长改的名"
    again = {name: response.context["form"][name].value() for name in given}
    assert client.post(address(programme, "basics/"), again).status_code == 302
    assert Programme.objects.get().title == "我改的名"


def test_the_overview_is_drawn_with_few_queries(client, by, django_assert_max_num_queries):
    programme = make.published(by=by)
    with django_assert_max_num_queries(20):
        client.get(address(programme))
    with django_assert_max_num_queries(15):
        client.get("/work/programmes/")
