"""Addresses of claims, suppliers and founding teams."""

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
ABSENT = {"pk": 999_999}
MAY = frozenset({200, 302})


def free():
    return {"pk": joining.organisation().pk}


def claim():
    return {"pk": joining.claim(joining.organisation(), people.person("resident")).pk}


def claim_elsewhere():
    org = joining.organisation("康巴什区和风服务中心", registry=people.body("other_bureau"))
    return {"pk": joining.claim(org, people.person("stranger")).pk}


def _paper(made, paper):
    return lambda: {**made(), "paper": paper}


def supplier():
    return {"pk": joining.supplier(people.person("resident")).pk}


def supplier_elsewhere():
    made = joining.supplier(
        people.person("stranger"),
        division_id="150603",
        credit_code=joining.valid_code("91150603MA0N0002"),
    )
    return {"pk": made.pk}


entry("join")
for _name in ("claim_start", "claim_papers", "claim_check", "claim_authorisation_form"):
    entry(_name, own=free, absent=ABSENT, sees_own=SIGNED_IN, answers=MAY)

for _name, _answers in (
    ("claim", {200}),
    ("claim_receipt", {200}),
    ("claim_withdraw", MAY),
):
    entry(
        _name,
        own=claim,
        other=claim_elsewhere,
        absent=ABSENT,
        sees_own={"resident"},
        sees_other={"stranger"},
        answers=_answers,
    )
entry(
    "claim_file",
    own=_paper(claim, "certificate"),
    other=_paper(claim_elsewhere, "certificate"),
    absent={"pk": 999_999, "paper": "certificate"},
    sees_own=OFFICE | {"resident"},
    sees_other=OTHERS | {"stranger"},
)
entry(
    "claim_case",
    own=claim,
    other=claim_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)
entry("dispute", own=claim, other=claim_elsewhere, absent=ABSENT, sees_own=frozenset())

entry("team_found", sees_own=SIGNED_IN)
entry("supplier_start", sees_own=SIGNED_IN)
for _name in ("supplier_licence", "supplier_check"):
    entry(_name, sees_own=SIGNED_IN, answers=MAY)
for _name, _answers in (
    ("supplier", {200}),
    ("supplier_receipt", {200}),
    ("supplier_withdraw", MAY),
):
    entry(
        _name,
        own=supplier,
        other=supplier_elsewhere,
        absent=ABSENT,
        sees_own={"resident"},
        sees_other={"stranger"},
        answers=_answers,
    )
entry(
    "supplier_file",
    own=_paper(supplier, "licence"),
    other=_paper(supplier_elsewhere, "licence"),
    absent={"pk": 999_999, "paper": "licence"},
    sees_own=OFFICE | {"resident"},
    sees_other=OTHERS | {"stranger"},
)
entry(
    "supplier_case",
    own=supplier,
    other=supplier_elsewhere,
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other=OTHERS,
)

for _name, _own, _other in (
    ("claim_letter", claim, claim_elsewhere),
    ("supplier_letter", supplier, supplier_elsewhere),
):
    entry(
        _name,
        own=_own,
        other=_other,
        absent=ABSENT,
        sees_own=OFFICE,
        sees_other=OTHERS,
        answers=MAY,
        method="post",
    )
