"""The parts of a programme as officials fill them in, and what may change once it is published."""

from collections.abc import Iterable

from incubator.programmes.enums import Mark

BASICS = (
    "title",
    "year",
    "tier",
    "introduction",
    "benefits",
    "phone",
    "counter_address",
    "supervision_phone",
)
DATES = ("opens_at", "closes_at", "physical", "places", "virtual", "period_months")
WHO = ("max_age_years", "min_team", "local_division", "public_interest_required")
JUDGING = ("panel_size", "pass_mark", "tie_rule")
REVIEWS = ("midterm_pass_mark",)
FIELDS = (*BASICS, *DATES, *WHO, *JUDGING, *REVIEWS)

FREE = frozenset({"introduction", "phone", "counter_address", "supervision_phone"})
"""What may change after publication as it is."""
GROWING = frozenset({"places", "closes_at"})
"""What may only grow after publication: more places, a later end while the intake runs."""

TERMS = frozenset({"allowances", "midterm", "exit", *REVIEWS})
"""What may change for those who apply from now on: everybody else keeps the version applied for."""

CONDITION_FIELDS = ("words", "source")
EVIDENCE_FIELDS = ("title", "hint", "required", "kinds", "list_kind")
SHEET_FIELDS = ("group", "title", "criterion", "maximum")
ALLOWANCE_FIELDS = ("kind", "amount", "each", "carry_over")
MIDTERM_FIELDS = ("title", "criterion", "maximum")
EXIT_FIELDS = ("title", "fact", "criterion")

MARKS = tuple(Mark)


def labels(names: Iterable[str]) -> dict[str, str]:
    """The words of fields and lists, by their codes."""
    from incubator.programmes.models import Programme

    marks = {mark.value: str(mark.label) for mark in Mark}
    fields = {field.name: str(field.verbose_name) for field in Programme._meta.fields}
    return {name: marks.get(name) or fields.get(name, name) for name in names}
