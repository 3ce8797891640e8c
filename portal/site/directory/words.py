"""The words of the directory."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "organisation.registered": _("Entered from the register"),
    "organisation.renamed": _("Name changed"),
    "organisation.changed": _("Facts of the register changed"),
    "organisation.struck_off": _("Struck off the register"),
}
COLUMNS = (
    _("Name"),
    _("Credit code"),
    _("Kind"),
    _("Division"),
    _("Registration authority"),
    _("Registered on"),
    _("Legal representative"),
    _("Domicile"),
    _("Source"),
    _("As of"),
)
