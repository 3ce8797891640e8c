"""Reading schemes: what is in force, what an office prepares, and which line pays in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from incubator.incentives.conditions import Terms
from incubator.incentives.enums import ENTRIES, Measure, SupportKind
from incubator.incentives.models import Scheme, SchemeVersion
from incubator.incentives.needs import Needs
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.ledger.budgets import queries as budgets
from portal.permissions import Permission
from portal.workflow.approvals import queries as approvals

if TYPE_CHECKING:
    from portal.ledger.budgets.models import Line
    from portal.workflow.approvals.models import Approval

ACT = "incentives.publish"
EDIT = Permission.GRANT_EDIT


def in_force(on: date) -> QuerySet[SchemeVersion]:
    """The published versions that hold on a day, one for each scheme, by field and title."""
    begun = SchemeVersion.objects.filter(published_at__isnull=False, starts_on__lte=on)
    newest = begun.filter(scheme=OuterRef("scheme")).order_by("-number").values("pk")[:1]
    found = begun.filter(pk=Subquery(newest)).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return found.select_related("scheme__office").order_by("scheme__field", "scheme_id")


def version_on(scheme_id: int, on: date) -> SchemeVersion | None:
    """The version of a scheme that holds on a day; None when none does."""
    return in_force(on).filter(scheme=scheme_id).first()


def awards_on(on: date) -> QuerySet[SchemeVersion]:
    """The versions in force on a day that pay for a grade of an organisation."""
    return in_force(on).filter(scheme__measure=Measure.GRADE, scheme__kind=SupportKind.INCENTIVE)


def base_awards_on(on: date) -> QuerySet[SchemeVersion]:
    """The versions in force on a day that pay for the grade of a base."""
    return in_force(on).filter(scheme__measure=Measure.BASE_GRADE)


def public_version(pk: int) -> SchemeVersion | None:
    """The newest published version of a scheme, whether it still holds or not."""
    found = SchemeVersion.objects.filter(scheme=pk, published_at__isnull=False)
    return found.select_related("scheme__office").order_by("-number").first()


def visible_to(user: Anybody) -> QuerySet[Scheme]:
    """The schemes of the offices whose cases a person sees."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Scheme.objects.filter(office__in=offices).select_related("office")


def offices(user: Anybody) -> frozenset[int]:
    """The offices for which a person may prepare schemes."""
    return people.bodies_where(user, EDIT)


def versions(scheme: Scheme) -> list[SchemeVersion]:
    """Every version of a scheme, the newest first."""
    found = scheme.versions.select_related("scheme", "line", "prepared_by", "published_by")
    return list(found.order_by("-number"))


def draft_of(scheme: Scheme) -> SchemeVersion | None:
    """The version that is being prepared; None when nobody prepares one."""
    return scheme.versions.filter(published_at=None).select_related("scheme").first()


def proposal(version: SchemeVersion) -> Approval | None:
    """The last proposal to publish a version, whatever became of it."""
    return approvals.standing(ACT, subject(version))


def subject(version: SchemeVersion) -> str:
    """What names a version in proposals and in the history."""
    return f"incubator.schemeversion:{version.pk}"


def titles(keys: Iterable[int]) -> list[str]:
    """The titles of schemes, for readers."""
    return [scheme.shown_title for scheme in Scheme.objects.filter(pk__in=list(keys))]


def terms(version: SchemeVersion) -> Terms:
    """What is asked of a version before it is published."""
    scheme = version.scheme
    before = scheme.versions.filter(published_at__isnull=False).aggregate(last=Max("starts_on"))
    entries = ENTRIES[scheme.measure]
    line = version.line
    return Terms(
        entries=[code for code, _words in entries],
        table=version.table,
        names={code: str(words) for code, words in entries},
        cap_fen=version.cap_fen,
        legal_basis=version.legal_basis,
        who=version.who,
        within=version.within,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        newest_start=before["last"],
        line_fits=line is None or (line.budget.body_id == scheme.office_id and not line.recorded),
        least_months=Needs.of(version.needs).least_months,
        most_months=Needs.of(version.needs).most_months,
    )


def lines_to_choose(office: int) -> list[Line]:
    """The lines of an office's present year that may be committed."""
    found = budgets.lines(office, clock.today().year)
    return list(found.filter(recorded=False, closed=False))


def line_for(version: SchemeVersion, year: int) -> Line | None:
    """The line that pays in a year: the version's own, or that of the same source and code."""
    own = version.line
    if own is None or own.budget.year == year:
        return own
    return budgets.line_of(own.budget.body_id, year, own.source, own.code)
