"""How a line of the public account stands there."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Shown(TextChoices):
    """How much of a recipient everybody sees. Money counts in the sums in every case."""

    WHOLE = "whole", pgettext_lazy("public account", "with the name")
    MASKED = "masked", pgettext_lazy("public account", "a person, name shortened")
    COUNTED = "counted", pgettext_lazy("public account", "persons, only counted")


class By(TextChoices):
    """By what the account adds up; the order of the columns of its picture."""

    SOURCE = "source", pgettext_lazy("public account", "Source of the money")
    FIELD = "field", pgettext_lazy("public account", "What for")
    PLACE = "place", pgettext_lazy("public account", "Where")
    PAYEE = "payee", pgettext_lazy("public account", "To whom")
    OFFICE = "office", pgettext_lazy("public account", "Whose budget")
