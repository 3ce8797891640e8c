"""The pages of an assessment, as organisation, office and experts use them."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.panels.models import Score
from ratings.assessments import queries
from ratings.assessments.models import OwnMark, Sight
from tests.factories import assessments as make
from tests.people import client_of, person, sign_in

pytestmark = pytest.mark.django_db


def at(name, row, *more):
    return reverse(name, args=[row.pk, *more])


def whole(page):
    """Every field of the entries of a page as a browser would send it back."""
    form = {}
    for box in page.context["boxes"]:
        key = box.row.point.pk
        form |= {f"seen-{box.code}": box.seen, f"was-{box.code}": box.was}
        form |= {f"{name}-{key}": value for name, value in box.values.items() if value}
    return form


def test_a_group_is_saved_whole_without_a_script_and_only_what_was_touched():
    row, client = make.qualified(), client_of("owner")
    url, key = at("my_assessment_group", row, "1"), make.point(row, "1.1.1")
    data = whole(client.get(url)) | {f"points-{key}": "12.5", f"words-{key}": "见章程"}
    answer = client.post(url, data | {"next": "1"})
    assert answer.url == at("my_assessment_group", row, "2")
    assert [(m.point.code, m.points) for m in OwnMark.objects.all()] == [("1.1.1", 12.5)]


def test_what_is_wrong_stays_typed_and_says_its_maximum():
    row, client = make.qualified(), client_of("owner")
    url, key = at("my_assessment_group", row, "1"), make.point(row, "1.1.1")
    page = client.post(url, whole(client.get(url)) | {f"points-{key}": "13"})
    (box,) = page.context["wrong"]
    assert (box.values["points"], "12.5" in box.mistake) == ("13", True)
    assert 'value="13"' in page.content.decode()


def test_two_devices_see_both_versions_and_choose():
    row, client = make.qualified(), client_of("owner")
    url, key = at("my_assessment_group", row, "1"), make.point(row, "1.1.1")
    old = whole(client.get(url))
    make.mark(row, "1.1.1", "9")
    page = client.post(url, old | {f"points-{key}": "7"})
    (box,) = page.context["wrong"]
    assert box.conflict
    assert (box.outcome.theirs[0][1], box.outcome.mine[0][1]) == ("9", "7")
    again = whole(page) | {f"newer-{box.code}": box.outcome.seen}
    client.post(url, again | {f"points-{key}": "7"})
    assert OwnMark.objects.get().points == 9
    client.post(url, again | {f"points-{key}": "7", f"choose-{box.code}": "kept"})
    assert OwnMark.objects.get().points == 9
    client.post(url, again | {f"points-{key}": "7", f"choose-{box.code}": "mine"})
    assert OwnMark.objects.get().points == 7


def test_a_script_saves_one_entry_and_is_told_its_version():
    row, client = make.qualified(), client_of("owner")
    url, key = at("my_assessment_group", row, "1"), make.point(row, "1.1.1")
    sent = {"entry": f"mark-{key}", f"points-{key}": "8", f"seen-mark-{key}": ""}
    told = json.loads(client.post(url, sent).content)
    assert told["state"] == "saved"
    assert told["seen"] == queries.seen(OwnMark.objects.get().saved_at)
    other = json.loads(client.post(url, sent | {f"points-{key}": "6"}).content)
    assert other["state"] == "conflict"
    assert f"choose-mark-{key}" in other["choice"]
    bad = sent | {f"points-{key}": "x", f"seen-mark-{key}": told["seen"]}
    assert json.loads(client.post(url, bad).content)["state"] == "refused"
    assert client.post(url, {"entry": "mark-1x"}).status_code == 404
    make.put(row, "handed_in")
    assert json.loads(client.post(url, sent).content)["state"] == "refused"


def test_files_are_uploaded_used_again_and_taken_out():
    row, client = make.qualified(), client_of("owner")
    first = at("my_assessment_point", row, make.point(row, "1.1.1"))
    assert client.post(first, {"act": "upload"}).status_code == 200
    assert client.post(first, {"act": "upload", "upload": make.upload()}).status_code == 302
    second = at("my_assessment_point", row, make.point(row, "2.1.1"))
    page = client.get(second)
    (choice,) = page.context["reuse"].fields["papers"].choices
    assert client.post(second, {"act": "reuse", "papers": ["x"]}).context["form"].errors
    assert client.post(second, {"act": "reuse", "papers": [choice[0]]}).status_code == 302
    proof = OwnMark.objects.get(point__code="2.1.1").proofs.get()
    assert client.get(at("my_assessment_file", row, proof.pk)).status_code == 200
    assert client.post(second, {"remove": "1" * 30}).status_code == 200
    assert client.post(second, {"remove": str(proof.pk)}).status_code == 302
    assert not OwnMark.objects.get(point__code="2.1.1").proofs.exists()


def test_the_check_lists_every_gap_and_then_hands_in():
    row, client = make.qualified(), client_of("owner")
    url = at("my_assessment_check", row)
    page = client.post(url, {})
    assert page.status_code == 200
    assert sum(len(rows) for _section, rows in page.context["gaps"]) == 8
    for code in make.CODES:
        make.mark(row, code)
    assert not client.get(url).context["blocked"]
    assert client.post(url, {}).url == at("my_assessment", row)
    assert client.get(url).status_code == 302


def test_a_colleague_reads_and_writes_nothing_and_a_stranger_sees_nothing():
    row = make.filled()
    colleague, stranger = client_of("colleague"), client_of("stranger")
    assert colleague.get(at("my_assessment", row)).status_code == 200
    assert colleague.get(at("my_assessment_group", row, "1")).status_code == 302
    for url in (
        at("my_assessment", row),
        at("my_assessment_group", row, "1"),
        at("my_assessment_point", row, make.point(row, "1.1.1")),
        at("my_assessment_check", row),
        at("my_assessment_pdf", row),
    ):
        assert stranger.get(url).status_code == 404


def test_the_office_decides_claims_accepts_and_draws(in_chinese):
    row, client = make.handed_in(claim=True), client_of("rating_clerk")
    url = at("rating_assessment", row)
    assert "没有开展此项业务" in client.get(url).content.decode()
    assert client.post(url, {"act": "accept"}).status_code == 200
    (claim,) = row.assessment.marks.filter(applies=False)
    refused = client.post(url, {"act": "rule", f"ruling-{claim.pk}": "refused"})
    assert refused.context["refused"][0].code == "ruling_words_missing"
    client.post(url, {"act": "rule", f"ruling-{claim.pk}": "accepted"})
    assert client.post(url, {"act": "accept"}).url == url
    assert "size" in client.post(url, {"act": "draw", "size": "3"}).context["error_form"].errors
    make.experts.experts(3)
    assert client.post(url, {"act": "draw", "size": "3"}).url == url
    for seat in make.seats(make.again(row)):
        make.experts.clear(seat)
    visit = {"visit_on": "2099-01-05", "visit_time": "9:30", "place": "民生街1号"}
    assert client.post(url, {"act": "arrange", **visit}).url == url
    assert client.post(url, {"act": "move_visit", **visit}).context["error_form"].errors
    assert client.post(url, {"act": "hold_visit"}).context["error_form"].errors


def test_an_expert_enters_points_and_sights_on_one_sheet():
    row = make.visiting()
    one, two, _three = (seat.expert.user for seat in make.seats(row))
    client, url, key = sign_in(Client(), one), at("rating_sheet", row), make.point(row, "1.1.1")
    assert client.get(url).status_code == 200
    data = {
        f"seen-score-{key}": "",
        f"points-{key}": "8",
        f"reason-{key}": "缺一次记录",
        f"seen-sight-{key}": "",
        f"saw-{key}": "账本齐全",
    }
    assert client.post(url, data).url == url
    assert (Score.objects.get().points, Sight.objects.get().words) == (8, "账本齐全")
    other = sign_in(Client(), two)
    page = other.get(url).content.decode()
    assert "账本齐全" in page
    assert "缺一次记录" not in page
    told = other.post(
        url, {"entry": f"sight-{key}", f"saw-{key}": "缺两页", f"seen-sight-{key}": ""}
    )
    assert json.loads(told.content)["state"] == "conflict"
    assert client_of("expert").get(url).status_code == 404


def test_after_signing_the_sheet_is_closed_to_scripts_too():
    row = make.visited()
    make.sign(row)
    client, key = sign_in(Client(), make.seats(row)[0].expert.user), make.point(row, "1.1.1")
    sent = {"entry": f"score-{key}", f"points-{key}": "1", f"seen-score-{key}": ""}
    told = client.post(at("rating_sheet", row), sent)
    assert json.loads(told.content)["state"] == "refused"


@pytest.mark.parametrize("state", ["visited", "scored"])
def test_whose_pages_show_an_experts_words_in_which_phase(state):
    row = make.in_state(state)
    if state == "visited":
        make.score(row, make.seats(row)[0].expert.user)
    shown = state == "scored"
    for who, name in (
        ("owner", "my_assessment"),
        ("colleague", "my_assessment"),
        ("rating_clerk", "rating_assessment"),
        ("leader", "rating_assessment"),
        ("supervisor", "rating_assessment"),
    ):
        page = client_of(who).get(at(name, row)).content.decode()
        assert ("记录不全" in page) is shown, who
    other = sign_in(Client(), make.seats(row)[1].expert.user)
    assert "记录不全" not in ("" if shown else other.get(at("rating_sheet", row)).content.decode())


def test_the_organisation_objects_on_its_page():
    row, client = make.scored(), client_of("owner")
    url = at("my_assessment", row)
    assert client.post(url, {"act": "object", "words": ""}).status_code == 200
    assert client.post(url, {"act": "object", "words": "第2.1.1项"}).url == url
    assert make.again(row).assessment.reply == "objected"
    assert client.post(url, {"act": "sign"}).status_code == 200


def test_the_sheet_is_printed_for_those_who_see_it():
    row = make.scored()
    for who, name in (("owner", "my_assessment_pdf"), ("supervisor", "rating_assessment_pdf")):
        answer = client_of(who).get(at(name, row))
        assert answer.content.startswith(b"%PDF")
    assert client_of("clerk").get(at("rating_assessment_pdf", row)).status_code == 404


def test_pages_cost_the_same_for_few_points_and_for_many():
    counts = []
    for groups in (1, 10):
        sheet = make.round_sheet(
            content=make.many(groups), sub_kind="industry" if groups > 1 else ""
        )
        row = make.qualified(sheet, of="ours" if groups == 1 else "theirs")
        owner = client_of("owner" if groups == 1 else "stranger")
        by = person("owner" if groups == 1 else "stranger")
        for code in row.sheet.version.points.filter(nature="scored").values_list("code", flat=True):
            make.mark(row, code, "1", by=by)
        owner.get(at("my_assessment", row))
        with CaptureQueriesContext(connection) as found:
            owner.get(at("my_assessment", row))
            owner.get(at("my_assessment_group", row, "1"))
            client_of("rating_clerk").get(at("rating_assessment", row))
        counts.append(len(found))
    assert counts[0] == counts[1]
