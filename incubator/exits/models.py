"""The end of a residence: what is proven, how it ended, what comes back, what follows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.exits.enums import (
    Answer,
    Channel,
    IncomeBand,
    LentKind,
    MoneyWhat,
    Reached,
    Ruling,
    Source,
    Way,
)
from incubator.residence.enums import Outcome

FILE, USER, RESIDENCE = "files.StoredFile", "accounts.User", "incubator.Residence"


class Declared(models.Model):
    """A value that somebody typed for an exit item, with its paper; the newest one counts.

    ``item`` is the item's code in the residence's terms. An official judges it (``accepted``);
    it stays marked "declared" for ever.
    """

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="declared")
    item = models.CharField(max_length=60)
    words = models.CharField(_("what is declared"), max_length=500)
    amount_fen = models.BigIntegerField(null=True)
    paper = models.ForeignKey(FILE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "declared"
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=None, answered_at=None)
                | Q(accepted__isnull=False, answered_at__isnull=False),
                name="declared_answer_has_time",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0), name="declared_amount_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"declared {self.item}"


class Ending(models.Model):
    """How a residence ended, once: by whom, why, and the exit items as they stood that day.

    ``items`` are frozen (title, criterion, fact, holds, proof, words). ``into`` is the
    organisation into which this one merged; its history is linked there.
    """

    residence = models.OneToOneField(RESIDENCE, on_delete=models.PROTECT, related_name="ending")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    into = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="taken_over"
    )
    items = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="ending_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.MERGED, into__isnull=False)
                | ~Q(outcome=Outcome.MERGED) & Q(into=None),
                name="ending_into_when_merged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.residence_id}"


class Diploma(models.Model):
    """The certificate of graduation; anyone may check its number. ``words`` are as printed."""

    residence = models.OneToOneField(RESIDENCE, on_delete=models.PROTECT, related_name="diploma")
    number = models.CharField(max_length=40, unique=True)
    words = models.JSONField(default=dict)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made = models.ForeignKey(FILE, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_words = models.TextField(blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_words="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_words=""),
                name="diploma_withdrawn_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Extension(models.Model):
    """A request to stay longer; one open at a time, one granted in a residence."""

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="extensions")
    months = models.PositiveSmallIntegerField()
    words = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ask_by = models.DateField()
    ended = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True, default="")
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["residence", "answer"],
                condition=Q(answer__in=["", Answer.GRANTED]),
                name="extension_one_open_one_granted",
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_at=None)
                | Q(answer__in=Answer.values, decided_at__isnull=False),
                name="extension_answer_has_time",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("ended")), name="extension_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"extension {self.residence_id}"


class Hearing(models.Model):
    """A termination that was proposed, what the organisation said to it, and the ruling."""

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="hearings")
    opened_at = models.DateTimeField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=12, choices=Source.choices)
    reasons = models.TextField(blank=True)
    way = models.CharField(max_length=12, choices=Way.choices, blank=True, default="")
    words = models.TextField(blank=True)
    spoken_at = models.DateTimeField(null=True)
    spoken_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True)
    minutes = models.TextField(blank=True)
    minutes_file = models.ForeignKey(FILE, null=True, on_delete=models.PROTECT, related_name="+")
    minuted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    ruling = models.CharField(max_length=12, choices=Ruling.choices, blank=True, default="")
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["residence", "opened_at"], name="hearing_once"),
            models.UniqueConstraint(
                fields=["residence"], condition=Q(ruling=""), name="hearing_one_open"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | ~Q(minutes=""), name="hearing_held_has_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.residence_id}"


class Lent(models.Model):
    """Something lent to an organisation; ``instead`` says what replaced it when it is lost."""

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="lent")
    kind = models.CharField(_("kind"), max_length=12, choices=LentKind.choices)
    what = models.CharField(_("what"), max_length=120)
    number = models.CharField(_("number"), max_length=60, blank=True)
    since = models.DateField(_("lent on"))
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    back_on = models.DateField(null=True)
    received_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    instead = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["since", "id"]
        verbose_name_plural = "lent"
        constraints = [
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(back_on__gte=F("since")), name="lent_back_later"
            ),
            models.CheckConstraint(
                condition=Q(back_on=None, received_by=None, instead="")
                | Q(back_on__isnull=False, received_by__isnull=False),
                name="lent_back_has_receiver",
            ),
            models.UniqueConstraint(
                fields=["residence", "kind", "number"],
                condition=Q(back_on=None) & ~Q(number=""),
                name="lent_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.number}".strip()


class MoneyEntry(models.Model):
    """Support money accounted for: spent or returned, with its receipt; only added to."""

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="money")
    what = models.CharField(max_length=12, choices=MoneyWhat.choices)
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    words = models.CharField(max_length=300)
    receipt = models.ForeignKey(FILE, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "money entries"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="money_entry_positive"),
            models.CheckConstraint(
                condition=Q(what__in=MoneyWhat.values), name="money_entry_what_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.amount_fen}"


class FollowUp(models.Model):
    """How a graduate fares some months later: asked of the organisation, or by telephone."""

    residence = models.ForeignKey(RESIDENCE, on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True)
    reached = models.CharField(max_length=12, choices=Reached.choices, blank=True, default="")
    alive = models.BooleanField(null=True)
    staff = models.PositiveSmallIntegerField(null=True)
    income = models.CharField(max_length=12, choices=IncomeBand.choices, blank=True, default="")
    projects = models.PositiveSmallIntegerField(null=True)
    needs = models.TextField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True, default="")
    at = models.DateTimeField(null=True)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["residence", "months"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(reached="", at=None)
                | Q(reached=Reached.ANSWERED, at__isnull=False, alive__isnull=False)
                | Q(reached=Reached.UNREACHED, at__isnull=False, alive=None),
                name="follow_up_answered_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.residence_id} {self.months}"


class Attempt(models.Model):
    """A try to reach a graduate by telephone that reached nobody; only added to."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="attempts")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"attempt {self.follow_up_id}"
