"""Addresses of follow-ups and of grades for everybody."""

from tests.factories import followups as make
from tests.harness.matrix import entry

HOUSE = {"owner", "colleague"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "leader",
    "supervisor",
}  # fmt: skip
ABSENT = {"pk": 999_999}
NUMBER = "鄂社评〔2025〕12号"


def _paper(row):
    return {"pk": row.pk, "paper": row.papers.get().pk}


entry("followups_kept", sees_own={"rating_clerk", "section_head"})
entry(
    "followup_case",
    own=lambda: {"pk": make.checked().pk},
    other=lambda: {"pk": make.opened("theirs").pk},
    absent=ABSENT,
    sees_own=OFFICE,
    sees_other={"other_clerk", "supervisor"},
)
entry(
    "my_followup",
    own=lambda: {"pk": make.opened().pk},
    other=lambda: {"pk": make.opened("theirs").pk},
    absent=ABSENT,
    sees_own=HOUSE,
    sees_other={"stranger"},
)
entry(
    "followup_file",
    own=lambda: _paper(make.stated()),
    other=lambda: _paper(make.stated(of="theirs", by="stranger")),
    absent=ABSENT | {"paper": 999_999},
    sees_own=HOUSE | OFFICE,
    sees_other={"stranger", "other_clerk", "supervisor"},
)
entry("followup_sample", own=lambda: {"pk": make.sampled().pk}, absent=ABSENT)
entry("grades", query="?show=all")
entry("grades_csv")
entry("grade_verify", query=f"?number={NUMBER}")
entry(
    "grade_history",
    own=lambda: {"pk": make.graded(number=NUMBER).organisation_id},
    absent=ABSENT,
)
