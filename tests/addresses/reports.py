"""Addresses of residences and of life in residence."""

from incubator.residence.models import Residence
from tests import people
from tests.factories import deciding, programmes
from tests.factories import reports as make
from tests.factories import residences as stays
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})
MEMBERS = {"owner", "colleague"}
KEEPERS = {"incubation_clerk", "section_head", "base_worker"}
OFFICE = KEEPERS | {"clerk", "counter_clerk", "supervisor", "leader"}
WHO_WORKS = OFFICE | {"other_clerk", "expert", "editor", "administrator", "law_keeper"}
WHO_WORKS |= {"accountant", "treasurer"}
OTHERS = {"other_clerk", "supervisor"}


def ours() -> Residence:
    """A residence of ours whose first quarter is over."""
    return stays.residence(stays.free_body(), begins_on=stays.months_ago(3))


def residence():
    return {"pk": ours().pk}


def elsewhere() -> Residence:
    """A residence of another organisation in a base of the other bureau."""
    clerk = people.User.objects.create_user(email="base@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    deciding.ours()
    base = programmes.base("other_bureau", name="康巴什区孵化基地")
    return stays.residence(deciding.organisation(), base=base)


def residence_elsewhere():
    return {"pk": elsewhere().pk}


def milestone():
    return {"pk": make.agreed(ours())[0].pk}


def proof():
    from tests.factories.joining import scan

    found = make.agreed(ours())[0]
    owner = stays.owner(found.residence)
    make.planning.finish(milestone=found, words="", upload=scan(), by=owner)
    return {"pk": found.pk}


def report():
    return {"pk": make.report(ours()).pk}


def read():
    return {"pk": make.handed_in(make.report(ours())).pk}


def plan():
    return {"pk": make.plan(ours()).pk}


def entry_to_sign():
    return {"pk": make.entry(make.mentor(ours())).pk}


def mentor():
    return {"pk": make.mentor(ours(), people.person("expert")).pk}


def mending():
    row = ours()
    make.mending(row)
    return {"pk": row.pk}


def paper():
    from tests.factories.joining import scan

    row = ours()
    make.mending(row)
    made = make.reviewing.hand_in_mending(
        residence=row, words="已补齐。", uploads=[scan()], by=stays.owner(row)
    )
    assert made.first is not None
    return {"pk": made.first.papers.get().pk}


entry(
    "residence_home",
    own=residence,
    other=residence_elsewhere,
    absent=ABSENT,
    sees_own=MEMBERS,
)
entry(
    "residence_case",
    own=residence,
    other=residence_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
entry("residences", sees_own=WHO_WORKS)
entry("residences_csv", sees_own=WHO_WORKS)
entry("residence_plan", own=residence, absent=ABSENT, sees_own={"owner"})
entry("milestone_done", own=milestone, absent=ABSENT, sees_own={"owner"})
entry("milestone_file", own=proof, absent=ABSENT, sees_own=MEMBERS | OFFICE)
entry("report", own=report, absent=ABSENT, sees_own=MEMBERS)
entry("mentor_log", own=residence, absent=ABSENT, sees_own=MEMBERS)
entry(
    "mentor_seen",
    own=entry_to_sign,
    absent=ABSENT,
    sees_own=MEMBERS,
    answers=MAY,
    method="post",
)
entry("residence_mend", own=mending, absent=ABSENT, sees_own={"owner"})
entry("mending_paper", own=paper, absent=ABSENT, sees_own=MEMBERS | OFFICE)
entry("mentoring", sees_own=people.KINDS.keys() - {"anonymous"})
entry("mentorship", own=mentor, absent=ABSENT, sees_own=OFFICE | {"expert"})
entry("report_case", own=read, absent=ABSENT, sees_own=OFFICE)
entry(
    "plan_answer",
    own=plan,
    absent=ABSENT,
    sees_own=OFFICE,
    answers=MAY,
    method="post",
)
entry(
    "report_rhythm",
    own=residence,
    other=residence_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
    answers=MAY,
    method="post",
)
entry(
    "residence_mentor",
    own=residence,
    other=residence_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
entry("mentor_end", own=mentor, absent=ABSENT, sees_own=OFFICE, answers=MAY, method="post")
entry(
    "residence_review",
    own=residence,
    other=residence_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
