"""The letter of a base's grade: what it says, always in Chinese, and who may read it."""

from django.utils import translation
from django.utils.translation import pgettext

from incubator.admission import queries as admission
from incubator.yearly import queries
from incubator.yearly.acts import BASIS
from incubator.yearly.models import Evaluation
from portal.accounts.models import User
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words

CHINESE = "zh-hans"


def issue(row: Evaluation) -> Letter | None:
    """Issue the letter of a grade that stands, in the name of the office that evaluated."""
    if row.case is None:
        return None
    return letters.issue(
        kind="yearly.grade", words=words(row), issuer=row.case.holder, case=row.case, by=None
    )


def words(row: Evaluation) -> Words:
    """What the letter says: the points, the grade, what stands behind them."""
    with translation.override(CHINESE):
        known = {
            "year": str(row.year),
            "basis": BASIS,
            "points": admission.points(row.score),
            "grade": row.get_grade_display(),
            "number": str(row),
        }
        return Words(
            title=pgettext("letter", "Notice of the yearly grade %(year)s") % known,
            addressee=row.base.body.name,
            paragraphs=[
                pgettext(
                    "letter",
                    "Under %(basis)s your base was evaluated for the year %(year)s by its account, "
                    "the records of the portal and a visit. The result stood in public.",
                )
                % known,
                pgettext("letter", "Points: %(points)s of 100. Grade: %(grade)s.") % known,
                pgettext(
                    "letter",
                    "Points and words to each item stand in the portal under %(number)s. The grade "
                    "counts for the operating award of the year.",
                )
                % known,
            ],
            remedy=Remedy.OBJECTION,
        )


def may_read(user: User, letter: Letter) -> bool:
    """The people of the base read the letter of their grade."""
    return queries.own(user).filter(case=letter.case_id).exists()
