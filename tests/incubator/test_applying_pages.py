"""The pages of applying, step by step, as people open them."""

import pytest
from django.urls import reverse

from incubator.admission.models import Application, Draft
from incubator.applying import operations, queries, questions
from incubator.programmes.models import EvidenceItem
from portal.core import clock
from tests.factories import applying, joining, programmes
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def step(draft, name):
    return reverse("admission_step", args=[draft.programme_id, draft.body_id, name])


def seen(draft, name):
    draft.refresh_from_db()
    return queries.seen(draft, name)


def item(programme, title) -> EvidenceItem:
    return programme.evidence.get(title=title)


def test_an_application_is_made_step_by_step_and_its_code_is_shown_once():
    programme, client = programmes.published(virtual=True), client_of("owner")
    applying.registered()
    start = reverse("admission_start", args=[programme.pk])
    assert client.get(start).status_code == 200

    answer = client.post(start, {"body": body("ours").pk})
    for name in questions.STEPS:
        draft = Draft.objects.get()
        assert answer.url == step(draft, name)
        assert client.get(answer.url).status_code == 200
        if name == questions.CHECK:
            break
        data = {key: applying.ANSWERS.get(key, "virtual") for key in questions.keys_of(name)}
        data |= {"seen": queries.seen(draft, name), "go_on": "1"}
        if name == questions.PAPERS:
            for one in questions.papers_of(programme):
                data[one.code] = applying.pdf()
        if name == questions.TEAM:
            data[item(programme, "成员名单").code] = applying.roster()
        answer = client.post(answer.url, data)
    handed_in = client.post(answer.url, {"true": "on"})

    application = Application.objects.get()
    assert handed_in.url == reverse("admission_receipt", args=[application.pk])
    assert application.form == "virtual"
    receipt, code = client.get(handed_in.url), client.session["receipt"]["code"]
    assert code in receipt.content.decode()
    assert code not in client_of("owner").get(handed_in.url).content.decode()
    assert client.get(reverse("admission_receipt_pdf", args=[application.pk])).status_code == 200
    assert client.get(reverse("admission", args=[application.pk])).status_code == 200


def test_somebody_without_an_organisation_is_led_to_find_one():
    programme = programmes.published()
    page = client_of("resident").get(reverse("admission_start", args=[programme.pk]))
    assert page.status_code == 200
    assert reverse("join") in page.content.decode()


def test_a_viewer_is_told_whom_to_ask():
    applying.registered()
    page = client_of("colleague").get(reverse("admission_start", args=[programmes.published().pk]))
    assert [one.pk for one in page.context["only_read"]] == [body("ours").pk]


def test_saving_by_itself_keeps_words_and_hands_nothing_in():
    draft = applying.draft(papers=False)
    data = {"aim": "自动保存", "seen": seen(draft, "need"), "autosave": "1"}

    answer = client_of("owner").post(step(draft, "need"), data)

    assert answer.status_code == 200
    assert answer.json()["seen"] == seen(draft, "need")
    assert Draft.objects.get().answers["aim"] == "自动保存"
    assert not Application.objects.exists()


def test_an_older_tab_sees_both_versions_and_chooses():
    draft, client = applying.draft(papers=False), client_of("owner")
    old = seen(draft, "need")
    client.post(step(draft, "need"), {"aim": "另一页", "seen": old, "go_on": "1"})

    page = client.post(step(draft, "need"), {"aim": "这一页", "seen": old, "go_on": "1"})

    assert page.status_code == 200
    fields = {one["key"]: (one["typed"], one["saved"]) for one in page.context["differing"]}
    assert fields["aim"] == ("这一页", "另一页")
    assert Draft.objects.get().answers["aim"] == "另一页"
    chosen = {"aim": "这一页", "keep_aim": "mine", "seen": page.context["seen"], "go_on": "1"}
    assert client.post(step(draft, "need"), chosen).status_code == 302
    assert Draft.objects.get().answers["aim"] == "这一页"


def test_an_older_tab_that_saves_by_itself_is_told():
    draft, client = applying.draft(papers=False), client_of("owner")
    old = seen(draft, "need")
    client.post(step(draft, "need"), {"aim": "另一页", "seen": old})
    data = {"aim": "这一页", "seen": old, "autosave": "1"}
    assert client.post(step(draft, "need"), data).status_code == 409


