"""Addresses of the yearly evaluation of bases."""

from tests.factories import programmes
from tests.factories import yearly as make
from tests.harness.matrix import entry
from tests.people import appoint, body, person

EVALUATORS = {"incubation_clerk", "section_head", "leader"}
KEEPERS = {"incubation_clerk", "section_head", "leader", "base_worker"}
ABSENT = {"pk": 999_999}


def _elsewhere():
    clerk = person("resident").__class__.objects.create_user(email="y@tests.example", name="别处")
    appoint(clerk, "incubation_clerk", body("other_bureau"))
    base = programmes.base("other_bureau", "康巴什区孵化中心")
    return {"pk": make.opened(base, by=clerk).pk}


def _ours():
    return {"pk": make.stated().pk}


entry("base_grades")
entry("evaluations", sees_own=EVALUATORS)
entry("evaluation_open", sees_own=EVALUATORS)
entry(
    "evaluation_case", own=_ours, other=_elsewhere, absent=ABSENT, sees_own=EVALUATORS,
)  # fmt: skip
entry("my_evaluations", sees_own=KEEPERS)
entry("my_evaluation", own=_ours, other=_elsewhere, absent=ABSENT, sees_own={"base_worker"})
