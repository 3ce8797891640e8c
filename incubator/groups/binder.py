"""What zip and binder of a filing hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from incubator.groups import queries
from incubator.groups.views.common import facts
from incubator.groups.workflow import GROUP
from portal.accounts.models import User
from portal.workflow.binder import registry
from portal.workflow.binder.registry import Paper, Section
from portal.workflow.models import Case


def papers(case: Case, user: User) -> Sequence[Paper]:
    """A group is filed by what is typed; there are no papers."""
    return []


def sections(case: Case, user: User) -> Sequence[Section]:
    """What was entered of the group, and what was to be completed."""
    row = queries.of_offices(user).filter(case=case).first()
    if row is None:
        return []
    found = [Section(_("What was entered"), facts=facts(row))]
    if row.points:
        found.append(Section(_("What was missing"), paragraphs=row.points))
    return found


registry.register(GROUP.code, papers, sections)
