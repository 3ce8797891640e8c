"""Evaluating the year of a base: opened, accounted for, visited, scored, made public, graded."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.bases import acts as at_bases
from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.reports import conditions
from incubator.yearly import acts, counting, queries, sheets, telling
from incubator.yearly.enums import Counted, Grade
from incubator.yearly.models import Evaluation
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.workflow import engine
from portal.workflow.publicity import operations as publicity

CHINESE = "zh-hans"
RULE = "yearly.publicity"
WORDS_MOST = 1000


@transaction.atomic
def open_year(*, base: Base, year: int, by: User) -> Evaluation:
    """Open the evaluation of a base's year; the base is asked for its account.

    Raises Refused with every reason: ``not_permitted``, ``own_case``, ``year_far``,
    ``year_runs``, ``base_closed``, ``opened_already``.
    """
    office = queries.office_for(by, base)
    if office is None:
        raise Refused(_not_permitted())
    at = at_bases.locked(base)
    refuse_if_blocked(collect(acts.OPEN, queries.open_facts(at, year, by)))
    row = Evaluation(base=base, year=year, sheet=sheets.of_year(year, clock.today()))
    _count(row)
    opening = engine.Opening(applicant=base.body.name, holder_id=office, body_id=base.body_id)
    try:
        with transaction.atomic():
            made = engine.open_case(row, opening, by=by, data={"year": year})[0]
    except IntegrityError:
        raise Refused(acts.opened_already(year)) from None
    telling.send(made, "yearly_opened")
    return made


@transaction.atomic
def state(
    *, evaluation: Evaluation, account: str, remarks: Mapping[str, str], by: User
) -> Evaluation:
    """The base hands in its account; ``remarks`` are its words to single targets.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``account_empty``.
    """
    row = _locked(evaluation)
    row.account = account.strip()
    row.remarks = {
        code: words.strip()[:WORDS_MOST]
        for code, words in remarks.items()
        if code in Counted.values and words.strip()
    }
    row.stated_at, row.stated_by = clock.now(), by
    _count(row)
    done = _stored(
        row, "state", by, ["account", "remarks", "stated_at", "stated_by", *FIGURES]
    )  # fmt: skip
    telling.tell(done, "state")
    return done


@transaction.atomic
def lapse_account(evaluation: Evaluation) -> Evaluation:
    """No account came in time: the evaluation goes on with the records (the portal itself)."""
    row = _locked(evaluation)
    _count(row)
    done = _stored(row, "lapse_account", None, FIGURES)
    telling.tell(done, "lapse_account")
    return done


@transaction.atomic
def return_account(*, evaluation: Evaluation, words: str, by: User) -> Evaluation:
    """Send the account back with what is missing. Raises Refused: ``words_missing`` …"""
    done = _step(_locked(evaluation), "return_account", by, words)
    telling.tell(done, "return_account")
    return done


@transaction.atomic
def visit(
    *, evaluation: Evaluation, visit_on: date | None, visitors: str, minutes: str, by: User
) -> Evaluation:
    """Write down the visit.

    Raises Refused with every reason: ``visit_day``, ``visitors_missing``, ``minutes_missing``,
    ``own_case`` and those of every step.
    """
    row = _locked(evaluation)
    row.visit_on, row.visitors, row.minutes = visit_on, visitors.strip(), minutes.strip()
    row.visit_by = by
    _count(row)
    return _stored(
        row, "visit", by, ["visit_on", "visitors", "minutes", "visit_by", *FIGURES]
    )  # fmt: skip


@transaction.atomic
def score(
    *, evaluation: Evaluation, points: Mapping[str, str], words: Mapping[str, str], by: User
) -> Evaluation:
    """Give points to every item; figures and targets are counted a last time and frozen.

    ``points`` are as typed ("8", "7.5"). May be done again until the result is public. Raises
    Refused with every reason: ``points_impossible``, ``item_not_scored``, ``own_case`` …
    """
    row = _locked(evaluation)
    items = row.sheet["items"]
    refuse_if_blocked(conditions.points_possible(items, points))
    row.points = {
        item["code"]: {
            "points": conditions.hundredths(points[item["code"]]),
            "words": words.get(item["code"], "").strip()[:WORDS_MOST],
        }
        for item in items
        if points.get(item["code"], "").strip()
    }
    row.score = sheets.total(row.points)
    row.scored_by, row.scored_at = by, clock.now()
    _count(row)
    kept = ["points", "score", "scored_by", "scored_at", *FIGURES]
    data = {"score": row.score, "figures": row.figures}
    return _stored(row, "score", by, kept, data=data)


@transaction.atomic
def publish(*, evaluation: Evaluation, by: User) -> Evaluation:
    """Make points and proposed grade public for the working days of the row; anybody may object.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``.
    """
    row = _step(_locked(evaluation), "publish", by)
    if row.case is None:
        raise ValueError("An evaluation without a case cannot be made public.")
    with translation.override(CHINESE):
        title = gettext("Publicity of the yearly evaluation %(year)s: %(base)s")
        publicity.publish(
            office=row.case.holder,
            kind=queries.KIND,
            title=title % {"year": row.year, "base": row.base.body.name},
            introduction=gettext(
                "The base was visited and scored; this grade is proposed. Whoever knows a reason "
                "against it may object while the result stands here."
            ),
            entries=[publicity.EntryWords(row.case, row.base.body.name, facts_of(row))],
            rule=RULE,
            by=by,
        )
    telling.tell(row, "publish")
    return row


@transaction.atomic
def call_off(*, evaluation: Evaluation, words: str, by: User) -> Evaluation:
    """End an evaluation without a grade, with the reason. Raises Refused: ``words_missing`` …"""
    done = _step(_locked(evaluation), "call_off", by, words)
    telling.tell(done, "call_off")
    return done


def facts_of(row: Evaluation) -> list[tuple[str, str]]:
    """What stands on the public page: year, points, proposed grade."""
    return [
        (gettext("Year"), str(row.year)),
        (gettext("Points"), admission.points(row.score)),
        (gettext("Proposed grade"), str(Grade(row.proposed or Grade.FAILED).label)),
    ]


def take(row: Evaluation, action: str, by: User | None, words: str = "") -> Evaluation:
    """Take a step of a row that the caller locked, and tell the base what the table names."""
    done = _step(row, action, by, words)
    telling.tell(done, action)
    return done


def of_case(case_id: int) -> Evaluation:
    """The evaluation of a case, locked until the transaction ends."""
    return _rows().get(case=case_id)


FIGURES = ["figures", "targets", "counted_at"]


def _count(row: Evaluation) -> None:
    """Figures of the year and the targets of the plan that stands, as they are now."""
    row.figures = counting.figures(row.base_id, row.year)
    row.targets = bases.targets([row.base_id], row.year).get(row.base_id, {})
    row.counted_at = clock.now()


def _stored(
    row: Evaluation,
    action: str,
    by: User | None,
    fields: list[str],
    data: dict[str, object] | None = None,
) -> Evaluation:
    """Save what a step brings, then take it; a refusal takes both back."""
    if row.workflow.step(action, row.status) is not None:
        row.save(update_fields=fields)
    return _step(row, action, by, data=data)


def _step(
    row: Evaluation,
    action: str,
    by: User | None,
    words: str = "",
    data: dict[str, object] | None = None,
) -> Evaluation:
    return engine.advance(
        row, action, by=by, facts=lambda locked: queries.facts(locked, by), note=words, data=data
    )


def _locked(evaluation: Evaluation) -> Evaluation:
    return _rows().get(pk=evaluation.pk)


def _rows() -> QuerySet[Evaluation]:
    rows = Evaluation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("base__body", "case__holder")


def _not_permitted() -> Reason:
    return Reason(
        "not_permitted",
        _("You do not evaluate this base."),
        _("The office responsible for the base evaluates it, or the one above."),
    )
