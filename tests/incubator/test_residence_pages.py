"""The two pages of a residence: for its organisation and for its base."""

import pytest
from django.urls import reverse

from tests.factories import exits
from tests.factories import residences as make
from tests.people import client_of

pytestmark = pytest.mark.django_db


def _home(row):
    return reverse("residence_home", args=[row.pk])


def _case(row):
    return reverse("residence_case", args=[row.pk])


def test_the_organisation_sees_where_its_residence_stands():
    row = make.residence()
    page = client_of("owner").get(_home(row)).content.decode()
    assert row.case.number in page
    assert row.base.body.name in page


def test_whose_residence_it_is_decides_who_sees_it():
    row = make.residence()
    home = {name: client_of(name).get(_home(row)).status_code for name in ("owner", "colleague")}
    assert home == {"owner": 200, "colleague": 200}
    for name in ("stranger", "base_worker", "incubation_clerk"):
        assert client_of(name).get(_home(row)).status_code == 404, name
    for name in ("base_worker", "incubation_clerk", "section_head", "leader"):
        assert client_of(name).get(_case(row)).status_code == 200, name
    for name in ("other_clerk", "expert"):
        assert client_of(name).get(_case(row)).status_code == 404, name
    assert client_of("owner").get(_case(row)).status_code == 404


@pytest.mark.parametrize(
    ("who", "page"), [("stranger", _home), ("incubation_clerk", _case), ("leader", _case)]
)
def test_after_the_mid_term_review_a_page_still_takes_few_queries(
    who, page, django_assert_max_num_queries
):
    row = exits.near_end(exits.others(), exit={})
    exits.declared(row)
    client = client_of(who)
    client.get(page(row))
    with django_assert_max_num_queries(17):
        assert client.get(page(row)).status_code == 200
