"""Offers to the charity pool of a station, and the parts of them that go to somebody."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.pool.enums import HOLDING, GiftKind, MatchState, OfferState
from incubator.pool.workflow import MATCHES, OFFERS
from portal.workflow.bases import CaseModel


class PoolOffer(CaseModel):
    """Something that somebody offers to a station.

    ``giver`` is how the giver is named where they allow it (``show_giver``); ``phone`` is sealed.
    ``promised`` counts what is promised, handed over or received; never more than ``quantity``.
    """

    workflow = OFFERS

    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(_("kind"), max_length=12, choices=GiftKind.choices)
    title = models.CharField(_("what you offer"), max_length=80)
    words = models.TextField(_("what it is like"), max_length=1000, blank=True)
    quantity = models.PositiveIntegerField(_("how many"))
    unit = models.CharField(_("counted in"), max_length=12)
    promised = models.PositiveIntegerField(default=0)
    until = models.DateField(_("the offer stands until"))
    body = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    giver = models.CharField(_("name of the giver"), max_length=60)
    show_giver = models.BooleanField(_("the name may be shown"), default=False)
    phone = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=OfferState.values), name="pool_offer_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=GiftKind.values), name="pool_offer_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, promised__lte=F("quantity")),
                name="pool_offer_never_promised_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"offer {self.pk}"

    @property
    def left(self) -> int:
        """How much is not promised yet."""
        return self.quantity - self.promised

    def further_offices(self) -> tuple[int, ...]:
        """A worker of the station acts in its cases as the office does."""
        return (self.base.body_id,)


class PoolMatch(CaseModel):
    """A part of an offer for somebody: an organisation, a person, or a household at the counter.

    ``household`` and ``phone`` are sealed: they belong to people without an account. ``slip`` is
    the receipt signed on paper, ``thanks`` what the recipient says to the giver.
    """

    workflow = MATCHES

    offer = models.ForeignKey(PoolOffer, on_delete=models.PROTECT, related_name="matches")
    quantity = models.PositiveIntegerField(_("how many"))
    body = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    household = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    purpose = models.TextField(_("what it is needed for"), max_length=500)
    handed_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=40, blank=True)
    thanks = models.TextField(_("a word to the giver"), max_length=300, blank=True)
    slip = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "pool matches"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=MatchState.values), name="pool_match_state_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="pool_match_is_something"),
            models.CheckConstraint(
                condition=~Q(status=MatchState.RECEIVED)
                | Q(handed_on__isnull=False, received_on__isnull=False),
                name="pool_match_received_after_handing",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="pool_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"match {self.pk}"

    @property
    def holds(self) -> bool:
        """Whether its quantity counts as promised."""
        return self.status in HOLDING

    def further_offices(self) -> tuple[int, ...]:
        """A worker of the station acts in its cases as the office does."""
        return (self.offer.base.body_id,)
