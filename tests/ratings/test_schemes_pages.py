"""The pages of indicator sets, for officials and for the public."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings.schemes import documents, operations, queries
from ratings.schemes.enums import Phase
from ratings.schemes.examples import examples
from ratings.schemes.models import Version
from tests.factories import schemes as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
BASICS = {"name": "社会团体评估指标", "total": "100", "bonus_most": "5", "rebase": "full"}
POINT = {
    "item": "1.1",
    "code": "1.1.2",
    "title": "新的要点",
    "nature": "scored",
    "maximum": "2.5",
    "method": "有即得分。",
    "evidence": ["charter", "audit"],
}


def url(name: str, version: Version, **more) -> str:
    return reverse(name, kwargs={"pk": version.pk, **more})


def seen(version: Version) -> dict[str, str]:
    version.refresh_from_db()
    return {"seen": version.changed_at.isoformat()}


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def clerk():
    return client_of("rating_clerk")


def test_a_clerk_begins_with_the_example_and_a_second_of_the_kind_is_refused(clerk, in_chinese):
    form = {
        "office": person("rating_clerk").posts.get().body_id,
        "kind": "foundation/",
        "name": "基金会评估指标",
        "start": "example",
    }
    answer = clerk.post(reverse("scheme_begin"), form)
    version = Version.objects.get()
    assert answer["Location"] == url("scheme_work", version)
    assert queries.content(version) == examples()[0].sheet
    again = clerk.post(reverse("scheme_begin"), form | {"name": "另一个"})
    assert "本机关已经有这类指标：“基金会评估指标”" in words(again)
    assert "另一个" in words(again)
    strange = clerk.post(reverse("scheme_begin"), {"office": "x", "kind": "\x00", "name": ""})
    assert strange.status_code == 200


def test_the_overview_names_every_fault_and_who_publishes(clerk, in_chinese):
    version = make.draft(content=make.sheet(basis="", bands={}))
    page = words(clerk.get(url("scheme_work", version)))
    assert "没有写指标的依据。" in page and "没有填各等级从多少分起。" in page
    assert "还不能公布，请先改好列出的问题。" in page
    operations.save(version=version, sheet=make.sheet(), by=person("rating_clerk"))
    own = words(clerk.get(url("scheme_work", version)))
    assert "最后修改这份草稿的是您" in own
    assert 'class="your-turn' not in own
    leader = client_of("leader")
    page = words(leader.get(url("scheme_work", version)))
    assert "公布这个版本" in page
    assert 'class="your-turn' in page
    leader.post(url("scheme_publish", version), {"seen": "gestern"})
    assert queries.published().count() == 0
    leader.post(url("scheme_publish", version), seen(version))
    version.refresh_from_db()
    assert (version.phase, version.published_by) == (Phase.PUBLISHED, person("leader"))


def test_basics_and_bounds_are_saved_and_a_colleague_is_not_overwritten(clerk, in_chinese):
    version = make.draft()
    old = seen(version)
    form = BASICS | {"basis": "新办法", "introduction": "一\r\n二", "confirmed": "on"}
    clerk.post(url("scheme_basics", version), form | old)
    version.refresh_from_db()
    assert (version.basis, version.introduction, version.rebase) == ("新办法", "一\n二", "full")
    assert version.confirmed
    bounds = {"grade_5": "95.5", "grade_4": "80"}
    late = clerk.post(url("scheme_bands", version), bounds | old)
    assert "您打开页面以后，有人改过这份草稿" in words(late)
    assert 'value="95.5"' in words(late)
    clerk.post(url("scheme_bands", version), bounds | seen(version))
    assert {k: str(v) for k, v in queries.bands(version).items()} == {
        "AAAAA": "95.500",
        "AAAA": "80.000",
    }
    assert 'value="80"' in words(clerk.get(url("scheme_bands", version)))


def test_lines_are_added_changed_and_deleted_and_never_with_what_stands_below(clerk, in_chinese):
    version = make.draft()
    added = url("scheme_line_add", version, level="point")
    assert 'value="1.1" selected' in words(clerk.get(f"{added}?in=1.1"))
    clerk.post(added, POINT | seen(version))
    point = version.points.get(code="1.1.2")
    assert (str(point.maximum), point.evidence) == ("2.5", ["charter", "audit"])
    twice = clerk.post(added, POINT | seen(version))
    assert "编码“1.1.2”重复。" in words(twice)
    change = url("scheme_line", version, level="point", code="1.1.2")
    clerk.post(change, POINT | seen(version) | {"item": "2.1", "place": "1", "code": "2.1.0"})
    assert version.points.get(code="2.1.0").item.code == "2.1"
    above = url("scheme_line", version, level="item", code="2.1")
    assert "请先删除或者移走" in words(clerk.post(above, {"delete": "1"}, follow=True))
    clerk.post(url("scheme_line", version, level="point", code="2.1.0"), {"delete": "1"})
    assert not version.points.filter(code="2.1.0").exists()
    group = {"code": "6", "title": "党的建设", "total": "0", "place": "1"}
    clerk.post(url("scheme_line_add", version, level="group"), group | seen(version))
    item = {"code": "6.1", "title": "组织覆盖", "group": "6"}
    clerk.post(url("scheme_line_add", version, level="item"), item | seen(version))
    assert version.items.get(code="6.1").group.title == "党的建设"
    for level, code in (("page", "1"), ("point", "9.9.9"), ("group", "1.1")):
        assert clerk.get(url("scheme_line", version, level=level, code=code)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"maximum": "NaN"},
        {"maximum": "-1"},
        {"maximum": "1e99"},
        {"code": "new"},
        {"title": "\x00\u200b"},
        {"nature": "veto"},
        {"cap": "3"},
        {"cap": "x"},
        {"item": "9"},
        {"place": "99999999999"},
        {"evidence": ["x"]},
        {"method": ""},
    ],
)
def test_a_bad_point_is_refused_and_what_was_typed_stays(clerk, wrong):
    version = make.draft()
    given = POINT | {"title": "留下来的字"} | wrong | seen(version)
    answer = clerk.post(url("scheme_line_add", version, level="point"), given)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in words(answer) or "error" in words(answer)
    assert "title" in wrong or "留下来的字" in words(answer)
    assert not version.points.filter(code="1.1.2").exists()


def test_a_spreadsheet_is_looked_at_first_and_then_taken_over(clerk, in_chinese):
    version = make.draft()
    export = clerk.get(url("scheme_export", version))
    assert export["Content-Disposition"] == (
        'attachment; filename="indicators-social-group-v1.xlsx"'
    )
    same = clerk.post(url("scheme_import", version), {"sheet": file(export.content)}, follow=True)
    assert "表格和草稿内容一致" in words(same)
    new = documents.workbook(make.sheet(basis="新办法"))
    shown = clerk.post(url("scheme_import", version), {"sheet": file(new)}, follow=True)
    assert "还没有写入" in words(shown)
    assert queries.content(version) == make.sheet()
    clerk.post(shown.request["PATH_INFO"])
    assert queries.content(version).basis == "新办法"
    assert clerk.get(shown.request["PATH_INFO"]).status_code == 404


def test_a_bad_spreadsheet_names_cell_by_cell_what_to_mend(clerk, in_chinese):
    version = make.draft()
    text = "一级指标,二级指标,三级指标,分值\n基础条件,章程,核准,很多\n"
    shown = clerk.post(
        url("scheme_import", version), {"sheet": file(text.encode(), "x.csv")}, follow=True
    )
    assert "“很多”不是分数。" in words(shown) and "请写成 12 或 12.5。" in words(shown)
    clerk.post(shown.request["PATH_INFO"])
    assert queries.content(version) == make.sheet()
    broken = clerk.post(url("scheme_import", version), {"sheet": file(b"PK\x03\x04x")})
    assert "文件已损坏" in words(broken) or broken.status_code == 200
    assert clerk.post(url("scheme_import", version), {}).status_code == 200


def test_a_draft_that_a_colleague_published_says_so_instead_of_vanishing(clerk, in_chinese):
    version = make.published()
    for name in ("scheme_basics", "scheme_bands", "scheme_import"):
        answer = clerk.get(url(name, version), follow=True)
        assert "这个版本已经公布，不再改动。" in words(answer)


def test_copying_retiring_and_discarding_from_the_page(clerk):
    version = make.published()
    clerk.post(url("scheme_copy", version))
    draft = Version.objects.exclude(published_at=None, pk=version.pk).latest("pk")
    assert draft.number == 2
    clerk.post(url("scheme_copy", version))
    assert Version.objects.count() == 2
    clerk.post(url("scheme_discard", draft))
    assert Version.objects.get() == version
    clerk.post(url("scheme_discard", version))
    client_of("leader").post(url("scheme_retire", version))
    client_of("leader").post(url("scheme_retire", version))
    version.refresh_from_db()
    assert version.phase == Phase.RETIRED


def test_the_public_reads_what_is_asked_and_that_it_is_an_example(client, in_chinese):
    version = make.published()
    listed = words(client.get(reverse("indicators")))
    assert url("indicator_set", version) in listed and "示例" in listed
    page = words(client.get(url("indicator_set", version)))
    for found in (
        "主管机关还没有确认，以评估通知为准",
        "1.1.1 指标 1.1.1",
        "否决：最高 3A",
        "达到最低分就是该等级",
        "怎么看",
        "章程",
    ):
        assert found in page
    operations.retire(version=version, by=person("leader"))
    assert url("indicator_set", version) not in words(client.get(reverse("indicators")))
    assert "新一轮评估不再使用" in words(client.get(url("indicator_set", version)))
    assert client.get(url("indicator_sheet", version)).status_code == 200


def test_the_preview_shows_both_readers_what_they_will_see(clerk, in_chinese):
    version = make.draft()
    assert "0 至 12.5 分，按半分递增" in words(clerk.get(url("scheme_preview", version)))
    expert = words(clerk.get(url("scheme_preview", version) + "?as=expert"))
    assert "是否触发" in expert and "评估委员会" in expert


@pytest.mark.parametrize(
    ("who", "name"), [("anonymous", "indicator_set"), ("rating_clerk", "scheme_work")]
)
def test_pages_cost_the_same_for_a_small_and_a_large_sheet(who, name):
    small = make.published()
    large = make.published(kind="foundation", content=examples()[0].sheet)
    reader, costs = client_of(who), []
    reader.get(url(name, small))
    for version in (small, large):
        with CaptureQueriesContext(connection) as found:
            reader.get(url(name, version))
        costs.append(len(found))
    assert costs[0] == costs[1]


def file(content: bytes, name: str = "指标.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
