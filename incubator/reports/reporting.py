"""Reports: opened by the portal, saved as a draft, handed in, sent back once, accepted."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.reports import acts, common, prefill, queries
from incubator.reports.enums import WRITING, ReportState
from incubator.reports.models import Report
from incubator.residence import queries as residences
from incubator.residence import telling
from portal.accounts.models import User
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.workflow import engine

Answers = dict[str, Any]


@transaction.atomic
def save(*, report: Report, seen: int, answers: Answers, by: User) -> Report:
    """Keep a draft of a report. ``seen`` is the version on which it was written.

    Raises Refused: ``not_permitted``, ``report_after_end``, ``not_possible_now``,
    ``changed_meanwhile``.
    """
    common.refuse_unless_living(report.residence, by)
    _refuse_unless_writing(report)
    found = Report.objects.filter(pk=report.pk, version=seen, status__in=WRITING)
    if not found.update(answers=answers, version=F("version") + 1, saved_at=clock.now()):
        raise Refused(
            Reason(
                "changed_meanwhile",
                _("Somebody else has changed this report since you opened it."),
                _("Open it in a second window, compare, and save again."),
            )
        )
    return _whole(report)


@transaction.atomic
def hand_in(*, report: Report, seen: int, answers: Answers, by: User) -> Report:
    """Hand in a report with the figures the portal knows today.

    Raises Refused: those of ``save``, ``not_answered`` for every open question.
    """
    saved = save(report=report, seen=seen, answers=answers, by=by)
    action = "hand_in" if saved.status == ReportState.OPEN else "hand_in_again"
    row = _advance(saved, action, by)
    row.figures = prefill.figures(row)
    row.handed_in_at, row.handed_in_by = clock.now(), by
    row.save(update_fields=["figures", "handed_in_at", "handed_in_by"])
    _tell_keepers(row)
    return row


@transaction.atomic
def send_back(*, report: Report, words: str, by: User) -> Report:
    """Send a report back with questions, once.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``words_missing``, ``own_case``,
    ``report_after_end``.
    """
    row = _advance(report, "send_back", by, words.strip())
    row.words, row.late = words.strip(), 0
    row.due_on = row.case.due_on if row.case and row.case.due_on else row.due_on
    row.save(update_fields=["words", "late", "due_on"])
    _tell(row, "report_returned")
    return row


@transaction.atomic
def accept(*, report: Report, by: User, words: str = "") -> Report:
    """Accept a report. Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``."""
    row = _advance(report, "accept", by, words.strip())
    _tell(row, "report_accepted")
    return row


def drop(report: Report) -> Report:
    """Want a report no longer, because the residence has ended (the portal, by itself)."""
    return _advance(report, "drop", None)


def _advance(report: Report, action: str, by: User | None, note: str = "") -> Report:
    return engine.advance(
        report, action, by=by, note=note, facts=lambda locked: queries.facts(locked, by)
    )


def _refuse_unless_writing(report: Report) -> None:
    now = _whole(report)
    refuse_if_blocked(collect((acts.residence_runs,), queries.facts(now, None)))
    if now.status not in WRITING:
        raise Refused(
            Reason(
                "not_possible_now",
                _("The report is “%(state)s”, so it can no longer be changed."),
                _("Call your base if something in it is wrong."),
                params={"state": now.workflow.states(now.status).label},
            )
        )


def _whole(report: Report) -> Report:
    return Report.objects.select_related(*queries.WHOLE).get(pk=report.pk)


def _tell(row: Report, key: str) -> None:
    telling.say(
        row.residence,
        key,
        unique=f"{row.case}:{key}:{row.version}",
        url=reverse("report", args=[row.pk]),
        until=_until(row),
    )


def _tell_keepers(row: Report) -> None:
    telling.say(
        row.residence,
        "report_handed_in",
        unique=f"{row.case}:handed_in:{row.version}",
        to=residences.keepers(row.residence),
        url=reverse("report_case", args=[row.pk]),
        until=_until(row),
    )


def _until(row: Report) -> str:
    return days.date_words(row.case.due_on) if row.case and row.case.due_on else ""
