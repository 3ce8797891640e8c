"""The pages of a decision, as office, leader, organisation and strangers use them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.grants.models import Claim
from portal.core import clock
from ratings.applications.enums import RatingState
from ratings.deciding import documents, queries
from ratings.deciding.models import CommitteeMember
from tests.factories import assessments as make
from tests.factories import committee as cm
from tests.factories import grants
from tests.people import body, client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db
State = RatingState


def at(name, *keys):
    return reverse(name, args=keys)


def reached(page):
    """The codes of what stands in the way."""
    return [reason.code for reason in page.context["refused"]]


def test_a_committee_is_kept_and_called(in_chinese):
    client, url = client_of("rating_clerk"), at("rating_committee")
    row = cm.ready()
    member = {"act": "add", "office": body("bureau").pk, "name": "巴图", "from_on": "2026-01-01",
              "to_on": "2030-12-31"}  # fmt: skip
    assert client.post(url, member | {"account": "nobody@x.cn"}).context["error_form"].errors
    assert client.post(url, member | {"to_on": "2020-01-01"}).context["error_form"].errors
    assert client.post(url, member).url == url
    assert client.post(url, member).context["error_form"].errors["name"]
    added = CommitteeMember.objects.get(name="巴图")
    ended = clock.today() - timedelta(days=1)
    page = client.post(url, {"act": "end", "member": added.pk, "on": "2025-01-01"})
    assert page.context["error_form"].errors
    assert client.post(url, {"act": "end", "member": added.pk, "on": str(ended)}).url == url
    call = {"act": "call", "office": body("bureau").pk, "held_on": str(clock.today()),
            "place": "二楼", "cases": [row.pk]}  # fmt: skip
    assert client.post(url, call | {"cases": ["9" * 30]}).context["error_form"].errors["cases"]
    sitting = client.post(url, call).url
    page = client.get(sitting)
    assert "到会情况" in page.content.decode() or "谁到会" in page.content.decode()
    seats = [seat.pk for seat in page.context["seats"]]
    client.post(sitting, {"act": "attend", "present": seats[:4]})
    page = client.get(sitting)
    assert page.context["missing"] == 1
    assert "还差1人" in page.content.decode()
    item = page.context["items"][0][0]
    case = at("rating_sitting_case", item.sitting_id, item.pk)
    assert [reason.code for reason in client.get(case).context["lacking"]] == ["no_quorum"]
    client.post(sitting, {"act": "attend", "present": seats})
    page = client.get(case)
    tie = {"act": "recuse", "seat": seats[6], "words": "亲属在该组织"}
    assert client.post(case, tie).url == case
    point = make.point(row, "1.1.1")
    change = {"act": "change", "point": point, "points": "13", "reason": "查证"}
    assert client.post(case, change).context["error_form"].errors["points"]
    vote = {"act": "vote", "grade": "0", "words": ""} | {f"vote-{key}": "for" for key in seats}
    page = client.post(case, vote)
    assert reached(page) == ["recused"]
    assert page.context["voters"][0][1] == "for"
    vote.pop(f"vote-{seats[6]}")
    assert reached(client.post(case, vote | {"vote-999": "for"})) == ["not_a_member"]
    assert client.post(case, vote).url == case
    assert "通过" in client.get(case).content.decode()
    assert client.post(sitting, {"act": "close"}).url == sitting
    minutes = client.get(at("rating_minutes", item.sitting_id))
    assert minutes.content.startswith(b"%PDF")


def test_the_minutes_hold_attendance_ties_changes_votes_and_signatures(in_chinese):
    row = cm.ready(State.VOTED, points="9")
    sitting = row.sittings.get().sitting
    paper = documents._minutes(sitting)
    said = " ".join(f"{fact.label} {fact.value}" for fact in paper.facts)
    for words in ("7人", "委员1", "1.1.1", "查证属实", "3A", "72", "同意 7", "通过"):
        assert words in said, words
    assert len(paper.closing) == 7


def test_the_office_opines_the_leader_confirms_and_results_are_announced(in_chinese):
    grants.ready()
    clerk, leader = client_of("rating_clerk"), client_of("leader")
    row = make.qualified()
    make.put(row, State.ASSESSED)
    url, results = at("rating_decision", row.pk), at("rating_results")
    assert clerk.post(url, {"act": "opine", "words": ""}).context["error_form"].errors
    assert clerk.post(url, {"act": "opine", "words": "建议"}).url == url
    sitting = cm.on_agenda(cm.again(row))
    cm.lift(cm.item(sitting), "9")
    cm.vote(cm.item(sitting))
    batch = f"{body('bureau').pk}-{row.round_id}"
    assert clerk.post(results, {"act": "publish", "batch": "9-9"}).status_code == 200
    assert clerk.post(results, {"act": "publish", "batch": batch}).url == results
    public = client_of("anonymous").get(at("publicity", queries.entry_of(row).publicity_id))
    assert "3A" in public.content.decode()
    assert not leader.get(url).context["forms"]
    cm.standing(cm.again(row))
    assert "confirm" not in clerk.get(url).context["forms"]
    assert leader.post(url, {"act": "return_decision", "words": ""}).context["error_form"].errors
    assert leader.post(url, {"act": "confirm"}).url == url
    assert clerk.post(results, {"act": "announce", "batch": batch}).url == results
    made = queries.announcements(person("rating_clerk")).get(round=row.round)
    plaques = clerk.get(at("rating_plaques", made.pk)).content.decode()
    assert row.organisation.body.name in plaques
    own = client_of("owner")
    paper = own.get(at("rating_certificate", row.pk))
    assert paper.content.startswith(b"%PDF")
    page = own.get(at("my_decision", row.pk)).content.decode()
    assert cm.again(row).certificate.number in page
    before = Claim.objects.count()
    drain()
    claim = Claim.objects.latest("pk")
    assert (Claim.objects.count(), claim.entry) == (before + 1, "AAA")
    assert claim.organisation_id == row.organisation_id


def test_who_sees_what_and_before_the_publicity_nobody_outside_does(in_chinese):
    row = cm.ready(State.VOTED, points="9")
    sitting = row.sittings.get()
    mine = at("my_decision", row.pk)
    for name in ("owner", "colleague"):
        page = client_of(name).get(mine)
        assert page.status_code == 200
        assert not page.context["is_public"]
        assert "查证属实" not in page.content.decode()
    office = (
        at("rating_decision", row.pk),
        at("rating_sitting", sitting.sitting_id),
        at("rating_sitting_case", sitting.sitting_id, sitting.pk),
        at("rating_minutes", sitting.sitting_id),
    )
    for url in office:
        assert client_of("leader").get(url).status_code == 200, url
        assert client_of("counter_clerk").get(url).status_code == 404, url
        assert client_of("other_clerk").get(url).status_code == 404, url
        assert client_of("owner").get(url).status_code in (403, 404), url
    assert client_of("stranger").get(mine).status_code == 404
    assert client_of("stranger").get(at("rating_certificate", row.pk)).status_code == 404
    row = cm.published(row)
    page = client_of("owner").get(mine)
    assert page.context["may_ask"]
    assert "查证属实" in page.content.decode()
    assert not client_of("colleague").get(mine).context["may_ask"]
    assert client_of("owner").post(mine, {"act": "ask_again", "words": ""}).context["form"].errors
    again = {"act": "ask_again", "words": "请复核"}
    assert client_of("colleague").post(mine, again).status_code == 200
    assert client_of("owner").post(mine, again).url == mine
    assert cm.again(row).status == State.REVIEWING


@pytest.mark.once
def test_pages_ask_as_often_for_many_cases_as_for_one():
    row = cm.ready(State.VOTED)
    one = _counted(row)
    cm.crowd(row, 10)
    many = _counted(row)
    assert many == one


def _counted(row):
    item, found, client = row.sittings.get(), {}, client_of("rating_clerk")
    for name, keys in (
        ("rating_committee", ()),
        ("rating_results", ()),
        ("rating_sitting", (item.sitting_id,)),
        ("rating_sitting_case", (item.sitting_id, item.pk)),
        ("rating_decision", (row.pk,)),
    ):
        client.get(at(name, *keys))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(at(name, *keys))
        assert page.status_code == 200
        found[name] = len(asked)
    return found


def test_what_was_decided_stays_readable_after_a_withdrawal():
    row = cm.published(cm.ready(State.VOTED, points="9"))
    make.put(row, State.WITHDRAWN)
    assert client_of("section_head").get(at("rating_decision", row.pk)).status_code == 200
    page = client_of("owner").get(at("my_decision", row.pk))
    assert (page.status_code, page.context["is_public"]) == (200, False)
    assert client_of("stranger").get(at("my_decision", row.pk)).status_code == 404
