"""Proposals, acts and people for tests of approvals."""

from portal.accounts.models import User
from portal.core.reasons import Reason, Refused
from portal.workflow.approvals import acts, operations
from portal.workflow.approvals.models import Approval, Chain
from tests import people

ACT = "tests.act"
done: list[tuple[str, int, str]] = []


def know_the_act() -> None:
    """Register the act of the tests; it refuses for a subject that says so."""
    done.clear()
    acts.register(ACT, "测试事项", perform=_perform, returned=_returned)


def proposal(*, by="incubation_clerk", office="bureau", subject="tests.thing:1") -> Approval:
    """A proposal that begins its way; all the bureau's people are in office."""
    know_the_act()
    for who in ("incubation_clerk", "section_head", "leader"):
        people.person(who)
    return operations.propose(
        act=ACT,
        office=people.body(office),
        subject=subject,
        title="2026年入壳名单",
        url="",
        words="按评审结果公示。",
        by=people.person(by),
    )


def chain(*links: tuple[str, str], office: str = "bureau") -> Chain:
    """A chain of the office for the act of the tests."""
    return Chain.objects.create(
        act=ACT,
        office=people.body(office),
        starts_on=people.SINCE,
        links=[{"role": role, "kind": kind} for role, kind in links],
        kept_at=people_moment(),
    )


def give(row: Approval, by: str | User, opinion: str = "agree", words: str = "同意。") -> Approval:
    """An opinion of a person."""
    person = people.person(by) if isinstance(by, str) else by
    return operations.give(approval=row, opinion=opinion, words=words, by=person)


def second(role: str, body: str = "bureau", name: str = "second") -> User:
    """One more person in a post."""
    user = User.objects.create_user(email=f"{name}@tests.example", name=name)
    people.appoint(user, role, people.body(body))
    return user


def people_moment():
    """The present moment by the portal's clock."""
    from portal.core import clock

    return clock.now()


def _perform(approval: Approval, by: User) -> None:
    if "refuses" in approval.subject:
        raise Refused(Reason("no_place_left", "没有名额了。"))
    done.append(("performed", approval.pk, by.name))


def _returned(approval: Approval, by: User, words: str) -> None:
    done.append(("returned", approval.pk, words))
