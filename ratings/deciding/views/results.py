"""Results of an office: what waits to be made public and to be announced, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused, Text
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import announcing, publishing, queries
from ratings.deciding.enums import grade_words

PER_PAGE, MOST = 20, 500


@dataclass(frozen=True, slots=True)
class Batch:
    """Ratings of one round in one office that wait for the same act."""

    key: str
    rows: Sequence[tuple[Application, Text]]

    @property
    def first(self) -> Application:
        """One of them, for round and office."""
        return self.rows[0][0]


@never_cache
def rating_results(request: HttpRequest) -> HttpResponseBase:
    """Decisions to make public, results to announce, and the announcements there were."""
    user = signed_in(request)
    offices = [one.pk for one in queries.kept_offices(user)]
    waiting = {
        "publish": _batches(queries.in_state(offices, RatingState.VOTED)),
        "announce": _batches(queries.in_state(offices, RatingState.CONFIRMED)),
    }
    act, refused = request.POST.get("act", ""), tuple[Reason, ...]()
    chosen = next(
        (one for one in waiting.get(act, []) if one.key == request.POST.get("batch")), None
    )
    if request.method == "POST" and chosen is not None:
        refused = _done(act, chosen.first, user)
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("rating_results")
    values = {
        "refused": refused,
        "voted": waiting["publish"],
        "confirmed": waiting["announce"],
        "page": Paginator(queries.announcements(user), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "ratings/deciding/results.html", values)


def _batches(rows: QuerySet[Application]) -> list[Batch]:
    found = list(
        rows.select_related("round", "case__holder", "organisation__body", "decided")[:MOST]
    )
    found.sort(key=_place)
    return [
        Batch(f"{office}-{of}", [(row, grade_words(row.decided.grade)) for row in group])
        for (of, office), group in groupby(found, key=_place)
    ]


def _place(row: Application) -> tuple[int, int]:
    return row.round_id, row.case.holder_id if row.case else 0


def _done(act: str, row: Application, user: User) -> tuple[Reason, ...]:
    if row.case is None:
        raise ValueError("A rating without a case has no result.")
    do = publishing.publish if act == "publish" else announcing.announce
    try:
        do(rating_round=row.round, office=row.case.holder, by=user)
    except Refused as refusal:
        return refusal.reasons
    return ()
