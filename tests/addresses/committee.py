"""Addresses of decisions on ratings, of the committee, and of announcements."""

from ratings.deciding.models import Announcement, SittingCase
from tests.factories import assessments as make
from tests.factories import committee as cm
from tests.harness.matrix import entry

HOUSE = {"owner", "colleague"}
OFFICE = {"rating_clerk", "section_head", "leader", "supervisor"}
CLERKS = {"rating_clerk", "section_head"}
ABSENT = {"pk": 999_999}
State = cm.State


def _ours():
    """A decision of the committee on our organisation."""
    return cm.ready(State.VOTED, points="9")


def _case():
    """The case of its sitting."""
    row = _ours()
    item = SittingCase.objects.filter(application=row).last()
    return {"pk": item.sitting_id, "item": item.pk}


def _seated():
    """The case of a sitting in which the expert has a seat."""
    cm.with_account("expert")
    row = _ours()
    return {"item": SittingCase.objects.filter(application=row).last().pk}


def _announced():
    """The announcement of our grade."""
    return cm.announced(cm.confirmed(cm.standing(cm.published(_ours()))))


def _theirs():
    """Another organisation's rating, held by another office that keeps our sheet."""
    ours = make.Application.objects.first()
    sheet = ours.sheet if ours else make.round_sheet()
    row = make.qualified(sheet, of="theirs", holder="other_bureau")
    make.put(row, State.ASSESSED)
    return {"pk": row.pk}


entry("rating_committee", sees_own=CLERKS)
entry("rating_results", sees_own=CLERKS)
entry("my_sittings")
entry("my_sitting_case", own=_seated, absent={"item": 999_999}, sees_own={"expert"})
entry("rating_decision", own=lambda: {"pk": _ours().pk}, other=_theirs, absent=ABSENT,
      sees_own=OFFICE, sees_other={"supervisor"})  # fmt: skip
entry("my_decision", own=lambda: {"pk": _ours().pk}, other=_theirs, absent=ABSENT,
      sees_own=HOUSE, sees_other={"stranger"})  # fmt: skip
entry("rating_sitting", own=lambda: {"pk": _case()["pk"]}, absent=ABSENT, sees_own=OFFICE)
entry("rating_sitting_case", own=_case, absent=ABSENT | {"item": 9}, sees_own=OFFICE)
entry("rating_minutes", own=lambda: {"pk": _case()["pk"]}, absent=ABSENT, sees_own=OFFICE)
entry("rating_plaques", own=lambda: {"pk": Announcement.objects.get(
      decisions__application=_announced()).pk}, absent=ABSENT, sees_own=OFFICE)  # fmt: skip
entry("rating_certificate", own=lambda: {"pk": _announced().pk}, absent=ABSENT,
      sees_own=HOUSE | OFFICE)  # fmt: skip
