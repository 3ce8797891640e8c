"""Where a registration stands, what is registered, who founds it, and what is written for it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.enums import BodyKind


class RegistrationState(TextChoices):
    """Where a registration stands."""

    NAMING = "naming", pgettext_lazy("registration", "choosing a name")
    NAME_CHECK = "name_check", pgettext_lazy("registration", "name being checked")
    SUPERVISOR = "supervisor", pgettext_lazy("registration", "finding the supervising unit")
    PAPERS = "papers", pgettext_lazy("registration", "preparing the papers")
    REVIEW = "review", pgettext_lazy("registration", "papers being read by the base")
    RETURNED = "returned", pgettext_lazy("registration", "papers to be mended")
    READY = "ready", pgettext_lazy("registration", "ready for the registry")
    SUBMITTED = "submitted", pgettext_lazy("registration", "with the registry")
    SUPPLEMENT = "supplement", pgettext_lazy("registration", "registry asked for more")
    FOLLOWING = "following", pgettext_lazy("registration", "registered: seal, bank, tax")
    DONE = "done", pgettext_lazy("registration", "registered and settled")
    REFUSED = "refused", pgettext_lazy("registration", "refused by the registry")
    WITHDRAWN = "withdrawn", pgettext_lazy("registration", "given up by the team")
    CLOSED = "closed", pgettext_lazy("registration", "closed by the base")


State = RegistrationState
BEFORE_REGISTRY = (
    State.NAMING,
    State.NAME_CHECK,
    State.SUPERVISOR,
    State.PAPERS,
    State.REVIEW,
    State.RETURNED,
    State.READY,
)
OPEN = (*BEFORE_REGISTRY, State.SUBMITTED, State.SUPPLEMENT, State.FOLLOWING)
ENDED_WITHOUT = (State.REFUSED, State.WITHDRAWN, State.CLOSED)
NAME_OPEN = (State.NAMING,)
FACTS_OPEN = (State.SUPERVISOR, State.PAPERS, State.RETURNED)
REGISTERED = (State.FOLLOWING, State.DONE)


class Kind(TextChoices):
    """The legal kinds that a registry registers; the values are those of the body."""

    SOCIAL_GROUP = BodyKind.SOCIAL_GROUP.value, _("social group")
    INSTITUTION = BodyKind.SOCIAL_SERVICE_INSTITUTION.value, _("social service institution")
    FOUNDATION = BodyKind.FOUNDATION.value, _("foundation")


class Mode(TextChoices):
    """With a supervising unit, or registered directly where the rules allow it."""

    DUAL = "dual", pgettext_lazy("registration", "with a supervising unit")
    DIRECT = "direct", pgettext_lazy("registration", "directly, without a supervising unit")


class DirectKind(TextChoices):
    """The four kinds that may be registered directly (中办发〔2016〕46号)."""

    TRADE = "trade", pgettext_lazy("direct", "trade association or chamber")
    SCIENCE = "science", pgettext_lazy("direct", "science and technology")
    CHARITY = "charity", pgettext_lazy("direct", "charity")
    COMMUNITY = "community", pgettext_lazy("direct", "services for urban and rural communities")


class MemberKind(TextChoices):
    """What a member of a social group is."""

    PERSON = "person", pgettext_lazy("member", "person")
    UNIT = "unit", pgettext_lazy("member", "unit")


class Office(TextChoices):
    """What somebody will be in the organisation; FOUNDER: nothing but a founder."""

    CHAIR = "chair", pgettext_lazy("founding", "chair")
    VICE = "vice", pgettext_lazy("founding", "vice chair")
    SECRETARY = "secretary", pgettext_lazy("founding", "secretary-general or director")
    COUNCIL = "council", pgettext_lazy("founding", "member of the council")
    SUPERVISOR = "supervisor", pgettext_lazy("founding", "supervisor (监事)")
    FOUNDER = "founder", pgettext_lazy("founding", "founder only")


COUNCIL = (Office.CHAIR, Office.VICE, Office.SECRETARY, Office.COUNCIL)
LEADERS = (Office.CHAIR, Office.VICE, Office.SECRETARY)


class Who(TextChoices):
    """Who prepares a document."""

    TEAM = "team", pgettext_lazy("prepares", "you")
    BASE = "base", pgettext_lazy("prepares", "the base, with you")
    UNIT = "unit", pgettext_lazy("prepares", "the supervising unit")
    BANK = "bank", pgettext_lazy("prepares", "bank or accountant, at your request")


class Sheet(TextChoices):
    """A paper that the portal writes."""

    CHECKLIST = "checklist", pgettext_lazy("paper", "list of documents")
    APPLICATION = "application", pgettext_lazy("paper", "application for registration")
    CHARTER = "charter", pgettext_lazy("paper", "draft charter")
    MEMBERS = "members", pgettext_lazy("paper", "list of members")
    PEOPLE = "people", pgettext_lazy("paper", "founders and proposed leaders")
    MINUTES = "minutes", pgettext_lazy("paper", "minutes of the founding meeting")
    APPOINTMENT = "appointment", pgettext_lazy("paper", "appointment of leaders and supervisors")


class Asker(TextChoices):
    """Who found that something is missing."""

    BASE = "base", pgettext_lazy("asks", "the base")
    REGISTRY = "registry", pgettext_lazy("asks", "the registry")


class Settling(TextChoices):
    """What follows the certificate."""

    SEAL = "seal", pgettext_lazy("after registration", "seal made, and its print filed")
    BANK = "bank", pgettext_lazy("after registration", "bank account opened, and filed")
    TAX = "tax", pgettext_lazy("after registration", "tax registration")
    PARTY = "party", pgettext_lazy("after registration", "party work arranged")
