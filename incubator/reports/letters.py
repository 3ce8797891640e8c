"""The letters of a mid-term review: what they say, always in Chinese, and their issue."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import pgettext

from incubator.admission import queries as admission
from incubator.reports.models import MidtermReview
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import days
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words

CHINESE = "zh-hans"
KINDS = {
    "pass_midterm": "review.passed",
    "fail_midterm": "review.mending",
    "pass_rereview": "review.passed_again",
    "fail_rereview": "review.failed_again",
}


def issue(residence: Residence, action: str, review: MidtermReview, *, by: User) -> Letter | None:
    """Issue the letter of a review's result; ``residence`` as it stands after the step.

    Raises Refused("not_permitted") when the post may not issue letters of the office.
    """
    case = residence.case
    if case is None:
        return None
    return letters.issue(
        kind=KINDS[action],
        words=words(residence, action, review),
        issuer=case.holder,
        case=case,
        by=by,
    )


def words(residence: Residence, action: str, review: MidtermReview) -> Words:
    """What the letter of a result says: the points, the mark, what follows until when."""
    with translation.override(CHINESE):
        failed = action == "fail_rereview"
        return Words(
            title=_title(action),
            addressee=residence.body.name,
            paragraphs=[_result(review), *_listed(review), _what_next(residence, action)],
            remedy=Remedy.OBJECTION if failed else Remedy.NONE,
        )


def _title(action: str) -> str:
    titles = {
        "pass_midterm": pgettext("review", "Notice of the mid-term review"),
        "fail_midterm": pgettext("review", "Notice to mend after the mid-term review"),
        "pass_rereview": pgettext("review", "Notice of the second review"),
        "fail_rereview": pgettext("review", "Notice of the second review, termination proposed"),
    }
    return titles[action]


def _result(review: MidtermReview) -> str:
    return pgettext(
        "review",
        "The review of %(day)s gave %(score)s points of 100; the pass mark is %(mark)s.",
    ) % {
        "day": days.date_words(review.visit_on or review.begun_at),
        "score": admission.points(review.score),
        "mark": review.sheet["pass_mark"],
    }


def _listed(review: MidtermReview) -> Iterable[str]:
    for number, point in enumerate(review.to_mend, start=1):
        yield pgettext("item of a letter", "%(number)s. %(words)s") % {
            "number": number,
            "words": point,
        }


def _what_next(residence: Residence, action: str) -> str:
    due = residence.case.due_on if residence.case else None
    known = {
        "day": days.date_words(due) if due else "",
        "ends": days.date_words(residence.ends_on),
    }
    following = {
        "pass_midterm": pgettext("review", "Passed. The residence goes on until %(ends)s."),
        "pass_rereview": pgettext("review", "Passed. The residence goes on until %(ends)s."),
        "fail_midterm": pgettext(
            "review",
            "Please mend the points above and hand in your report with papers by %(day)s. Then "
            "there is one second review.",
        ),
        "fail_rereview": pgettext(
            "review",
            "The second review is below the mark too, so termination is proposed. You may speak "
            "to it or ask to be heard by %(day)s.",
        ),
    }
    return following[action] % known
