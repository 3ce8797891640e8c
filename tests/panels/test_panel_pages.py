"""The screens of panels, and who sees what in which phase."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.panels import documents, operations, queries
from portal.panels.models import Part, Score
from tests import people
from tests.factories import panels as make

pytestmark = pytest.mark.django_db
TWO = (make.words(1, "甲中心"), make.words(2, "乙中心"))
SECRET = ("37.5", "21.5", "11.5")
MARKS = ("37.5", "21.5", "11.5", "70.5")
PHASES = ("convened", "drawn", "declared", "scoring", "partly", "complete")
OFFICE = ("incubation_clerk", "section_head", "leader", "supervisor", "rating_clerk")


def at(phase):
    """A panel of one name with the test's expert as member A, brought to a phase."""
    make.profile_of(people.person("expert"))
    make.experts(2)
    panel = make.convened()
    reached = PHASES.index(phase)
    if reached >= 1:
        operations.draw(panel=panel, by=people.person("incubation_clerk"))
    seats = make.seats(panel)
    if reached >= 2:
        for seat in seats:
            make.clear(seat)
    entry = panel.entries.get()
    seats.sort(key=lambda seat: seat.expert.user_id != people.person("expert").pk)
    if reached == 3:
        for seat in seats[1:]:
            make.score(seat, entry, *SECRET)
    if reached >= 4:
        for seat in seats[1:] if phase == "partly" else seats:
            make.signed(seat, entry, *SECRET)
    return panel, entry


def pages(panel, entry):
    root = f"/work/panels/{panel.pk}/"
    own = f"/panels/{panel.pk}/"
    return {
        "panel": root,
        "verify": f"{root}verify/",
        "seat": own,
        "sheet": f"{own}{entry.pk}/",
        "sign": f"{own}{entry.pk}/sign/",
    }


@pytest.mark.parametrize("phase", PHASES)
def test_who_sees_points_in_which_phase(phase):
    panel, entry = at(phase)
    for kind in people.KINDS:
        client = people.client_of(kind)
        for name, url in pages(panel, entry).items():
            answer = client.get(url, follow=True)
            seen = any(mark in answer.content.decode() for mark in MARKS)
            office = kind in OFFICE and name == "panel" and phase == "complete"
            own = kind == "expert" and phase == "complete" and name in ("sheet", "sign")
            assert seen is (office or own), (kind, name, phase)


@pytest.mark.parametrize("phase", PHASES)
def test_who_opens_which_page_in_which_phase(phase):
    panel, entry = at(phase)
    found = pages(panel, entry)
    for kind in people.KINDS:
        client = people.client_of(kind)
        for name in ("panel", "verify"):
            expected = 200 if kind in OFFICE else 302 if kind == "anonymous" else 404
            assert client.get(found[name]).status_code == expected, (kind, name)
    expert = people.client_of("expert")
    assert expert.get(found["seat"]).status_code == (404 if phase == "convened" else 200)
    sheet = {"convened": 404, "drawn": 302, "complete": 302}.get(phase, 200)
    assert expert.get(found["sheet"]).status_code == sheet


def test_before_all_have_signed_a_member_sees_nobody_elses_points():
    panel, entry = at("partly")
    page = people.client_of("expert").get(f"/panels/{panel.pk}/{entry.pk}/").content.decode()
    assert not any(mark in page for mark in MARKS)


def test_names_come_first_and_the_sheet_opens_after_them():
    panel, entry = at("drawn")
    client, url = people.client_of("expert"), f"/panels/{panel.pk}/"
    assert client.get(f"{url}{entry.pk}/").url == url
    assert entry.name in client.get(url).content.decode()
    refused = client.post(url, {})
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert client.post(url, {f"tie_{entry.pk}": "clear"}).status_code == 302
    assert client.get(f"{url}{entry.pk}/").status_code == 200


