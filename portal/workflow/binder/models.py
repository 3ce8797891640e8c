"""Binders (卷宗): one PDF of a whole case, as it stood when somebody asked for it."""

from django.db import models
from django.db.models import Q

from portal.workflow.binder.enums import BinderState


class Binder(models.Model):
    """A binder that was asked for; ``done`` of ``total`` parts are made."""

    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="binders")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=BinderState.choices, default=BinderState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BinderState.READY)
                | Q(file__isnull=False, made_at__isnull=False),
                name="binder_ready_has_file",
            )
        ]

    def __str__(self) -> str:
        return f"binder {self.pk}"
