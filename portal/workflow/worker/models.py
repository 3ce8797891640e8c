"""Which worker holds which task, and that it is alive."""

from django.db import models


class TaskLease(models.Model):
    """A running task's worker and its last sign of life; how often it was taken up again."""

    task = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=120)
    beat_at = models.DateTimeField()
    recoveries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.task} {self.worker}"
