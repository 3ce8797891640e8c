"""Circulars: to whom, once each, and who has read and confirmed."""

import pytest
from django.urls import reverse

from portal.core.reasons import Refused
from portal.notifications.circulars import audiences, operations
from portal.notifications.circulars.enums import CircularState
from portal.notifications.models import Circular, Notice, Receipt
from portal.workflow.desk import queries as desk
from tests.factories import joining
from tests.people import body, client_of, person
from tests.work import drain

pytestmark = pytest.mark.django_db


def written(audience: str = "office", by: str = "incubation_clerk", **params: str) -> Circular:
    return operations.write(
        office=body("bureau").pk,
        title="端午放假安排",
        words="放假三天。",
        audience=audience,
        params=params,
        wants_confirmation=True,
        by=person(by),
    )


def sent(**fields: str) -> Circular:
    made = operations.send(circular=written(**fields), by=person("incubation_clerk"))
    operations.deliver(made.pk)
    made.refresh_from_db()
    return made


def names(circular: Circular) -> set[str]:
    return set(circular.receipts.values_list("person__name", flat=True))


def test_everybody_in_the_office_is_told_once() -> None:
    person("clerk"), person("leader"), person("other_clerk"), person("owner")
    made = sent()
    assert made.state == CircularState.SENT
    assert names(made) == {"clerk", "leader", "incubation_clerk"}
    Circular.objects.filter(pk=made.pk).update(state=CircularState.SENDING)
    assert operations.deliver(made.pk) == 0
    assert Notice.objects.filter(key="circular").count() == 3


def test_owners_of_the_offices_register_are_found() -> None:
    person("owner"), person("colleague"), person("stranger")
    joining.registered(body("ours"))
    joining.registered(body("theirs"), registry=body("other_bureau"))
    assert names(sent(audience="owners")) == {"owner"}


def test_applicants_with_an_open_case_of_a_matter_are_found() -> None:
    case = joining.claim(joining.organisation(), person("resident")).case
    assert desk.parties(case) == [person("resident")]
    assert names(sent(audience="applicants", choice="claim")) == {"resident"}
    with pytest.raises(Refused) as refused:
        sent(audience="applicants", choice="supplier")
    assert refused.value.codes == {"nobody_to_tell"}
    assert ("applicants:claim") in dict(audiences.offered())


@pytest.mark.parametrize("name", ["clerk", "leader", "other_clerk", "owner", "supervisor"])
def test_only_who_may_send_for_the_office_writes(name: str) -> None:
    with pytest.raises(Refused) as refused:
        written(by=name)
    assert refused.value.codes == {"not_permitted"}


def test_a_circular_is_sent_once_and_needs_words_and_an_audience() -> None:
    made = sent()
    with pytest.raises(Refused) as refused:
        operations.send(circular=made, by=person("incubation_clerk"))
    assert refused.value.codes == {"circular_sent"}
    with pytest.raises(Refused) as refused:
        operations.write(
            office=body("bureau").pk,
            title=" ",
            words="",
            audience="nobody",
            params={},
            wants_confirmation=False,
            by=person("section_head"),
        )
    assert refused.value.codes == {"words_missing", "no_such_audience"}


def test_reading_and_confirming_are_kept_and_the_rest_is_reminded_once_a_day() -> None:
    person("clerk"), person("leader")
    made = sent()
    receipt = made.receipts.get(person=person("clerk"))
    client, url = client_of("clerk"), reverse("circular_received", args=[receipt.pk])
    assert client.get(url).status_code == 200
    receipt.refresh_from_db()
    assert receipt.read_at is not None and receipt.confirmed_at is None
    assert client.post(url).status_code == 302
    receipt.refresh_from_db()
    assert receipt.confirmed_at is not None
    assert client_of("leader").get(url).status_code == 404
    assert operations.remind(circular=made, by=person("section_head")) == 2
    assert operations.remind(circular=made, by=person("section_head")) == 0
    told = Notice.objects.filter(key="circular_reminded").values_list("person__name", flat=True)
    assert set(told) == {"leader", "incubation_clerk"}


def test_nobody_confirms_for_another() -> None:
    person("clerk")
    receipt = sent().receipts.get(person=person("clerk"))
    with pytest.raises(Refused) as refused:
        operations.confirm(receipt=receipt, by=person("leader"))
    assert refused.value.codes == {"not_permitted"}
    assert not Receipt.objects.filter(confirmed_at__isnull=False).exists()


def test_the_pages_write_show_send_and_export() -> None:
    person("clerk")
    sender = client_of("incubation_clerk")
    fields = {
        "office": body("bureau").pk,
        "audience": "office",
        "title": "开会",
        "words": "周三九点",
        "wants_confirmation": "on",
    }
    shown = sender.post(reverse("circular_new"), fields)
    made = Circular.objects.get()
    assert shown.headers["Location"] == reverse("circular", args=[made.pk])
    assert sender.get(shown.headers["Location"]).context["count"] == 2
    assert sender.post(reverse("circular_new"), {**fields, "title": ""}).status_code == 422
    sender.post(reverse("circular_send", args=[made.pk]))
    drain()
    page = sender.get(shown.headers["Location"])
    assert page.context["circular"].people == 2
    rows = sender.get(reverse("circular_export", args=[made.pk])).content.decode("utf-8-sig")
    assert rows.splitlines()[1].startswith('"clerk"')
    assert client_of("clerk").get(reverse("circulars_received")).status_code == 200
