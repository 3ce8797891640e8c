"""Calls with their needs, projects with budget and people, instalments, reports, money returned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.ventures.enums import (
    FUNDED,
    HELD,
    Field,
    Group,
    ProjectState,
    Proposal,
    ReportKind,
    Verdict,
)
from incubator.ventures.workflow import VENTURE
from portal.workflow.bases import CaseModel

STATES = [*ProjectState.values, ""]


class VentureCall(models.Model):
    """A call of an office; a draft until ``published_at``. Amounts in fen.

    ``budget`` is what the call may give in all, ``limit`` the most for one project. Applications
    come from ``opens_on`` to ``closes_on``, projects run from ``starts_on`` to ``ends_on`` with the
    mid-term report due on ``mid_on``. ``defence_at`` and ``defence_place`` are told before the
    panel hears the projects.
    """

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    introduction = models.TextField(_("what it is for"), max_length=2000, blank=True)
    fields = models.JSONField(default=list)
    line = models.ForeignKey("ledger.Line", null=True, on_delete=models.PROTECT, related_name="+")
    budget = models.BigIntegerField(_("budget"), null=True)
    limit = models.BigIntegerField(_("most for one project"), null=True)
    opens_on = models.DateField(_("applications from"), null=True)
    closes_on = models.DateField(_("applications until"), null=True)
    starts_on = models.DateField(_("projects begin"), null=True)
    mid_on = models.DateField(_("mid-term report until"), null=True)
    ends_on = models.DateField(_("projects end"), null=True)
    panel_size = models.PositiveSmallIntegerField(_("experts"), default=5)
    defence_at = models.DateTimeField(_("defence"), null=True)
    defence_place = models.CharField(_("place of the defence"), max_length=120, blank=True)
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "title"], name="venture_title_once"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(
                    published_at__isnull=False, published_by__isnull=False, line__isnull=False,
                    budget__gt=0, limit__gt=0, limit__lte=F("budget"), closes_on__gte=F("opens_on"),
                    starts_on__gt=F("closes_on"), ends_on__gte=F("mid_on"),
                    mid_on__gt=F("starts_on"),
                )
                & ~Q(published_by=F("prepared_by")),
                name="venture_published_whole_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class VentureNeed(models.Model):
    """A need of a community that projects of a call may answer; words for everybody to read."""

    call = models.ForeignKey(VentureCall, on_delete=models.CASCADE, related_name="needs")
    place = models.ForeignKey("bodies.Division", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(_("whom it is about"), max_length=12, choices=Group.choices)
    words = models.CharField(_("what is needed"), max_length=300)
    people = models.PositiveIntegerField(_("about how many people"), null=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__in=Group.values), name="venture_need_group_known"
            )
        ]

    def __str__(self) -> str:
        return self.words


class VentureProject(CaseModel):
    """A project of an organisation for a call; a draft until it has a case. Amounts in fen.

    ``lacks`` is what the first check found missing, a point on each line; it is told once.
    ``activities`` are [{title, month}] ("2027-04"), ``costs`` [{kind, title, fen}], ``team``
    [{name, duty}]. ``asked`` is the grant, the sum of the costs; ``own`` comes on top of it.
    ``score`` is in hundredths of a point. ``contract`` is the number of the contract's letter;
    ``own_scan`` bears the organisation's stamp, ``both_scan`` both. ``failed`` when an evaluation
    ended it. ``spent`` is what the accepted statement says.
    """

    workflow = VENTURE

    call = models.ForeignKey(VentureCall, on_delete=models.PROTECT, related_name="projects")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="ventures"
    )
    title = models.CharField(_("title"), max_length=80, blank=True)
    field = models.CharField(_("field"), max_length=12, choices=Field.choices, blank=True)
    goals = models.TextField(_("goals"), max_length=2000, blank=True)
    beneficiaries = models.TextField(_("who benefits"), max_length=1000, blank=True)
    reach = models.PositiveIntegerField(_("how many people"), null=True)
    needs = models.ManyToManyField(VentureNeed, related_name="projects")
    no_need = models.TextField(_("why no need of the list"), max_length=1000, blank=True)
    activities = models.JSONField(default=list)
    costs = models.JSONField(default=list)
    team = models.JSONField(default=list)
    asked = models.BigIntegerField(_("asked for"), null=True)
    own = models.BigIntegerField(_("own money"), default=0)
    declared = models.BooleanField(default=False)
    lacks = models.TextField(_("what is missing"), max_length=2000, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField(_("order of speaking"), null=True)
    present = models.JSONField(default=list)
    defended_at = models.DateTimeField(null=True)
    score = models.PositiveIntegerField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    proposal = models.CharField(max_length=8, choices=Proposal.choices, blank=True)
    contract = models.CharField(_("number of the contract"), max_length=60, blank=True)
    own_scan = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    both_scan = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    commitment = models.OneToOneField(
        "ledger.Commitment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    failed = models.BooleanField(default=False)
    spent = models.BigIntegerField(_("spent"), null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["call", "status", "rank"], name="venture_by_call"),
            models.Index(fields=["organisation", "status"], name="venture_by_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], condition=~Q(status=ProjectState.WITHDRAWN),
                name="venture_once_for_organisation",
            ),
            models.CheckConstraint(condition=Q(status__in=STATES), name="venture_state_known"),
            models.CheckConstraint(
                condition=Q(status="", case=None) | ~Q(status=""), name="venture_draft_has_no_state"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", ProjectState.INCOMPLETE])
                | Q(asked__gt=0, own__gte=0),
                name="venture_asks_something",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=FUNDED) | Q(commitment__isnull=False),
                name="venture_funded_has_commitment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*HELD, ProjectState.PUBLISHED, ProjectState.WAITING])
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("checked_by")),
                name="venture_decided_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.number if self.case else f"venture {self.pk}"

    @property
    def basis(self) -> str:
        """What the ledger knows its commitment by."""
        return f"ventures.project:{self.pk}"


class VentureInstalment(models.Model):
    """An instalment of a contract, in fen; it may be asked for once ``opened_on`` is set.

    ``dropped``: the project ended before it. Where it stands is read from its day, its receipt and
    its payment order (``queries.stage_of``).
    """

    project = models.ForeignKey(
        VentureProject, on_delete=models.PROTECT, related_name="instalments"
    )
    number = models.PositiveSmallIntegerField()
    fen = models.BigIntegerField()
    opened_on = models.DateField(null=True)
    receipt_number = models.CharField(_("number of the receipt"), max_length=40, blank=True)
    receipt_on = models.DateField(_("day of the receipt"), null=True)
    receipt_file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ordered = models.BooleanField(default=False)
    paid_on = models.DateField(_("paid on"), null=True)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="venture_instalment_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="venture_instalment_positive"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(opened_on__isnull=False, dropped=False),
                name="venture_instalment_paid_when_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}/{self.number}"

    @property
    def basis(self) -> str:
        """What payments know it by."""
        return f"ventures.instalment:{self.pk}"


class VentureReport(models.Model):
    """A report of a project: what was done, whom it reached, what was spent on each line (fen).

    ``spending`` follows the order of the project's costs. A mended report takes the place of the
    first; the history keeps both.
    """

    project = models.ForeignKey(VentureProject, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    done = models.TextField(_("what was done"), max_length=2000)
    reached = models.PositiveIntegerField(_("people reached"), default=0)
    spending = models.JSONField(default=list)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    mended = models.BooleanField(default=False)
    verdict = models.CharField(max_length=6, choices=Verdict.choices, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="venture_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind}"

    @property
    def spent(self) -> int:
        """What was spent in all, in fen."""
        return sum(int(fen) for fen in self.spending)


class VentureReturn(models.Model):
    """Unspent money that came back, by the bank's number: entered by one, confirmed by another."""

    project = models.ForeignKey(VentureProject, on_delete=models.PROTECT, related_name="returns")
    fen = models.BigIntegerField()
    number = models.CharField(_("number of the bank receipt"), max_length=40)
    received_on = models.DateField(_("received on"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="venture_return_positive"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("entered_by")), name="venture_return_two_people"
            ),
        ]

    def __str__(self) -> str:
        return self.number
