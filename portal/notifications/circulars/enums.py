"""How far a circular has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CircularState(models.TextChoices):
    """SENDING lies with the worker."""

    DRAFT = "draft", _("not sent yet")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
