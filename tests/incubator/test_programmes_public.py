"""What everybody reads: the list, the base, the page of the CMS, old versions, the search."""

from datetime import timedelta

import pytest
from django.test import Client

from incubator.programmes import guide, operations, queries
from incubator.programmes.freezing import content
from incubator.programmes.models import Programme
from portal.core import clock
from portal.pages import editors
from portal.pages.models import ListPage, ProgrammePage
from tests.factories import programmes as make
from tests.people import client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return person("incubation_clerk")


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_open_announced_and_closed_but_no_draft(by):
    now = clock.now()
    make.draft(by=by, title="草稿项目")
    make.published(by=by, title="开放项目")
    soon = {"opens_at": now + timedelta(days=2), "closes_at": now + timedelta(days=9)}
    make.published(by=by, title="预告项目", **soon)
    done = make.published(by=by, title="结束项目")
    Programme.objects.filter(pk=done.pk).update(closes_at=now - timedelta(minutes=1))
    page = text(Client().get("/incubation/"))
    order = [page.index(title) for title in ("开放项目", "预告项目", "结束项目")]
    assert order == sorted(order)
    assert "草稿项目" not in page


def test_the_list_asks_the_database_no_more_for_more_programmes(by, django_assert_max_num_queries):
    for number in range(6):
        make.published(by=by, title=f"第{number}个")
    with django_assert_max_num_queries(15):
        Client().get("/incubation/")


def test_a_base_shows_its_programmes(by):
    programme = make.published(by=by)
    page = text(Client().get(f"/incubation/bases/{programme.base_id}/"))
    assert programme.title in page
    assert "0477-8500200" in page
    assert Client().get("/incubation/bases/999999/").status_code == 404


def test_publishing_makes_a_page_with_everything_an_applicant_needs(by):
    programme = make.published(
        by=by, introduction="给刚起步的社会组织。", supervision_phone="12345"
    )
    assert Client().get(guide.address(programme.pk)).status_code == 404
    drain()
    page = text(Client().get(guide.address(programme.pk)))
    wanted = ["负责人无不良记录", "本项目公告", "项目计划书", "方案可行", "给刚起步的社会组织。"]
    for words in [*wanted, "天骄路 8 号一楼", "0477-8500200", "12345"]:
        assert words in page
    assert ListPage.objects.get(slug="programmes").get_children().count() == 1


def test_a_change_keeps_the_one_page_and_its_figures_are_live(by):
    programme = make.published(by=by)
    drain()
    page = ProgrammePage.objects.get()
    page.summary = "编辑写的话"
    page.save_revision().publish()
    operations.save(programme=programme, by=by, places=9, reason="加了工位")
    drain()
    assert ProgrammePage.objects.get().summary == "编辑写的话"
    shown = text(Client().get(guide.address(programme.pk)))
    assert "编辑写的话" in shown
    assert "加了工位" in shown
    operations.take_place(programme.pk, by)
    response = Client().get(guide.address(programme.pk))
    assert response.context["card"].figures.places_left == 8


def test_the_page_offers_applying_only_while_the_intake_is_open(by):
    programme = make.published(by=by)
    drain()
    assert Client().get(guide.address(programme.pk)).context["card"].intake == "open"
    Programme.objects.update(closes_at=clock.now() - timedelta(seconds=1))
    assert Client().get(guide.address(programme.pk)).context["card"].intake == "closed"


def test_old_versions_stay_readable_by_everybody(by):
    programme = make.published(by=by)
    operations.save(programme=programme, by=by, places=9, reason="加了工位")
    old = Client().get(f"/incubation/programmes/{programme.pk}/versions/1/")
    assert old.context["guide"].content["places"] == 3
    assert Client().get(f"/incubation/programmes/{programme.pk}/versions/3/").status_code == 404
    draft = make.draft(by=by)
    assert Client().get(f"/incubation/programmes/{draft.pk}/versions/1/").status_code == 404


def test_the_search_finds_a_programme_by_its_title_and_by_its_papers(by, settings):
    from search import sources

    programme = make.published(by=by, title="2026 年东胜区孵化入驻")
    drain()
    page = ProgrammePage.objects.get()
    document = sources.named("page").load([str(page.pk)])[str(page.pk)]
    assert document.title == programme.title
    assert document.url == guide.address(programme.pk)
    assert "项目计划书" in document.body
    assert document.facets == {"page_type": "programmepage"}


def test_time_limits_of_the_steps_come_from_the_rules(by):
    found = guide.of(content(make.published(by=by)), on=clock.today())
    assert [bool(step.time) for step in found.steps] == [False, True, True, True, True, True]
    assert found.total == 100
    assert [group.points for group in found.groups] == [30, 40, 30]
    assert len(found.ties) == 3
    assert len(found.remedies) == 3


def test_a_sample_of_a_draft_is_for_its_office_only(by, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from openpyxl import Workbook

    book = tmp_path / "样表.xlsx"
    Workbook().save(book)
    programme = make.draft(by=by)
    item = programme.evidence.last()
    upload = SimpleUploadedFile("样表.xlsx", book.read_bytes())
    operations.attach_sample(item=item, upload=upload, by=by)
    address = f"/incubation/programmes/{programme.pk}/samples/{item.pk}/"
    assert Client().get(address).status_code == 404
    assert client_of("owner").get(address).status_code == 404
    assert client_of("incubation_clerk").get(address).status_code == 200
    operations.publish(programme=programme, by=by)
    assert Client().get(address).status_code == 200
    assert queries.facts(programme).handed_in == 0


def test_the_page_of_a_programme_is_drawn_with_few_queries(by, django_assert_max_num_queries):
    programme = make.published(by=by)
    drain()
    Client().get(guide.address(programme.pk))
    with django_assert_max_num_queries(25):
        assert Client().get(guide.address(programme.pk)).status_code == 200


def test_editors_add_words_but_make_no_programme_page_themselves(by):
    make.published(by=by)
    drain()
    page, editor = ProgrammePage.objects.get(), client_of("editor")
    editors.follow([])
    assert editor.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    index = page.get_parent().specific
    assert ProgrammePage not in type(index).creatable_subpage_models()
    answer = editor.get(f"/cms/pages/add/pages/programmepage/{index.pk}/")
    assert answer.status_code in (302, 403)
