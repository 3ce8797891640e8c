"""Which ties count, and for how long."""

from datetime import date

import pytest

from portal.core import clock
from portal.panels.experts import queries
from portal.panels.experts.conditions import Candidate, Known, Named, counts, exclusions
from tests.factories import panels as make
from tests.people import appoint, body
from tests.work import move_to

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("kind", "until", "expected"),
    [
        ("employed", None, True),
        ("employed", date(2023, 11, 25), True),
        ("employed", date(2023, 11, 24), False),
        ("board", date(2020, 1, 1), False),
        ("adviser", date(2024, 2, 29), True),
        ("member", date(2027, 1, 1), True),
        ("family", date(2001, 1, 1), True),
        ("founder", date(2001, 1, 1), True),
    ],
)
def test_a_former_post_counts_for_three_years(kind, until, expected):
    assert counts(Known(kind, "甲", until_on=until), on=DAY, years=3) is expected


def test_the_29th_of_february_ends_on_the_28th():
    tie = Known("employed", "甲", until_on=date(2024, 2, 29))
    assert counts(tie, on=date(2027, 2, 28), years=3)
    assert not counts(tie, on=date(2027, 3, 1), years=3)


@pytest.mark.parametrize(
    ("candidate", "entry", "codes"),
    [
        (Candidate(1, 9, "甲"), Named("某中心", body=5), []),
        (Candidate(1, 9, "甲"), Named("某中心", users=(9,)), ["applicant"]),
        (Candidate(1, 9, "高 敏"), Named("某中心", people=("高敏",)), ["applicant"]),
        (Candidate(1, 9, "甲", posts=frozenset({5})), Named("某中心", body=5), ["post"]),
        (Candidate(1, 9, "甲", former=frozenset({5})), Named("某中心", body=5), ["former_post"]),
        (Candidate(1, 9, "甲", former=frozenset({6})), Named("某中心", body=5), []),
        (Candidate(1, 9, "甲", employer="某 中心"), Named("某中心"), ["employer"]),
        (
            Candidate(1, 9, "甲", ties=(Known("member", "旧名中心"),)),
            Named("某中心", names=("旧名中心",)),
            ["tie_member"],
        ),
        (
            Candidate(1, 9, "甲", ties=(Known("board", "别名", body=5),)),
            Named("某中心", body=5),
            ["tie_board"],
        ),
        (Candidate(1, 9, "甲", ties=(Known("board", "别名"),)), Named("某中心", body=None), []),
        (Candidate(1, 9, ""), Named("某中心", people=("",)), []),
    ],
)
def test_every_way_to_be_tied(candidate, entry, codes):
    found = exclusions(candidate, [entry], on=DAY, years=3)
    assert [row.code for row in found] == codes


@pytest.mark.django_db
@pytest.mark.parametrize(("left", "former"), [("2024-11-25", True), ("2024-11-24", False)])
def test_who_left_a_body_is_kept_from_judging_it_for_two_years(left, former):
    move_to("2026-11-25T10:00+08:00")
    user, ours = make.expert(), body("ours")
    post = appoint(user, "viewer", ours)
    post.ends_on, post.ended_at = date.fromisoformat(left), clock.now()
    post.save()
    (candidate,) = queries.candidates([ours.pk])
    assert candidate.posts == frozenset()
    assert candidate.former == (frozenset({ours.pk}) if former else frozenset())
