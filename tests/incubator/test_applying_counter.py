"""The counter: paper applications under the same conditions, counted by their channel."""

import pytest
from django.urls import reverse

from incubator.admission.models import Application
from incubator.applying import counter, queries
from incubator.programmes import queries as programme_queries
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests.factories import applying, joining, programmes
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def enter(programme, by="incubation_clerk", **given):
    programme, clerk = queries.programme(programme.pk), person(by)
    applicant = applying.registered()
    made = applying.brought(programme, applicant, clerk, **given)
    return counter.enter(programme=programme, body=applicant, brought=made, by=clerk)


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_a_clerk_takes_in_an_application_on_paper():
    person("owner")
    row, code = enter(programmes.published())

    assert (row.status, len(code)) == ("submitted", 8)
    assert row.entered_by == person("incubation_clerk")
    assert row.submitted_by is None
    row = Application.objects.get()
    assert row.paper.case == row.slip.case == str(row)
    assert row.case.channel == "counter"
    assert [paper.title for paper in row.papers.all()] == ["入驻申请表", "项目计划书", "成员名单"]
    assert Notice.objects.filter(person=person("owner"), key="admission_handed_in").exists()


@pytest.mark.parametrize("channel", ["counter", "paper", "phone"])
def test_offline_channels_are_counted(channel):
    programme = programmes.published()
    enter(programme, channel=channel)
    figures = programme_queries.facts(programme)
    assert figures.handed_in == 1
    assert list(figures.channels.values()) == [1]


def test_scan_slip_and_the_answers_needed_at_once_are_asked_for_together():
    programme = programmes.published()
    given = {"paper": None, "slip": None, "papers": (), "answers": {}}

    codes = refused(lambda: enter(programme, **given))

    assert codes == {"answer_missing", "paper_missing", "scan_missing", "not_declared"}


@pytest.mark.parametrize("who", ["other_clerk", "owner", "leader"])
def test_only_the_counter_of_the_office_takes_it_in(who):
    assert refused(lambda: enter(programmes.published(), who)) == {"not_permitted"}


def test_the_counter_is_bound_by_the_same_closing():
    programme = programmes.published()
    programme.closes_at = clock.now()
    programme.save()
    assert refused(lambda: enter(programme)) == {"intake_closed"}


def test_an_application_made_online_is_not_made_again_at_the_counter():
    row = applying.application()
    assert refused(lambda: enter(row.programme)) == {"already_submitted"}


def test_the_organisation_is_found_and_the_receipt_tells_the_code_once():
    programme, client = programmes.published(), client_of("counter_clerk")
    applicant = applying.registered()
    found = client.get(reverse("admission_counter"), {"q": applicant.credit_code})
    assert [one.pk for one in found.context["found"]] == [applicant.pk]
    address = reverse("admission_counter_enter", args=[programme.pk, applicant.pk])
    assert client.get(address).status_code == 200
    data = {key: applying.ANSWERS[key] for key in ("contact", "phone", "aim")}
    for item in programme.evidence.all():
        if item.required:
            wanted = joining.scan() if item.list_kind else applying.pdf()
            data[f"item_{item.code}"] = wanted
    data |= {"channel": "paper", "slip": joining.scan("签字单.png")}

    first = client.post(address, data)

    assert first.status_code == 200
    kept = first.context["form"].data["kept"]
    texts = {key: data[key] for key in ("contact", "phone", "aim", "channel")}
    second = client.post(address, {**texts, "kept": kept, "paper": joining.scan()})
    row = Application.objects.get()
    assert second.url == reverse("admission_counter_receipt", args=[row.pk])
    assert row.case.channel == "paper"
    code = client.session["receipt"]["code"]
    assert code in client.get(second.url).content.decode()
    assert code not in client_of("counter_clerk").get(second.url).content.decode()


def test_a_founding_team_is_found_by_part_of_its_name():
    from portal.organisations.suppliers import operations as suppliers

    team = suppliers.found_team(
        name="爱在东胜助残",
        plan="陪伴",
        division="150602",
        founders=[("甲", ""), ("乙", ""), ("丙", "")],
        by=person("resident"),
    )
    programmes.published()
    found = client_of("counter_clerk").get(reverse("admission_counter"), {"q": "东胜助残"})
    assert [one.pk for one in found.context["found"]] == [team.pk]


def test_bodies_that_are_not_nurtured_cannot_be_entered():
    programme = programmes.published()
    address = reverse("admission_counter_enter", args=[programme.pk, body("bureau").pk])
    assert client_of("counter_clerk").get(address).status_code == 404


def test_zip_and_binder_of_the_office_hold_scan_slip_and_papers_in_order():
    from portal.workflow.binder import registry

    row = applying.entered()
    clerk = person("incubation_clerk")

    titles = [str(paper.title) for paper in registry.papers(row.case, clerk)]

    assert titles[2:] == ["入驻申请表", "项目计划书", "成员名单"]
    assert len(registry.sections(row.case, clerk)) >= 3
    assert registry.papers(row.case, person("owner")) == []
