"""Follow-ups of grades: draws, events, statements, checks, findings."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core import clock
from portal.core.reasons import Refused, collect
from portal.notifications.models import Notice
from portal.organisations.record import operations as record
from portal.organisations.record import queries as records
from portal.organisations.record.enums import FactKind
from portal.organisations.record.models import Inspection
from portal.organisations.regrading import operations as regrading
from portal.panels import drawing
from portal.workflow import due
from portal.workflow.letters.models import Letter
from portal.workflow.queries import timeline
from ratings.applications import conditions
from ratings.applications import queries as applications
from ratings.followups import acts, opening, operations, queries
from ratings.followups.acts import Act, DrawFacts
from ratings.followups.models import FollowUp
from tests.factories import followups as make
from tests.factories import joining, organisations
from tests.factories import record as facts
from tests.people import appoint, body, client_of, person
from tests.work import drain

TODAY = date(2026, 11, 24)


def codes(asked, known):
    return {reason.code for reason in collect(asked, known)}


def refusal(act, **given):
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.codes


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"population": 10, "least": 2, "size": 2}, set()),
        ({"population": 10, "least": 2, "size": 10}, set()),
        ({"population": 10, "least": 2, "size": 11}, {"sample_too_large"}),
        ({"population": 10, "least": 2, "size": 10**9}, {"sample_too_large"}),
        ({"population": 10, "least": 2, "size": 1}, {"sample_too_small"}),
        ({"population": 10, "least": 2, "size": 0}, {"size_missing"}),
        ({"population": 10, "least": 2, "size": None}, {"size_missing"}),
        ({"population": 0, "size": 1}, {"nobody_to_draw"}),
        (
            {"population": 3, "least": 1, "size": 4, "competent": False},
            {"not_permitted", "sample_too_large"},
        ),
    ],
)
def test_a_draw_takes_at_least_the_share_and_at_most_all(given, expected):
    assert codes(acts.DRAW, DrawFacts(**given)) == expected


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (acts.STATE, {"said": False}, {"nothing_said"}),
        (acts.CHECK, {"checked_on": TODAY, "seen": "账本"}, set()),
        (acts.CHECK, {"how": ""}, {"how_missing", "day_missing", "seen_missing"}),
        (
            acts.CHECK,
            {"checked_on": TODAY + timedelta(days=1), "seen": "x"},
            {"day_to_come"},
        ),
        (
            acts.CHECK,
            {"checked_on": date(2026, 11, 1), "opened_on": date(2026, 11, 2), "seen": "x"},
            {"day_too_early"},
        ),
        (acts.CHECK, {"checked_on": TODAY, "seen": "x", "own_case": True}, {"own_case"}),
        (acts.KEEP, {"stands": False, "own_case": True}, {"grade_gone", "own_case"}),
        (acts.DROP, {}, {"still_to_be_checked"}),
        (acts.DROP, {"stands": False}, set()),
        (acts.DROP, {"grounded": False}, set()),
    ],
)
def test_each_act_tells_every_reason(asked, given, expected):
    assert codes(asked, Act(today=TODAY, **given)) == expected


@pytest.mark.django_db
def test_a_draw_opens_a_case_each_and_anybody_can_repeat_it():
    first = make.graded()
    others = [
        organisations.organisation(f"东胜区第{n}服务中心", code)
        for n, code in enumerate(organisations.CODES[:4])
    ]
    until = clock.today() + timedelta(days=400)
    for one, level in zip(others, (5, 4, 3, 4), strict=True):
        facts.graded(one, level, since=date(2025, 5, 6), until=until)
    lowered = facts.graded(make.organisation("theirs"), 5, since=date(2025, 5, 6), until=until)
    facts.changed(lowered, 3)
    pool = queries.candidates(body("bureau").pk)
    assert pool == sorted([first.organisation_id, others[0].pk, others[1].pk, others[3].pk])
    sample = opening.draw(registry=body("bureau"), size=2, by=person("rating_clerk"))
    assert sample.drawn == drawing.drawn(sample.seed, pool, 2)
    assert sample.digest == drawing.digest(sample.seed, pool, 2)
    cases = FollowUp.objects.filter(sample=sample)
    assert sorted(cases.values_list("organisation_id", flat=True)) == sorted(sample.drawn)
    assert Letter.objects.filter(kind="followup.opened", case__in=cases.values("case")).count() == 2
    (opened,) = timeline(cases[0].case)
    assert (opened.who, opened.channel) == ("东胜区民政局", "")
    left = queries.candidates(body("bureau").pk)
    assert left == [key for key in pool if key not in sample.drawn]
    given = {"registry": body("bureau"), "by": person("rating_clerk")}
    assert refusal(opening.draw, size=3, **given) == {"sample_too_large"}
    given["registry"] = body("other_bureau")
    assert "not_permitted" in refusal(opening.draw, size=1, **given)


def _stated(org, fact, **stated):
    return record.confirm(
        organisation=org,
        kind=fact,
        facts={name: str(value) for name, value in stated.items()},
        source="处罚决定书",
        source_on=clock.today(),
        by=person("clerk"),
    )


@pytest.mark.django_db
def test_an_event_on_record_opens_one_case_and_a_further_one_joins_it():
    org, today, owner = make.graded().organisation, clock.today(), person("owner")
    _stated(org, FactKind.PENALTY, kind="warning", decided_on=today - timedelta(days=3))
    _stated(org, FactKind.LISTING, list="abnormal", listed_on=today, ground="未报年报")
    drain()
    case = FollowUp.objects.get(organisation=org)
    assert sorted(case.occasions.values_list("kind", flat=True)) == ["abnormal", "penalty"]
    assert case.status == "opened"
    assert Notice.objects.filter(key="followup_opened", person=owner).count() == 1
    drain()
    assert opening.verify(org.pk) is None
    assert FollowUp.objects.filter(organisation=org).count() == 1
    joined = opening.verify(org.pk, [make.event(kind="merger")])
    assert (joined.pk, case.occasions.count()) == (case.pk, 3)


@pytest.mark.django_db
def test_what_ended_was_minor_or_came_before_the_grade_opens_nothing():
    grade = make.graded()
    org, today = grade.organisation, clock.today()
    facts.listed(org, since=date(2026, 4, 1), until=today)
    _stated(org, FactKind.PENALTY, kind="fine", decided_on=grade.announced_on - timedelta(days=1))
    assert opening.verify(org.pk) is None
    bare = organisations.organisation()
    facts.listed(bare, "dishonest", since=today)
    assert opening.verify(bare.pk) is None


@pytest.mark.django_db
def test_from_the_event_to_the_lowered_grade():
    row = make.stated()
    assert row.papers.count() == 1
    again = {"row": row, "words": "再说一次", "uploads": [], "by": person("owner")}
    assert refusal(operations.state, **again) == {"not_possible_now"}
    row = make.checked(row)
    bad = {"decided_on": None, "words": "", "new_level": 4}
    assert refusal(make.proposed, row=row, **bad) == {
        "day_missing",
        "words_missing",
        "level_not_lower",
    }
    row = make.proposed(row)
    assert (row.status, row.regrading.status) == ("proposed", "recorded")
    assert (row.regrading.ground, row.regrading.new_level) == ("verified", 3)
    regrading.state(row=row.regrading, words="接受。", by=person("owner"))
    regrading.confirm(row=row.regrading, by=person("section_head"))
    assert records.level_on(row.organisation_id, clock.today()) == 3


@pytest.mark.django_db
def test_the_list_asks_a_fixed_number_of_questions():
    make.opened()
    client, here = client_of("rating_clerk"), reverse("followups_kept")
    client.get(here)
    with CaptureQueriesContext(connection) as few:
        page = client.get(here)
    assert len(page.context["page"]) == 1
    for number in range(9):
        org = joining.organisation(f"第{number}服务中心")
        facts.graded(org, 5, since=date(2025, 5, 6), until=date(2031, 12, 31))
        opening.verify(org.pk, [make.event()])
    with CaptureQueriesContext(connection) as many:
        page = client.get(here, {"kind": "event"})
    assert len(page.context["page"]) == 10
    assert len(many) == len(few)
    given = {"registry": body("bureau"), "by": person("rating_clerk")}
    assert refusal(opening.draw, size=1, **given) == {"nobody_to_draw"}
    sent = client.post(here, {"registry": body("bureau").pk, "size": "9" * 40})
    assert sent.context["draw"].errors
    assert client.post(here, {"registry": "1", "size": "\x00"}).status_code == 200
    assert len(client.get(here, {"q": "第3", "state": "stated"}).context["page"]) == 0


@pytest.mark.django_db
def test_the_grade_is_kept_with_words_and_a_letter():
    row = make.checked()
    given = {"row": row, "by": person("rating_clerk")}
    assert refusal(operations.keep, words=" ", **given) == {"words_missing"}
    assert refusal(operations.drop, words="不查了", **given) == {"still_to_be_checked"}
    done = operations.keep(words="整改到位，等级不变。", **given)
    assert (done.status, done.finding) == ("kept", "整改到位，等级不变。")
    letter = Letter.objects.get(kind="followup.kept", case=done.case)
    assert "整改到位" in "".join(letter.paragraphs)


@pytest.mark.django_db
def test_a_case_is_closed_when_the_grade_or_its_ground_has_gone():
    row = make.opened()
    facts.changed(make.graded(), 0)
    assert refusal(operations.keep, row=row, words="x", by=person("rating_clerk")) == {
        "not_possible_now"
    }
    done = operations.drop(row=row, words="等级已取消。", by=person("rating_clerk"))
    assert done.status == "dropped"


@pytest.mark.django_db
def test_nobody_checks_an_organisation_of_their_own():
    row = make.stated()
    appoint(person("rating_clerk"), "viewer", row.organisation.body)
    given = {"how": "desk", "checked_on": clock.today(), "seen": "x", "by": person("rating_clerk")}
    assert refusal(operations.check, row=row, **given) == {"own_case"}


@pytest.mark.django_db
def test_without_a_statement_the_office_checks_all_the_same(monkeypatch):
    row = make.opened()
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    due.run()
    assert make.again(row).status == "stated"
    assert refusal(
        operations.state, row=row, words="迟到的说明", uploads=[], by=person("owner")
    ) == {"not_possible_now"}


@pytest.mark.django_db
def test_a_lowered_grade_bars_and_says_from_when():
    grade = make.graded()
    org = grade.organisation
    facts.lists_known(org)
    Inspection.objects.filter(organisation=org).delete()
    facts.inspected(org, clock.today().year - 1)
    facts.changed(grade, 3)
    known = applications.applicant(org, clock.today(), investigated="no")
    assert (known.held.grade, [one.kind for one in known.regraded]) == ("3A", ["lowered"])
    found = collect(conditions.MAY_APPLY, known)
    (reason,) = [one for one in found if one.code == "lowered_not_long_ago"]
    assert str(clock.today().year + 2) in reason.mend
    facts.changed(grade, 0)
    known = applications.applicant(org, clock.today(), investigated="no")
    assert known.held is None
