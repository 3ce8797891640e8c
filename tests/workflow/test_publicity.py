"""Names made public: how long, who may object, what an answer does, how it ends."""

from datetime import datetime, timedelta

import pytest

from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow import due
from portal.workflow.letters.models import Letter
from portal.workflow.publicity import operations, outcomes, queries
from portal.workflow.publicity.models import Objection, Publicity
from tests.factories import publicity
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=clock.SHANGHAI)
LAST = datetime(2026, 12, 1, 23, 59, 59, 999_999, tzinfo=clock.SHANGHAI)
AFTER = LAST + timedelta(seconds=1)


@pytest.fixture
def hooks():
    seen = []
    outcomes.register(
        publicity.KIND,
        corrected=lambda entry, by, words: seen.append(("corrected", entry.pk, by.name, words)),
        refused=lambda entry, by, words: seen.append(("refused", entry.pk, by.name, words)),
        stands=lambda entry: seen.append(("stands", entry.pk)),
    )
    yield seen
    outcomes._hooks.pop(publicity.KIND)


def answer(row, outcome, by="incubation_clerk", **more):
    return operations.answer(
        objection=row, outcome=outcome, words="已核实。", by=person(by), **more
    )


def codes(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.codes


def test_publicity_lasts_until_the_last_moment_of_its_fifth_working_day():
    with publicity.at(TUESDAY):
        page = publicity.page()
    assert page.ends_at == LAST
    assert not page.provisional
    assert page.number == "GS-20261124-0001"


def test_a_publicity_that_reaches_next_year_is_provisional():
    with publicity.at(TUESDAY.replace(month=12, day=28)):
        assert publicity.page().provisional


def test_only_who_publishes_or_approves_in_the_office_makes_names_public():
    case = publicity.case()
    for who in ("resident", "clerk", "counter_clerk", "supervisor", "stranger"):
        assert codes(lambda who=who: publicity.page(case, by=who)) == {"not_permitted"}
    assert publicity.page(case, by="leader").pk


def test_a_publicity_needs_a_name():
    assert codes(
        lambda: operations.publish(
            office=body("bureau"),
            kind="x",
            title="t",
            introduction="",
            entries=[],
            rule=publicity.RULE,
            by=None,
        )
    ) == {"nobody_to_publish"}


def test_an_objection_in_the_very_last_moment_counts():
    with publicity.at(TUESDAY):
        page = publicity.page()
    with publicity.at(LAST):
        row = publicity.objection(page)
    assert row.received_at == LAST
    assert row.status == "received"


def test_a_moment_later_it_is_refused():
    with publicity.at(TUESDAY):
        page = publicity.page()
    with publicity.at(LAST + timedelta(microseconds=1)):
        assert codes(lambda: publicity.objection(page)) == {"publicity_over"}
    assert not Objection.objects.exists()


def test_who_objects_too_late_on_the_page_keeps_the_typed_words():
    with publicity.at(TUESDAY):
        page = publicity.page()
    entry = page.entries.get()
    typed = {"entry": entry.pk, "words": "真的不对。", "name": "白音", "phone": "13700137000"}
    with publicity.at(AFTER):
        answer = client_of("anonymous").post(f"/publicity/{page.pk}/object/", typed)
    assert answer.status_code == 200
    assert "真的不对。" in answer.content.decode()
    assert not Objection.objects.exists()


def test_anybody_objects_without_an_account_and_gets_number_and_code():
    page = publicity.page()
    client = client_of("anonymous")
    typed = {
        "entry": page.entries.get().pk,
        "words": "不对。",
        "name": "白音",
        "phone": "13700137000",
    }
    answer = client.post(f"/publicity/{page.pk}/object/", typed, follow=True)
    row = Objection.objects.get()
    text = answer.content.decode()
    assert row.case.number in text
    code = client.session["objection_receipt"]["code"]
    followed = client.post("/cases/", {"number": row.case.number, "code": code})
    assert followed.status_code == 302
    told = client.get(f"/cases/{row.case.number}/").content.decode()
    assert "白音" not in told
    assert client_of("anonymous").get(f"/publicity/{page.pk}/received/").status_code == 404


def test_what_is_missing_is_said_and_nothing_is_filed():
    page = publicity.page()
    answer = client_of("anonymous").post(f"/publicity/{page.pk}/object/", {"words": "不对。"})
    form = answer.context["form"]
    assert set(form.errors) == {"entry", "name", "phone"}


def test_a_robot_meets_an_honest_limit_and_the_telephone_does_not():
    page, client = publicity.page(), client_of("anonymous")
    typed = {
        "entry": page.entries.get().pk,
        "words": "不对。",
        "name": "白音",
        "phone": "13700137000",
    }
    for _ in range(10):
        assert client.post(f"/publicity/{page.pk}/object/", typed).status_code == 302
    assert client.post(f"/publicity/{page.pk}/object/", typed).status_code == 200
    assert Objection.objects.count() == 10
    with publicity.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert client.post(f"/publicity/{page.pk}/object/", typed).status_code == 302


def test_name_and_telephone_are_shown_to_nobody_unasked():
    row = publicity.objection()
    assert "白音" not in row.case.applicant
    for who in ("section_head", "incubation_clerk", "leader", "clerk", "supervisor"):
        text = client_of(who).get(f"/work/objections/{row.pk}/").content.decode()
        assert "白音" not in text
        assert "13700137000" not in text
    applicant = queries.objections_of(row.entry.case_id)
    assert [seen.words for seen in applicant] == ["名次不对。"]
    assert "白音" not in str(applicant)
    assert "白音" not in str(list(Event.objects.values_list("data", flat=True)))


def test_an_official_sees_them_with_a_reason_that_is_noted():
    row = publicity.objection()
    client = client_of("incubation_clerk")
    assert client.post(f"/work/objections/{row.pk}/person/", {"reason": ""}).status_code == 302
    assert not Event.objects.filter(action="objection.person_revealed").exists()
    text = client.post(f"/work/objections/{row.pk}/person/", {"reason": "回访"}).content.decode()
    assert "白音" in text
    assert "13700137000" in text
    event = Event.objects.get(action="objection.person_revealed")
    assert "回访" in event.data
    assert event.case == row.case.number


def test_who_opened_the_publicity_does_not_answer():
    row = publicity.objection()
    assert codes(lambda: answer(row, "dismissed", by="section_head")) == {"own_decision"}
    row.refresh_from_db()
    assert row.answer == ""
    assert answer(row, "dismissed").status == "dismissed"


def test_nobody_answers_their_own_objection():
    page = publicity.page()
    row = publicity.objection(page, by="incubation_clerk")
    assert codes(lambda: answer(row, "dismissed")) == {"own_case"}


def test_dismissed_goes_out_as_a_letter_that_names_nobody(hooks):
    row = answer(publicity.objection(), "dismissed")
    letter = Letter.objects.get(case=row.case)
    assert letter.kind == "objection.dismiss"
    assert letter.remedy
    assert row.case.number in letter.addressee
    assert "白音" not in letter.addressee + str(letter.paragraphs)
    assert hooks == []
    assert row.entry.outcome == ""


def test_corrected_is_made_public_anew_for_the_full_time(hooks):
    with publicity.at(TUESDAY):
        page = publicity.page()
        row = publicity.objection(page)
    with publicity.at(TUESDAY + timedelta(days=3)):
        new = operations.Corrected(row.entry.name, [("名次", "2")])
        answer(row, "corrected", corrected=new)
    again = Publicity.objects.get(replaces=page)
    entry = again.entries.get()
    assert again.round == 2
    assert again.last_day.isoformat() == "2026-12-04"
    assert entry.facts == [["名次", "2"]]
    old = page.entries.get()
    assert (old.outcome, entry.replaces) == ("corrected", old)
    assert hooks == [("corrected", old.pk, "incubation_clerk", "已核实。")]
    text = client_of("anonymous").get(f"/publicity/{page.pk}/").content.decode()
    assert again.number in text


def test_a_correction_that_changes_nothing_is_refused():
    row = publicity.objection()
    same = operations.Corrected(row.entry.name, [("名次", "1")])
    assert codes(lambda: answer(row, "corrected", corrected=same)) == {"correction_missing"}
    assert codes(lambda: answer(row, "corrected")) == {"correction_missing"}


def test_upheld_takes_the_entry_off(hooks):
    row = answer(publicity.objection(), "upheld")
    row.entry.refresh_from_db()
    assert row.entry.outcome == "refused"
    assert hooks == [("refused", row.entry.pk, "incubation_clerk", "已核实。")]


def test_what_was_taken_off_is_not_taken_off_twice():
    page = publicity.page()
    first, second = publicity.objection(page), publicity.objection(page, by="resident")
    answer(first, "upheld")
    assert codes(lambda: answer(second, "upheld")) == {"entry_settled"}
    assert answer(second, "dismissed").status == "dismissed"


def test_a_publicity_does_not_end_with_an_open_objection(hooks):
    with publicity.at(TUESDAY):
        page = publicity.page()
        row = publicity.objection(page)
    entry = page.entries.get()
    with publicity.at(AFTER):
        assert list(queries.ended(clock.now(), publicity.KIND)) == []
        assert codes(lambda: operations.settle(entry=entry)) == {"objection_open"}
        assert queries.delay(page, clock.now()).count == 1
        assert client_of("anonymous").get(f"/publicity/{page.pk}/").context["delay"].until
        assert page in queries.running(clock.now())
        answer(row, "dismissed")
        assert list(queries.ended(clock.now(), publicity.KIND)) == [entry]
        operations.settle(entry=entry)
        assert codes(lambda: operations.settle(entry=entry)) == {"entry_settled"}
    assert hooks == [("stands", entry.pk)]
    page.refresh_from_db()
    assert page.closed_at is not None


def test_it_does_not_end_before_its_last_moment():
    with publicity.at(TUESDAY):
        page = publicity.page()
    with publicity.at(LAST):
        assert list(queries.ended(clock.now(), publicity.KIND)) == []
        assert codes(lambda: operations.settle(entry=page.entries.get())) == {"publicity_runs"}


def test_an_objection_to_the_old_page_holds_up_the_new_one_too():
    page = publicity.page()
    first, second = publicity.objection(page), publicity.objection(page, by="resident")
    answer(first, "corrected", corrected=operations.Corrected(first.entry.name, [("名次", "2")]))
    again = Publicity.objects.get(replaces=page)
    with publicity.at(again.ends_at + timedelta(days=1)):
        assert list(queries.ended(clock.now(), publicity.KIND)) == []
        answer(second, "dismissed")
        assert list(queries.ended(clock.now(), publicity.KIND)) == [again.entries.get()]


def test_what_came_by_telephone_counts_by_its_day():
    with publicity.at(TUESDAY):
        page = publicity.page()
    entry, clerk = page.entries.get(), person("incubation_clerk")
    with publicity.at(AFTER):
        late = publicity.said(channel="phone")
        assert codes(lambda: operations.file(entry=entry, said=late, by=clerk)) == {
            "publicity_over"
        }
        row, _code = operations.file(
            entry=entry, said=late, by=clerk, received_at=LAST - timedelta(hours=12)
        )
    assert row.case.channel == "phone"
    assert row.entered_by == clerk


def test_only_officials_who_answer_enter_what_came_by_telephone():
    entry = publicity.page().entries.get()
    for who in ("resident", "clerk", "counter_clerk", "leader"):
        assert codes(
            lambda who=who: operations.file(
                entry=entry, said=publicity.said(channel="phone"), by=person(who)
            )
        ) == {"not_permitted"}


def test_an_official_enters_one_on_the_page():
    page = publicity.page()
    typed = {
        "channel": "counter",
        "received_on": clock.today().isoformat(),
        "entry": page.entries.get().pk,
        "words": "不对。",
        "name": "白音",
        "phone": "13700137000",
    }
    answer = client_of("incubation_clerk").post(f"/work/publicity/{page.pk}/objection/", typed)
    assert answer.status_code == 302
    assert Objection.objects.get().case.channel == "counter"


def test_a_slip_is_corrected_by_a_numbered_notice_that_keeps_the_old_version():
    page = publicity.page()
    before = page.ends_at
    made = operations.correct_notice(
        publicity=page,
        words="年份写错。",
        by=person("section_head"),
        changes={"title": "2027年入壳名单公示"},
    )
    page.refresh_from_db()
    assert (made.serial, page.title, page.ends_at) == (1, "2027年入壳名单公示", before)
    assert made.before == {"title": "2026年入壳名单公示"}
    text = client_of("anonymous").get(f"/publicity/{page.pk}/").content.decode()
    assert "2026年入壳名单公示" in text
    assert codes(
        lambda: operations.correct_notice(
            publicity=page, words="", by=person("section_head"), changes={"title": "x"}
        )
    ) == {"words_missing"}
    assert codes(
        lambda: operations.correct_notice(
            publicity=page, words="x", by=person("clerk"), changes={"title": "x"}
        )
    ) == {"not_permitted"}


def test_an_official_answers_on_the_page(hooks):
    row = publicity.objection()
    typed = {"outcome": "corrected", "words": "改了。", "name": row.entry.name, "fact_0": "3"}
    answer = client_of("incubation_clerk").post(f"/work/objections/{row.pk}/", typed)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.status == "corrected"
    assert Publicity.objects.get(round=2).entries.get().facts == [["名次", "3"]]


def test_the_facts_leave_the_page_some_time_after_the_end():
    with publicity.at(TUESDAY):
        page = publicity.page(facts=(("住址", "民族街"),))
    for days, shown in ((30, True), (31, False)):
        with publicity.at(LAST + timedelta(days=days)):
            text = client_of("anonymous").get(f"/publicity/{page.pk}/").content.decode()
            assert ("民族街" in text) is shown


def test_the_round_of_the_portal_leaves_publicities_alone():
    publicity.page()
    assert due.run() == 0


def test_entries_that_name_many_people_stand_as_lists_not_as_a_table_of_as_many_columns():
    names = [(f"赵**（{n:04d}）", "100.00 元") for n in range(20)]
    first, second = publicity.case(1), publicity.case(2)
    row = publicity.page(first, second, facts=[*names, names[0]])
    answer = client_of("anonymous").get(f"/publicity/{row.pk}/")
    shown = answer.content.decode()
    assert answer.context["labels"] == []
    assert "<table" not in shown
    assert shown.count("赵**（0000）") == 4, "two people who look the same are two people"
    assert shown.count("100.00 元") == 42
    few = client_of("anonymous").get(f"/publicity/{publicity.page().pk}/")
    assert few.context["labels"] == ["名次"]
