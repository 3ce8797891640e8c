"""What was made public, entry by entry; its corrections; and the objections to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.ui import Fact
from portal.workflow.bases import CaseModel
from portal.workflow.publicity.enums import ANSWERED, ObjectionState, Outcome
from portal.workflow.publicity.workflow import OBJECTION

if TYPE_CHECKING:
    from datetime import date


class Publicity(models.Model):
    """A list of names on a public page, until the last moment of its last working day.

    ``kind`` is the subject ("admission"). ``rule`` is the row by which the days were counted.
    ``replaces`` names the publicity of which entries were corrected; ``round`` counts those.
    """

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)
    rule = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ends_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["kind", "ends_at"], name="publicity_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")), name="publicity_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="publicity_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def last_day(self) -> date:
        """The last day on which anybody may object."""
        return clock.day(self.ends_at)

    def takes_objections(self, moment: datetime) -> bool:
        """Whether somebody may object at a moment; the last moment counts."""
        return self.opened_at <= moment <= self.ends_at


class PublicEntry(models.Model):
    """One name of the list: the case it stands for and its facts [[label, value]].

    ``replaces`` is the entry, on an earlier page, that this one corrects.
    """

    publicity = models.ForeignKey(Publicity, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    facts = models.JSONField(default=list)
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)
    settled_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ["publicity", "order"]
        constraints = [
            models.UniqueConstraint(fields=["publicity", "order"], name="public_entry_order_once"),
            models.UniqueConstraint(fields=["publicity", "case"], name="public_entry_case_once"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None)
                | Q(outcome__in=Outcome.values, settled_at__isnull=False),
                name="public_entry_settled_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publicity_id}/{self.order}"


class Correction(models.Model):
    """A numbered correction of a page; ``before`` and ``after`` keep both versions in full.

    Without an entry it concerns the title or the introduction.
    """

    publicity = models.ForeignKey(Publicity, on_delete=models.PROTECT, related_name="corrections")
    entry = models.ForeignKey(PublicEntry, null=True, on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveSmallIntegerField()
    words = models.TextField(_("what was wrong"))
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["publicity", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["publicity", "serial"], name="publicity_correction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publicity_id} {self.serial}"

    @property
    def versions(self) -> list[Fact]:
        """Both versions of what changed, line by line, as the public page shows them."""
        return [
            Fact(words, _flat(version))
            for words, version in ((_("Before"), self.before), (_("Now"), self.after))
        ]


class Objection(CaseModel):
    """An objection to an entry. Name and telephone are for the answering office alone.

    ``entered_by`` is the official who wrote down what came by telephone, on paper or at the
    counter.
    """

    workflow = OBJECTION

    entry = models.ForeignKey(PublicEntry, on_delete=models.PROTECT, related_name="objections")
    name = models.CharField(_("your name"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=20)
    words = models.TextField(_("what you object to"))
    paper = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ObjectionState.values), name="objection_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ANSWERED)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="objection_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"objection {self.pk}"


def _flat(version: dict[str, Any]) -> str:
    """The values of a version in one line; facts as "label: value"."""
    parts = []
    for value in version.values():
        if isinstance(value, list):
            parts += [f"{label}: {words}" for label, words in value]
        elif value:
            parts.append(str(value))
    return "; ".join(parts)
