"""Agreements, and the residences that begin with them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.admission.enums import Form
from incubator.residence.enums import Outcome, ResidenceState
from incubator.residence.workflow import RESIDENCE
from portal.workflow.bases import CaseModel


class Agreement(models.Model):
    """The agreement of an application: made by the portal, signed by one, then by both.

    ``made`` is the PDF to print; ``own`` the applicant's stamped scan, ``both`` the one with both
    stamps, which counts. ``words`` are the Chinese paragraphs as they were printed.
    """

    application = models.OneToOneField(
        "incubator.Application", on_delete=models.PROTECT, related_name="agreement"
    )
    number = models.CharField(max_length=80, unique=True)
    words = models.JSONField(default=list)
    offered_at = models.DateTimeField()
    made = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    own = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    own_at = models.DateTimeField(null=True)
    own_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    both = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    both_at = models.DateTimeField(null=True)
    both_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(own=None, own_at=None) | Q(own__isnull=False, own_at__isnull=False),
                name="agreement_own_has_time",
            ),
            models.CheckConstraint(
                condition=Q(both=None, both_at=None) | Q(both__isnull=False, both_at__isnull=False),
                name="agreement_both_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Residence(CaseModel):
    """An organisation in residence: from when to when, in which base, with a place or without.

    ``terms`` are frozen on the first day (``programmes.freezing.terms``): tier, allowances, review
    and exit sheets; a later version of the programme does not change them. ``ended_on`` is the day
    of graduation, termination or leaving (``outcome``); the case stays open until everything lent
    is back and the follow-up has ended. ``extended_by`` counts the months of the one extension.
    ``midterm_passed_on`` is the day of the passed review. ``abnormal_since`` and
    ``dishonest_since`` are the days on which the portal saw the organisation on a credit list;
    empty again once it has left the list.
    """

    workflow = RESIDENCE

    application = models.OneToOneField(
        "incubator.Application", on_delete=models.PROTECT, related_name="residence"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="residences")
    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="residences")
    form = models.CharField(_("form"), max_length=12, choices=Form.choices)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    ended_on = models.DateField(_("ended on"), null=True)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, blank=True, default=""
    )
    terms = models.JSONField(default=dict)
    extended_by = models.PositiveSmallIntegerField(default=0)
    midterm_passed_on = models.DateField(null=True)
    abnormal_since = models.DateField(null=True)
    dishonest_since = models.DateField(null=True)

    class Meta:
        ordering = ["-begins_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="residence_form_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="residence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", *ResidenceState.values]), name="residence_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="")
                | Q(ended_on__isnull=False, outcome__in=Outcome.values),
                name="residence_outcome_when_ended",
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ended_on=None), name="residence_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"residence {self.pk}"
