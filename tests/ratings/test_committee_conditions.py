"""Quorum, votes and periods of a rating committee, as plain functions."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ratings.deciding import after, conditions
from ratings.deciding.after import AgainFacts
from ratings.deciding.conditions import CallFacts, Limits, VoteFacts
from ratings.deciding.reckoning import grade_of
from ratings.schemes.answers import bands

LIMITS = Limits(7, 25, 2, 3, 2)
TODAY = date(2026, 12, 1)
FOR, AGAINST, ABSTAINS = "for", "against", "abstains"
BANDS = bands({"AAAAA": "90", "AAAA": "80", "AAA": "70", "AA": "60", "A": "50"})


def votes(agree: int, rest: int = 0) -> list[tuple[int, str]]:
    return [(seat, FOR if seat < agree else AGAINST) for seat in range(agree + rest)]


def facts(members: int = 7, present: int = 7, **more) -> VoteFacts:
    given = {"votes": votes(present), "recused": ()} | more
    return VoteFacts(LIMITS, range(members), range(present), **given)


@pytest.mark.parametrize("members", range(7, 26))
def test_two_thirds_decide_and_more_than_half_of_all_carry(members):
    quorum, agree = LIMITS.quorum(members), LIMITS.agreeing(members)
    assert 3 * quorum >= 2 * members > 3 * (quorum - 1)
    assert 2 * agree > members >= 2 * (agree - 1)
    assert not conditions.vote_refused(facts(members, quorum))
    short = facts(members, quorum - 1)
    assert [reason.code for reason in conditions.vote_refused(short)] == ["no_quorum"]
    assert conditions.carried(facts(members, members, votes=votes(agree, members - agree)))
    assert not conditions.carried(
        facts(members, members, votes=votes(agree - 1, members - agree + 1))
    )


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, set()),
        ({"noted": False}, {"attendance_missing"}),
        ({"closed": True}, {"sitting_closed"}),
        ({"held_on": TODAY + timedelta(days=1), "today": TODAY}, {"sitting_to_come"}),
        ({"held_on": TODAY, "today": TODAY}, set()),
        ({"votes": [*votes(7), (0, FOR)]}, {"voted_twice"}),
        ({"votes": [*votes(7), (99, FOR)]}, {"not_a_member"}),
        ({"votes": votes(6)}, {"vote_missing"}),
        ({"recused": (6,)}, {"recused"}),
        ({"recused": (6,), "votes": votes(6)}, set()),
        ({"present": 5, "votes": votes(6)}, {"absent"}),
        ({"present": 4, "votes": votes(4)}, {"no_quorum"}),
        ({"votes": [*votes(6), (6, "?")]}, {"vote_unknown"}),
        ({"votes": [*votes(6), (6, ABSTAINS)]}, set()),
        (
            {"present": 4, "votes": [(0, FOR), (0, FOR), (9, FOR), (5, FOR)], "closed": True},
            {
                "sitting_closed",
                "no_quorum",
                "not_a_member",
                "voted_twice",
                "absent",
                "vote_missing",
            },
        ),
    ],
)
def test_every_reason_against_a_vote_is_told_at_once(more, codes):
    assert {reason.code for reason in conditions.vote_refused(facts(**more))} == codes


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, set()),
        ({"members": 6}, {"committee_size"}),
        ({"members": 25}, set()),
        ({"members": 26}, {"committee_size"}),
        ({"held_on": TODAY - timedelta(days=1), "place": " "}, {"day_past", "place_missing"}),
        ({"cases": 0, "unready": ["PG-1"]}, {"agenda_empty", "case_not_ready"}),
    ],
)
def test_what_a_sitting_needs(more, codes):
    given = {"limits": LIMITS, "members": 7, "held_on": TODAY, "today": TODAY, "place": "二楼",
             "cases": 1} | more  # fmt: skip
    found = conditions.collect(conditions.CALL, CallFacts(**given))
    assert {reason.code for reason in found} == codes


def test_a_reexamination_is_in_time_until_the_last_moment_and_once():
    end = datetime(2026, 12, 8, 15, 59, 59, tzinfo=UTC)
    for moment, asked, codes in (
        (end, False, []),
        (end + timedelta(seconds=1), False, ["reexamination_late"]),
        (end, True, ["reexamination_twice"]),
    ):
        found = after.may_ask_again(AgainFacts(moment, end, asked))
        assert [reason.code for reason in found] == codes


@pytest.mark.parametrize(
    ("total", "caps", "reached", "left"),
    [
        ("90", [], 5, 5),
        ("89.999999999999", [], 4, 4),
        ("95", ["AAA"], 5, 3),
        ("95", ["AAA", ""], 5, 0),
        ("65", ["AAA"], 2, 2),
        ("49.999", [], 0, 0),
    ],
)
def test_bands_go_by_the_exact_total_and_vetoes_cap(total, caps, reached, left):
    assert grade_of(Decimal(total), BANDS, caps) == (reached, left)


def test_whoever_prepared_it_does_not_confirm_it():
    assert [r.code for r in after.another_official(4, {4, 5})] == ["same_official"]
    assert not list(after.another_official(6, {4, 5}))
