"""People, their certificates, their employment, and what proves it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.workers.enums import Contract, ExamResult, Level, ListPhase, Proof, Verdict


class Worker(models.Model):
    """A person who works in social organisations; one row per identity number.

    The number is sealed (``id_sealed``); ``id_print`` finds it, ``id_shown`` is its masked form.
    The birthday is the one in the number.
    """

    name = models.CharField(_("name"), max_length=60)
    id_sealed = models.TextField()
    id_print = models.CharField(max_length=64, unique=True)
    id_shown = models.CharField(_("identity number"), max_length=18)
    born_on = models.DateField(_("born on"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="worker_has_name"),
            models.CheckConstraint(condition=~Q(id_print=""), name="worker_has_id"),
        ]

    def __str__(self) -> str:
        return f"worker {self.pk}"


class WorkerCertificate(models.Model):
    """A certificate of a level: the number sealed, valid until the registration ends."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="certificates")
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    number_sealed = models.TextField()
    number_print = models.CharField(max_length=64, unique=True)
    number_shown = models.CharField(_("certificate number"), max_length=40)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("registration valid until"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "level"], name="worker_certificate_level"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="worker_certificate_level_known"
            ),
            models.CheckConstraint(
                condition=~Q(number_print=""), name="worker_certificate_has_number"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("issued_on")), name="worker_certificate_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"


class Employment(models.Model):
    """A person's work in an organisation; open while ``ended_on`` is empty, one open at a time."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="employments")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="employments")
    post = models.CharField(_("post"), max_length=60, blank=True)
    contract = models.CharField(_("contract"), max_length=12, choices=Contract.choices)
    begins_on = models.DateField(_("contract from"))
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    full_time = models.BooleanField(_("full time"), default=True)
    ended_on = models.DateField(_("ended on"), null=True)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["body", "ended_on"], name="employment_by_body")]
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ended_on=None), name="employment_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(contract__in=Contract.values), name="employment_contract_known"
            ),
            models.CheckConstraint(
                condition=Q(contract_until=None) | Q(contract_until__gte=F("begins_on")),
                name="employment_contract_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begins_on")),
                name="employment_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"employment {self.pk}"


class InsuredMonth(models.Model):
    """A month (its first day) in which the organisation insured the person; proves full time.

    A month counts once per person, whatever the organisation.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="insured_months")
    employment = models.ForeignKey(
        Employment, on_delete=models.PROTECT, related_name="insured_months"
    )
    month = models.DateField(_("month"))
    source = models.CharField(_("proof"), max_length=12, choices=Proof.choices)
    reference = models.CharField(_("number of the proof"), max_length=60)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["month"]
        indexes = [models.Index(fields=["employment", "month"], name="insured_by_employment")]
        constraints = [
            models.UniqueConstraint(fields=["worker", "month"], name="insured_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="insured_month_first_day"),
            models.CheckConstraint(
                condition=Q(source__in=Proof.values), name="insured_month_source_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class WorkerExam(models.Model):
    """An examination for a level in a year, and how it went."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="exams")
    year = models.PositiveSmallIntegerField(_("year"))
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    result = models.CharField(_("result"), max_length=12, choices=ExamResult.choices)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "year", "level"], name="worker_exam_once"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values, result__in=ExamResult.values),
                name="worker_exam_known",
            ),
        ]

    def __str__(self) -> str:
        return f"exam {self.year}"


class StudyHours(models.Model):
    """Hours of continuing education on a day: what and by whom it was given."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="study_hours")
    taken_on = models.DateField(_("ended on"))
    hours = models.PositiveSmallIntegerField(_("hours"))
    topic = models.CharField(_("topic"), max_length=120)
    provider = models.CharField(_("given by"), max_length=120)

    class Meta:
        ordering = ["-taken_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "taken_on", "topic"], name="study_hours_once"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=200), name="study_hours_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h"


class WorkerList(models.Model):
    """An uploaded list of an organisation's workers, on its way into the register.

    The file itself is not kept: its cells stand sealed in the rows until they are written or
    ``sweep`` wipes them. ``position`` is the last row the worker has finished in its phase.
    """

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="worker_lists")
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    phase = models.CharField(max_length=12, choices=ListPhase.choices, default=ListPhase.READING)
    headings = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=ListPhase.values), name="worker_list_phase_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How far the worker is in its present phase, 0 to 100."""
        return min(100, self.position * 100 // self.total) if self.total else 0


class WorkerRow(models.Model):
    """A row of a list: its cells sealed, masked words to show, and every fault.

    ``sealed`` holds the cells as JSON; ``shown`` are masked; ``reasons`` are [{code, column, read,
    params}] with nothing personal unmasked. ``employment`` is what was written.
    """

    upload = models.ForeignKey(WorkerList, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    sealed = models.TextField(blank=True)
    shown = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.UNREAD)
    employment = models.ForeignKey(
        Employment, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["upload", "verdict", "line"], name="worker_row_by_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["upload", "line"], name="worker_row_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="worker_row_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)
