"""Training for yearly statistics: how many came, and for how long, by base."""

from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.residence.counted import base_names
from incubator.training import queries
from incubator.training.models import CourseAttendance
from portal.core import days
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope


def attended(scope: Scope) -> Rows:
    """Every attendance of a session in the bases of a place."""
    bases = Base.objects.filter(scope.within("body__division")).order_by()
    return queries.attended_in(bases.values("pk"), scope.first, scope.last)


def _cells(row: CourseAttendance) -> tuple[str, ...]:
    course = row.session.run.course
    return (
        course.title,
        course.base.body.name,
        days.date_words(row.session.starts_at),
        str(row.minutes),
    )


register(
    Table(
        "training_by_base", _("Training by base"), _("Base"), attended,
        "session__run__course__base",
        (
            Column("hours", _("Hours attended"), "hours", total="minutes"),
            Column("attendances", _("Attendances"), "attendances"),
        ),
        (_("Course"), _("Base"), _("Day"), _("Minutes")), _cells, names=base_names,
        related=("session__run__course__base__body",),
    ),
)  # fmt: skip
