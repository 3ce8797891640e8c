"""Two people do the same thing at the same moment: one act counts, the other gets words."""

from functools import partial

import pytest

from portal.accounts.models import Post
from portal.audit.models import Event
from portal.notifications.models import Notice
from portal.organisations.claims import operations as claims
from portal.organisations.claims.models import Claim
from portal.organisations.imports import operations as imports
from portal.organisations.imports import working
from portal.organisations.imports.models import ImportBatch
from portal.organisations.members import operations as members
from portal.organisations.suppliers import operations as suppliers
from portal.organisations.suppliers.models import FoundingTeam, SupplierApplication
from portal.workflow.letters.models import Letter
from tests.factories import joining, organisations
from tests.people import body, person

ROUNDS = range(3)
pytestmark = pytest.mark.slow


def events(action: str) -> int:
    return Event.objects.filter(action=action).count()


def a_list(number: int, code: str) -> ImportBatch:
    row = organisations.row(name=f"东胜区第{number}助老服务中心", code=code)
    return organisations.imported(person("clerk"), body("bureau"), row)


def free(number: int):
    return joining.organisation(f"东胜区第{number}儿童服务中心")


def test_two_officials_confirm_one_import(together) -> None:
    people = (person("clerk"), person("section_head"))
    for number in ROUNDS:
        batch = a_list(number, organisations.CODES[number])
        acts = [partial(imports.confirm, batch=batch, by=by) for by in people]
        assert together(*acts) == ["already_confirmed", "done"]
        working.apply(batch.pk, between=0)
        assert events("register_import.confirm") == number + 1


def test_two_imports_are_confirmed_at_once_and_one_waits(together) -> None:
    one, other = (a_list(n, organisations.CODES[n]) for n in (0, 1))
    acts = [
        partial(imports.confirm, batch=one, by=person("clerk")),
        partial(imports.confirm, batch=other, by=person("section_head")),
    ]
    assert together(*acts) == ["done", "other_import_running"]
    assert sorted(ImportBatch.objects.values_list("status", flat=True)) == ["applying", "previewed"]


def test_one_list_is_written_by_two_workers_once(together) -> None:
    batch = a_list(0, organisations.CODES[0])
    imports.confirm(batch=batch, by=person("clerk"))
    before = events("organisation.registered")
    assert together(*[partial(working.apply, batch.pk, between=0)] * 2) == ["done", "done"]
    assert events("organisation.registered") == before + 1
    assert events("register_import.finish") == 1


def test_two_officials_decide_one_claim(together) -> None:
    clerk, head = person("clerk"), person("section_head")
    for number in ROUNDS:
        claim = joining.claim(free(number), person("resident"))
        notices, letters = Notice.objects.count(), Letter.objects.count()
        acts = (
            partial(claims.approve, claim=claim, by=clerk),
            partial(claims.refuse, claim=claim, by=head, words="公章不清楚。"),
        )
        assert together(*acts) == ["done", "not_possible_now"]
        claim.refresh_from_db()
        owners = Post.objects.filter(body=claim.organisation_id, role="owner").count()
        assert (claim.status, owners) in {("approved", 1), ("refused", 0)}
        assert claim.decided_by == (clerk if owners else head)
        assert Notice.objects.count() == notices + 1
        assert Letter.objects.count() == letters + 1


def test_two_people_claim_one_organisation_and_one_becomes_its_owner(together) -> None:
    for number in ROUNDS:
        org = free(number)
        drafts = [
            (joining.draft(org, person(kind)), person(kind)) for kind in ("resident", "owner")
        ]
        acts = [partial(claims.submit, draft=draft, by=by) for draft, by in drafts]
        assert together(*acts) == ["done", "done"]
        one, other = Claim.objects.filter(organisation=org)
        assert one.case.number != other.case.number
        decisions = (
            partial(claims.approve, claim=one, by=person("clerk")),
            partial(claims.approve, claim=other, by=person("section_head")),
        )
        assert together(*decisions) == ["done", "not_possible_now"]
        states = Claim.objects.filter(organisation=org).values_list("status", flat=True)
        assert sorted(states) == ["approved", "disputed"]
        assert Post.objects.filter(body=org.pk, role="owner").count() == 1


