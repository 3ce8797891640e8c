"""Addresses of lineage: officials of either registry read, those of the successor's act."""

from portal.organisations.lineage import objections
from tests import people
from tests.factories import joining, lineage
from tests.harness.matrix import entry

CONFIRMING = {"clerk", "section_head", "incubation_clerk", "rating_clerk"}
READERS = {*CONFIRMING, "leader", "supervisor"}
ELSEWHERE = {"other_clerk", "supervisor"}
NOWHERE = 999_999


def _registered():
    return joining.registered(people.body("ours"))


def _link():
    people.person("owner")
    return lineage.linked(lineage.ended("东胜区旧中心"), _registered())


def _their_link():
    theirs = joining.registered(people.body("theirs"), registry=people.body("other_bureau"))
    old = lineage.ended("康巴什区旧协会", registry=people.body("other_bureau"))
    return lineage.recorded(old, theirs, by="other_clerk")


def _objection(link, side, name):
    said = objections.object_to(
        link=link, organisation=side, words="登记错了。", by=people.person(name)
    )
    return {"pk": link.pk, "objection": said.pk}


def _mine(link, organisation):
    return {"pk": organisation, "link": link.pk}


def _own():
    link = _link()
    return _mine(link, link.child_id)


def _other():
    link = _their_link()
    return _mine(link, link.child_id)


entry(
    "lineage_record",
    own=lambda: {"pk": _registered().pk},
    other=lambda: {"pk": _their_link().child_id},
    absent={"pk": NOWHERE},
    sees_own=CONFIRMING,
    sees_other={"other_clerk"},
)
for name in ("lineage_case", "lineage_document"):
    entry(
        name,
        own=lambda: {"pk": _link().pk},
        other=lambda: {"pk": _their_link().pk},
        absent={"pk": NOWHERE},
        sees_own=READERS,
        sees_other=ELSEWHERE,
    )
entry(
    "lineage_reverse",
    own=lambda: {"pk": _link().pk},
    other=lambda: {"pk": _their_link().pk},
    absent={"pk": NOWHERE},
    sees_own=CONFIRMING,
    sees_other={"other_clerk"},
)


def _ours_objected():
    link = _link()
    return _objection(link, link.child_id, "owner")


def _theirs_objected():
    link = _their_link()
    return _objection(link, link.child_id, "stranger")


entry(
    "lineage_answer",
    own=_ours_objected,
    other=_theirs_objected,
    absent={"pk": NOWHERE, "objection": 1},
    sees_own=CONFIRMING,
    sees_other={"other_clerk"},
)
entry(
    "lineage_mine",
    own=lambda: {"pk": _link().child_id},
    other=lambda: {"pk": _their_link().child_id},
    absent={"pk": NOWHERE},
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
entry(
    "lineage_object",
    own=_own,
    other=_other,
    absent={"pk": NOWHERE, "link": 1},
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry(
    "lineage_my_document",
    own=_own,
    other=_other,
    absent={"pk": NOWHERE, "link": 1},
    sees_own={"owner", "colleague"},
    sees_other={"stranger"},
)
