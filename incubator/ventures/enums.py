"""Where a project of venture philanthropy stands, and the lists that people choose from."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ProjectState(TextChoices):
    """Where a project stands; a draft has no state yet."""

    APPLIED = "applied", pgettext_lazy("venture", "handed in, to be checked")
    INCOMPLETE = "incomplete", pgettext_lazy("venture", "to be completed by the organisation")
    CHECKED = "checked", pgettext_lazy("venture", "checked, goes to the panel")
    DEFENCE = "defence", pgettext_lazy("venture", "before the panel")
    SCORED = "scored", pgettext_lazy("venture", "scored, result to be decided")
    PUBLISHED = "published", pgettext_lazy("venture", "public, objections possible")
    WAITING = "waiting", pgettext_lazy("venture", "on the waiting list")
    CONTRACT = "contract", pgettext_lazy("venture", "contract to be signed")
    SIGNED = "signed", pgettext_lazy("venture", "contract signed by the organisation")
    RUNNING = "running", pgettext_lazy("venture", "under way, mid-term report to come")
    MID_REPORT = "mid_report", pgettext_lazy("venture", "mid-term report to be evaluated")
    MID_MEND = "mid_mend", pgettext_lazy("venture", "mid-term report to be mended")
    SECOND = "second", pgettext_lazy("venture", "under way, final report to come")
    FINAL_REPORT = "final_report", pgettext_lazy("venture", "final report to be evaluated")
    FINAL_MEND = "final_mend", pgettext_lazy("venture", "final report to be mended")
    SETTLING = "settling", pgettext_lazy("venture", "final statement of spending wanted")
    STATED = "stated", pgettext_lazy("venture", "final statement to be checked")
    RETURNING = "returning", pgettext_lazy("venture", "unspent money to be returned")
    CLOSED = "closed", pgettext_lazy("venture", "finished and settled")
    TERMINATED = "terminated", pgettext_lazy("venture", "terminated and settled")
    REFUSED = "refused", pgettext_lazy("venture", "refused")
    NOT_FUNDED = "not_funded", pgettext_lazy("venture", "not funded")
    WITHDRAWN = "withdrawn", pgettext_lazy("venture", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("venture", "lapsed")


State = ProjectState
DELIVERING = (
    State.RUNNING, State.MID_REPORT, State.MID_MEND, State.SECOND, State.FINAL_REPORT,
    State.FINAL_MEND, State.SETTLING, State.STATED, State.RETURNING,
)  # fmt: skip
"""Projects whose contract is in force."""

HELD = (State.CONTRACT, State.SIGNED, *DELIVERING, State.CLOSED, State.TERMINATED)
"""Projects that took their amount out of the call's budget; those of the publicity join them."""

FUNDED = (*DELIVERING, State.CLOSED, State.TERMINATED)
"""Projects that stand on the public list of what was funded."""


class Proposal(TextChoices):
    """What the result proposes for a project."""

    FUND = "fund", pgettext_lazy("venture proposal", "to be funded")
    WAIT = "wait", pgettext_lazy("venture proposal", "waiting list")
    NONE = "none", pgettext_lazy("venture proposal", "not funded")


class Field(TextChoices):
    """What projects of a call are about."""

    ELDERLY = "elderly", pgettext_lazy("venture field", "care for the elderly")
    CHILDREN = "children", pgettext_lazy("venture field", "children and young people")
    DISABLED = "disabled", pgettext_lazy("venture field", "help for disabled people")
    HARDSHIP = "hardship", pgettext_lazy("venture field", "families in need")
    COMMUNITY = "community", pgettext_lazy("venture field", "life and governance of communities")
    VOLUNTEERS = "volunteers", pgettext_lazy("venture field", "volunteering and social work")
    OTHER = "other", pgettext_lazy("venture field", "other public benefit")


class Group(TextChoices):
    """Whom a need is about."""

    ELDERLY = "elderly", pgettext_lazy("group", "elderly people")
    CHILDREN = "children", pgettext_lazy("group", "children and young people")
    DISABLED = "disabled", pgettext_lazy("group", "disabled people")
    WOMEN = "women", pgettext_lazy("group", "women and families")
    HARDSHIP = "hardship", pgettext_lazy("group", "people in need")
    NEWCOMERS = "newcomers", pgettext_lazy("group", "people who moved here")
    ALL = "all", pgettext_lazy("group", "all residents")


class Cost(TextChoices):
    """Kinds of lines of a budget."""

    ACTIVITY = "activity", pgettext_lazy("cost", "activities and services")
    PEOPLE = "people", pgettext_lazy("cost", "people (pay, lecturers, volunteers' allowances)")
    MATERIAL = "material", pgettext_lazy("cost", "materials and equipment")
    PUBLICITY = "publicity", pgettext_lazy("cost", "printing and publicity")
    TRAVEL = "travel", pgettext_lazy("cost", "travel and transport")
    ADMIN = "admin", pgettext_lazy("cost", "administration")


class ReportKind(TextChoices):
    """Which report of a project it is."""

    MID = "mid", pgettext_lazy("venture report", "mid-term report")
    FINAL = "final", pgettext_lazy("venture report", "final report")
    STATEMENT = "statement", pgettext_lazy("venture report", "final statement of spending")


class Verdict(TextChoices):
    """What the office found of a report."""

    NONE = "", pgettext_lazy("verdict", "not evaluated yet")
    PASS = "pass", pgettext_lazy("verdict", "passed")
    MEND = "mend", pgettext_lazy("verdict", "to be mended once")
    FAIL = "fail", pgettext_lazy("verdict", "failed")
