"""How far the making of a binder has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BinderState(models.TextChoices):
    """WAITING and MAKING lie with the worker."""

    WAITING = "waiting", _("waits for its turn")
    MAKING = "making", _("is being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")
