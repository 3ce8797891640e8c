"""Addresses of applying for admission and of the counter."""

from tests import people
from tests.factories import applying, programmes
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
MEMBERS = {"owner", "colleague"}
AT_COUNTER = {"incubation_clerk", "section_head", "counter_clerk"}
ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})


def programme():
    return {"pk": programmes.published().pk}


def draft():
    made = applying.draft()
    return {"pk": made.programme_id, "body": made.body_id, "step": "need"}


def draft_elsewhere():
    made = applying.draft(programmes.published(), "theirs", "stranger")
    return {"pk": made.programme_id, "body": made.body_id, "step": "need"}


def application():
    return {"pk": applying.application().pk}


def application_elsewhere():
    office = people.body("other_bureau")
    clerk = people.User.objects.create_user(email="elsewhere@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", office)
    made = programmes.published("other_bureau", clerk)
    return {"pk": applying.application(made, "theirs", "stranger").pk}


def paper():
    found = applying.application()
    return {"pk": found.pk, "paper": found.papers.first().pk}


def paper_elsewhere():
    from incubator.admission.models import Application

    found = Application.objects.get(pk=application_elsewhere()["pk"])
    return {"pk": found.pk, "paper": found.papers.first().pk}


def draft_paper():
    return {"pk": applying.draft().papers.first().pk}


def draft_paper_elsewhere():
    made = applying.draft(programmes.published(), "theirs", "stranger")
    return {"pk": made.papers.first().pk}


def wanted_list():
    made = programmes.published()
    return {"pk": made.pk, "item": made.evidence.filter(list_kind="members").get().code}


def scan():
    return {"pk": applying.entered().pk, "scan": "slip"}


def at_counter():
    return {"pk": programmes.published().pk, "body": applying.registered().pk}


def at_other_counter():
    clerk = people.User.objects.create_user(email="counter@tests.example", name="别处")
    people.appoint(clerk, "incubation_clerk", people.body("other_bureau"))
    made = programmes.published("other_bureau", clerk)
    return {"pk": made.pk, "body": applying.registered("theirs").pk}


def entered():
    return {"pk": applying.entered().pk}


entry("admission_start", own=programme, absent=ABSENT, sees_own=SIGNED_IN)
entry(
    "admission_step",
    own=draft,
    other=draft_elsewhere,
    absent={"pk": 999_999, "body": 1, "step": "need"},
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry(
    "admission_template",
    own=wanted_list,
    absent={"pk": 999_999, "item": "x"},
    sees_own=SIGNED_IN,
)
entry(
    "admission_draft_paper",
    own=draft_paper,
    other=draft_paper_elsewhere,
    absent=ABSENT,
    sees_own={"owner"},
    sees_other={"stranger"},
)
for _name in ("admission", "admission_receipt"):
    entry(
        _name,
        own=application,
        other=application_elsewhere,
        absent=ABSENT,
        sees_own=MEMBERS,
        sees_other={"stranger"},
    )
for _name in ("admission_withdraw", "admission_decline", "admission_extend"):
    entry(
        _name,
        own=application,
        other=application_elsewhere,
        absent=ABSENT,
        sees_own={"owner"},
        sees_other={"stranger"},
    )
entry(
    "admission_receipt_pdf",
    own=application,
    other=application_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE | MEMBERS,
    sees_other=OTHERS | {"stranger"},
)
entry(
    "admission_paper",
    own=paper,
    other=paper_elsewhere,
    absent={"pk": 999_999, "paper": 1},
    sees_own=OFFICE | MEMBERS,
    sees_other=OTHERS | {"stranger"},
)
entry(
    "admission_scan",
    own=scan,
    absent={"pk": 999_999, "scan": "slip"},
    sees_own=OFFICE | MEMBERS,
)
entry("admission_counter", sees_own=AT_COUNTER)
entry(
    "admission_counter_enter",
    own=at_counter,
    other=at_other_counter,
    absent={"pk": 999_999, "body": 1},
    sees_own=AT_COUNTER,
)
entry("admission_counter_receipt", own=entered, absent=ABSENT, sees_own=AT_COUNTER)
