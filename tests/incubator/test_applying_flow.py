"""Drafting, handing in and what is frozen, as owner, colleague and stranger meet it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from incubator.admission.models import Application, Draft
from incubator.applying import operations, queries
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.profile.models import Profile
from tests.factories import applying, programmes
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db


def submitted(draft, by="owner", *, declaration=True):
    return operations.submit(draft=draft, by=person(by), declaration=declaration)


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_handing_in_opens_a_case_with_a_deadline_and_takes_the_draft_away():
    draft = applying.draft()

    application, code = submitted(draft)

    assert application.status == "submitted"
    assert str(application).startswith("RZ-")
    assert len(code) == 8
    assert application.case.holder == body("bureau")
    assert application.case.body == body("ours")
    assert application.case.applicant_user is None
    assert application.case.due_rule == "admission.first_check"
    assert application.submitted_by == person("owner")
    assert application.form == "physical"
    assert (application.contact, application.phone) == ("高敏", "13800138000")
    assert not Draft.objects.exists()


def test_handing_in_freezes_facts_rules_lists_and_files():
    Profile.objects.create(body=applying.registered(), introduction="陪伴残障孩子", version=1)
    application = applying.application()

    facts = application.profile["facts"]
    assert facts["registered_on"]["value"] == "2025-03-04"
    assert facts["registered_on"]["source"] == "登记名册 2026-11-20"
    assert facts["introduction"]["value"] == "陪伴残障孩子"
    keys = [row["key"] for row in application.rules["rows"]]
    assert "admission.first_check" in keys
    assert application.programme_version == application.programme.version
    assert [row["name"] for rows in application.lists.values() for row in rows] == ["王芳", "李强"]
    papers = list(application.papers.select_related("stored"))
    assert [paper.title for paper in papers] == ["入驻申请表", "项目计划书"]
    assert all(paper.sha256 == paper.stored.sha256 for paper in papers)
    assert all(paper.stored.case == str(application) for paper in papers)
    assert len(application.digest) == 64


def test_what_was_frozen_stays_when_the_profile_changes():
    from incubator.applying import contents

    application = applying.application()
    assert contents.differences(application) == []
    organisation = application.body.organisation
    organisation.legal_representative = "新人"
    organisation.save()

    changed = contents.differences(Application.objects.get(pk=application.pk))

    assert [(then, now) for _label, then, now in changed] == [("", "新人")]
    assert "legal_representative" not in application.profile["facts"]


def test_everything_that_is_missing_is_said_at_once():
    draft = applying.draft(papers=False, aim="", plan="")

    codes = refused(lambda: submitted(draft, declaration=False))

    assert codes == {"answer_missing", "paper_missing", "not_declared"}
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not Application.objects.exists()


def test_conditions_that_fail_bar_the_beginning_with_all_reasons():
    programme = programmes.published(max_age_years=1)
    applying.registered(registered_on=date(2019, 1, 1), state="deregistered")

    codes = refused(
        lambda: operations.begin(programme=programme, body=body("ours"), by=person("owner"))
    )

    assert {"over_age", "struck_off"} <= codes


def test_an_unknown_point_does_not_bar_the_handing_in():
    application = applying.application()
    assert "lists_unknown" in application.profile["unknown"]


@pytest.mark.parametrize("who", ["colleague", "stranger", "resident", "incubation_clerk"])
def test_only_owner_and_applicant_hand_in(who):
    draft = applying.draft()
    assert refused(lambda: submitted(draft, who)) == {"not_permitted"}
    assert Draft.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "stranger", "resident"])
def test_only_owner_and_applicant_save(who):
    draft = applying.draft(papers=False)
    given = {"programme": draft.programme, "body": draft.body, "by": person(who)}
    answers = {"aim": "别的"}

    codes = refused(lambda: operations.save(step="need", seen="", answers=answers, **given))

    assert codes == {"not_permitted"}


def test_in_the_second_in_which_the_intake_closes_it_is_over():
    draft = applying.draft()
    draft.programme.closes_at = clock.now()
    draft.programme.save()

    assert refused(lambda: submitted(draft)) == {"intake_closed"}
    assert Draft.objects.get(pk=draft.pk).answers["aim"] == applying.ANSWERS["aim"]


def test_before_the_intake_nothing_is_begun():
    now = clock.now()
    programme = programmes.published(
        opens_at=now + timedelta(days=2), closes_at=now + timedelta(days=9)
    )
    applying.registered()

    codes = refused(
        lambda: operations.begin(programme=programme, body=body("ours"), by=person("owner"))
    )

    assert codes == {"intake_not_open"}


def test_a_second_handing_in_names_the_number():
    draft = applying.draft()
    application, _code = submitted(draft)

    with pytest.raises(Refused) as refusal:
        submitted(draft)

    assert refusal.value.codes == {"already_submitted"}
    assert refusal.value.reasons[0].params["number"] == str(application)
    assert Application.objects.count() == 1


def test_the_database_holds_one_application_for_each_body_and_programme():
    application = applying.application()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            programme=application.programme,
            body=application.body,
            form="physical",
            submitted_at=clock.now(),
            programme_version=1,
            digest="0" * 64,
            status="submitted",
        )


def test_after_withdrawing_one_may_apply_again():
    first = applying.application()
    operations.withdraw(application=first, by=person("owner"))

    second = applying.application(first.programme)

    first.refresh_from_db()
    assert (first.status, second.status) == ("withdrawn", "submitted")


def test_an_older_tab_is_told_and_overwrites_nothing():
    draft = applying.draft(papers=False)
    seen = queries.seen(draft, "need")
    given = {"programme": draft.programme, "body": draft.body, "step": "need"}
    owner = person("owner")
    operations.save(**given, seen=seen, answers={"aim": "新的"}, by=owner)

    codes = refused(
        lambda: operations.save(**given, seen=seen, answers={"aim": "旧页的"}, by=owner)
    )

    assert codes == {"saved_meanwhile"}
    assert Draft.objects.get().answers["aim"] == "新的"


def test_saving_another_step_meanwhile_disturbs_nobody():
    draft = applying.draft(papers=False)
    seen = queries.seen(draft, "need")
    given = {"programme": draft.programme, "body": draft.body, "by": person("owner")}
    plan = queries.seen(draft, "plan")
    operations.save(**given, step="plan", seen=plan, answers={"plan": "改过"})

    saved = operations.save(**given, step="need", seen=seen, answers={"aim": "也改"})

    assert (saved.answers["plan"], saved.answers["aim"]) == ("改过", "也改")


def test_colleagues_who_act_are_told_that_it_was_handed_in():
    from portal.accounts.models import User

    other = User.objects.create_user(email="second@tests.example", name="第二")
    appoint(other, "applicant", body("ours"))

    applying.application()

    assert list(Notice.objects.values_list("person__name", "key")) == [
        ("第二", "admission_handed_in")
    ]


def test_a_founding_team_applies_with_its_founders():
    from portal.organisations.suppliers import operations as suppliers

    team = suppliers.found_team(
        name="爱在东胜助残",
        plan="陪伴",
        division="150602",
        founders=[("甲", "教师"), ("乙", ""), ("丙", "社工")],
        by=person("resident"),
    )
    person("resident").__dict__.pop("_posts_today", None)
    given = {"programme": programmes.published(), "body": team.body, "by": person("resident")}

    draft = operations.begin(**given)

    assert draft.body == team.body
    facts = queries.submit_facts(
        draft.programme, team.body, queries.content(draft), moment=clock.now()
    )
    assert facts.applicant.team_size == 3
