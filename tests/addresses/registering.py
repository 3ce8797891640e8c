"""Addresses of help with registration."""

from tests import people
from tests.addresses.applying import ABSENT, MAY, OFFICE, OTHERS
from tests.factories import programmes
from tests.factories import registering as make
from tests.harness.matrix import entry

HELPERS = {"incubation_clerk", "section_head", "base_worker"}
SEES = OFFICE | {"base_worker"}
TEAM = {"owner"}


def begun():
    return {"pk": make.begun().pk}


def elsewhere():
    """A registration of the neighbours, at a base of the other bureau."""
    stranger = people.person("stranger")
    body = make.team("邻居互助", by=stranger)
    stranger.__dict__.pop("_posts_today", None)
    at = programmes.base("other_bureau", "康巴什区社会组织孵化中心")
    return {"pk": make.begun(body=body, by=stranger, at=at).pk}


def own_team():
    return {"pk": make.team().pk}


def their_team():
    return {"pk": make.team("邻居互助", by=people.person("stranger")).pk}


def part():
    return {**begun(), "part": "name"}


def person_of():
    row = make.with_unit(make.begun())
    return {"pk": row.pk, "person": make.person(row, "那日苏").pk}


def document():
    return {"pk": make.with_unit(make.begun()).pk, "code": "premises"}


def document_file():
    from incubator.registering import entering
    from tests.factories import joining

    row = make.with_unit(make.begun())
    entering.keep_document(
        registration=row, code="premises", by=make.owner(), upload=joining.scan("住所.png")
    )
    return {"pk": row.pk, "code": "premises"}


def paper():
    row = make.written(make.with_unit(make.begun()))
    return {"pk": row.pk, "paper": row.papers.first().pk, "form": "pdf"}


def written():
    return {"pk": make.written(make.with_unit(make.begun())).pk}


def following():
    return {"pk": make.registered(make.begun()).pk}


def submitted():
    return {"pk": make.submitted(make.begun()).pk}


entry("registration_guide")
entry("registration_guide_kind", own=lambda: {"kind": "social-group"}, absent={"kind": "firm"})
entry(
    "registration_start",
    own=own_team,
    other=their_team,
    absent=ABSENT,
    sees_own=TEAM,
    sees_other={"stranger"},
)
for _name, _answers, _method in (
    ("registration", frozenset({200}), "get"),
    ("registration_act", MAY, "post"),
    ("registration_answer", MAY, "get"),
    ("registration_withdraw", frozenset({200}), "get"),
    ("registration_person_add", frozenset({200}), "get"),
    ("registration_members", frozenset({200}), "get"),
):
    entry(
        _name,
        own=begun,
        other=elsewhere,
        absent=ABSENT,
        sees_own=TEAM,
        sees_other={"stranger"},
        answers=_answers,
        method=_method,
    )
entry(
    "registration_part",
    own=part,
    absent={"pk": 999_999, "part": "name"},
    sees_own=TEAM,
)
entry("registration_person", own=person_of, absent={"pk": 999_999, "person": 1}, sees_own=TEAM)
entry("registration_document", own=document, absent={"pk": 999_999, "code": "x"}, sees_own=TEAM)
entry(
    "registration_document_file",
    own=document_file,
    absent={"pk": 999_999, "code": "premises"},
    sees_own=TEAM | SEES,
)
entry(
    "registration_paper",
    own=paper,
    absent={"pk": 999_999, "paper": 1, "form": "pdf"},
    sees_own=TEAM | SEES,
)
entry(
    "registration_zip",
    own=written,
    other=elsewhere,
    absent=ABSENT,
    sees_own=TEAM | SEES,
    sees_other={"stranger"} | OTHERS,
)
entry("registration_settle", own=following, absent=ABSENT, sees_own=TEAM | SEES, answers=MAY)
entry("registrations_kept", sees_own=HELPERS)
entry(
    "registration_case",
    own=begun,
    other=elsewhere,
    absent=ABSENT,
    sees_own=SEES,
    sees_other=OTHERS,
)
entry("registration_result", own=submitted, absent=ABSENT, sees_own=HELPERS)
entry(
    "registration_reveal",
    own=person_of,
    absent={"pk": 999_999, "person": 1},
    sees_own=HELPERS,
    answers=MAY,
    method="post",
)
