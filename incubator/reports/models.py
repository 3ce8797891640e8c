"""Plans with milestones, reports, mentors with their log, and mid-term reviews."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.reports.enums import Late, ReportState
from incubator.reports.workflow import REPORT
from portal.core import clock
from portal.workflow.bases import CaseModel

USER = "accounts.User"
FILE = "files.StoredFile"


class ResidencePlan(models.Model):
    """A version of a residence's plan; only added to, so that every change keeps its history.

    ``rows`` are {"code", "title", "owner" (a person's id or None), "due_on" (ISO)}. A version is
    proposed by the organisation and either agreed with the base or returned with words.
    """

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="plans"
    )
    number = models.PositiveSmallIntegerField()
    rows = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["residence", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["residence"],
                condition=Q(agreed_at=None, returned_at=None),
                name="plan_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(returned_at=None), name="plan_agreed_or_returned"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.number}"


class Milestone(models.Model):
    """A milestone of the agreed plan: who of the organisation, until when, done with what proof.

    ``dropped_on``: a later agreed version of the plan no longer has it.
    """

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="milestones"
    )
    code = models.CharField(max_length=12)
    title = models.CharField(_("milestone"), max_length=200)
    owner = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    file = models.ForeignKey(FILE, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["residence", "code"], name="milestone_code_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ReportRhythm(models.Model):
    """When the next report of a residence opens: its number and the days it tells of."""

    residence = models.OneToOneField(
        "incubator.Residence", on_delete=models.PROTECT, related_name="rhythm", primary_key=True
    )
    months = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"report {self.number} on {self.last_on}"


class Report(CaseModel):
    """A report on a period of a residence, with the figures the portal knew when it was handed in.

    ``due_on`` is the last day to hand it in; ``late`` the stage it has reached since. ``version``
    counts the saved drafts, so that two people never overwrite each other unseen.
    """

    workflow = REPORT

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="reports"
    )
    number = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    due_on = models.DateField()
    answers = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    late = models.PositiveSmallIntegerField(choices=Late.choices, default=Late.NOT)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["status", "due_on"], name="report_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["residence", "number"], name="report_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=ReportState.values), name="report_state_known"
            ),
            models.CheckConstraint(condition=Q(late__in=Late.values), name="report_late_known"),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"report {self.pk}"

    def further_offices(self) -> Iterable[int]:
        """The people of the base itself read reports, not only its office."""
        return (self.residence.base.body_id,)


class Mentorship(models.Model):
    """Who accompanies a residence: an expert or a person with an account, or somebody by name."""

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="mentorships"
    )
    person = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="mentorships"
    )
    name = models.CharField(_("mentor"), max_length=80)
    work = models.CharField(_("works as"), max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["residence", "name"],
                condition=Q(until=None),
                name="mentorship_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MentorEntry(models.Model):
    """A line of the mentor's log; it takes mentoring hours and is signed as seen by the other.

    ``booked``: the hours were asked for from the menu of support, which has taken them already.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="entries")
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    what = models.TextField(_("what it was about"))
    next_step = models.TextField(_("next step"), blank=True)
    booked = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name_plural = "mentor entries"
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="mentor_entry_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.minutes}"


class MidtermReview(models.Model):
    """A mid-term review, or the second one after mending (``first`` names the one before).

    ``sheet`` is frozen when it begins: {"pass_mark", "items": [{"code", "title", "criterion",
    "maximum"}]}. ``points`` by code: {"points" (hundredths), "words"}. ``score`` and the mark are
    hundredths of a point. ``to_mend`` is the list of what must be mended.
    """

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="reviews"
    )
    first = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="second")
    begun_at = models.DateTimeField()
    sheet = models.JSONField(default=dict)
    visit_on = models.DateField(_("day of the visit"), null=True)
    points = models.JSONField(default=dict)
    score = models.PositiveIntegerField(null=True)
    passed = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    to_mend = models.JSONField(default=list)
    mended = models.TextField(blank=True)
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["residence"], condition=Q(passed=None), name="review_open_once"
            ),
            models.CheckConstraint(
                condition=Q(passed=None, decided_at=None)
                | Q(passed__isnull=False, decided_at__isnull=False, score__isnull=False),
                name="review_decided_with_score",
            ),
        ]

    def __str__(self) -> str:
        return f"review {clock.day(self.begun_at)}"


class MendingPaper(models.Model):
    """A paper that proves what was mended."""

    review = models.ForeignKey(MidtermReview, on_delete=models.PROTECT, related_name="papers")
    stored = models.ForeignKey(FILE, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.stored)
