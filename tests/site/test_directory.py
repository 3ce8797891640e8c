"""The directory: by place and kind, as a list and as files."""

import io
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.bodies.models import Body
from portal.organisations.register.models import Organisation
from tests.factories.organisations import organisation
from tests.people import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(client) -> list[Organisation]:
    body("bureau"), body("other_bureau")
    return [
        organisation("东胜区甲协会", "51150602MJ0000001A", kind="social_group"),
        organisation("东胜区乙服务中心", "52150602MJ0000002B"),
        organisation("康巴什区丙服务中心", "52150603MJ0000003C", registry="康巴什区民政局"),
    ]


def ask(client, name: str = "organisations", *args, **query):
    return client.get(f"{reverse(name, args=args)}?{urlencode(query, doseq=True)}")


def names(answer) -> list[str]:
    return [row.body.name for row in answer.context["page"]]


def test_the_newest_stand_first_unless_another_order_is_asked(client, three) -> None:
    Organisation.objects.filter(pk=three[1].pk).update(registered_on=date(2025, 1, 1))
    assert names(ask(client))[0] == "东胜区乙服务中心"
    assert names(ask(client, order="oldest"))[-1] == "东胜区乙服务中心"
    assert names(ask(client, order="name")) == sorted(row.body.name for row in three)


def test_filters_narrow_down_and_counts_ignore_their_own(client, three) -> None:
    answer = ask(client, division="150602", kind="social_group")
    assert names(answer) == ["东胜区甲协会"]
    assert {tab.url.partition("division=")[2][:6]: tab.count for tab in answer.context["tabs"]} == {
        "": 1,
        "150602": 1,
    }
    assert {(kind, count) for kind, _, count, _ in answer.context["kinds"]} == {
        ("social_group", 1),
        ("social_service_institution", 1),
    }


def test_a_name_or_code_narrows_down(client, three) -> None:
    assert names(ask(client, text="服务 东胜")) == ["东胜区乙服务中心"]
    assert names(ask(client, text="52150603mj")) == ["康巴什区丙服务中心"]


@pytest.mark.parametrize("state", ["deregistered", "revoked", "certificate_revoked"])
def test_struck_off_ones_are_neither_listed_nor_counted(client, three, state: str) -> None:
    Organisation.objects.filter(pk=three[0].pk).update(state=state)
    answer = ask(client)
    assert "东胜区甲协会" not in names(answer)
    assert answer.context["total"] == answer.context["tabs"][0].count == 2


def test_founding_teams_are_not_in_the_directory(client, three) -> None:
    Body.objects.create(kind="founding_team", name="筹备中的团队", division_id="150602")
    assert ask(client).context["total"] == 3


@pytest.mark.parametrize(
    "query",
    [
        {"division": "x'; DROP"},
        {"kind": "nonsense"},
        {"order": "password"},
        {"page": "99999"},
        {"page": "-1"},
        {"text": "\x00%_\\"},
    ],
)
def test_nonsense_in_the_address_is_harmless(client, three, query) -> None:
    assert ask(client, **query).status_code == 200


def test_files_hold_the_filtered_list_and_no_formula(client, three) -> None:
    Organisation.objects.filter(pk=three[1].pk).update(domicile="=HYPERLINK(1)")
    told = ask(client, "organisations_file", "csv", division="150602").content.decode("utf-8-sig")
    assert len(told.splitlines()) == 3
    assert "东胜区甲协会" in told and "康巴什" not in told and ",=HYPERLINK" not in told
    book = load_workbook(io.BytesIO(ask(client, "organisations_file", "xlsx").content))
    rows = list(book.active.iter_rows())
    assert len(rows) == 4
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_another_form_of_file_does_not_exist(client, three) -> None:
    assert ask(client, "organisations_file", "exe").status_code == 404


def test_the_number_of_queries_does_not_grow(client, three, django_assert_max_num_queries) -> None:
    ask(client)
    with django_assert_max_num_queries(10) as few:
        ask(client)
    for number in range(27):
        organisation(f"东胜区第{number}协会", f"5115060{number:011}")
    with django_assert_max_num_queries(10) as many:
        ask(client)
    assert len(many) == len(few)
