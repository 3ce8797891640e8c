"""States of a supplier's application, and the classes of public institutions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.enums import BodyKind


class SupplierState(TextChoices):
    """Where an application to join as a supplier stands."""

    SUBMITTED = "submitted", pgettext_lazy("supplier", "being checked by the bureau")
    SUPPLEMENT = "supplement", pgettext_lazy("supplier", "waiting for what is missing")
    SUPPLEMENTED = "supplemented", pgettext_lazy("supplier", "being checked with the additions")
    APPROVED = "approved", pgettext_lazy("supplier", "joined")
    REFUSED = "refused", pgettext_lazy("supplier", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("supplier", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("supplier", "closed, nothing was added in time")


OPEN = frozenset({SupplierState.SUBMITTED, SupplierState.SUPPLEMENT, SupplierState.SUPPLEMENTED})
CHECKED = (SupplierState.SUBMITTED, SupplierState.SUPPLEMENTED)
DECIDED = frozenset({SupplierState.APPROVED, SupplierState.REFUSED})


class SupplierKind(TextChoices):
    """The kinds of body that may join as suppliers besides social organisations."""

    ENTERPRISE = BodyKind.ENTERPRISE.value, _("enterprise")
    SOLE_TRADER = BodyKind.SOLE_TRADER.value, _("sole trader")
    FARMERS_COOPERATIVE = BodyKind.FARMERS_COOPERATIVE.value, _("farmers' co-operative")
    PUBLIC_INSTITUTION = BodyKind.PUBLIC_INSTITUTION.value, _("public institution")
    RURAL_COLLECTIVE = BodyKind.RURAL_COLLECTIVE.value, _("rural collective")


class InstitutionClass(TextChoices):
    """The class of a public institution; class 1 can neither buy nor supply (Order 102)."""

    CLASS_1 = "class_1", _("class 1 (fully funded)")
    CLASS_2 = "class_2", _("class 2")
    OPERATING = "operating", _("with business operations")
