"""Addresses of training."""

from tests import people
from tests.factories import training as make
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
KEEPERS = {"base_worker", "incubation_clerk", "section_head"}
MAY = frozenset({200, 302})


def neighbour():
    """Who keeps training in the other bureau's base, and is no kind of person."""
    found = people.User.objects.filter(email="training@tests.example").first()
    if found is None:
        found = people.User.objects.create_user(email="training@tests.example", name="邻区科员")
        people.appoint(found, "incubation_clerk", people.body("other_bureau"))
    return found


def run_elsewhere():
    by = neighbour()
    return make.run(make.course("other_bureau", by=by), by=by)


def of_run():
    return {"pk": make.run().pk}


def of_run_elsewhere():
    return {"pk": run_elsewhere().pk}


def of_course():
    return {"pk": make.run().course_id}


def of_course_elsewhere():
    return {"pk": run_elsewhere().course_id}


def of_session():
    return {"pk": make.run(hours=1).sessions.get().pk}


def of_session_elsewhere():
    return {"pk": run_elsewhere().sessions.get().pk}


def mine():
    return {"pk": make.enrolled(make.run(), people.person("resident")).pk}


def anothers():
    return {"pk": make.enrolled(make.run()).pk}


def certified():
    return {"pk": make.certified(people.person("resident")).pk}


def over():
    return {"pk": make.finished(people.person("resident")).pk}


def ours():
    people.person("owner")
    return {"pk": people.body("ours").pk}


def theirs():
    people.person("stranger")
    return {"pk": people.body("theirs").pk}


def seat(act):
    return lambda: {"pk": make.enrolled(make.run()).pk, "act": act}


def seat_elsewhere(act):
    return lambda: {"pk": make.enrolled(run_elsewhere()).pk, "act": act}


SIGNED_IN = frozenset(people.KINDS) - {"anonymous"}

entry("training")
entry("training_course", own=of_course, absent=ABSENT)
entry("training_certificate", query="?number=PX-20260101-0001-AAAA")
entry("training_enrol", own=of_run, absent=ABSENT, sees_own=SIGNED_IN)
for _name in (
    "training_here",
    "training_mine",
    "training_record_pdf",
    "training_record_csv",
    "training_calendar",
):
    entry(_name, sees_own=SIGNED_IN)
for _name, _own in (("training_enrolment", mine), ("training_evaluation", over)):
    entry(_name, own=_own, other=anothers, absent=ABSENT, sees_own={"resident"})
for _name in ("training_accept", "training_leave"):
    entry(
        _name,
        own=mine,
        other=anothers,
        absent=ABSENT,
        sees_own={"resident"},
        answers=MAY,
        method="post",
    )
entry(
    "training_certificate_pdf",
    own=certified,
    absent=ABSENT,
    sees_own={"resident"} | KEEPERS,
    personal=True,
)
entry(
    "training_of_body",
    own=ours,
    other=theirs,
    absent=ABSENT,
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
for _name in ("training_plan", "training_new", "training_figures", "training_attended"):
    entry(_name, sees_own=KEEPERS)
for _name, _own, _other in (
    ("training_edit", of_course, of_course_elsewhere),
    ("training_new_run", of_course, of_course_elsewhere),
    ("training_run", of_run, of_run_elsewhere),
    ("training_change_run", of_run, of_run_elsewhere),
    ("training_add", of_run, of_run_elsewhere),
    ("training_cancel", of_run, of_run_elsewhere),
    ("training_caller", of_run, of_run_elsewhere),
    ("training_learners", of_run, of_run_elsewhere),
    ("training_session", of_session, of_session_elsewhere),
    ("training_code", of_session, of_session_elsewhere),
    ("training_list", of_session, of_session_elsewhere),
    ("training_sheet", of_session, of_session_elsewhere),
):
    entry(_name, own=_own, other=_other, absent=ABSENT, sees_own=KEEPERS)
for _name, _own, _other in (
    ("training_publish", of_course, of_course_elsewhere),
    ("training_issue", of_run, of_run_elsewhere),
):
    entry(
        _name,
        own=_own,
        other=_other,
        absent=ABSENT,
        sees_own=KEEPERS,
        answers=MAY,
        method="post",
    )
entry(
    "training_act",
    own=seat("leave"),
    other=seat_elsewhere("leave"),
    absent={"pk": 999_999, "act": "leave"},
    sees_own=KEEPERS,
    answers=MAY,
    method="post",
)
