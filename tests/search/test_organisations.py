"""Organisations and pages from the database, through the history, to the search."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.http import urlencode

from portal.audit import consumers, sealer
from portal.audit import operations as audit
from portal.bodies import operations as bodies
from portal.organisations.claims import queries as claims
from portal.organisations.register.models import Organisation
from portal.pages.models import HomePage, TextPage
from portal.workflow.worker import loop
from search import indexing
from search.engines import folders
from search.queries import SearchRequest, search
from tests.factories.organisations import organisation
from tests.people import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(db) -> Organisation:
    body("bureau")
    return organisation("东胜区晨光助残服务中心", former=("东胜区旧名助残中心",))


def found(text: str, **more) -> list[str]:
    return [hit.id for hit in search(SearchRequest(text, **more)).hits]


def test_an_act_in_the_history_makes_it_findable(ours) -> None:
    indexing.rebuild()
    row = organisation("东胜区暖阳协会", "51150602MJ0000001A")
    assert found("nuanyang") == []
    audit.record("organisation.registered", by=None, subject=f"organisations.organisation:{row.pk}")
    sealer.seal()
    consumers.drain()
    assert found("nuanyang") == [str(row.pk)]


def test_a_rename_is_followed_and_the_old_name_still_finds(ours) -> None:
    indexing.rebuild()
    bodies.rename(
        body=ours.body, name="东胜区新月助残中心", by=None, until=ours.source_on, source="名录"
    )
    indexing.catch_up()
    assert found("新月助残") == [str(ours.pk)]
    assert found("东胜区晨光助残服务中心") == [str(ours.pk)]
    assert found("旧名助残") == [str(ours.pk)]


def test_without_an_index_the_worker_builds_it(ours, index_folder: Path) -> None:
    audit.record("organisation.changed", by=None, subject=f"organisations.organisation:{ours.pk}")
    loop.tick()
    assert folders.in_use(index_folder) is not None
    assert found("晨光助残") == [str(ours.pk)]


def test_events_wait_while_another_process_writes(ours, index_folder: Path, monkeypatch) -> None:
    indexing.rebuild()
    monkeypatch.setattr("search.engines.embedded.BATCH_WAIT", 0.01)
    audit.record("organisation.changed", by=None, subject=f"organisations.organisation:{ours.pk}")
    sealer.seal()
    with folders.one_writer(index_folder, wait=0):
        consumers.drain()
    assert consumers.lag()["search"] > 0
    consumers.drain()
    assert consumers.lag()["search"] == 0


def test_a_struck_off_one_is_found_by_name_and_code_alone(ours) -> None:
    Organisation.objects.filter(pk=ours.pk).update(state="deregistered")
    indexing.rebuild()
    for text in (ours.body.name, ours.body.credit_code, "东胜区旧名助残中心"):
        page = search(SearchRequest(text))
        assert [gone.id for gone in page.struck_off] == [str(ours.pk)] and page.total == 0
    assert found("晨光助残") == []
    assert not search(SearchRequest("晨光助残")).struck_off


def test_one_struck_off_after_indexing_is_no_ordinary_hit(ours) -> None:
    indexing.rebuild()
    Organisation.objects.filter(pk=ours.pk).update(state="revoked")
    assert found("晨光助残") == []


def test_the_database_answers_while_there_is_no_index(ours) -> None:
    page = search(SearchRequest("晨光"))
    assert page.without_index and [hit.id for hit in page.hits] == [str(ours.pk)]


def test_guides_are_found_by_title_and_text(ours) -> None:
    indexing.rebuild()
    kinds = {hit.kind for hit in search(SearchRequest("认领", kinds=("page",))).hits}
    assert kinds == {"page"}


def test_a_page_is_findable_once_published_and_gone_once_withdrawn(ours) -> None:
    indexing.rebuild()
    page = TextPage(title="驼奶节安排", slug="camel")
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    indexing.catch_up()
    assert found("驼奶节") == [str(page.pk)]
    page.unpublish()
    indexing.catch_up()
    assert found("驼奶节") == []


def test_people_who_claim_find_their_organisation_by_pinyin(ours) -> None:
    indexing.rebuild()
    assert [row.pk for row in claims.find("chenguang zhucan")] == [ours.pk]


def test_the_command_answers_in_json(ours, tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("find", "chenguang", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["query"] == "chenguang" and answer["total"] == 1
    assert set(answer) == {"query", "total", "took_ms", "hits"}
    assert answer["hits"] == [
        {
            "kind": "organisation",
            "id": str(ours.pk),
            "title": ours.body.name,
            "url": reverse("organisation", args=[ours.pk]),
        }
    ]


def test_the_command_answers_each_line_of_a_file(ours, tmp_path: Path) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("晨光\n\n" + "长" * 2000 + "\n52150602MJ00K1P274\n", encoding="utf-8")
    out = io.StringIO()
    call_command("find", "--from", str(asked), "--kind", "organisation", "--limit", "3", stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer["total"] for answer in answers] == [1, 0, 0, 1]


def test_the_check_command_names_what_drifted(ours) -> None:
    indexing.rebuild()
    Organisation.objects.filter(pk=ours.pk).update(business_scope="别的业务")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rebuild_index", "--check", stdout=out)
    assert f"organisation:{ours.pk}" in out.getvalue()
    call_command("rebuild_index", "--repair", stdout=out)
    call_command("rebuild_index", "--check", stdout=out)


def ask(client, name: str = "search", **query):
    return client.get(f"{reverse(name)}?{urlencode(query, doseq=True)}")


def test_the_page_shows_hits_with_marks(client, ours) -> None:
    indexing.rebuild()
    told = ask(client, q="晨光").content.decode()
    assert "<mark>晨光</mark>助残服务中心" in told
    assert "<mark>晨光</mark>" in ask(client, q="chenguang").content.decode()


def test_the_page_survives_what_is_no_search(client, ours) -> None:
    indexing.rebuild()
    for text in ("", "长" * 2000, '"" - ()', "<script>", "\x00", "晨光" * 90):
        assert ask(client, q=text).status_code == 200
    assert ask(client, q="晨光", page="9" * 30, kind="x", division="'").status_code == 200
    assert ask(client, q="晨光", page="99").context["page"].number == 1


def test_what_was_typed_is_escaped(client, ours) -> None:
    indexing.rebuild()
    assert "<b>x" not in ask(client, q="<b>x").content.decode()


def test_the_file_holds_the_hits(client, ours) -> None:
    indexing.rebuild()
    told = ask(client, "search_export", q="晨光").content.decode("utf-8-sig")
    assert len(told.splitlines()) == 2 and ours.body.credit_code in told


def test_ten_queries_at_most_whatever_the_number(
    client, ours, django_assert_max_num_queries
) -> None:
    indexing.rebuild()
    ask(client, q="东胜")
    with django_assert_max_num_queries(10) as few:
        ask(client, q="东胜")
    for number in range(25):
        organisation(f"东胜区第{number}协会", f"5115060{number:011}", former=(f"东胜旧{number}",))
    indexing.rebuild()
    with django_assert_max_num_queries(10) as many:
        ask(client, q="东胜")
    assert len(many) == len(few)
