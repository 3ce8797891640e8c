"""The pages of officials, members of the panel and the organisation in residence."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.deciding import operations
from portal.audit.models import Event
from portal.core import clock
from portal.workflow.desk import operations as desk
from tests.factories import applying, joining, record
from tests.factories import deciding as make
from tests.factories import panels as panel
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def case_of(row):
    return reverse("admission_case", args=[row.pk])


def served(client, address):
    """The status of a file; closing it ends the request, and with it the day it stood for."""
    response = client.get(address)
    response.close()
    return response.status_code


def fresh(row):
    row.refresh_from_db()
    return row


def test_an_official_judges_the_open_points_and_passes_the_check_on_the_page():
    row, client = applying.application(), client_of("incubation_clerk")
    page = client.get(case_of(row))
    codes = [point.code for point in page.context["checked"].open]
    assert "public_interest_unconfirmed" in codes
    for code in codes:
        client.post(
            reverse("admission_verdict", args=[row.pk]),
            {"code": code, "holds": "yes", "source": "信用中国 11 月 24 日"},
        )
    assert client.get(case_of(row)).context["checked"].open == []
    done = client.post(case_of(row), {"action": "pass_check"})
    assert (done.status_code, fresh(row).status) == (302, "checked")


def test_marks_at_the_papers_and_further_lines_become_the_list_of_the_return():
    row, client = applying.application(), client_of("incubation_clerk")
    code = row.programme.evidence.first().code
    given = {
        "action": "return_incomplete",
        f"paper_{code}": "missing",
        f"why_{code}": "请盖章。",
        "other": "请写明联系人。\n\n",
    }
    preview = client.post(reverse("admission_letter", args=[row.pk]), given)
    assert "请盖章。" in preview.content.decode()
    assert fresh(row).status == "submitted"
    client.post(case_of(row), given)
    assert [(p.about, p.words) for p in row.points.all()] == [
        (code, "请盖章。"),
        ("", "请写明联系人。"),
    ]


def test_a_refused_decision_shows_every_reason_and_keeps_what_was_typed():
    row, client = make.application(), client_of("incubation_clerk")
    page = client.post(case_of(row), {"action": "pass_check", "words": "打好的字"})
    assert page.status_code == 200
    assert len(page.context["form"].non_field_errors()) == 3
    assert "打好的字" in page.content.decode()


def test_stock_words_stand_before_the_official_s_own():
    from incubator.deciding.phrases import stock
    from portal.workflow.letters.models import Letter

    row, client = make.application(), client_of("incubation_clerk")
    given = {"action": "refuse_check", "phrase": stock()[0], "words": "另见电话说明。"}
    client.post(case_of(row), given)
    assert fresh(row).decision == f"{stock()[0]}\n另见电话说明。"
    assert Letter.objects.get(case=row.case).kind == "admission.refused"


def test_the_telephone_is_hidden_until_a_reason_is_given():
    row, client = applying.application(), client_of("incubation_clerk")
    assert "138****8000" in client.get(case_of(row)).content.decode()
    assert "13800138000" not in client.get(case_of(row)).content.decode()
    address = reverse("admission_phone", args=[row.pk])
    assert "13800138000" in client.post(address, {"reason": "核对"}).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 302
    assert Event.objects.filter(action="contact.revealed").count() == 1


def test_who_may_not_decide_sees_no_form():
    row = make.application()
    for name in ("clerk", "counter_clerk", "supervisor", "leader"):
        page = client_of(name).get(case_of(row))
        assert page.status_code == 200
        assert page.context["choices"] == []


def test_what_differs_today_is_shown():
    row, client = applying.application(), client_of("incubation_clerk")
    organisation = row.body.organisation
    organisation.legal_representative = "新代表"
    organisation.save()
    page = client.get(case_of(row))
    assert [now for _what, _then, now in page.context["different"]] == ["新代表"]


def cost(client, address):
    """Queries of a page in production, which never reads how far the demo's clock is shifted."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum("audit_clockoffset" not in query["sql"] for query in captured.captured_queries)


def test_the_case_page_needs_few_queries_whatever_the_case_holds(django_assert_max_num_queries):
    row, client = applying.application(), client_of("incubation_clerk")
    client.get(case_of(row))
    with django_assert_max_num_queries(15):
        client.get(case_of(row))
    before = cost(client, case_of(row))
    make.judged(make.judged(row))
    for _number in range(10):
        make.application(row.programme, make.organisation())
    with django_assert_max_num_queries(15):
        client.get(case_of(row))
    assert cost(client, case_of(row)) == before


