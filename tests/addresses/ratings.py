"""Addresses of rounds and of applications for a rating."""

from portal.core import clock
from ratings.applications.points import Said
from tests.factories import ratings as make
from tests.harness.matrix import entry
from tests.people import body

HOUSE = {"owner", "colleague"}
OFFICE = {
    "clerk", "section_head", "counter_clerk", "incubation_clerk", "rating_clerk", "leader",
    "supervisor",
}  # fmt: skip
KEEPERS = {"rating_clerk", "section_head"}
ABSENT = {"pk": 999_999}


def _year() -> str:
    return str(clock.today().year - 1)


def _ours_row():
    from ratings.applications.models import Application

    found = Application.objects.filter(organisation=body("ours").pk).first()
    if found is not None:
        return found
    make.organisation()
    said = Said("inspection", _year(), "qualified", "年检通知书", make.pdf())
    return make.applied(body=body("ours"), answers=[said])


def _ours():
    return {"pk": _ours_row().pk}


def _theirs():
    return {"pk": make.of_theirs().pk}


def _paper(row):
    return {"pk": row.pk, "part": "paper", "paper": row.papers.first().pk}


def _draft():
    return {"pk": make.draft().pk}


def _draft_elsewhere():
    return {"pk": make.draft("other_bureau", by=make.official("other_bureau", 1)).pk}


def _apply():
    make.clean()
    return {"body": body("ours").pk, "pk": make.published().pk}


def _apply_theirs():
    return {"body": make.theirs().pk, "pk": make.published().pk}


entry("rating_rounds")
entry("rating_round", own=lambda: {"pk": make.published().pk}, absent=ABSENT)
entry("my_ratings", sees_own={"owner", "colleague", "stranger", "base_worker"})
entry("my_rating", own=_ours, other=_theirs, absent=ABSENT, sees_own=HOUSE,
      sees_other={"stranger"})  # fmt: skip
entry("rating_withdraw", own=_ours, other=_theirs, absent=ABSENT, sees_own={"owner"},
      sees_other={"stranger"})  # fmt: skip
entry("rating_apply", own=_apply, other=_apply_theirs, absent={"body": 999_999, "pk": 999_999},
      sees_own=HOUSE, sees_other={"stranger"})  # fmt: skip
entry(
    "rating_paper",
    own=lambda: _paper(_ours_row()),
    other=lambda: _paper(make.of_theirs()),
    absent={"pk": 999_999, "part": "paper", "paper": 999_999},
    sees_own=HOUSE | OFFICE,
    sees_other={"stranger", "other_clerk", "supervisor"},
)
entry("ratings_kept", sees_own=KEEPERS)
entry("ratings_csv", sees_own=KEEPERS)
entry("rating_enter", sees_own=KEEPERS)
entry("rating_case", own=_ours, other=_theirs, absent=ABSENT, sees_own=OFFICE,
      sees_other={"other_clerk", "supervisor"})  # fmt: skip
entry("rating_letter", own=_ours, other=_theirs, absent=ABSENT, sees_own=KEEPERS,
      method="post", answers={302})  # fmt: skip
entry(
    "rating_confirm",
    own=lambda: {"pk": make.brought().pk, "key": f"inspection-{_year()}"},
    other=lambda: {"pk": make.of_theirs().pk, "key": f"inspection-{_year()}"},
    absent={"pk": 999_999, "key": "lists"},
    sees_own=KEEPERS,
)
entry("rating_rounds_kept", sees_own=KEEPERS)
entry("rating_round_begin", sees_own=KEEPERS)
for name in (
    "rating_round_case", "rating_round_words", "rating_round_sheet", "rating_round_papers",
):  # fmt: skip
    entry(name, own=_draft, other=_draft_elsewhere, absent=ABSENT, sees_own=KEEPERS)
