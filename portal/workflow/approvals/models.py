"""Chains as dated data, proposals on their way through one, and what was said at each link."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.workflow.approvals.enums import LinkKind, Result, Verdict


class Chain(models.Model):
    """The links an act passes, from a day on. Never changed: a newer row takes its place.

    ``act`` empty and ``office`` empty mean every act, every office. ``links`` are
    {"role": code of the post, "kind": LinkKind} in their order.
    """

    act = models.CharField(max_length=60, blank=True)
    office = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("in force from"))
    links = models.JSONField()
    kept_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["act", "office", "starts_on"], name="chain_by_act")]

    def __str__(self) -> str:
        return f"{self.act} {self.starts_on}"


class Approval(models.Model):
    """A proposal on its way. ``links`` is the chain as it stood when it was proposed.

    ``position`` is the link whose turn it is (from 0), ``subject`` names the thing
    ("panels.panel:7"), ``data`` is what the act needs to be done.
    """

    act = models.CharField(max_length=60)
    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    url = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey(
        "workflow.Case", null=True, on_delete=models.PROTECT, related_name="approvals"
    )
    data = models.JSONField(default=dict)
    words = models.TextField(_("what is proposed and why"), blank=True)
    links = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    waits_since = models.DateTimeField()
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    result = models.CharField(max_length=12, blank=True, choices=Result.choices)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["office", "result", "due_on"], name="approval_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject"], condition=Q(result=""), name="approval_open_once"
            ),
            models.UniqueConstraint(fields=["act", "subject", "round"], name="approval_round_once"),
            models.CheckConstraint(
                condition=Q(result="", closed_at=None)
                | Q(result__in=Result.values, closed_at__isnull=False),
                name="approval_closed_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    @property
    def link(self) -> dict[str, Any] | None:
        """The link whose turn it is, or None when it has ended."""
        return None if self.result else self.links[self.position]


class Opinion(models.Model):
    """What was said at a link, in which post; ``substitute``: for want of a second person."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="opinions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    words = models.TextField(_("opinion"), blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=80)
    substitute = models.BooleanField(default=False)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "position"], name="opinion_link_once"),
            models.UniqueConstraint(fields=["approval", "by"], name="opinion_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.position}"


class Minute(models.Model):
    """The minutes of a collective decision: who was there, how they voted, the paper."""

    opinion = models.OneToOneField(Opinion, on_delete=models.PROTECT, related_name="minute")
    present = models.JSONField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    votes_abstain = models.PositiveSmallIntegerField()
    paper = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"minutes {self.opinion_id}"


class StockPhrase(models.Model):
    """A sentence an office often writes at a link; ``act`` empty: for every act."""

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=60, blank=True)
    text = models.CharField(_("sentence"), max_length=200)
    kept_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "act", "text"],
                condition=Q(dropped_at=None),
                name="stock_phrase_once",
            )
        ]

    def __str__(self) -> str:
        return self.text
