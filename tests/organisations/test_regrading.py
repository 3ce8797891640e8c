"""A grade is lowered or cancelled by two officials, after the organisation was heard."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.record import queries as record
from portal.organisations.record.models import GradeChange
from portal.organisations.regrading import operations
from portal.organisations.regrading.models import Regrading
from portal.workflow.letters.models import Letter
from tests.factories import joining
from tests.factories import record as facts
from tests.factories.regrading import ANNOUNCED, decided, graded, heard, proposed
from tests.people import appoint, body, client_of, person
from tests.work import move_to

pytestmark = pytest.mark.django_db


def refused(call, *args, **given):
    with pytest.raises(Refused) as refusal:
        call(*args, **given)
    return refusal.value.codes


def level(grade):
    return record.level_on(grade.organisation_id, clock.today())


def test_a_cancelled_grade_counts_no_more_and_consumers_hear_of_it():
    grade = graded()
    assert level(grade) == 4
    row = decided(grade)

    assert (row.status, row.confirmed_by) == ("confirmed", person("section_head"))
    assert level(grade) == 0
    assert record.grade_on(grade.organisation_id, clock.today()) is None
    assert not record.grade_stands(grade.organisation_id, ANNOUNCED, 4)
    event = Event.objects.get(action="organisations.grade_cancelled")
    assert event.subject == f"organisations.organisation:{grade.organisation_id}"
    assert json.loads(event.data)["announced_on"] == ANNOUNCED.isoformat()
    letter = Letter.objects.get(case=row.case)
    assert letter.title == "关于取消评估等级的决定"
    assert "4A" in "".join(letter.paragraphs)


def test_a_lowered_grade_counts_as_what_is_left():
    grade = graded()
    decided(grade, "lower", new_level=2)
    assert level(grade) == 2
    assert record.grade_on(grade.organisation_id, clock.today()).grade == 4
    assert Event.objects.filter(action="organisations.grade_lowered").count() == 1
    assert refused(proposed, grade, "lower", new_level=2) == {"level_not_lower"}


def test_a_wrong_decision_is_taken_back_by_two_officials_and_stays_on_record():
    grade = graded()
    decided(grade)
    decided(grade, "restore")
    assert level(grade) == 4
    assert [change.current for change in GradeChange.objects.all()] == [False]
    assert Event.objects.filter(action="organisations.grade_restored").count() == 1
    assert refused(proposed, grade, "restore") == {"nothing_to_restore"}


def test_a_list_that_states_the_grade_anew_does_not_bring_it_back():
    grade = graded()
    decided(grade)
    grade.current = False
    grade.save()
    facts.graded(grade.organisation, 4, since=ANNOUNCED, until=grade.valid_to + timedelta(days=1))
    assert level(grade) == 0


def test_nothing_is_decided_before_the_organisation_spoke_or_its_time_passed():
    person("owner")
    row = proposed(graded())
    assert refused(operations.confirm, row=row, by=person("section_head")) == {"not_heard"}
    assert Notice.objects.get(person=person("owner")).key == "regrading_opened"
    later = row.hear_until + timedelta(days=1)
    move_to(f"{later.isoformat()}T02:00:00+00:00")
    assert operations.confirm(row=row, by=person("section_head")).status == "confirmed"


def test_the_organisation_is_heard_once_by_who_edits_for_it():
    row = proposed(graded())
    for name in ("colleague", "stranger", "clerk"):
        assert refused(operations.state, row=row, words=" ", by=person(name)) == {
            "not_permitted",
            "words_missing",
        }, name
    said = heard(row)
    assert said.stated_by == person("owner")
    assert refused(operations.state, row=row, words="再说。", by=person("owner")) == {
        "not_possible_now"
    }


def test_every_reason_against_a_proposal_comes_at_once():
    grade = graded()
    day = clock.today() + timedelta(days=3)
    assert refused(
        proposed, grade, "", by="other_clerk", ground="", words="", document="",
        decided_on=day, file=None,
    ) == {
        "not_permitted", "verdict_missing", "ground_missing", "words_missing",
        "document_unnamed", "document_missing", "day_to_come",
    }  # fmt: skip
    assert refused(proposed, grade, "lower") == {"level_missing"}
    assert refused(proposed, grade, decided_on=ANNOUNCED - timedelta(days=1)) == {
        "before_announcement"
    }
    proposed(grade)
    assert refused(proposed, grade, decided_on=None) == {"case_open", "day_missing"}


def test_a_grade_that_does_not_count_cannot_be_lowered_or_cancelled():
    grade = graded()
    decided(grade)
    assert refused(proposed, grade) == {"grade_does_not_count"}


def test_a_grade_that_changed_meanwhile_is_not_decided_about():
    grade = graded()
    row = heard(proposed(grade))
    facts.changed(grade, 2)
    assert refused(operations.confirm, row=row, by=person("section_head")) == {"grade_changed"}


def test_two_officials_never_one_and_no_member():
    row = heard(proposed(graded()))
    assert refused(operations.confirm, row=row, by=person("clerk")) == {"same_official"}
    appoint(person("rating_clerk"), "viewer", body("ours"))
    assert refused(operations.confirm, row=row, by=person("rating_clerk")) == {"own_case"}
    for change in ({"confirmed_by": row.recorded_by}, {"status": "confirmed"}, {"new_level": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Regrading.objects.filter(pk=row.pk).update(**change)


DESK = {"section_head", "incubation_clerk", "rating_clerk"}
TABLE = {
    "recorded": {"confirm": DESK, "reject": DESK, "cancel": {"clerk"}},
    "confirmed": {},
    "rejected": {},
    "withdrawn": {},
}
PEOPLE = (*sorted(DESK), "clerk", "owner", "stranger", "other_clerk", "leader", "supervisor")


@pytest.mark.parametrize("state", TABLE)
def test_every_state_action_and_person(state):
    acts = {
        "confirm": lambda row, by: operations.confirm(row=row, by=by),
        "reject": lambda row, by: operations.reject(row=row, by=by, words="证据不足。"),
        "cancel": lambda row, by: operations.cancel(row=row, by=by, words="撤。"),
    }
    row, head = heard(proposed(graded())), person("section_head")
    into = {"confirmed": ("confirm", head), "rejected": ("reject", head)} | {
        "withdrawn": ("cancel", person("clerk"))
    }
    if state in into:
        action, by = into[state]
        row = acts[action](row, by)
    for action, act in acts.items():
        for name in PEOPLE:
            with transaction.atomic():
                try:
                    act(row, person(name))
                    done = True
                except Refused:
                    done = False
                transaction.set_rollback(True)
            assert done is (name in TABLE[state].get(action, ())), (state, action, name)


def shown(name, *args, by="clerk"):
    answer = client_of(by).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_record_to_a_decision_in_the_browser(in_chinese):
    grade = graded()
    pk = grade.organisation_id
    address = reverse("regrading_propose", args=[pk, ANNOUNCED.isoformat()])
    assert address in shown("record_detail", pk)
    answer = client_of("clerk").post(address, {"verdict": "lower"})
    assert "请选择降到几级" in answer.content.decode()
    assert "没有上传文件原件" in answer.content.decode()

    answer = client_of("clerk").post(
        address,
        {
            "verdict": "lower",
            "new_level": "3",
            "ground": "misuse",
            "words": "把牌匾借给别家。",
            "decided_on": clock.today().isoformat(),
            "document": "会议纪要",
            "file": joining.scan(),
        },
    )
    row = Regrading.objects.get()
    assert answer.url == reverse("regrading_case", args=[row.pk])
    mine = reverse("regrading_mine", args=[pk, row.pk])
    assert "把牌匾借给别家" in shown("regrading_mine", pk, row.pk, by="owner")
    client_of("owner").post(mine, {"words": "只借了一天。"})
    assert "只借了一天" in shown("regrading_case", row.pk, by="section_head")
    client_of("section_head").post(answer.url, {"action": "confirm", "words": ""})

    public = shown("organisation", pk, by="anonymous")
    assert "3A，已降级" in public
    assert "证书、牌匾" in public
    assert "已降级" in shown("record_detail", pk)


def test_days_that_are_none_and_grades_nobody_announced_do_not_exist():
    grade = graded()
    clerk = client_of("clerk")
    for day in ("2025-02-31", "never", "2020-01-01"):
        address = reverse("regrading_propose", args=[grade.organisation_id, day])
        assert clerk.get(address).status_code == 404


def test_the_upper_bureau_decides_where_nobody_else_is_and_the_letter_goes_out():
    city, bureau = body("city"), body("bureau")
    bureau.parent = city
    bureau.save(update_fields=["parent"])
    person("owner")
    row = heard(proposed(graded()))
    appoint(person("resident"), "registry_clerk", city)
    assert operations.confirm(row=row, by=person("resident")).status == "confirmed"
    assert Letter.objects.get(case=row.case).issuer == bureau
