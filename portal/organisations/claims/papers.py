"""What zip and binder of a claim hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core import masking
from portal.core.ui import Fact
from portal.organisations.claims import queries
from portal.organisations.claims.workflow import CLAIM
from portal.workflow.binder import registry
from portal.workflow.binder.registry import Paper, Section
from portal.workflow.models import Case


def papers(case: Case, user: User) -> Sequence[Paper]:
    """The claimant's papers, then the evidence of the present owner."""
    claim = queries.of_offices(user).filter(case=case).first()
    if claim is None:
        return []
    dispute = getattr(claim, "dispute", None)
    stored = [
        (_("Registration certificate"), claim.certificate),
        (_("Sealed authorisation"), claim.authorisation),
        (_("Added later"), claim.added),
        (_("Evidence of the present owner"), dispute.evidence if dispute else None),
    ]
    return [Paper(title, file) for title, file in stored if file is not None]


def sections(case: Case, user: User) -> Sequence[Section]:
    """What the claimant entered, and what was asked, answered and decided."""
    claim = queries.of_offices(user).filter(case=case).first()
    if claim is None:
        return []
    organisation = claim.organisation
    entered = [
        Fact(_("Organisation"), organisation.body.name),
        Fact(_("Credit code"), organisation.body.credit_code or ""),
        Fact(_("Legal representative"), organisation.legal_representative),
        Fact(_("Claimant"), claim.name, note=claim.get_relation_display()),
        Fact(_("Telephone"), masking.phone(claim.phone)),
    ]
    later = [
        Fact(_("Asked for more"), claim.asked_for),
        Fact(_("What the claimant added"), claim.addition),
        Fact(_("Reasons"), claim.decision),
    ]
    found = [Section(_("What was entered"), facts=entered)]
    said = [fact for fact in later if fact.value]
    return [*found, Section(_("What was asked and decided"), facts=said)] if said else found


registry.register(CLAIM.code, papers, sections)
