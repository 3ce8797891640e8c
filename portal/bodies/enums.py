"""Kinds and levels, in the field's standard terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """The level of an administrative division."""

    REGION = "region", _("autonomous region")
    CITY = "city", _("prefecture-level city")
    BANNER = "banner", _("banner or district")
    STREET = "street", _("street, sumu or town")
    COMMUNITY = "community", _("community or gacha")
    GRID = "grid", _("grid")


class BodyKind(TextChoices):
    """What a body is. The first four are social organisations."""

    SOCIAL_GROUP = "social_group", _("social group")
    SOCIAL_SERVICE_INSTITUTION = "social_service_institution", _("social service institution")
    FOUNDATION = "foundation", _("foundation")
    COMMUNITY_GROUP = "community_group", _("filed community social organisation")
    FOUNDING_TEAM = "founding_team", _("founding team (not registered)")
    DEPARTMENT = "department", _("government department")
    STREET_OFFICE = "street_office", _("street office or town government")
    RESIDENTS_COMMITTEE = "residents_committee", _("residents' committee")
    VILLAGE_COMMITTEE = "village_committee", _("village committee")
    PUBLIC_INSTITUTION = "public_institution", _("public institution")
    ENTERPRISE = "enterprise", _("enterprise")
    SOLE_TRADER = "sole_trader", _("sole trader")
    FARMERS_COOPERATIVE = "farmers_cooperative", _("farmers' co-operative")
    RURAL_COLLECTIVE = "rural_collective", _("rural collective")
    MASS_ORGANISATION = "mass_organisation", _("mass organisation")
    OPERATOR = "operator", _("operator of the portal")


SOCIAL_ORGANISATIONS = frozenset(
    {BodyKind.SOCIAL_GROUP, BodyKind.SOCIAL_SERVICE_INSTITUTION, BodyKind.FOUNDATION}
)
OTHER_SUPPLIERS = frozenset(
    {
        BodyKind.ENTERPRISE,
        BodyKind.SOLE_TRADER,
        BodyKind.FARMERS_COOPERATIVE,
        BodyKind.PUBLIC_INSTITUTION,
        BodyKind.RURAL_COLLECTIVE,
    }
)
OFFICES = frozenset(
    {
        BodyKind.DEPARTMENT,
        BodyKind.STREET_OFFICE,
        BodyKind.RESIDENTS_COMMITTEE,
        BodyKind.VILLAGE_COMMITTEE,
        BodyKind.OPERATOR,
    }
)
