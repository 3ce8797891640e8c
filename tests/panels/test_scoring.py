"""Declaring, scoring, signing, and what happens when a member is missing."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.audit.models import Event
from portal.core.reasons import Reason, Refused
from portal.notifications.models import Notice
from portal.panels import operations, queries, reading
from portal.panels.enums import PanelState
from portal.panels.models import Part, Score
from portal.panels.operations import Answer
from portal.panels.scoring import queries as scoring
from portal.panels.scoring.operations import mean
from tests import people
from tests.factories import panels as make

pytestmark = pytest.mark.django_db
TWO = (make.words(1, "甲中心"), make.words(2, "乙中心"))


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.codes


def save(seat, entry, line, points, reason="不足", by=None):
    return operations.save_score(
        seat=seat, entry=entry, item=line, points=points, reason=reason, by=by or seat.expert.user
    )


def test_the_sheet_opens_only_after_no_tie():
    panel = make.drawn()
    seat, entry, line = make.seats(panel)[0], panel.entries.get(), panel.lines.first()
    assert refusal(lambda: save(seat, entry, line, "40")) == {"not_declared"}
    assert not queries.may_read(seat.expert.user, entry.case_id)
    make.clear(seat)
    assert save(seat, entry, line, "40").points == Decimal(40)
    assert queries.may_read(seat.expert.user, entry.case_id)


def test_every_name_must_be_declared():
    panel = make.drawn(TWO)
    seat, (first, _second) = make.seats(panel)[0], panel.entries.all()
    answers = {first.pk: Answer(tie=False)}
    assert refusal(lambda: operations.declare(seat=seat, answers=answers, by=seat.expert.user)) == {
        "names_missing"
    }


def test_nobody_declares_for_another():
    panel = make.drawn()
    one, other, _third = make.seats(panel)
    answers = {panel.entries.get().pk: Answer(tie=False)}
    assert refusal(lambda: operations.declare(seat=one, answers=answers, by=other.expert.user)) == {
        "not_your_seat"
    }


def test_a_tie_leaves_that_name_only_and_a_substitute_is_drawn():
    panel = make.drawn(TWO, pool=4)
    seat, (first, second) = make.seats(panel)[0], panel.entries.all()
    answers = {first.pk: Answer(tie=True, words="原同事"), second.pk: Answer(tie=False)}
    operations.declare(seat=seat, answers=answers, by=seat.expert.user)
    substitute = panel.draws.get(number=1)
    assert (substitute.entry, substitute.size) == (first, 1)
    new = panel.seats.get(expert=substitute.drawn[0])
    assert (new.letter, [part.entry_id for part in new.parts.all()]) == ("D", [first.pk])
    assert {len(queries.acting(entry)) for entry in queries.with_rows().get().entries.all()} == {3}
    assert not queries.may_read(seat.expert.user, 1)
    assert queries.may_read(seat.expert.user, 2)
    assert refusal(lambda: save(seat, first, panel.lines.first(), "1")) == {"not_declared"}


def test_a_tie_with_enough_others_draws_nobody():
    panel = make.drawn(size=5, pool=7)
    seat, entry = make.seats(panel)[0], panel.entries.get()
    operations.declare(seat=seat, answers={entry.pk: Answer(tie=True)}, by=seat.expert.user)
    assert panel.draws.count() == 1
    assert queries.results(panel.pk)[0].members == 4


def test_a_declared_tie_stays_and_no_tie_may_become_one():
    panel = make.drawn(size=5, pool=5)
    seat, entry = make.seats(panel)[0], panel.entries.get()
    make.clear(seat)
    operations.declare(seat=seat, answers={entry.pk: Answer(tie=True)}, by=seat.expert.user)
    operations.declare(seat=seat, answers={entry.pk: Answer(tie=False)}, by=seat.expert.user)
    assert Part.objects.get(seat=seat).declared == "tie"


def test_when_nobody_can_be_drawn_the_office_is_told_and_draws_later():
    panel = make.drawn(pool=3)
    seat, entry = make.seats(panel)[0], panel.entries.get()
    operations.declare(seat=seat, answers={entry.pk: Answer(tie=True)}, by=seat.expert.user)
    assert queries.state(panel.pk) == PanelState.SHORT
    assert Notice.objects.filter(key="panel_short").count() == 1
    clerk = people.person("incubation_clerk")
    assert refusal(lambda: operations.draw_substitute(entry=entry, by=clerk)) == {
        "not_enough_experts"
    }
    for other in make.seats(panel)[1:]:
        make.clear(other)
        make.signed(other, entry)
    assert queries.results(panel.pk)[0].complete is False
    added = make.expert(9)
    operations.draw_substitute(entry=entry, by=clerk)
    assert refusal(lambda: operations.draw_substitute(entry=entry, by=clerk)) == {"enough_members"}
    late = make.seats(panel)[-1]
    assert late.expert.user == added
    make.clear(late)
    make.signed(late, entry)
    assert queries.state(panel.pk) == PanelState.COMPLETE


def test_a_member_who_cannot_be_reached_is_replaced_with_a_reason():
    panel = make.drawn(TWO, pool=4)
    gone, clerk = make.seats(panel)[0], people.person("incubation_clerk")
    assert refusal(lambda: operations.replace(seat=gone, reason=" ", by=clerk)) == {
        "reason_missing"
    }
    draw = operations.replace(seat=gone, reason="电话三天打不通", by=clerk)
    assert draw is not None
    assert (draw.reason, draw.size) == ("电话三天打不通", 1)
    new = panel.seats.get(expert=draw.drawn[0])
    assert new.parts.count() == 2
    answers = {entry.pk: Answer(tie=False) for entry in panel.entries.all()}
    assert refusal(lambda: operations.declare(seat=gone, answers=answers, by=gone.expert.user)) == {
        "seat_left"
    }
    assert refusal(lambda: operations.replace(seat=gone, reason="再", by=clerk)) == {"seat_left"}
    assert Notice.objects.filter(key="panel_replaced", person=gone.expert.user).count() == 1


def test_nobody_is_replaced_after_signing():
    panel = make.declared(TWO)
    seat = make.seats(panel)[0]
    make.signed(seat, panel.entries.first())
    assert refusal(
        lambda: operations.replace(seat=seat, reason="x", by=people.person("incubation_clerk"))
    ) == {"signed_something"}


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("101", "points_out_of_range"),
        ("40.5", "points_out_of_range"),
        ("-0.5", "points_out_of_range"),
        ("1e9999", "points_out_of_range"),
        ("7.3", "points_not_half"),
        ("八", "points_not_number"),
        ("", "points_not_number"),
        ("NaN", "points_not_number"),
        ("Infinity", "points_not_number"),
    ],
)
def test_points_that_cannot_be(points, code):
    panel = make.declared()
    seat = make.seats(panel)[0]
    assert refusal(lambda: save(seat, panel.entries.get(), panel.lines.first(), points)) == {code}
    assert Score.objects.count() == 0


def test_the_last_saved_points_count():
    panel = make.declared()
    seat, entry, line = make.seats(panel)[0], panel.entries.get(), panel.lines.first()
    for points in ("10", Decimal("39.5"), " 0 "):
        save(seat, entry, line, points)
    assert [score.points for score in Score.objects.all()] == [Decimal(0)]


def test_an_item_of_another_sheet_is_refused():
    panel, other = make.declared(), make.declared()
    seat = make.seats(panel)[0]
    assert refusal(lambda: save(seat, panel.entries.get(), other.lines.first(), "1")) == {
        "not_on_sheet"
    }


def test_signing_needs_every_item_and_every_reason():
    panel = make.declared()
    seat, entry = make.seats(panel)[0], panel.entries.get()
    first, second, _third = panel.lines.all()
    save(seat, entry, first, "40", reason="")
    save(seat, entry, second, "29.5", reason="")
    with pytest.raises(Refused) as refused:
        operations.sign(seat=seat, entry=entry, by=seat.expert.user)
    assert {reason.code: reason.params["codes"] for reason in refused.value.reasons} == {
        "items_missing": "2.1",
        "reasons_missing": "1.2",
    }


def test_a_signed_sheet_is_locked():
    panel = make.declared()
    seat, entry = make.seats(panel)[0], panel.entries.get()
    make.signed(seat, entry)
    assert refusal(lambda: save(seat, entry, panel.lines.first(), "1")) == {"already_signed"}
    assert refusal(lambda: operations.sign(seat=seat, entry=entry, by=seat.expert.user)) == {
        "already_signed"
    }
    answers = {entry.pk: Answer(tie=True)}
    assert refusal(lambda: operations.declare(seat=seat, answers=answers, by=seat.expert.user)) == {
        "already_signed"
    }
    assert Score.objects.get(line__code="1.1").points == 40


def test_no_other_person_saves_or_signs():
    panel = make.declared()
    one, other, _third = make.seats(panel)
    entry, line = panel.entries.get(), panel.lines.first()
    for user in (other.expert.user, people.person("incubation_clerk")):
        assert refusal(lambda by=user: save(one, entry, line, "1", by=by)) == {"not_your_seat"}
        assert refusal(lambda by=user: operations.sign(seat=one, entry=entry, by=by)) == {
            "not_your_seat"
        }


def test_the_mean_appears_with_the_last_signature():
    panel = make.declared(TWO)
    entry = panel.entries.first()
    given = (("40", "30", "30"), ("30.5", "20", "20"), ("10", "9.5", "0"))
    for number, (seat, points) in enumerate(zip(make.seats(panel), given, strict=True)):
        result = queries.results(panel.pk)[0]
        assert (result.mean, result.complete, result.signed) == (None, False, number)
        assert scoring.open_sheets(panel.pk) == []
        make.signed(seat, entry, *points)
    first, second = queries.results(panel.pk)
    assert (first.mean, first.complete, first.signed, first.members) == (
        Decimal("63.33"),
        True,
        3,
        3,
    )
    assert (second.mean, second.signed) == (None, 0)
    (opened,) = scoring.open_sheets(panel.pk)
    assert dict(opened.sums) == {"A": 100, "B": Decimal("70.5"), "C": Decimal("19.5")}
    assert queries.state(panel.pk) == PanelState.SCORING


def test_the_mean_is_rounded_half_up_and_drops_nobody():
    assert mean([Decimal("80"), Decimal("80.5"), Decimal("80.5"), Decimal("80.5")]) == Decimal(
        "80.38"
    )
    assert mean([Decimal("0.5"), *[Decimal(0)] * 99]) == Decimal("0.01")


def test_the_history_holds_no_points_before_all_have_signed():
    panel = make.declared()
    entry, (one, two, three) = panel.entries.get(), make.seats(panel)
    make.signed(one, entry, "37.5", "21.5", "11.5")
    make.signed(two, entry, "37.5", "21.5", "11.5")
    written = " ".join(Event.objects.values_list("data", flat=True))
    assert "37.5" not in written
    assert "70.5" not in written
    make.signed(three, entry, "37.5", "21.5", "11.5")
    done = Event.objects.get(action="panel.entry_complete")
    assert '"mean": "70.50"' in done.data
    assert Event.objects.filter(action="panel.complete").count() == 1
    assert Notice.objects.filter(key="panel_complete").exists()


def test_the_database_keeps_a_signature_without_declaration_out():
    panel = make.drawn()
    part = Part.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(signed_at=panel.drawn_at)


def test_the_queries_do_not_grow_with_the_entries():
    make.experts(3)
    few = make.declared()
    many = make.declared([make.words(n, f"第{n}中心") for n in range(10, 20)])
    queries.minimum()

    def cost(read, panel):
        with CaptureQueriesContext(connection) as asked:
            read(panel.pk)
        return len(asked)

    for read in (queries.results, queries.state, scoring.open_sheets):
        assert cost(read, few) == cost(read, many) <= 10


def test_two_devices_of_a_member_never_overwrite_each_other_silently():
    panel = make.declared()
    seat, entry, line = make.seats(panel)[0], panel.entries.get(), panel.lines.first()
    by, told = seat.expert.user, {"seat": seat, "entry": entry, "item": line, "reason": "不足"}
    first = operations.save_score(points="30", by=by, seen="", **told)
    again = operations.save_score(points="30", by=by, seen="", **told)
    assert again.saved_at == first.saved_at
    code = refusal(lambda: operations.save_score(points="20", by=by, seen="", **told))
    assert code == {"saved_meanwhile"}
    assert Score.objects.get().points == Decimal(30)
    operations.save_score(points="20", by=by, seen=scoring.seen(first), **told)
    assert Score.objects.get().points == Decimal(20)


def test_an_upper_app_may_bring_its_own_sheet_and_hold_signatures_back():
    reasons = [Reason("not_visited", "尚未考察")]
    reading.register(
        "own", lambda c: f"/p/{c}/", sheet=lambda c: f"/s/{c}/", unready=lambda _c: reasons
    )
    make.experts(3)
    panel = make.convened(kind="own")
    operations.draw(panel=panel, by=people.person("incubation_clerk"))
    for seat in make.seats(panel):
        make.clear(seat)
    seat, entry = make.seats(panel)[0], panel.entries.get()
    client = people.sign_in(Client(), seat.expert.user)
    assert client.get(f"/panels/{panel.pk}/{entry.pk}/").url == "/s/1/"
    make.score(seat, entry)
    assert refusal(lambda: operations.sign(seat=seat, entry=entry, by=seat.expert.user)) == {
        "not_visited"
    }
    reasons.clear()
    assert operations.sign(seat=seat, entry=entry, by=seat.expert.user).signed_at
