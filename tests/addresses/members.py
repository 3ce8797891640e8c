"""Addresses of members, invitations, profiles and the recovery of lost owners."""

from portal.organisations.members import operations
from portal.organisations.recoveries import operations as recoveries
from tests import people
from tests.factories import joining
from tests.harness.matrix import SIGNED_IN, entry

OFFICE = {
    "clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "incubation_clerk",
    "leader",
}
OTHERS = {"other_clerk", "supervisor"}
COUNTER = {"clerk", "section_head", "counter_clerk"}
ABSENT = {"pk": 999_999}


def ours():
    people.person("owner")
    return {"pk": people.body("ours").pk}


def theirs():
    people.person("stranger")
    return {"pk": people.body("theirs").pk}


def _invitation(owner, body):
    sent = operations.invite(
        body=people.body(body),
        contact=f"{body}@invited.example",
        role="applicant",
        by=people.person(owner),
    )
    return sent.invitation


def _inviting(owner, body):
    return lambda: {
        "pk": people.body(body).pk,
        "invitation": _invitation(owner, body).pk,
    }


def _post(kind, body):
    return lambda: {
        "pk": people.body(body).pk,
        "post": people.person(kind).posts.get().pk,
    }


def _recovery(org, owner, office, official):
    body = people.body(org)
    joining.registered(body, registry=people.body(office))
    people.person(owner)
    started, _code = recoveries.start(
        organisation=body.organisation,
        contact=people.person("resident").email,
        grounds="x" * 30,
        letter=joining.scan("letter.png"),
        by=people.person(official),
    )
    return {"pk": started.pk}


def recovery():
    return _recovery("ours", "owner", "bureau", "clerk")


def recovery_elsewhere():
    return _recovery("theirs", "stranger", "other_bureau", "other_clerk")


def of_our_bureau():
    return {"pk": joining.organisation("东胜区远航服务中心").pk}


def of_another_bureau():
    registry = people.body("other_bureau")
    return {"pk": joining.organisation("康巴什区远航服务中心", registry=registry).pk}


entry("members", sees_own={"owner", "colleague", "stranger"}, answers={302})
entry(
    "my_organisation",
    own=ours,
    other=theirs,
    absent=ABSENT,
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
for _name in ("member_invite", "profile_edit"):
    entry(
        _name,
        own=ours,
        other=theirs,
        absent=ABSENT,
        sees_own={"owner"},
        sees_other={"stranger"},
    )
entry(
    "member_end",
    own=_post("colleague", "ours"),
    other=_post("stranger", "theirs"),
    absent={"pk": 999_999, "post": 999_999},
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
for _name in ("invitation_resend", "invitation_revoke"):
    entry(
        _name,
        own=_inviting("owner", "ours"),
        other=_inviting("stranger", "theirs"),
        absent={"pk": 999_999, "invitation": 999_999},
        sees_own={"owner"},
        sees_other={"stranger"},
        answers={302},
        method="post",
    )
entry(
    "invitation",
    own=lambda: {"reference": _invitation("owner", "ours").reference},
    absent={"reference": "nosuchreference"},
    sees_own=SIGNED_IN,
)

entry("recovery_find", sees_own={*COUNTER, "other_clerk"})
entry(
    "recovery_start",
    own=of_our_bureau,
    other=of_another_bureau,
    absent=ABSENT,
    sees_own=COUNTER,
    sees_other={"other_clerk"},
)
for _name in ("recovery_case", "recovery_letter"):
    entry(
        _name,
        own=recovery,
        other=recovery_elsewhere,
        absent=ABSENT,
        sees_own=OFFICE,
        sees_other=OTHERS,
    )
