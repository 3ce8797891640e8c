"""What a tier grants and asks, and what a programme took over from it: rows of both."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.programmes import amounts
from incubator.programmes.enums import Each, ExitFact, SupportKind

ONE_OWNER = Q(tier=None, programme__isnull=False) | Q(tier__isnull=False, programme=None)


class TierCondition(models.Model):
    """What an organisation of a tier must be; ``source`` says where it stands."""

    tier = models.ForeignKey("incubator.Tier", on_delete=models.CASCADE, related_name="conditions")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    words = models.CharField(_("condition"), max_length=300)
    source = models.CharField(_("where it stands"), max_length=200)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.words


class GrantedSupport(models.Model):
    """How much of one kind of support a residence may use in each span (unit: ``UNITS``).

    Rows of a tier are the usual ones; rows of a programme are what it publishes.
    """

    tier = models.ForeignKey(
        "incubator.Tier", null=True, on_delete=models.CASCADE, related_name="allowances"
    )
    programme = models.ForeignKey(
        "incubator.Programme", null=True, on_delete=models.CASCADE, related_name="allowances"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind of support"), max_length=12, choices=SupportKind.choices)
    amount = models.BigIntegerField(_("amount"))
    each = models.CharField(_("granted"), max_length=8, choices=Each.choices)
    carry_over = models.BooleanField(_("what is left moves to the next period"), default=False)

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "granted support"
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="granted_one_owner"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="granted_amount_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=SupportKind.values, each__in=Each.values),
                name="granted_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def words(self) -> str:
        """The amount as people count it."""
        return amounts.words(self.kind, self.amount)


class MidtermItem(models.Model):
    """A line of the mid-term sheet; the maxima sum to 100."""

    tier = models.ForeignKey(
        "incubator.Tier", null=True, on_delete=models.CASCADE, related_name="midterm"
    )
    programme = models.ForeignKey(
        "incubator.Programme", null=True, on_delete=models.CASCADE, related_name="midterm"
    )
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("item"), max_length=120)
    criterion = models.CharField(_("what earns the points"), max_length=300, blank=True)
    maximum = models.PositiveSmallIntegerField(
        _("points at most"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="midterm_one_owner"),
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=100), name="midterm_maximum_1_100"
            ),
            models.UniqueConstraint(fields=["programme", "code"], name="midterm_code_once"),
            models.UniqueConstraint(fields=["tier", "code"], name="midterm_tier_code_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ExitItem(models.Model):
    """A line of the exit sheet; ``fact`` says from which records it is computed."""

    tier = models.ForeignKey(
        "incubator.Tier", null=True, on_delete=models.CASCADE, related_name="exit"
    )
    programme = models.ForeignKey(
        "incubator.Programme", null=True, on_delete=models.CASCADE, related_name="exit"
    )
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("item"), max_length=120)
    fact = models.CharField(_("proved by"), max_length=12, choices=ExitFact.choices)
    criterion = models.CharField(_("when it holds"), max_length=300, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="exit_item_one_owner"),
            models.CheckConstraint(
                condition=Q(fact__in=ExitFact.values), name="exit_item_fact_known"
            ),
            models.UniqueConstraint(fields=["programme", "code"], name="exit_item_code_once"),
            models.UniqueConstraint(fields=["tier", "code"], name="exit_item_tier_code_once"),
        ]

    def __str__(self) -> str:
        return self.title