@pytest.mark.parametrize("who", ["incubation_clerk", "section_head", "leader", "supervisor"])
def test_the_fullest_case_page_keeps_to_fifteen_queries_for_everybody_in_the_office(who):
    row = make.judged(applying.application())
    record.lists_known(row.body.organisation)
    points = [(row.programme.evidence.first().code, "请盖章。"), ("", "请写明。")]
    clerk = person("incubation_clerk")
    operations.return_incomplete(application=row, points=points, by=clerk, words="请补正。")
    desk.add_note(case=row.case, words="一", by=clerk)
    desk.instruct(case=row.case, words="?", reply_by=clock.today(), by=person("leader"))
    assert cost(client_of(who), case_of(row)) <= 15


def test_the_case_page_keeps_to_fifteen_queries_in_every_state_up_to_the_signature():
    programme = make.programme()
    row = make.scored(make.application(programme), 8000)
    seen = []

    def look():
        seen.append(fresh(row).status)
        assert cost(client_of("incubation_clerk"), case_of(row)) <= 15
        assert cost(client_of("owner"), reverse("admission", args=[row.pk])) <= 15

    look()
    make.decided(programme)
    look()
    make.settled()
    look()
    address = reverse("agreement", args=[row.pk])
    client_of("owner").post(address, {"scan": joining.scan("协议.png")})
    look()
    office = client_of("incubation_clerk")
    assert cost(office, reverse("agreement_case", args=[row.pk])) <= 15
    assert seen == ["scored", "publicity", "agreement", "signed"]


def test_previous_and_next_lead_through_what_waits_for_the_office_and_are_counted():
    programme, client = make.programme(), client_of("incubation_clerk")
    rows = [make.application(programme, make.organisation()) for _number in range(3)]
    seen = [client.get(case_of(row)).context for row in rows]
    ways = [(page["page"].previous, page["page"].following) for page in seen]
    first, second, third = map(case_of, rows)
    assert ways == [("", second), (first, third), (second, "")]
    assert {page["frame"].waiting for page in seen} == {3}
    operations.refuse_check(application=rows[1], by=person("incubation_clerk"), words="不符合。")
    after = client.get(first).context
    assert (after["page"].following, after["frame"].waiting) == (third, 2)
    decided = client.get(second).context["page"]
    assert (decided.previous, decided.following) == ("", "")


def test_the_round_needs_few_queries_whatever_is_in_it():
    programme, client = make.programme(), client_of("incubation_clerk")
    make.field(programme, 8000)
    address = reverse("programme_round", args=[programme.pk])
    before = cost(client, address)
    make.field(programme, *range(7000, 7012))
    assert cost(client, address) == before <= 15


def test_the_round_shows_every_figure_and_the_result_is_proposed_there():
    programme = make.programme()
    make.field(programme, 8567, 5000)
    client = client_of("incubation_clerk")
    address = reverse("programme_round", args=[programme.pk])
    page = client.get(address).content.decode()
    assert "85.67" in page
    assert "50.00" in page
    done = client.post(reverse("round_propose", args=[programme.pk]), {"words": "按排名"})
    assert done.status_code == 302
    assert client.get(address).context["approval"].data["programme"] == programme.pk


def test_a_member_reads_papers_after_declaring_and_sees_no_telephone_and_no_verdict():
    row = make.judged(applying.application())
    panel.profile_of(person("expert"))
    for number in (1, 2):
        panel.expert(number)
    held = panel.drawn([panel.words(case_id=row.case_id, name=row.body.name)])
    client = client_of("expert")
    address = reverse("admission_reading", args=[row.pk])
    assert client.get(address).status_code == 404
    for seat in panel.seats(held):
        panel.clear(seat)
    words = client.get(address).content.decode()
    assert applying.ANSWERS["aim"] in words
    assert applying.ANSWERS["phone"] not in words
    assert "信用中国" not in words
    paper = row.papers.first()
    assert served(client, reverse("admission_reading_paper", args=[row.pk, paper.pk])) == 200


def test_the_organisation_signs_and_the_office_begins_the_residence_on_their_pages():
    programme = make.programme()
    row = make.scored(make.application(programme), 8000)
    make.decided(programme)
    make.settled()
    own, office = client_of("owner"), client_of("incubation_clerk")
    address = reverse("agreement", args=[row.pk])
    assert own.get(address).context["form"] is not None
    wrong = joining.scan("协议.pdf")
    page = own.post(address, {"scan": wrong})
    assert list(page.context["form"].errors) == ["scan"]
    own.post(address, {"scan": joining.scan("协议.png")})
    assert fresh(row).status == "signed"
    table = reverse("agreement_case", args=[row.pk])
    assert office.get(table).status_code == 200
    office.post(
        table,
        {
            "act": "countersign",
            "scan": joining.scan("双方.png"),
            "begins_on": clock.today().isoformat(),
        },
    )
    assert fresh(row).status == "resident"
    assert own.get(reverse("residence", args=[row.pk]), follow=True).status_code == 200
    assert row.body.name in office.get(reverse("residences")).content.decode()
    assert served(own, reverse("agreement_file", args=[row.pk, "both"])) == 200
