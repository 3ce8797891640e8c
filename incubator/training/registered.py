"""How the ledger of allowances tells of seats in courses."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from incubator.allowances import uses
from incubator.allowances.uses import Use
from incubator.training.models import Enrolment


def _describe(keys: Collection[int]) -> Mapping[int, Use]:
    rows = Enrolment.objects.filter(pk__in=keys).select_related("run__course")
    return {
        row.pk: Use(row.run.course.title, reverse("training_course", args=[row.run.course_id]))
        for row in rows
    }


uses.register("incubator.enrolment", _describe)