def test_the_other_version_can_be_kept():
    draft, client = applying.draft(papers=False), client_of("owner")
    old = seen(draft, "need")
    client.post(step(draft, "need"), {"aim": "另一页", "seen": old})
    data = {"aim": "这一页", "keep_aim": "saved", "seen": seen(draft, "need"), "go_on": "1"}
    for key in ("whom", "how", "need"):
        data[key] = draft.answers[key]

    assert client.post(step(draft, "need"), data).status_code == 302

    assert Draft.objects.get().answers["aim"] == "另一页"


def test_a_tab_older_than_the_handing_in_shows_number_and_words():
    draft, client = applying.draft(), client_of("owner")
    application, _code = operations.submit(draft=draft, by=person("owner"), declaration=True)

    page = client.post(step(draft, "need"), {"aim": "没来得及保存", "seen": "x", "go_on": "1"})

    assert page.status_code == 200
    assert str(application) in page.content.decode()
    assert "没来得及保存" in page.content.decode()
    again = client.post(step(draft, "check"), {"true": "on"})
    assert str(application) in again.content.decode()
    assert Application.objects.count() == 1


def test_too_long_words_are_refused_and_stay_on_the_page_beside_good_ones():
    draft = applying.draft(papers=False)
    data = {"aim": "长" * 2001, "whom": "新的对象", "seen": seen(draft, "need"), "go_on": "1"}

    page = client_of("owner").post(step(draft, "need"), data)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["aim"]
    assert "长" * 2001 in page.content.decode()
    assert Draft.objects.get().answers["whom"] == "新的对象"


def test_the_sign_nul_and_an_unknown_form_are_refused_without_an_error():
    programme = programmes.published(virtual=True)
    draft = applying.draft(programme, papers=False)
    data = {"contact": "a\x00b", "form": "flying", "seen": seen(draft, "contact")}

    page = client_of("owner").post(step(draft, "contact"), data)

    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"contact", "form"}


def test_one_wrong_file_does_not_cost_the_other():
    draft = applying.draft(papers=False)
    wanted = questions.papers_of(draft.programme)
    data = {wanted[0].code: joining.scan(), wanted[1].code: applying.pdf(), "go_on": "1"}

    page = client_of("owner").post(step(draft, "papers"), data)

    assert page.status_code == 200
    assert list(page.context["files"].errors) == [wanted[0].code]
    assert [paper.item for paper in draft.papers.all()] == [wanted[1].code]


def test_a_file_is_taken_out_again():
    draft = applying.draft()
    paper = draft.papers.first()

    client_of("owner").post(step(draft, "papers"), {"remove": str(paper.pk)})

    assert paper.pk not in draft.papers.values_list("pk", flat=True)


def test_a_closed_intake_keeps_the_draft_and_says_what_else_one_can_do():
    draft = applying.draft()
    draft.programme.closes_at = clock.now()
    draft.programme.save()

    page = client_of("owner").post(step(draft, "check"), {"true": "on"})

    assert page.status_code == 200
    assert [reason.code for reason in page.context["blocked"]] == ["intake_closed"]
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_the_check_page_lists_everything_that_is_open():
    draft = applying.draft(papers=False, aim="")
    page = client_of("owner").get(step(draft, "check"))
    codes = [reason.code for reason in page.context["blocked"]]
    assert codes == ["answer_missing", *["paper_missing"] * 3]


def test_the_template_of_a_list_is_a_workbook():
    programme = programmes.published()
    code = item(programme, "成员名单").code
    answer = client_of("owner").get(reverse("admission_template", args=[programme.pk, code]))
    assert answer.content[:2] == b"PK"


def test_the_page_of_a_case_asks_few_queries(django_assert_max_num_queries):
    application, client = applying.application(), client_of("owner")
    address = reverse("admission", args=[application.pk])
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_my_space_leads_back_to_a_draft():
    draft = applying.draft(papers=False)
    page = client_of("owner").get(reverse("my_space")).content.decode()
    assert step(draft, "check") in page
    assert (
        step(draft, "check") not in client_of("colleague").get(reverse("my_space")).content.decode()
    )