def test_a_claim_sent_twice_is_one_claim(together) -> None:
    for number in ROUNDS:
        org, by = free(number), person("resident")
        draft = joining.draft(org, by)
        assert together(*[partial(claims.submit, draft=draft, by=by)] * 2) == ["claim_open", "done"]
        assert Claim.objects.filter(organisation=org).count() == 1


def test_an_application_sent_twice_is_one_application(together) -> None:
    by = person("resident")
    draft = joining.supplier_draft(by)
    answers = together(*[partial(suppliers.submit, draft=draft, by=by)] * 2)
    assert answers == ["application_open", "done"]
    assert SupplierApplication.objects.count() == 1


def test_two_people_apply_with_one_code_and_one_is_told_to_wait(together) -> None:
    drafts = [joining.supplier_draft(person(kind)) for kind in ("resident", "stranger")]
    acts = [partial(suppliers.submit, draft=draft, by=draft.applicant) for draft in drafts]
    assert together(*acts) == ["application_open", "done"]


def test_two_applications_with_one_code_make_one_body(together) -> None:
    one = joining.supplier(person("resident"))
    other = SupplierApplication.objects.get(pk=one.pk)
    acts = (
        partial(suppliers.approve, application=one, by=person("clerk")),
        partial(suppliers.approve, application=other, by=person("section_head")),
    )
    assert together(*acts) == ["done", "not_possible_now"]
    one.refresh_from_db()
    assert Post.objects.filter(body=one.body_id, role="owner").count() == 1


def test_a_team_founded_twice_by_a_double_click_is_one_team(together) -> None:
    by = person("resident")
    founders = [("那日苏", "教师"), ("刘芳", "护士"), ("赵海", "社工")]
    found = partial(
        suppliers.found_team,
        name="爱在乌审助残",
        plan="陪残疾人出门看病、办事。",
        division="150602",
        founders=founders,
        by=by,
    )
    assert together(found, found) == ["done", "team_exists"]
    assert FoundingTeam.objects.count() == 1


def test_the_last_two_owners_leave_at_once_and_one_stays(together) -> None:
    owner = person("owner")
    for _ in ROUNDS:
        second = members.accounts.appoint(
            user=person("resident"), body=body("ours").pk, role="owner", by=owner
        )
        first = Post.objects.filter(user=owner, body=body("ours"), ended_at=None).first()
        acts = [partial(members.end, post=post, by=post.user) for post in (first, second)]
        assert together(*acts) == ["done", "last_owner"]
        left = Post.objects.get(body=body("ours"), role="owner", ended_at=None)
        if left.user != owner:
            members.accounts.appoint(user=owner, body=body("ours").pk, role="owner", by=owner)
            members.end(post=left, by=left.user)


def test_an_owner_who_leaves_twice_leaves_once(together) -> None:
    owner, post = person("owner"), person("colleague").posts.get()
    assert together(*[partial(members.end, post=post, by=owner)] * 2) == ["done", "post_ended"]
    assert events("post.ended") == 1


def test_an_invitation_accepted_twice_gives_one_post(together) -> None:
    sent = members.invite(
        body=body("ours"), contact="yaoqing@tests.example", role="applicant", by=person("owner")
    )
    accept = partial(members.accept, invitation=sent.invitation, code=sent.code)
    acts = [partial(accept, by=person(kind)) for kind in ("resident", "stranger")]
    assert together(*acts) == ["done", "invitation_closed"]
    assert Post.objects.filter(body=body("ours"), role="applicant").count() == 1


def test_one_person_invited_twice_gets_one_invitation(together) -> None:
    invite = partial(
        members.invite,
        body=body("ours"),
        contact="yaoqing@tests.example",
        role="applicant",
        by=person("owner"),
    )
    assert together(invite, invite) == ["done", "invitation_waiting"]
    assert events("member.invited") == 1


def test_ten_claims_at_once_get_ten_numbers(together) -> None:
    by = person("resident")
    acts = [partial(claims.submit, draft=joining.draft(free(n), by), by=by) for n in range(10)]
    assert together(*acts) == ["done"] * 10
    numbers = sorted(Claim.objects.values_list("case__number", flat=True))
    assert [number[-4:] for number in numbers] == [f"{n:04d}" for n in range(1, 11)]
