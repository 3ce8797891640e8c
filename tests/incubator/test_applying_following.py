"""Answering a return, more time, withdrawing and declining, as the applicant does it."""

import pytest
from django.urls import reverse

from incubator.admission.models import Application, Point
from incubator.applying import operations
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import applying, joining
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def returned(*words: str) -> Application:
    """An application that came back with these points, as the first check sends it."""
    made = applying.application()
    for place, said in enumerate(words or ("计划书没有盖章",)):
        Point.objects.create(application=made, round=1, place=place, words=said)
    Application.objects.filter(pk=made.pk).update(returns=1)
    from dataclasses import replace

    from incubator.admission import queries

    clerk = person("incubation_clerk")
    return engine.advance(
        made,
        "return_incomplete",
        by=clerk,
        facts=lambda row: replace(queries.facts(row, clerk), points=len(words) or 1),
    )


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_every_point_is_answered_with_words_or_a_file():
    row = returned("计划书没有盖章", "缺理事会决议")
    first, second = row.points.all()

    row = operations.supply(
        application=row,
        answers={first.pk: "已盖章"},
        uploads={second.pk: applying.pdf("决议.pdf")},
        by=person("owner"),
    )

    assert row.status == "resubmitted"
    first.refresh_from_db()
    assert (first.answer, first.answered_at is not None) == ("已盖章", True)
    paper = row.papers.get(round=1)
    assert (paper.title, paper.stored.case) == ("缺理事会决议", str(row))
    assert row.case.waits_for == "office"


def test_an_open_point_is_named_and_typed_words_are_kept():
    row = returned("计划书没有盖章", "缺理事会决议")
    first, second = row.points.all()
    given = {"application": row, "uploads": {}, "by": person("owner")}

    with pytest.raises(Refused) as refusal:
        operations.supply(**given, answers={first.pk: "已盖章", second.pk: " "})

    assert [reason.params["words"] for reason in refusal.value.reasons] == ["缺理事会决议"]
    first.refresh_from_db()
    assert first.answer == "已盖章"
    assert Application.objects.get().status == "returned"


@pytest.mark.parametrize("who", ["colleague", "stranger", "incubation_clerk"])
def test_others_do_not_answer(who):
    row = returned()
    point = row.points.get()
    given = {"application": row, "answers": {point.pk: "x"}, "uploads": {}, "by": person(who)}
    assert refused(lambda: operations.supply(**given)) == {"not_permitted"}


def test_the_page_keeps_a_good_file_while_another_point_is_open():
    row, client = returned("甲", "乙"), client_of("owner")
    first, second = row.points.all()
    address = reverse("admission", args=[row.pk])
    data = {f"file_{first.pk}": applying.pdf("甲.pdf")}

    page = client.post(address, data)

    assert page.status_code == 200
    form = page.context["form"]
    assert form.remembered == {f"file_{first.pk}": "甲.pdf"}
    again = client.post(address, {"kept": form.data["kept"], f"answer_{second.pk}": "补好了"})
    assert again.status_code == 302
    row.refresh_from_db()
    assert row.status == "resubmitted"
    assert row.papers.get(round=1).stored.name == "甲.pdf"


def test_a_wrong_file_is_refused_at_its_point():
    row, client = returned("甲"), client_of("owner")
    point = row.points.get()
    bad = joining.scan("图.exe")

    page = client.post(
        reverse("admission", args=[row.pk]), {f"file_{point.pk}": bad, f"answer_{point.pk}": "说明"}
    )

    assert list(page.context["form"].errors) == [f"file_{point.pk}"]
    point.refresh_from_db()
    assert point.answer == "说明"


def test_a_remembered_file_of_another_person_counts_for_nothing():
    row = returned("甲")
    point = row.points.get()
    from incubator.applying import keeping
    from portal.files import operations as files

    stranger = person("stranger")
    owner = files.Owner(user=stranger.pk)
    theirs = files.store(
        upload=applying.pdf(), slot="admission.supplement", owner=owner, by=stranger
    )
    kept = keeping.pack({f"file_{point.pk}": theirs}, stranger)

    page = client_of("owner").post(reverse("admission", args=[row.pk]), {"kept": kept})

    assert page.status_code == 200
    assert Application.objects.get().status == "returned"


def test_more_time_is_taken_once():
    row = returned()
    before = row.case.due_on
    row = operations.extend(application=row, by=person("owner"))
    assert row.extended
    assert row.case.due_on > before
    assert refused(lambda: operations.extend(application=row, by=person("owner"))) == {
        "already_extended"
    }


def test_withdrawing_ends_once_the_first_check_has_ended():
    row = applying.application()
    operations.withdraw(application=row, by=person("owner"))
    codes = refused(lambda: operations.withdraw(application=row, by=person("owner")))
    assert codes == {"not_possible_now"}


def test_a_page_of_its_own_comes_before_withdrawing():
    row, client = applying.application(), client_of("owner")
    address = reverse("admission_withdraw", args=[row.pk])
    assert client.get(address).status_code == 200
    assert Application.objects.get().status == "submitted"
    assert client.post(address).status_code == 302
    assert Application.objects.get().status == "withdrawn"


def test_what_is_not_possible_now_is_said_without_an_error():
    row, client = applying.application(), client_of("owner")
    for name in ("admission_decline", "admission_extend"):
        assert client.post(reverse(name, args=[row.pk]), follow=True).status_code == 200
    assert Application.objects.get().status == "submitted"
