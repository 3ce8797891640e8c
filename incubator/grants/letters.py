"""The letter of a refused claim, always in Chinese, with its remedy."""

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.grants.models import Claim
from portal.accounts.models import User
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter


def refusal(claim: Claim, words: str, *, by: User) -> Letter:
    """Issue the letter of a refusal. Raises Refused("not_permitted")."""
    case = claim.case
    if case is None:
        raise ValueError("A claim without a case has no letters.")
    with translation.override("zh-hans"):
        said = letters.Words(
            title=_("Decision on a claim of money"),
            addressee=claim.organisation.body.name,
            paragraphs=[
                _("Your claim %(number)s (%(scheme)s) has been refused.")
                % {"number": case.number, "scheme": claim.scheme.title},
                _("Reasons: %(reasons)s") % {"reasons": words.strip()},
            ],
            remedy=Remedy.REVIEW,
        )
    return letters.issue(kind="grant.refuse", words=said, issuer=case.holder, case=case, by=by)
