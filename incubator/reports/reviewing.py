"""Mid-term reviews: begun, scored, decided; mending and one second review."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.reports import common, conditions, letters, sheets, slots
from incubator.reports.conditions import HUNDRED
from incubator.reports.models import MendingPaper, MidtermReview
from incubator.residence import telling
from incubator.residence.enums import ResidenceState
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.files import operations as files


@transaction.atomic
def start(*, residence: Residence, by: User) -> MidtermReview:
    """Open the mid-term review with the sheet of the residence's terms.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``review_passed``.
    """
    if residence.midterm_passed_on is not None:
        raise Refused(
            Reason(
                "review_passed",
                _("The mid-term review was passed on %(day)s."),
                _("Go on to the exit evaluation when its time comes."),
                params={"day": days.date_words(residence.midterm_passed_on)},
            )
        )
    home = take_step(residence, "start_midterm", by=by)
    return _begin(home, None)


@transaction.atomic
def plan_visit(*, review: MidtermReview, visit_on: date, by: User) -> MidtermReview:
    """Note the day of the visit and tell the organisation when it is still to come.

    Raises Refused: ``not_permitted``, ``review_decided``, ``visit_before_review``.
    """
    row = _open(review, by)
    if visit_on < clock.day(row.begun_at):
        raise Refused(
            Reason(
                "visit_before_review",
                _("The visit lies before the beginning of the review."),
                _("Choose a day from %(day)s on."),
                params={"day": days.date_words(row.begun_at)},
            )
        )
    row.visit_on = visit_on
    row.save(update_fields=["visit_on"])
    if visit_on >= clock.today():
        unique = f"visit:{row.pk}:{visit_on}"
        words = days.date_words(visit_on)
        telling.say(row.residence, "review_visit", unique=unique, visit=words)
    return row


@transaction.atomic
def score(
    *, review: MidtermReview, points: Mapping[str, str], words: Mapping[str, str], by: User
) -> MidtermReview:
    """Keep the points of a review, item by item; they may be changed until it is decided.

    Raises Refused: ``not_permitted``, ``review_decided``, ``points_impossible`` for each item.
    """
    row = _open(review, by)
    items = row.sheet["items"]
    refuse_if_blocked(conditions.points_possible(items, points))
    row.points = {
        item["code"]: {
            "points": conditions.hundredths(points[item["code"]]),
            "words": words.get(item["code"], "").strip()[:1000],
        }
        for item in items
        if points.get(item["code"], "").strip()
    }
    row.score = sheets.score(row.sheet, row.points)
    row.save(update_fields=["points", "score"])
    common.record("review.scored", row.residence, by, {"score": row.score})
    return row


@transaction.atomic
def decide(*, review: MidtermReview, to_mend: Sequence[str], words: str, by: User) -> MidtermReview:
    """Decide a review by its points: passed from the mark on, else time to mend or a hearing.

    ``to_mend`` is the list of what must be mended, wanted below the mark. The letter goes out.
    Raises Refused: ``not_permitted``, ``review_decided``, ``not_possible_now``, ``own_case``,
    ``not_scored``, ``item_not_scored``, ``to_mend_missing``, ``words_missing``.
    """
    row = _open(review, by)
    home, mark = row.residence, int(row.sheet["pass_mark"]) * HUNDRED
    passed = row.score is None or row.score >= mark
    second = row.first_id is not None
    points = [line.strip() for line in to_mend if line.strip()]
    if not passed and not second and not points:
        raise Refused(
            Reason(
                "to_mend_missing",
                _("The list of what must be mended is empty."),
                _("Write one point on each line; the organisation mends exactly these."),
            )
        )
    action = f"{'pass' if passed else 'fail'}_{'rereview' if second else 'midterm'}"
    known = {
        "score": row.score,
        "pass_mark": mark,
        "unscored": sheets.unscored(row.sheet, row.points),
    }
    note = words.strip() or "；".join(points)
    data = {"score": row.score, "pass_mark": mark}
    after = take_step(home, action, by=by, note=note, known=known, data=data)
    row.passed, row.decided_at, row.decided_by = passed, clock.now(), by
    row.to_mend = [] if passed else points
    row.save(update_fields=["passed", "decided_at", "decided_by", "to_mend"])
    if passed:
        after.midterm_passed_on = clock.today()
        after.save(update_fields=["midterm_passed_on"])
    letters.issue(after, action, row, by=by)
    return row


def hand_in_mending(
    *, residence: Residence, words: str, uploads: Iterable[File[Any]], by: User
) -> MidtermReview:
    """Hand in the report on what was mended, with papers; the one second review begins.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``words_missing``, and every reason
    against a file.
    """
    common.refuse_unless_living(residence, by)
    if not words.strip():
        raise Refused(Reason("words_missing", _("Say for each point of the list what you mended.")))
    owner = files.Owner(body=residence.body_id, user=by.pk)
    stored = [
        files.store(upload=one, slot=slots.MENDING, owner=owner, by=by, case=str(residence))
        for one in uploads
    ]
    with transaction.atomic():
        home = take_step(residence, "hand_in_mending", by=by)
        first = _to_mend(home)
        first.mended, first.mended_at, first.mended_by = words.strip(), clock.now(), by
        first.save(update_fields=["mended", "mended_at", "mended_by"])
        MendingPaper.objects.bulk_create(MendingPaper(review=first, stored=one) for one in stored)
        return _begin(home, first)


@transaction.atomic
def lapse_mending(residence: Residence) -> Residence:
    """The time to mend is over: the second review looks at what is there (the portal itself)."""
    home = take_step(residence, "lapse_mending", by=None)
    _begin(home, _to_mend(home))
    return home


def _begin(home: Residence, first: MidtermReview | None) -> MidtermReview:
    """A new review; one that was left open when a termination was proposed goes on."""
    found = MidtermReview.objects.filter(residence=home, passed=None).first()
    return found or MidtermReview.objects.create(
        residence=home,
        first=first,
        begun_at=clock.now(),
        sheet=first.sheet if first else sheets.of(home),
    )


def _to_mend(home: Residence) -> MidtermReview:
    return MidtermReview.objects.filter(residence=home, passed=False, first=None)[0]


def _open(review: MidtermReview, by: User) -> MidtermReview:
    common.refuse_unless_keeping(review.residence, by)
    row = (
        MidtermReview.objects.select_for_update(of=("self",))
        .select_related("residence__case__holder", "residence__body", "residence__base__body")
        .get(pk=review.pk)
    )
    if row.passed is not None or row.residence.status not in (
        ResidenceState.MIDTERM,
        ResidenceState.REREVIEW,
    ):
        raise Refused(
            Reason(
                "review_decided",
                _("This review is decided, or the residence is no longer under review."),
                _("Open the residence again to see where it stands."),
            )
        )
    return row
