"""Every way out of a residence: who may, when, with which letter, and what is kept of it."""

import re

import pytest

from incubator.exits import diplomas, documents, items, operations, queries
from incubator.exits.models import Diploma, Ending
from incubator.residence.models import Residence
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.register.models import Organisation
from portal.workflow.letters.models import Letter
from tests.factories import deciding, residences
from tests.factories import exits as make
from tests.people import appoint, client_of, person
from tests.work import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
PEOPLE = ("owner", "colleague", "stranger", "incubation_clerk", "base_worker", "leader")


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def letter(kind):
    return Letter.objects.get(kind=f"residence.{kind}")


def test_an_exit_before_the_mid_term_review_is_refused_with_what_to_do():
    row = residences.residence()
    with pytest.raises(Refused) as refusal:
        operations.ask_exit(residence=row, by=person("owner"))
    [reason] = refusal.value.reasons
    assert reason.code == "exit_before_midterm"
    assert "中期评估" in str(reason)
    start = operations.start_exit
    assert refused(start, residence=row, by=residences.clerk()) == {"exit_before_midterm"}


def test_whoever_is_not_proven_does_not_graduate_and_learns_every_item():
    row = residences.residence(None, residences.months_ago(12), exit={"items": [*make.ITEMS]})
    Organisation.objects.filter(pk=row.body_id).update(state="revoked")
    deciding.later(3)
    drain()
    row = residences.fresh(row)
    assert row.status == "exit"
    with pytest.raises(Refused) as refusal:
        operations.graduate(residence=row, by=person("leader"))
    assert [r.code for r in refusal.value.reasons] == ["exit_item_not_met"] * 3
    said = " ".join(str(reason) for reason in refusal.value.reasons)
    assert all(word in said for word in ("已登记", "有验收通过的项目"))
    assert not Ending.objects.exists()


def test_graduation_freezes_the_items_and_brings_certificate_and_letter():
    row = make.graduated()
    assert (row.status, row.outcome, row.ended_on) == ("leaving", "graduated", clock.today())
    ending, diploma = queries.ending_of(row), queries.diploma_of(row)
    assert (ending.outcome, ending.by) == ("graduated", person("leader"))
    assert [(i["fact"], i["holds"], i["proof"]) for i in ending.items] == [
        ("registered", "yes", "record"),
        ("project", "yes", "declared"),
    ]
    assert re.fullmatch(rf"CK-{clock.today().year}-0001-[2-9A-HJ-NP-Y]{{8}}", diploma.number)
    assert diploma.words["name"] == row.body.name
    said = letter("graduated")
    assert diploma.number in "".join(said.paragraphs)
    assert said.remedy == ""
    assert [f.months for f in row.follow_ups.order_by("months")] == [3, 6, 12]


def test_what_the_record_says_later_changes_no_frozen_evaluation():
    row = make.graduated()
    Organisation.objects.filter(pk=row.body_id).update(state="revoked")
    assert queries.ending_of(row).items[0]["holds"] == "yes"
    assert items.of(residences.fresh(row))[0].holds == "no"


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "leader"])
def test_only_the_leader_or_section_head_graduates(name):
    row = make.in_exit()
    assert refused(operations.graduate, residence=row, by=person(name)) == {"not_permitted"}


def test_nobody_graduates_their_own_organisation():
    row = make.in_exit()
    head = person("section_head")
    appoint(head, "viewer", row.body)
    assert refused(operations.graduate, residence=row, by=head) == {"own_case"}


def test_nobody_graduates_twice():
    row = make.graduated()
    act = operations.graduate
    assert refused(act, residence=row, by=person("leader")) == {"not_possible_now"}
    assert Diploma.objects.count() == 1


def test_the_worker_makes_the_certificate_in_chinese_with_number_and_code():
    diploma = make.diploma()
    drain()
    diploma.refresh_from_db()
    assert diploma.made.name == f"{diploma.number}.pdf"
    assert diploma.made.sha256 == documents.make(diploma).made.sha256
    page = documents.document(diploma)
    assert page.address.endswith(f"/graduation/check/?number={diploma.number}")
    assert (page.number, page.sealed) == (diploma.number, True)


def test_anybody_checks_a_certificate_by_its_number():
    diploma = make.diploma()
    page = client_of("anonymous").get("/graduation/check/", {"number": diploma.number.lower()})
    text = page.content.decode()
    for word in ("这份证书有效", diploma.words["name"], diploma.words["base"]):
        assert word in text


