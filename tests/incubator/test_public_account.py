"""What everybody reads of claims, subsidies and projects in the public account."""

import pytest
from django.urls import reverse

from portal.ledger.account import queries
from portal.ledger.postings import bases
from tests.factories import grants as make
from tests.factories import subsidies, ventures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]


def read(client, commitment: int) -> str:
    answer = client.get(reverse("public_account_entry", args=[commitment]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_claim_stands_in_the_account_with_its_scheme_its_ground_and_its_publicity(client):
    row = make.stands(make.approved())
    body = row.organisation.body
    (entry,) = queries.entries_of(row.commitment_id)
    assert (entry.promised, entry.paid) == (row.amount, 0)
    assert (entry.payee.body, entry.payee.name) == (body.pk, body.name)
    assert (entry.told.field, entry.told.ground) == (row.scheme.field, row.version.legal_basis)
    page = read(client, entry.pk)
    for address in (
        reverse("incentive", args=[row.scheme_id]),
        reverse("organisation", args=[body.pk]),
        reverse("publicity", args=[make.PublicEntry.objects.get(case=row.case_id).publicity_id]),
    ):
        assert address in page
        assert client.get(address).status_code == 200
    told = bases.described([row.basis])[row.basis]
    assert body.name in told.words and told.url == reverse("grant_case", args=[row.pk])


def test_a_batch_of_subsidies_says_how_many_and_names_nobody(client):
    row = subsidies.committed()
    people = [line.employment.worker for claim in row.claims.all() for line in claim.lines.all()]
    (entry,) = queries.entries_of(row.commitment_id)
    assert (entry.promised, entry.told.field) == (row.fen, row.scheme.field)
    page = read(client, entry.pk)
    assert row.scheme.title in page
    assert people and not any(str(worker.name) in page for worker in people)
    type(row).objects.filter(pk=row.pk).update(payee=2)
    (entry,) = queries.entries_of(row.commitment_id)
    assert (entry.told.persons, entry.shown, entry.payee.name) == (row.people, "masked", "")
    assert entry.told.shown_until is not None
    read(client, entry.pk)


def test_a_funded_project_stands_with_its_call(client):
    row = ventures.running()
    (entry,) = queries.entries_of(row.commitment_id)
    assert entry.payee.body == row.organisation_id
    page = read(client, entry.pk)
    assert row.title in page and reverse("venture_call", args=[row.call_id]) in page
