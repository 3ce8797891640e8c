"""Kinds of organisations with a sheet of their own, kinds of points, evidence, grades."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.bodies.enums import BodyKind
from portal.organisations.record.enums import GradeLevel

LETTER = "A"
LETTERS = tuple(LETTER * level for level in sorted(GradeLevel.values, reverse=True))
"""The grades as the certificate writes them, the best first: AAAAA … A."""


NO_GRADE = 0
CAPS = [(NO_GRADE, _("no grade at all")), *GradeLevel.choices]
"""What a veto may leave at best."""


class RatedKind(TextChoices):
    """The legal types that are rated; the values are those of ``bodies.enums.BodyKind``."""

    SOCIAL_GROUP = BodyKind.SOCIAL_GROUP.value, BodyKind.SOCIAL_GROUP.label
    SERVICE_INSTITUTION = (
        BodyKind.SOCIAL_SERVICE_INSTITUTION.value,
        BodyKind.SOCIAL_SERVICE_INSTITUTION.label,
    )
    FOUNDATION = BodyKind.FOUNDATION.value, BodyKind.FOUNDATION.label


class SubKind(TextChoices):
    """Finer types with a sheet of their own; blank stands for all others of the legal type."""

    INDUSTRY = "industry", _("industry association or chamber of commerce")
    ACADEMIC = "academic", _("academic society")
    PUBLIC_BENEFIT = "public_benefit", _("public benefit group")
    UNION = "union", _("federation or friendship group")
    SOCIAL_WORK = "social_work", _("social work institution")
    ELDERLY_CARE = "elderly_care", _("institution of elderly care")
    EDUCATION = "education", _("institution of education or training")
    CULTURE_SPORT = "culture_sport", _("institution of culture or sport")


SUB_KINDS: dict[str, tuple[SubKind, ...]] = {
    RatedKind.SOCIAL_GROUP: (
        SubKind.INDUSTRY,
        SubKind.ACADEMIC,
        SubKind.PUBLIC_BENEFIT,
        SubKind.UNION,
    ),
    RatedKind.SERVICE_INSTITUTION: (
        SubKind.SOCIAL_WORK,
        SubKind.ELDERLY_CARE,
        SubKind.EDUCATION,
        SubKind.CULTURE_SPORT,
    ),
    RatedKind.FOUNDATION: (),
}


class Nature(TextChoices):
    """What a point does: it counts, adds on top, or bars the better grades when it is met."""

    SCORED = "scored", _("counts")
    BONUS = "bonus", _("bonus")
    VETO = "veto", _("veto")


class Rebase(TextChoices):
    """What happens to the points that do not apply to an organisation."""

    PROPORTIONAL = "proportional", _("scaled up within the group")
    FULL = "full", _("counted with full marks")
    EXCLUDED = "excluded", _("left out without replacement")


class Phase(TextChoices):
    """Where a version stands; told by its days, never stored."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("no longer used")


class Evidence(TextChoices):
    """Papers that prove a point; the same code is the same paper everywhere."""

    CERTIFICATE = "certificate", _("registration certificate")
    CHARTER = "charter", _("charter")
    PREMISES = "premises", _("proof of premises")
    FUNDS = "funds", _("capital verification or bank statement")
    ANNUAL_REPORT = "annual_report", _("annual inspection or annual report")
    CHANGES = "changes", _("papers of changes registered or filed")
    COUNCIL_MINUTES = "council_minutes", _("minutes of council or board")
    ASSEMBLY_MINUTES = "assembly_minutes", _("minutes of the assembly of members")
    SUPERVISORS = "supervisors", _("records of the supervisors")
    ELECTION = "election", _("papers of the last election")
    RULES = "rules", _("internal rules")
    ARCHIVES = "archives", _("files and seal register")
    STAFF_LIST = "staff_list", _("list of staff")
    CONTRACTS = "contracts", _("labour contracts")
    INSURANCE = "insurance", _("social insurance records")
    QUALIFICATIONS = "qualifications", _("certificates of staff")
    ACCOUNTS = "accounts", _("financial statements and vouchers")
    AUDIT = "audit", _("audit report")
    TAX = "tax", _("tax registration and tax exemption")
    RECEIPTS = "receipts", _("donation receipts")
    PARTY = "party", _("records of party work")
    PLANS = "plans", _("work plan and report of the year")
    PROJECTS = "projects", _("project papers")
    SERVICE_RECORDS = "service_records", _("records of service")
    PURCHASE = "purchase", _("contracts of government purchase")
    VOLUNTEERS = "volunteers", _("records of volunteers")
    DISCLOSURE = "disclosure", _("published information")
    SURVEY = "survey", _("survey of satisfaction")
    HONOURS = "honours", _("awards and commendations")
    MEDIA = "media", _("reports in the media")
    PENALTIES = "penalties", _("decisions of penalties")
    OPINION = "opinion", _("opinion of the authority")
    OTHER = "other", _("other written proof")
