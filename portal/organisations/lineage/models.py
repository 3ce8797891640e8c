"""Links between organisations, and what the organisations say against them."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from portal.organisations import eyes
from portal.organisations.lineage.enums import STANDING, LinkKind, LinkState
from portal.organisations.lineage.workflow import LINEAGE
from portal.workflow.models import CaseModel


class LineageLink(CaseModel):
    """``child`` came out of ``parent`` on a day, as a document says; two officials say so.

    A row with ``reverses`` is a counter-entry: once confirmed, the link it names is no longer
    ``in_force``. Nothing is deleted or rewritten; ``in_force`` alone moves, with the confirmations.
    """

    workflow = LINEAGE

    parent = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="links_onward"
    )
    child = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="links_back"
    )
    kind = models.CharField(max_length=16, choices=LinkKind.choices)
    happened_on = models.DateField()
    document = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField(blank=True)
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="counter_entries"
    )
    in_force = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=LinkState.values), name="lineage_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="lineage_kind_known"
            ),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="lineage_of_two"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("recorded_by")), name="lineage_by_two_officials"
            ),
            models.CheckConstraint(
                condition=~Q(status=LinkState.CONFIRMED)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="lineage_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(status=LinkState.CONFIRMED, reverses=None),
                name="lineage_in_force_is_confirmed",
            ),
            models.UniqueConstraint(
                fields=["parent", "child"], condition=Q(in_force=True), name="lineage_linked_once"
            ),
            models.UniqueConstraint(
                fields=["parent", "child"],
                condition=Q(status=LinkState.RECORDED, reverses=None),
                name="lineage_waits_once",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(status__in=STANDING),
                name="lineage_reversed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"link {self.pk}"

    def further_offices(self) -> Iterable[int]:
        """The upper bureau steps in where the registry has no second official (rules.md I.18)."""
        return eyes.substitutes(self.case.holder, self.recorded_by_id) if self.case else ()


class LineageObjection(models.Model):
    """One of the two organisations says in words that a link is wrong; answered in words."""

    link = models.ForeignKey(LineageLink, on_delete=models.PROTECT, related_name="objections")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "organisation"],
                condition=Q(answered_at=None),
                name="lineage_objection_open_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="lineage_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to link {self.link_id}"
