"""Drafts, applications with what they froze, and what officials asked for and confirmed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.admission.enums import HOLDING, MAY_APPLY_AGAIN, AdmissionState, Form, Proposal
from incubator.admission.workflow import ADMISSION
from portal.workflow.models import CaseModel

HUNDRED_POINTS = 10_000


class Draft(models.Model):
    """What an organisation has entered of an application; saving is never handing in.

    ``answers`` is {field: text}, ``lists`` {evidence code: [{column: text}]}. ``version`` grows
    with every save, so that an older tab is told.
    """

    programme = models.ForeignKey(
        "incubator.Programme", on_delete=models.CASCADE, related_name="drafts"
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.CASCADE, related_name="admission_drafts"
    )
    answers = models.JSONField(default=dict)
    lists = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "body"], name="admission_draft_one_each")
        ]

    def __str__(self) -> str:
        return f"draft {self.programme_id} {self.body_id}"


class DraftPaper(models.Model):
    """A paper added to a draft; ``item`` is the code of the programme's evidence item."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")
    item = models.CharField(max_length=40)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return f"{self.item} {self.stored_id}"


class Application(CaseModel):
    """An application as it was handed in; its contents never change afterwards.

    ``profile``, ``answers``, ``lists``, ``rules`` and ``programme_version`` are frozen at handing
    in, ``digest`` is the sha256 of them and of the files' hashes. ``score`` is in hundredths of a
    point (8567 = 85.67). ``holds_place``: one of the programme's places is counted for it.
    ``entered_by``, ``paper`` and ``slip`` belong to applications brought to a counter.
    """

    workflow = ADMISSION

    programme = models.ForeignKey(
        "incubator.Programme", on_delete=models.PROTECT, related_name="applications"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="applications")
    form = models.CharField(_("form"), max_length=12, choices=Form.choices)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    paper = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    slip = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.CharField(_("contact person"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=20)
    answers = models.JSONField(default=dict)
    lists = models.JSONField(default=dict)
    profile = models.JSONField(default=dict)
    rules = models.JSONField(default=dict)
    programme_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    extended = models.BooleanField(default=False)
    returns = models.PositiveSmallIntegerField(default=0)
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    decision = models.TextField(_("reasons"), blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    score = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    proposal = models.CharField(max_length=8, choices=Proposal.choices, default=Proposal.NONE)
    holds_place = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["programme", "status", "rank"], name="application_by_programme")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AdmissionState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=Form.values), name="application_form_known"
            ),
            models.CheckConstraint(
                condition=Q(proposal__in=Proposal.values), name="application_proposal_known"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=HUNDRED_POINTS),
                name="application_score_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(holds_place=False)
                | Q(form=Form.PHYSICAL, status__in=sorted([*HOLDING, AdmissionState.SCORED])),
                name="application_place_only_while_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="application_checked_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="application_decided_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["programme", "body"],
                condition=~Q(status__in=sorted(MAY_APPLY_AGAIN)),
                name="application_once_per_programme",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"application {self.pk}"


class Paper(models.Model):
    """A file of an application; ``round`` 0 was handed in at first, 1 and 2 after a return.

    ``title`` and ``place`` are those of the programme's list when it was handed in.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    item = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["place", "round", "id"]

    def __str__(self) -> str:
        return f"{self.title} {self.round}"


class Point(models.Model):
    """One thing that a return asked for, and the answer to it.

    ``about`` is the code of an evidence item or of a field of the form, empty for anything else.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="points")
    round = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=40, blank=True)
    words = models.CharField(_("what is missing"), max_length=300)
    answer = models.TextField(_("your answer"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["round", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round", "place"], name="point_place_once"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Verdict(models.Model):
    """What an official found on a point that the machine does not know; only added to.

    ``code`` is a reason's code (``lists_unknown``, ``public_interest_unconfirmed``) or
    ``condition:<pk>`` for a further condition of the programme; ``source`` says how it is known.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="verdicts")
    code = models.CharField(max_length=60)
    holds = models.BooleanField()
    source = models.CharField(_("source"), max_length=300)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="verdict_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.holds}"