def test_a_tie_is_declared_on_the_page():
    panel, entry = at("drawn")
    client, url = people.client_of("expert"), f"/panels/{panel.pk}/"
    client.post(url, {f"tie_{entry.pk}": "tie", f"words_{entry.pk}": "原同事"})
    part = Part.objects.get(seat__expert__user=people.person("expert"))
    assert (part.declared, part.tie_words) == ("tie", "原同事")
    assert client.get(f"{url}{entry.pk}/").status_code == 404
    assert "原同事" in people.client_of("leader").get(f"/work/panels/{panel.pk}/").content.decode()


def test_a_sheet_keeps_what_is_right_and_shows_what_was_typed():
    panel, entry = at("declared")
    first, second, third = panel.lines.all()
    client, url = people.client_of("expert"), f"/panels/{panel.pk}/{entry.pk}/?group=1"
    answer = client.post(
        url,
        {
            f"points_{first.pk}": "101",
            f"reason_{first.pk}": "写得好",
            f"points_{second.pk}": "29.5",
            f"reason_{second.pk}": "少一步",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="101"' in page
    assert "写得好" in page
    assert list(answer.context["form"].errors) == [f"points_{first.pk}"]
    assert [(score.line, str(score.points)) for score in Score.objects.all()] == [(second, "29.5")]
    onward = client.post(url, {f"points_{first.pk}": "40", "next": "1"})
    assert onward.url.endswith("?group=2")
    last = client.post(onward.url, {f"points_{third.pk}": "30", "next": "1"})
    assert last.url == f"/panels/{panel.pk}/{entry.pk}/sign/"
    assert Score.objects.count() == 3


def test_one_item_at_a_time_leads_to_the_signature():
    panel, entry = at("declared")
    client, here = people.client_of("expert"), f"/panels/{panel.pk}/{entry.pk}/"
    url = f"{here}?item={panel.lines.first().pk}"
    for line in panel.lines.all():
        page = client.get(url).content.decode()
        assert len(re.findall('name="points_', page)) == 1
        points = str(line.maximum)
        url = client.post(url, {f"points_{line.pk}": points, "next": "1"}).url
    assert url == f"{here}sign/"
    assert client.post(url).status_code == 302
    assert Part.objects.get(seat__expert__user=people.person("expert")).signed_at is not None
    locked = client.post(f"{here}?group=1", {f"points_{panel.lines.first().pk}": "1"})
    assert locked.url == f"{here}sign/"
    assert Score.objects.get(line__code="1.1").points == 40


def test_signing_too_early_says_what_is_missing():
    panel, entry = at("declared")
    answer = people.client_of("expert").post(f"/panels/{panel.pk}/{entry.pk}/sign/")
    assert [reason.code for reason in answer.context["blocked"]] == ["items_missing"]


@pytest.mark.parametrize("query", ["?group=99", "?group=x", "?item=x", "?item=999", "?open=1"])
def test_odd_addresses_still_show_a_sheet(query):
    panel, entry = at("declared")
    url = f"/panels/{panel.pk}/{entry.pk}/{query}"
    assert people.client_of("expert").get(url).status_code == 200


def test_the_office_draws_once_and_sees_the_record():
    make.experts(4)
    panel = make.convened()
    client, url = people.client_of("incubation_clerk"), f"/work/panels/{panel.pk}/"
    assert client.post(f"{url}draw/").status_code == 302
    again = client.post(f"{url}draw/")
    assert again.status_code == 409
    assert again.context["refusal"].codes == {"already_drawn"}
    draw = panel.draws.get()
    page = client.get(f"{url}verify/").content.decode()
    assert draw.seed in page
    assert draw.digest in page


def test_the_office_replaces_and_fills():
    panel = make.drawn(pool=3)
    client, url = people.client_of("incubation_clerk"), f"/work/panels/{panel.pk}/"
    seat, entry = make.seats(panel)[0], panel.entries.get()
    assert client.post(f"{url}seats/{seat.pk}/replace/", {"reason": ""}).status_code == 200
    assert client.post(f"{url}seats/{seat.pk}/replace/", {"reason": "出差"}).status_code == 302
    assert client.post(f"{url}{entry.pk}/substitute/").status_code == 409
    make.expert(8)
    assert client.post(f"{url}{entry.pk}/substitute/").status_code == 302
    assert panel.seats.filter(left_at=None).count() == 3
    assert "出差" in client.get(url).content.decode()


@pytest.mark.parametrize(("phase", "shown"), [("partly", False), ("complete", True)])
def test_the_minutes_hold_scores_only_when_complete(phase, shown):
    panel, _entry = at(phase)
    paper = documents.document(queries.with_rows().get(pk=panel.pk))
    said = " ".join(str(fact.value) for fact in paper.facts)
    assert ("70.5" in said) is shown
    assert len(paper.closing) == 3
    answer = people.client_of("supervisor").get(f"/work/panels/{panel.pk}/minutes/")
    assert answer.content.startswith(b"%PDF")


def test_an_expert_keeps_profile_and_ties():
    client = people.client_of("expert")
    assert (
        client.post("/panels/profile/ties/", {"kind": "family", "name": "高敏"}).status_code == 200
    )
    client.post("/panels/profile/", {"knows": "儿童", "title": "教授", "employer": "鄂尔多斯大学"})
    wrong = {"kind": "board", "name": "甲", "from_on": "2026-02-01", "until_on": "2026-01-01"}
    assert client.post("/panels/profile/ties/", wrong).status_code == 200
    client.post("/panels/profile/ties/", {**wrong, "until_on": ""})
    expert = people.person("expert").expert
    tie = expert.ties.get()
    assert (expert.employer, tie.name, tie.until_on) == ("鄂尔多斯大学", "甲", None)
    client.post(f"/panels/profile/ties/{tie.pk}/remove/")
    assert not expert.ties.exists()


def test_nobody_touches_the_ties_of_another():
    users = make.experts(1)
    tie = users[0].expert.ties.create(kind="family", name="高敏")
    client = people.client_of("expert")
    assert client.get(f"/panels/profile/ties/{tie.pk}/").status_code == 404
    assert client.post(f"/panels/profile/ties/{tie.pk}/remove/").status_code == 404


def test_the_office_keeps_the_pool():
    client = people.client_of("incubation_clerk")
    expert = people.person("expert")
    for address in ("nobody@tests.example", "clerk@tests.example"):
        people.person("clerk")
        assert client.post("/work/experts/", {"address": address}).status_code == 200
    assert client.post("/work/experts/", {"address": expert.email}).status_code == 302
    assert client.post("/work/experts/", {"address": expert.email}).status_code == 200
    url = f"/work/experts/{expert.expert.pk}/"
    client.post(url)
    expert.expert.refresh_from_db()
    assert expert.expert.active is False
    client.post(url, {"active": "1"})
    expert.expert.refresh_from_db()
    assert expert.expert.active is True


def test_pages_cost_the_same_at_ten_times_the_entries():
    make.profile_of(people.person("expert"))
    make.experts(2)
    few = make.declared(pool=0)
    many = make.declared([make.words(n, f"第{n}中心") for n in range(10, 20)], pool=0)
    for kind, address in (("incubation_clerk", "/work/panels/{}/"), ("expert", "/panels/{}/")):
        client, costs = people.client_of(kind), []
        client.get(address.format(few.pk))
        for panel in (few, many):
            with CaptureQueriesContext(connection) as asked:
                client.get(address.format(panel.pk))
            costs.append(len(asked))
        assert costs[0] == costs[1] <= 24, (kind, costs)


def test_a_tie_that_comes_to_mind_later_ends_the_part():
    panel, entry = at("declared")
    url = f"/panels/{panel.pk}/{entry.pk}/tie/"
    assert people.client_of("expert").post(url, {"words": "想起来了"}).status_code == 302
    assert people.client_of("expert").get(f"/panels/{panel.pk}/{entry.pk}/").status_code == 404


def test_papers_open_after_no_tie_only():
    panel, entry = at("drawn")
    client, url = people.client_of("expert"), f"/panels/{panel.pk}/{entry.pk}/papers/"
    assert client.get(url).status_code == 404
    client.post(f"/panels/{panel.pk}/", {f"tie_{entry.pk}": "clear"})
    assert client.get(url).url == "/trial/1/"
    assert url in client.get(f"/panels/{panel.pk}/").content.decode()
