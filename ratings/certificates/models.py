"""What the comparison with peers needs, kept once when the experts have signed."""

from django.db import models

from ratings.assessments.models import PLACES


class GroupMark(models.Model):
    """The experts' marks of a rating in one group of its sheet, unrounded."""

    application = models.ForeignKey(
        "ratings.Application", on_delete=models.PROTECT, related_name="group_marks"
    )
    group = models.ForeignKey("ratings.Group", on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=PLACES)

    class Meta:
        ordering = ["group__order", "group"]
        constraints = [
            models.UniqueConstraint(fields=["application", "group"], name="group_mark_once")
        ]

    def __str__(self) -> str:
        return f"group mark {self.application_id} {self.group_id}"
