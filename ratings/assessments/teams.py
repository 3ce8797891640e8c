"""The team of experts and its visit: drawn by lot, told in time, written down."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted
from portal.panels import operations as panels
from portal.panels import queries as seats
from portal.panels.operations import EntryWords, SheetLine, Terms
from portal.permissions import Permission
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import conditions, operations, queries, refusals, steps
from ratings.assessments.models import Assessment
from ratings.schemes import queries as schemes
from ratings.schemes.enums import Nature

State = RatingState
CHINESE = "zh-hans"


@transaction.atomic
def draw(*, row: Application, size: int, by: User) -> Assessment:
    """Draw a team of ``size`` experts without a tie to the organisation, and tell them.

    Raises Refused: ``not_permitted``, ``not_now``, ``team_drawn``, ``panel_too_small``,
    ``panel_too_large``, ``not_enough_experts``.
    """
    at = steps.locked(row)
    if not people.may(by, Permission.RATING_CHECK, body=steps.offices(at)):
        raise Refused(not_permitted())
    if at.status != State.ACCEPTED:
        raise Refused(refusals.not_now())
    assessment = steps.assessment(at)
    if assessment.panel_id is not None:
        raise Refused(
            Reason("team_drawn", _("The team is drawn already."), _("See the page of the panel."))
        )
    panel = panels.convene(
        office_id=steps.offices(at),
        kind=queries.KIND,
        subject=queries.subject(at.pk),
        title=_title(at),
        size=size,
        sheet=_lines(at, assessment),
        entries=[_entry(at)],
        by=by,
        terms=Terms(most=queries.number("assessments.team_most"), even=True, whole=False),
    )
    assessment.panel = panel
    assessment.save(update_fields=["panel"])
    panels.draw(panel=panel, by=by)
    return assessment


@transaction.atomic
def arrange(*, row: Application, visit_at: datetime, place: str, by: User) -> Application:
    """Fix day and place of the visit; organisation and experts are told.

    Raises Refused: ``team_missing``, ``visit_too_soon``, ``place_missing``, ``own_case``,
    ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    _plan(at, State.ACCEPTED, visit_at, place)
    done = steps.take(
        at, "arrange", by=by,
        lacking=lambda found: collect(conditions.ARRANGE, queries.visit_facts(_fresh(found))),
    )  # fmt: skip
    _tell_team(done)
    return done


@transaction.atomic
def move(*, row: Application, visit_at: datetime, place: str, words: str, by: User) -> Application:
    """Move the visit, with the reason. Raises Refused as ``arrange``, and ``words_missing``."""
    at = steps.locked(row)
    _plan(at, State.VISITING, visit_at, place)
    done = steps.take(
        at, "move_visit", by=by, note=words,
        lacking=lambda found: collect(conditions.MOVE, queries.visit_facts(_fresh(found))),
    )  # fmt: skip
    _tell_team(done)
    return done


@transaction.atomic
def hold(*, row: Application, visited_on: date, minutes: str, by: User) -> Application:
    """Write the visit down; the experts can sign from now on.

    Raises Refused: ``visit_day``, ``minutes_missing``, ``own_case``, ``not_permitted``,
    ``not_possible_now``.
    """
    at = steps.locked(row)
    if at.status == State.VISITING:
        assessment = steps.assessment(at)
        assessment.visited_on, assessment.minutes = visited_on, minutes.strip()
        assessment.save(update_fields=["visited_on", "minutes"])
    return steps.take(
        at, "hold_visit", by=by,
        lacking=lambda found: collect(conditions.HOLD, queries.visit_facts(_fresh(found))),
    )  # fmt: skip


def follow_signatures(case: str) -> Application | None:
    """All members of a team have signed for a case (its number); other panels have others."""
    row = Application.objects.filter(case__number=case).first()
    return operations.conclude(row) if row else None


def _plan(at: Application, state: str, visit_at: datetime, place: str) -> None:
    if at.status == state:
        assessment = steps.assessment(at)
        assessment.visit_at, assessment.visit_place = visit_at, place.strip()
        assessment.told_at = assessment.told_at or clock.now()
        assessment.save(update_fields=["visit_at", "visit_place", "told_at"])


def _fresh(row: Application) -> Application:
    """The rating with the assessment as it now stands."""
    return Application.objects.select_related("assessment").get(pk=row.pk)


def _tell_team(row: Application) -> None:
    assessment = steps.assessment(row)
    if assessment.panel_id is not None:
        members = seats.members_of(assessment.panel_id)
        url = reverse("rating_sheet", args=[row.pk])
        steps.tell(row, "rating_team_visit", to=members, url=url)


def _title(row: Application) -> str:
    with translation.override(CHINESE):
        words = {"year": row.round.year, "name": row.organisation.body.name}
        return gettext("Rating %(year)s: %(name)s") % words


def _lines(row: Application, assessment: Assessment) -> list[SheetLine]:
    """What the experts score: every point that takes marks and was not accepted as inapplicable."""
    left_out = queries.left_out(assessment)
    return [
        SheetLine(point.code, group.title, point.title[:120], point.method, point.maximum)
        for group in schemes.tree(row.sheet.version)
        for item in group.items.all()
        for point in item.points.all()
        if point.nature != Nature.VETO and point.code not in left_out
    ]


def _entry(row: Application) -> EntryWords:
    """The organisation as the draw sees it: the people and accounts behind it."""
    accounts = people.holders(Permission.ORGANISATION_VIEW, row.organisation_id)
    named = {row.contact, row.organisation.legal_representative}
    return EntryWords(
        case_id=row.case_id or 0,
        name=row.organisation.body.name,
        body_id=row.organisation_id,
        people=tuple(sorted(name for name in named if name)),
        users=tuple(user.pk for user in accounts),
        number=str(row),
    )
