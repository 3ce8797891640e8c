"""What several readers of a group see."""

from django.utils.translation import gettext as _

from incubator.groups.models import CommunityGroup
from portal.core import masking
from portal.core.ui import Fact


def facts(row: CommunityGroup, *, whole: bool = False) -> list[Fact]:
    """What was entered of a group; the telephone in part unless ``whole``."""
    phone = row.head_phone if whole else masking.phone(row.head_phone)
    return [
        Fact(_("Name of the group"), row.name),
        Fact(_("Category"), row.get_category_display()),
        Fact(_("What it does"), row.purpose),
        Fact(_("Community"), row.community.name),
        Fact(_("Meets at"), row.place or "–"),
        Fact(_("Members"), str(row.members)),
        Fact(_("Head of the group"), row.head_name),
        Fact(_("Telephone"), phone),
        Fact(_("Host"), row.host.name if row.host else _("the community")),
        *([Fact(_("Filing number"), row.number)] if row.number else []),
    ]
