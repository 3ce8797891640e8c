"""What an organisation says about itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """The fields that a body keeps itself; ``version`` grows with every save."""

    body = models.OneToOneField(
        "bodies.Body", primary_key=True, on_delete=models.PROTECT, related_name="profile"
    )
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    phone = models.CharField(_("telephone for the public"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = models.Manager["Profile"]()

    def __str__(self) -> str:
        return f"profile {self.pk}"
