"""Programmes with their conditions, wanted papers and scoring sheet, and every version of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.programmes.enums import ListKind, Period
from incubator.programmes.grants import ExitItem as ExitItem
from incubator.programmes.grants import GrantedSupport as GrantedSupport
from incubator.programmes.grants import MidtermItem as MidtermItem
from incubator.programmes.grants import TierCondition as TierCondition


class Tier(models.Model):
    """A tier of nurturing; the names are the city's own.

    Conditions, support, period and sheets of a tier are what its programmes begin with.
    """

    name = models.CharField(_("name"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    description = models.TextField(_("what it is for"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("in use"), default=True)
    period_months = models.PositiveSmallIntegerField(
        _("period"), choices=Period.choices, default=Period.YEAR
    )
    midterm_pass_mark = models.PositiveSmallIntegerField(
        _("pass mark of the mid-term review"), default=60, validators=[MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_months__in=Period.values), name="tier_period_known"
            ),
            models.CheckConstraint(
                condition=Q(midterm_pass_mark__lte=100), name="tier_pass_mark_0_100"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language, the Chinese one where there is no other."""
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


class Programme(models.Model):
    """What a base offers in a year: who may come, by when, how many, how it is decided.

    ``office`` holds the cases. The intake's state is told by ``published_at``, ``opens_at`` and
    ``closes_at`` (closing is exclusive). A virtual residence takes no place. ``tie_rule`` is a
    list of codes in order: ``group:<sheet group>``, ``earlier_registration``, ``lot``. ``stale``
    lists the marks (enums.Mark) somebody must look at again before publishing. ``version`` is 0
    until it is published.
    """

    base = models.ForeignKey(
        "incubator.Base",
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("base"),
    )
    tier = models.ForeignKey(
        Tier, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("tier")
    )
    office = models.ForeignKey(
        "bodies.Body",
        on_delete=models.PROTECT,
        related_name="programmes_held",
        verbose_name=_("office that decides"),
    )
    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    introduction = models.TextField(_("introduction"), blank=True)
    benefits = models.TextField(_("what is offered"), blank=True)
    opens_at = models.DateTimeField(_("intake opens"), null=True)
    closes_at = models.DateTimeField(_("intake closes"), null=True)
    places = models.PositiveIntegerField(_("places"), default=0)
    taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    physical = models.BooleanField(_("residence with a place"), default=True)
    virtual = models.BooleanField(_("residence without a place"), default=False)
    period_months = models.PositiveSmallIntegerField(
        _("period"), choices=Period.choices, default=Period.YEAR
    )
    max_age_years = models.PositiveSmallIntegerField(
        _("years since registration, at most"), null=True, blank=True
    )
    min_team = models.PositiveSmallIntegerField(_("people in a founding team, at least"), default=3)
    local_division = models.ForeignKey(
        "bodies.Division",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("only for organisations of"),
    )
    public_interest_required = models.BooleanField(_("public benefit aim required"), default=True)
    panel_size = models.PositiveSmallIntegerField(_("members of the panel"), default=3)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=60, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    midterm_pass_mark = models.PositiveSmallIntegerField(
        _("pass mark of the mid-term review"), default=60, validators=[MaxValueValidator(100)]
    )
    tie_rule = models.JSONField(_("when scores are equal"), default=list, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    counter_address = models.CharField(_("counter address"), max_length=200, blank=True)
    supervision_phone = models.CharField(_("telephone for complaints"), max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        "accounts.User", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="copies"
    )
    stale = models.JSONField(default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["opens_at", "closes_at"], name="programme_by_intake"),
            models.Index(fields=["base", "year"], name="programme_by_base_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="programme_taken_not_over_places"
            ),
            models.CheckConstraint(condition=Q(taken__gte=0), name="programme_taken_not_negative"),
            models.CheckConstraint(
                condition=Q(period_months__in=Period.values), name="programme_period_known"
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=0, pass_mark__lte=100), name="programme_pass_mark_0_100"
            ),
            models.CheckConstraint(
                condition=Q(midterm_pass_mark__lte=100), name="programme_midterm_mark_0_100"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="programme_opens_before_closes",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(
                    published_by__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    version__gte=1,
                ),
                name="programme_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeCondition(models.Model):
    """A further condition, judged by an official by hand; ``source`` says where it stands."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="conditions")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    words = models.CharField(_("condition"), max_length=300)
    source = models.CharField(_("where it stands"), max_length=200)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.words


class EvidenceItem(models.Model):
    """A paper an applicant hands in.

    ``kinds`` are codes of ``files.enums.Kind``; empty when ``list_kind`` says that a
    spreadsheet list of people is wanted instead.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="evidence")
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("paper"), max_length=120)
    hint = models.CharField(_("what to look out for"), max_length=300, blank=True)
    required = models.BooleanField(_("must be handed in"), default=True)
    kinds = models.JSONField(_("kinds of file"), default=list, blank=True)
    list_kind = models.CharField(
        _("list of people"), max_length=12, choices=ListKind.choices, blank=True
    )
    sample = models.ForeignKey(
        "files.StoredFile",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sample"),
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="evidence_code_once"),
            models.CheckConstraint(
                condition=Q(list_kind="") | Q(list_kind__in=ListKind.values),
                name="evidence_list_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SheetItem(models.Model):
    """A line of the scoring sheet; the maxima of a programme sum to 100 before it is published."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sheet")
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    group = models.CharField(_("group"), max_length=60)
    title = models.CharField(_("item"), max_length=120)
    criterion = models.CharField(_("what earns the points"), max_length=300, blank=True)
    maximum = models.PositiveSmallIntegerField(
        _("points at most"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="sheet_code_once"),
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=100), name="sheet_maximum_1_100"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeVersion(models.Model):
    """What a published programme said from ``made_at`` until the next version; never changed.

    ``content`` is ``programmes.freezing.content``; ``changed`` lists the fields that differ from
    the version before, ``reason`` says why.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.number}"
