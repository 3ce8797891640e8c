"""Community groups: what is filed of them at the street."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.groups.enums import LIVE, ON_FILE, Category, Ground, GroupState
from incubator.groups.workflow import GROUP
from portal.workflow.bases import CaseModel


class CommunityGroup(CaseModel):
    """A group of neighbours, filed at a street; no legal person.

    ``body`` is made when it is filed, so that it can book rooms and stand in lists; it can neither
    sign nor be paid. Without ``host`` the community's residents' committee is the host.
    ``confirm_by`` is the day on which it is asked to confirm for another year. ``points`` are what
    was to be completed.
    """

    workflow = GROUP

    body = models.OneToOneField(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="community_group"
    )
    street = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "bodies.Division",
        on_delete=models.PROTECT,
        related_name="community_groups",
        verbose_name=_("community"),
    )
    name = models.CharField(_("name of the group"), max_length=60)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    purpose = models.TextField(_("what the group does"), max_length=500)
    place = models.CharField(_("where it meets"), max_length=120, blank=True)
    members = models.PositiveIntegerField(_("members"))
    head_name = models.CharField(_("head of the group"), max_length=60)
    head_phone = models.CharField(_("telephone of the head"), max_length=20)
    host = models.ForeignKey(
        "bodies.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_groups",
        verbose_name=_("host"),
    )
    for_profit = models.BooleanField(default=False)
    points = models.JSONField(default=list)
    ground = models.CharField(max_length=8, choices=Ground.choices, blank=True, default="")
    decision = models.TextField(blank=True)
    number = models.CharField(_("filing number"), max_length=40, blank=True)
    filed_on = models.DateField(_("filed on"), null=True)
    confirm_by = models.DateField(null=True)
    grown_into = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", *GroupState.values]), name="group_state_known"
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="group_category_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ON_FILE)
                | Q(body__isnull=False, filed_on__isnull=False, confirm_by__isnull=False),
                name="group_on_file_has_body",
            ),
            models.UniqueConstraint(
                fields=["street", "name"], condition=Q(status__in=LIVE), name="group_name_once"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="group_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"group {self.pk}"
