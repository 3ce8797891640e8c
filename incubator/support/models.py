"""The menu of support, and what organisations and founding teams ask for from it."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.admission.enums import Form
from incubator.allowances.enums import SupportKind
from incubator.bases.enums import BaseLevel
from incubator.support.enums import WAITING, ItemKind, Provider, RequestState, Who
from incubator.support.workflow import SUPPORT
from portal.workflow.bases import CaseModel
from portal.workflow.models import Channel


class SupportItem(models.Model):
    """A dish of the menu: what a base, or the city (``base`` None), offers.

    ``office`` answers for it: the base's own office, or the bureau. ``tiers`` narrows it among
    organisations in residence; none named: every tier. ``amount`` of ``allowance`` (in the kind's
    unit) is taken when it is asked for; nothing is taken where ``allowance`` is blank. ``price``
    is in fen, 0 is free. Hidden items are seen by their office only.
    """

    base = models.ForeignKey(
        "incubator.Base",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="menu",
        verbose_name=_("base"),
    )
    office = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="+", verbose_name=_("office")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind.choices)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    gets = models.TextField(_("what you get"))
    provider = models.CharField(
        _("given by"), max_length=12, choices=Provider.choices, default=Provider.BASE
    )
    provider_name = models.CharField(_("name of who gives it"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=BaseLevel.choices)
    hours = models.CharField(_("when"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how long, in minutes"), default=60, validators=[MinValueValidator(1)]
    )
    seats = models.PositiveSmallIntegerField(_("people at once, at most"), null=True, blank=True)
    who = models.CharField(
        _("for whom"), max_length=14, choices=Who.choices, default=Who.ORGANISATIONS
    )
    form = models.CharField(
        _("only for residence"), max_length=12, choices=Form.choices, blank=True, default=""
    )
    tiers = models.ManyToManyField(
        "incubator.Tier", blank=True, related_name="+", verbose_name=_("only for tiers")
    )
    price = models.PositiveIntegerField(_("price, in fen"), default=0)
    allowance = models.CharField(
        _("allowance it takes"),
        max_length=12,
        choices=SupportKind.choices,
        blank=True,
        default="",
    )
    amount = models.PositiveIntegerField(_("how much it takes"), default=0)
    lead_days = models.PositiveSmallIntegerField(
        _("working days ahead"), default=2, validators=[MaxValueValidator(60)]
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    published = models.BooleanField(_("on the menu"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["published", "kind"], name="support_item_on_menu")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ItemKind.values), name="support_item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=BaseLevel.values), name="support_item_level_known"
            ),
            models.CheckConstraint(
                condition=Q(who__in=Who.values, provider__in=Provider.values),
                name="support_item_words_known",
            ),
            models.CheckConstraint(
                condition=Q(allowance="", amount=0)
                | Q(allowance__in=SupportKind.values, amount__gte=1),
                name="support_item_takes_something_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, the Chinese one where there is no other."""
        english = (get_language() or "").startswith("en")
        return self.title_en if english and self.title_en else self.title


class SupportRequest(CaseModel):
    """A body (an organisation, or a founding team) asks for an item.

    ``wished_on`` and ``words`` are its own; ``begins_at``, ``minutes``, ``person`` and ``place``
    the appointment of who accepted; ``answer`` what was said when declining (with
    ``alternative``) or delivering. ``about`` names the taking of the allowance in the ledger,
    blank when it took none. ``caller`` is who telephoned, where a worker entered it.
    """

    workflow = SUPPORT

    item = models.ForeignKey(SupportItem, on_delete=models.PROTECT, related_name="requests")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.WEB)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    caller = models.CharField(_("who telephones"), max_length=60, blank=True)
    caller_phone = models.CharField(_("telephone of the caller"), max_length=40, blank=True)
    wished_on = models.DateField(_("day you wish"))
    words = models.TextField(_("what it is about"))
    begins_at = models.DateTimeField(_("begins at"), null=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    person = models.CharField(_("who helps"), max_length=60, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    alternative = models.ForeignKey(
        SupportItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("another item of the menu"),
    )
    delivered_on = models.DateField(null=True)
    about = models.CharField(max_length=80, blank=True)
    stars = models.PositiveSmallIntegerField(_("how good it was"), null=True)
    rating = models.CharField(_("in a few words"), max_length=300, blank=True)
    rated_at = models.DateTimeField(null=True)
    rated_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["body", "delivered_on"], name="support_by_body_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", *RequestState.values]), name="support_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=RequestState.ACCEPTED) | Q(begins_at__isnull=False),
                name="support_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(minutes__gte=1),
                name="support_delivered_took_time",
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__gte=1, stars__lte=5, rated_at__isnull=False),
                name="support_stars_1_5",
            ),
            models.UniqueConstraint(
                fields=["item", "body", "wished_on"],
                condition=Q(status__in=list(WAITING)),
                name="support_asked_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"support request {self.pk}"

    def further_offices(self) -> Iterable[int]:
        """A worker of the base acts in its cases as the office does."""
        return (self.item.base.body_id,) if self.item.base else ()
