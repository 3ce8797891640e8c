"""The base of the rows that have a status; apart, so that the app's own subjects may use it."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from portal.workflow.steps import AnyWorkflow


class CaseModel(models.Model):
    """Base of a subject's row that moves through a workflow.

    A subclass sets ``workflow`` and adds its facts; its status is written by the engine only.
    """

    workflow: ClassVar[AnyWorkflow]
    status = models.CharField(max_length=40, editable=False)
    case = models.OneToOneField(
        "workflow.Case", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    def further_offices(self) -> Iterable[int]:
        """Bodies, beside the holder of the case, whose people may take the office's steps."""
        return ()
