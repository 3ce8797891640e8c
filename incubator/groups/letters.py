"""The street's letters about a filing: what they say, always in Chinese, and their issue."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.groups import conditions
from incubator.groups.enums import Ground
from incubator.groups.models import CommunityGroup
from portal.accounts.models import User
from portal.core import days
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words

CHINESE = "zh-hans"
DECIDED = ("refuse", "remove")
CLAUSES = {
    Ground.OWNERS: f"{conditions.OPINION}；{conditions.CIVIL_CODE}",
    Ground.PROFIT: conditions.OPINION,
}


def issue(row: CommunityGroup, action: str, *, said: str, by: User | None) -> Letter:
    """Issue the letter of a step in the act's own transaction.

    Raises Refused("not_permitted") when the post may not issue letters of the street.
    """
    case = row.case
    if case is None:
        raise ValueError("A row without a case has no letters.")
    return letters.issue(
        kind=f"group.{action}",
        words=words(row, action, said),
        issuer=case.holder,
        case=case,
        by=by,
    )


def words(row: CommunityGroup, action: str, said: str) -> Words:
    """What the letter of a step says."""
    with translation.override(CHINESE):
        return Words(
            title=_titles()[action],
            addressee=row.head_name,
            paragraphs=[part for part in _paragraphs(row, action, said) if part],
            remedy=Remedy.OBJECTION if action in DECIDED else Remedy.NONE,
        )


def _titles() -> dict[str, str]:
    return {
        "file": _("Notice of filing of a community group"),
        "return": _("Notice of what a filing still needs"),
        "refuse": _("Notice that a community group is not filed"),
        "remove": _("Notice that a filing was removed"),
    }


def _paragraphs(row: CommunityGroup, action: str, said: str) -> Sequence[str]:
    case = row.case
    if case is None:
        return []
    opened = {"name": row.name, "day": days.date_words(case.opened_at), "number": case.number}
    first = _("On %(day)s we received the filing of “%(name)s” (%(number)s).") % opened
    if action == "file":
        return [
            first,
            _("It is filed under the number %(number)s, category: %(category)s, community: "
              "%(community)s.")
            % {
                "number": row.number,
                "category": row.get_category_display(),
                "community": row.community.name,
            },
            _("Filing gives no legal personality: the group cannot sign contracts or be paid in "
              "its own name; its host does that for it. It confirms its filing once a year."),
        ]  # fmt: skip
    if action == "return":
        points = [f"{at}. {point}" for at, point in enumerate(row.points, 1)]
        until = {"day": days.date_words(case.due_on)} if case.due_on else {"day": "–"}
        return [first, _("Please complete all of this by %(day)s:") % until, *points]
    ground = CLAUSES.get(Ground(row.ground), "") if row.ground else ""
    return [
        first,
        _("We do not file it.") if action == "refuse" else _("Its filing is removed."),
        _("Reasons: %(reasons)s") % {"reasons": said.strip()},
        _("Clause: %(clause)s") % {"clause": ground} if ground else "",
    ]
