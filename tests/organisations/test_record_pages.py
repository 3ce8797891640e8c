"""The pages of the record: what officials and the public read, and how a fact is confirmed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core import clock
from portal.organisations.imports import operations, working
from portal.organisations.imports.models import ImportBatch
from portal.organisations.record import queries
from portal.organisations.record.models import CreditListing, Inspection, Penalty
from tests import people
from tests.factories import joining, record
from tests.factories.organisations import organisation
from tests.factories.record import AS_OF, CODE, NAME

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ours():
    return organisation(NAME, CODE)


@pytest.fixture
def client():
    return people.client_of("clerk")


def shown(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_organisation_is_found_by_a_part_of_its_name_or_by_its_code(client) -> None:
    organisation("康巴什记录中心", "52150603MJY31W058F", registry="康巴什区民政局")
    assert NAME in shown(client, "record_find", q="晨光")
    assert NAME in shown(client, "record_find", q=CODE.lower())
    assert "康巴什记录中心" not in shown(client, "record_find")


def test_the_page_shows_every_fact_with_its_source_and_what_was_replaced(client, ours) -> None:
    record.inspected(ours, 2024)
    record.listed(ours)
    record.graded(ours, until=date(2028, 1, 1))
    record.awarded(ours)
    page = shown(client, "record_detail", ours.pk)
    assert page.count("组织记录") >= 4
    assert "3A" in page
    assert "10,000.00" in page
    assert reverse("record_confirm", args=[ours.pk, "lists"]) in page


def test_who_may_only_read_is_offered_no_confirmation(ours) -> None:
    page = shown(people.client_of("leader"), "record_detail", ours.pk)
    assert reverse("record_confirm", args=[ours.pk, "lists"]) not in page


@pytest.mark.parametrize("fact", ["inspection", "listing", "penalty", "grade", "award", "lists"])
def test_an_empty_confirmation_is_refused_with_reasons(client, ours, fact) -> None:
    answer = client.post(reverse("record_confirm", args=[ours.pk, fact]), {"source": ""})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert queries.of_body(ours.pk).empty


def test_an_unknown_kind_of_fact_does_not_exist(client, ours) -> None:
    assert client.get(reverse("record_confirm", args=[ours.pk, "rumour"])).status_code == 404


def test_an_inspection_is_confirmed_with_its_document(client, ours) -> None:
    values = {
        "year": 2025,
        "result": "basically_qualified",
        "source": "年检结论通知书",
        "source_on": "2026-11-02",
        "upload": joining.scan(),
    }
    answer = client.post(reverse("record_confirm", args=[ours.pk, "inspection"]), values)
    assert answer.status_code == 302
    made = Inspection.objects.get()
    assert queries.inspection(ours.pk, 2025) == "basically_qualified"
    url = reverse("record_file", args=[ours.pk, "inspection", made.pk])
    assert url in shown(client, "record_detail", ours.pk)
    assert client.get(url).status_code == 200


def test_a_penalty_is_confirmed_with_its_amount(client, ours) -> None:
    values = {
        "kind": "fine",
        "decided_on": "2026-05-04",
        "amount_fen": "1,234.5",
        "served": "yes",
        "minor": "",
        "source": "处罚决定书",
        "source_on": "2026-11-02",
    }
    client.post(reverse("record_confirm", args=[ours.pk, "penalty"]), values)
    made = Penalty.objects.get()
    assert (made.amount_fen, made.served, made.minor) == (123_450, True, None)


def test_a_removal_is_confirmed_on_the_listing(client, ours) -> None:
    record.listed(ours, since=date(2026, 3, 2))
    values = {
        "list": "abnormal",
        "listed_on": "2026-03-02",
        "removed_on": "2026-10-08",
        "source": "移出决定",
        "source_on": "2026-10-08",
    }
    client.post(reverse("record_confirm", args=[ours.pk, "listing"]), values)
    assert CreditListing.objects.get(current=True).removed_on == date(2026, 10, 8)


def test_that_the_lists_were_looked_at_is_confirmed(client, ours) -> None:
    values = {
        "source": "信用平台查询",
        "source_on": str(clock.today()),
        "upload": joining.scan(),
    }
    client.post(reverse("record_confirm", args=[ours.pk, "lists"]), values)
    assert queries.lists_known(ours.pk, clock.today())
    check = queries.of_body(ours.pk).checked
    assert check is not None
    url = reverse("record_file", args=[ours.pk, "lists", check.pk])
    assert url in shown(client, "record_detail", ours.pk)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("fact", "field", "value"), [("inspection", "result", "good"), ("listing", "list", "black")]
)
def test_what_was_not_offered_is_refused(client, ours, fact, field, value) -> None:
    values = {field: value, "source": "来源", "source_on": "2026-11-02"}
    answer = client.post(reverse("record_confirm", args=[ours.pk, fact]), values)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


def test_the_public_page_says_that_there_is_no_data_yet(client, ours) -> None:
    page = people.client_of("anonymous").get(reverse("organisation", args=[ours.pk]))
    facts = page.context["record_facts"]
    assert len(facts) == 3
    assert len({str(fact.value) for fact in facts}) == 1


def test_the_public_page_shows_grade_lists_and_inspections_with_their_sources(ours) -> None:
    today = clock.today()
    record.inspected(ours, 2024)
    record.listed(ours, since=today - timedelta(days=30))
    record.listed(ours, "dishonest", since=date(2020, 1, 1), until=date(2022, 1, 1))
    record.graded(ours, 4, until=today + timedelta(days=30))
    page = people.client_of("anonymous").get(reverse("organisation", args=[ours.pk]))
    facts = page.context["record_facts"]
    assert len(facts) == 3
    assert str(facts[0].value).startswith("4A")
    assert all("组织记录" in str(fact.note) for fact in facts)


def test_a_list_of_the_record_is_uploaded_previewed_and_confirmed(client) -> None:
    values = {
        "kind": "record",
        "list": record.upload(record.good_rows()),
        "source_on": str(AS_OF),
        "bureau": people.body("bureau").pk,
    }
    client.post(reverse("import_upload"), values)
    batch = ImportBatch.objects.get()
    assert batch.kind == "record"
    working.read(batch.pk, between=0)
    page = shown(client, "import_detail", batch.pk)
    assert "年检 2" in page
    assert "东胜区民政局" in shown(client, "import_confirm", batch.pk)
    assert "年检 2" in shown(client, "import_row", batch.pk, 2)
    operations.confirm(batch=batch, by=people.person("clerk"))
    working.apply(batch.pk, between=0)
    assert shown(client, "import_detail", batch.pk)
    assert client.get(reverse("import_export", args=[batch.pk])).status_code == 200