def test_an_altered_number_gets_the_same_words_as_any_other():
    number = make.diploma().number
    last = "2" if number[-1] != "2" else "3"
    altered = (number[:-1] + last, number.replace("0001", "0002"), "CK-2026", "' or 1=1 --")
    pages = set()
    for typed in altered:
        page = client_of("anonymous").get("/graduation/check/", {"number": typed})
        text = page.content.decode()
        assert "没有这个编号的证书" in text
        assert "东胜区暖阳" not in text
        pages.add(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", text))
    assert len(pages) == 1


def test_a_withdrawn_certificate_says_so():
    diploma = make.diploma()
    act = diplomas.withdraw
    assert refused(act, diploma=diploma, by=person("leader"), words="") == {"words_missing"}
    for name in PEOPLE[:-1]:
        codes = refused(act, diploma=diploma, by=person(name), words="材料不实。")
        assert codes == {"not_permitted"}
    act(diploma=diploma, by=person("leader"), words="验收材料不实。")
    page = client_of("anonymous").get("/graduation/check/", {"number": diploma.number})
    assert "已撤销" in page.content.decode()
    assert "异议" in letter("certificate_withdrawn").remedy
    codes = refused(act, diploma=diploma, by=person("leader"), words="再次。")
    assert codes == {"already_withdrawn"}


def test_without_graduation_it_ends_with_reasons_and_a_remedy():
    row = operations.start_exit(residence=make.near_end(), by=residences.clerk())
    leader = person("leader")
    assert refused(operations.finish, residence=row, by=leader, reason="") == {"words_missing"}
    codes = refused(operations.finish, residence=row, by=residences.clerk(), reason="未达标")
    assert codes == {"not_permitted"}
    done = operations.finish(residence=row, by=leader, reason="没有验收通过的项目。")
    assert (done.status, done.outcome) == ("leaving", "finished")
    assert queries.ending_of(row).items[1]["holds"] == "unknown"
    assert queries.diploma_of(row) is None
    assert "异议" in letter("finished").remedy
    assert not row.follow_ups.exists()


def test_an_organisation_leaves_early_with_its_reason():
    row = residences.residence()
    leave = operations.leave
    assert refused(leave, residence=row, by=person("owner"), reason=" ") == {"words_missing"}
    for name in ("colleague", "stranger", "leader"):
        codes = refused(leave, residence=row, by=person(name), reason="搬走")
        assert codes == {"not_permitted"}
    done = leave(residence=row, by=person("owner"), reason="搬到自有场地。")
    assert (done.status, done.outcome, done.ended_on) == ("leaving", "left", clock.today())
    assert letter("left").issued_by is None
    assert queries.ending_of(row).reason == "搬到自有场地。"


def test_who_has_left_is_granted_nothing_more():
    from incubator.allowances import queries as allowances

    grants = [{"kind": "rooms", "amount": 600, "each": "whole", "carry_over": False}]
    row = residences.residence(grants=grants)
    assert allowances.left(row.body_id, "rooms", clock.today()) == 600
    operations.leave(residence=row, by=person("owner"), reason="搬走。")
    assert allowances.left(row.body_id, "rooms", clock.today()) == 0


def test_a_merger_links_the_history_with_the_organisation_that_goes_on():
    row, into = residences.residence(), make.others()
    act = {"residence": row, "reason": "合并协议 2026-08-01", "by": residences.clerk()}
    assert refused(operations.dissolve, **act, into=row.body) == {"merged_into_itself"}
    Organisation.objects.filter(pk=into.pk).update(state="deregistered")
    into.refresh_from_db()
    assert refused(operations.dissolve, **act, into=into) == {"merged_into_struck_off"}
    Organisation.objects.filter(pk=into.pk).update(state="normal")
    into.refresh_from_db()
    done = operations.dissolve(**act, into=into)
    assert (done.status, done.outcome) == ("leaving", "merged")
    assert [one.residence for one in queries.taken_over_by(into.pk)] == [row]
    assert into.name in "".join(letter("merged").paragraphs)


def test_a_hearing_is_overtaken_when_the_organisation_ceases():
    found = make.proposed()
    row = found.residence
    for name in ("owner", "stranger", "leader"):
        codes = refused(operations.dissolve, residence=row, by=person(name), reason="注销")
        assert codes == {"not_permitted"}
    done = operations.dissolve(residence=row, by=residences.clerk(), reason="已注销登记。")
    found.refresh_from_db()
    assert (done.outcome, found.ruling) == ("dissolved", "overtaken")


def test_the_register_striking_off_proposes_the_end_to_the_base():
    from portal.audit import operations as audit

    row = residences.residence()
    worker = residences.worker()
    subject = f"organisations.organisation:{row.body_id}"
    audit.record("organisation.struck_off", by=None, subject=subject, data={})
    drain()
    assert Notice.objects.filter(person=worker, key="exit_struck_off").count() == 1
    Organisation.objects.filter(pk=row.body_id).update(state="deregistered")
    assert list(queries.struck_off(worker)) == [row]
    operations.dissolve(residence=row, by=residences.clerk(), reason="已注销登记。")
    assert list(queries.struck_off(worker)) == []
    assert Residence.objects.get().outcome == "dissolved"
