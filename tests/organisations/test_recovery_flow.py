"""A lost sole owner is replaced by two officials, never by one."""

import pytest
from django.db import IntegrityError, transaction

from portal.accounts import queries as accounts
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.recoveries import operations, queries
from portal.organisations.recoveries.models import Recovery
from portal.permissions import Permission
from tests.factories import joining
from tests.people import appoint, body, client_of, person

pytestmark = pytest.mark.django_db
NEW = "resident@tests.example"


def begin(organisation=None, *, by="counter_clerk", contact=NEW, letter=True):
    person("resident")
    return operations.start(
        organisation=organisation or joining.registered(body("ours")),
        contact=contact,
        grounds="负责人去世。",
        letter=joining.scan("公函.png") if letter else None,
        by=person(by),
    )


@pytest.fixture
def started():
    """A recovery begun at the counter for the owner's organisation."""
    person("owner")
    return begin()[0]


def owns(user):
    user.__dict__.pop("_posts_today", None)
    return accounts.may(user, Permission.MEMBERS_MANAGE, body=body("ours").pk)


def told(user):
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("key", flat=True))


def test_one_official_begins_and_nothing_changes_but_the_owner_is_told(started):
    assert started.status == "started"
    assert started.case.channel == "counter"
    assert str(started).startswith("HF-")
    assert started.letter.case == str(started)
    assert owns(person("owner"))
    assert not owns(person("resident"))
    assert told(person("owner")) == ["recovery_started_owner"]


def test_a_different_official_confirms_and_the_old_sessions_end(started):
    old = client_of("owner")
    assert old.get("/my/").status_code == 200

    operations.confirm(recovery=started, by=person("clerk"))

    started.refresh_from_db()
    assert (started.status, started.confirmed_by) == ("confirmed", person("clerk"))
    assert owns(person("resident"))
    assert not owns(person("owner"))
    assert old.get("/my/").status_code == 302
    assert told(person("owner")) == ["recovery_started_owner", "recovery_confirmed_owner"]
    assert told(person("resident")) == ["recovery_confirmed"]


def test_colleagues_of_the_lost_owner_keep_their_posts(started):
    colleague = person("colleague")

    operations.confirm(recovery=started, by=person("clerk"))

    assert accounts.may(colleague, Permission.ORGANISATION_VIEW, body=body("ours").pk)


def test_the_official_who_began_it_does_not_confirm_it():
    person("owner")
    recovery, _code = begin(by="clerk")

    with pytest.raises(Refused) as refusal:
        operations.confirm(recovery=recovery, by=person("clerk"))

    assert refusal.value.codes == {"same_official"}
    recovery.refresh_from_db()
    assert recovery.status == "started"


def test_the_database_refuses_one_official_twice(started):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.filter(pk=started.pk).update(confirmed_by=started.started_by)


def test_only_officials_of_the_bureau_confirm(started):
    for name in ("counter_clerk", "other_clerk", "owner", "resident", "supervisor", "stranger"):
        with pytest.raises(Refused) as refusal:
            operations.confirm(recovery=started, by=person(name))
        assert refusal.value.codes == {"not_permitted"}, name


def test_all_reasons_against_beginning_come_at_once():
    struck_off = joining.registered(body("ours"), state="revoked")
    with pytest.raises(Refused) as refusal:
        begin(struck_off, contact="13000000000", letter=False)

    assert refusal.value.codes == {"struck_off", "no_owner", "letter_missing", "person_unknown"}


def test_with_two_owners_the_other_one_helps():
    person("owner")
    appoint(person("stranger"), "owner", body("ours"))

    with pytest.raises(Refused) as refusal:
        begin()

    assert refusal.value.codes == {"other_owner"}


def test_an_official_does_not_become_the_owner():
    person("owner")
    with pytest.raises(Refused) as refusal:
        begin(contact="counter-clerk@tests.example")
    assert refusal.value.codes == {"own_case"}


def test_the_present_owner_needs_no_recovery():
    person("owner")
    with pytest.raises(Refused) as refusal:
        begin(contact="owner@tests.example")
    assert refusal.value.codes == {"already_owner"}


def test_one_recovery_at_a_time(started):
    with pytest.raises(Refused) as refusal:
        begin(started.organisation)
    assert refusal.value.codes == {"recovery_open"}


def test_a_new_owner_in_the_meantime_stops_the_confirmation(started):
    appoint(person("stranger"), "owner", body("ours"))

    with pytest.raises(Refused) as refusal:
        operations.confirm(recovery=started, by=person("clerk"))

    assert refusal.value.codes == {"owner_changed"}


def test_a_recovery_is_rejected_with_words_or_taken_back(started):
    with pytest.raises(Refused) as refusal:
        operations.reject(recovery=started, by=person("clerk"), words="")
    assert refusal.value.codes == {"words_missing"}

    operations.reject(recovery=started, by=person("clerk"), words="公函没有签字。")
    started.refresh_from_db()
    assert started.status == "rejected"
    assert owns(person("owner"))

    again, _code = begin(started.organisation)
    operations.cancel(recovery=again, by=person("counter_clerk"), words="原负责人来电。")
    again.refresh_from_db()
    assert again.status == "cancelled"


def test_the_second_of_two_officials_is_told_that_it_is_over(started):
    operations.confirm(recovery=started, by=person("clerk"))

    with pytest.raises(Refused) as refusal:
        operations.confirm(recovery=started, by=person("section_head"))

    assert refusal.value.codes == {"not_possible_now"}


def test_a_recovery_is_seen_by_its_bureau_only(started):
    for name in ("counter_clerk", "clerk", "section_head"):
        assert queries.visible_to(person(name)).filter(pk=started.pk).exists(), name
    for name in ("other_clerk", "owner", "resident", "stranger", "editor"):
        assert not queries.visible_to(person(name)).exists(), name


def test_an_official_begins_only_for_organisations_of_the_bureau():
    organisation = joining.registered(body("ours"))
    assert queries.organisations_of(person("counter_clerk")).filter(pk=organisation.pk).exists()
    assert not queries.organisations_of(person("other_clerk")).exists()
    page = client_of("other_clerk").get(f"/work/recoveries/new/{organisation.pk}/")
    assert page.status_code == 404
