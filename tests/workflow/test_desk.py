"""The desk around a case: taking, giving, notes, instructions; who may, and what is kept."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import queries as cases
from portal.workflow.desk import operations
from portal.workflow.models import Case, Instruction, Note
from tests.factories import joining
from tests.people import appoint, body, client_of, person

pytestmark = pytest.mark.django_db
MANAGING = ("section_head", "leader")


@pytest.fixture
def case() -> Case:
    made = joining.claim(joining.organisation(), person("resident")).case
    assert made is not None
    return made


def events(case: Case) -> list[str]:
    found = Event.objects.filter(case=case.number, action__startswith="desk.").order_by("id")
    return [event.action for event in found]


def told(name: str) -> list[str]:
    return list(Notice.objects.filter(person=person(name)).values_list("key", flat=True))


def test_a_clerk_takes_a_free_case_and_a_second_one_is_refused(case: Case) -> None:
    taken = operations.take(case=case, by=person("clerk"))
    assert taken.handler == person("clerk")
    with pytest.raises(Refused) as refused:
        operations.take(case=case, by=person("counter_clerk"))
    assert refused.value.codes == {"case_taken"}
    assert events(case) == ["desk.taken"]


@pytest.mark.parametrize("name", ["other_clerk", "supervisor", "expert", "owner", "resident"])
def test_who_does_not_work_in_the_office_takes_nothing(case: Case, name: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.take(case=case, by=person(name))
    assert refused.value.codes == {"not_permitted"}


def test_nobody_handles_their_own_case() -> None:
    case = joining.claim(joining.organisation(), person("clerk")).case
    with pytest.raises(Refused) as refused:
        operations.take(case=case, by=person("clerk"))
    assert refused.value.codes == {"own_case"}
    with pytest.raises(Refused) as refused:
        operations.give(case=case, to=person("clerk"), by=person("section_head"))
    assert refused.value.codes == {"own_case"}


@pytest.mark.parametrize("name", MANAGING)
def test_who_reassigns_gives_a_case_to_a_colleague_who_is_told(case: Case, name: str) -> None:
    given = operations.give(
        case=case, to=person("clerk"), by=person(name), words="请尽快联系申请人"
    )
    assert given.handler == person("clerk")
    assert told("clerk") == ["desk_given"]
    assert Note.objects.get(case=case).words == "请尽快联系申请人"
    assert events(case) == ["desk.given", "desk.noted"]


@pytest.mark.parametrize("to", ["other_clerk", "supervisor", "resident"])
def test_a_case_stays_in_its_office(case: Case, to: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.give(case=case, to=person(to), by=person("section_head"))
    assert "not_a_colleague" in refused.value.codes


@pytest.mark.parametrize("name", ["clerk", "counter_clerk", "other_clerk", "supervisor"])
def test_others_give_nothing(case: Case, name: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.give(case=case, to=person("incubation_clerk"), by=person(name))
    assert refused.value.codes == {"not_permitted"}


def test_the_handler_lets_go_and_the_case_is_free_again(case: Case) -> None:
    operations.take(case=case, by=person("clerk"))
    assert operations.give(case=case, to=None, by=person("clerk")).handler is None
    assert operations.take(case=case, by=person("counter_clerk")).handler is not None


def test_a_finished_case_is_neither_taken_nor_given_nor_asked_about(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=clock.now(), waits_for="nobody")
    for act in (
        lambda: operations.take(case=case, by=person("clerk")),
        lambda: operations.give(case=case, to=person("clerk"), by=person("section_head")),
        lambda: operations.instruct(
            case=case, words="?", reply_by=clock.today(), by=person("leader")
        ),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == {"case_closed"}


def test_a_note_is_read_by_the_office_and_by_nobody_else(case: Case) -> None:
    operations.add_note(case=case, words="材料原件已看过", by=person("clerk"))
    url = reverse("claim_case", args=[case.object_id])
    for name in ("clerk", "section_head", "leader", "supervisor"):
        assert "材料原件已看过" in client_of(name).get(url).content.decode()
    mine = client_of("resident").get(reverse("claim", args=[case.object_id]))
    assert mine.status_code == 200
    assert "材料原件已看过" not in mine.content.decode()
    assert "材料原件已看过" not in str(cases.timeline(case))
    data = Event.objects.get(case=case.number, action="desk.noted").data
    assert "材料原件" not in data


def test_an_empty_note_is_refused(case: Case) -> None:
    with pytest.raises(Refused) as refused:
        operations.add_note(case=case, words="  ", by=person("clerk"))
    assert refused.value.codes == {"words_missing"}


def test_an_official_who_is_the_applicant_sees_no_note() -> None:
    case = joining.claim(joining.organisation(), person("clerk")).case
    operations.add_note(case=case, words="由同事办理", by=person("counter_clerk"))
    url = reverse("claim_case", args=[case.object_id])
    assert "由同事办理" not in client_of("clerk").get(url).content.decode()
    notes = reverse("desk_notes", args=[case.pk])
    assert client_of("clerk").get(notes).status_code == 404
    assert client_of("counter_clerk").get(notes).status_code == 200


def test_an_instruction_goes_to_the_handler_and_its_reply_to_the_leader(case: Case) -> None:
    operations.take(case=case, by=person("clerk"))
    asked = operations.instruct(
        case=case, words="为何还没有办结", reply_by=clock.today(), by=person("leader")
    )
    assert told("clerk") == ["desk_instructed"]
    assert told("section_head") == []
    answered = operations.reply(instruction=asked, words="等待补正", by=person("clerk"))
    assert (answered.reply, answered.replied_by) == ("等待补正", person("clerk"))
    assert told("leader") == ["desk_replied"]
    with pytest.raises(Refused) as refused:
        operations.reply(instruction=asked, words="再说一次", by=person("section_head"))
    assert refused.value.codes == {"already_replied"}


@pytest.mark.parametrize("name", ["clerk", "section_head", "other_clerk", "supervisor"])
def test_only_a_leader_of_the_office_instructs(case: Case, name: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.instruct(case=case, words="?", reply_by=clock.today(), by=person(name))
    assert refused.value.codes == {"not_permitted"}


def test_an_instruction_needs_words_and_a_day_to_come(case: Case) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        operations.instruct(case=case, words="", reply_by=yesterday, by=person("leader"))
    assert refused.value.codes == {"words_missing", "day_has_passed"}
    assert Instruction.objects.count() == 0


def test_the_supervisor_exports_notes_and_instructions(case: Case) -> None:
    operations.add_note(case=case, words="已电话联系", by=person("clerk"))
    operations.instruct(case=case, words="请说明", reply_by=clock.today(), by=person("leader"))
    url = reverse("desk_export", args=[case.pk])
    content = json.loads(client_of("supervisor").get(url).content)
    assert [note["words"] for note in content["notes"]] == ["已电话联系"]
    assert [one["words"] for one in content["instructions"]] == ["请说明"]
    assert client_of("clerk").get(url).status_code == 404


def test_the_pages_of_the_desk_do_what_their_buttons_say(case: Case) -> None:
    back = reverse("claim_case", args=[case.object_id])
    clerk, leader = client_of("clerk"), client_of("leader")
    assert clerk.post(reverse("desk_take", args=[case.pk])).headers["Location"] == back
    assert clerk.post(reverse("desk_notes", args=[case.pk]), {"words": "甲"}).status_code == 302
    assert clerk.post(reverse("desk_notes", args=[case.pk]), {"words": ""}).status_code == 422
    day = clock.today().isoformat()
    asked = leader.post(reverse("desk_instruct", args=[case.pk]), {"words": "乙", "reply_by": day})
    assert asked.status_code == 302
    instruction = Instruction.objects.get()
    reply = reverse("instruction_reply", args=[instruction.pk])
    assert clerk.post(reply, {"words": "丙"}).headers["Location"] == back
    given = leader.post(
        reverse("desk_give", args=[case.pk]), {"to": person("section_head").pk, "words": ""}
    )
    assert given.headers["Location"] == back
    case.refresh_from_db()
    assert case.handler == person("section_head")
    assert clerk.post(reverse("desk_release", args=[case.pk])).status_code == 302
    case.refresh_from_db()
    assert case.handler == person("section_head")


def test_the_case_page_costs_the_same_with_ten_times_as_much(case: Case) -> None:
    appoint(person("clerk"), "leader", body("bureau"))
    url, clerk = reverse("claim_case", args=[case.object_id]), client_of("clerk")

    def cost() -> int:
        """Queries without the readings of the database's clock, which SQLite has not."""
        with CaptureQueriesContext(connection) as captured:
            clerk.get(url)
        return sum("clock_timestamp" not in query["sql"] for query in captured.captured_queries)

    operations.add_note(case=case, words="一", by=person("clerk"))
    operations.take(case=case, by=person("clerk"))
    clerk.get(url)
    few = cost()
    for number in range(10):
        operations.add_note(case=case, words=f"第{number}条", by=person("section_head"))
        operations.instruct(case=case, words="?", reply_by=clock.today(), by=person("leader"))
        joining.claim(joining.organisation(f"东胜区第{number}服务中心"), person("resident"))
    assert few == cost() <= 15
