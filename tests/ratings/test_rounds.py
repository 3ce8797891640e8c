"""A round: written by one, published by another, open from day to day, then closed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.core import clock
from portal.core.reasons import Refused
from ratings.rounds import operations, queries, writing
from ratings.rounds.models import Round
from ratings.rounds.workflow import RATING_ROUND
from tests import work
from tests.factories import ratings as make
from tests.people import KINDS, appoint, body, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
KEEPERS = {"rating_clerk", "section_head"}
TABLE = {
    "draft": {"propose": KEEPERS, "call_off": KEEPERS},
    "proposed": {"send_back": KEEPERS, "publish": KEEPERS, "call_off": KEEPERS},
    "open": {"extend": KEEPERS, "call_off": KEEPERS},
    "closed": {},
    "called_off": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(RATING_ROUND.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in RATING_ROUND.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    from portal.workflow import engine

    row = make.published() if state in ("open", "closed") else make.draft()
    row = make.put(row, state)
    actions = {step.action for step in RATING_ROUND.steps}
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in sorted(actions - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = RATING_ROUND.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}


def test_who_wrote_or_proposed_a_round_never_publishes_it():
    row = make.proposed()
    with pytest.raises(Refused) as refusal:
        operations.publish(rating_round=row, by=make.clerk())
    assert refusal.value.codes == {"same_person"}
    done = operations.publish(rating_round=row, by=person("section_head"))
    assert (done.status, done.published_by) == ("open", person("section_head"))


def test_the_office_above_stands_in_where_there_is_one_clerk():
    bureau, city = body("bureau"), body("city")
    bureau.parent = city
    bureau.save()
    second = make.official("city", 1)
    done = operations.publish(rating_round=make.again(make.proposed()), by=second)
    assert done.status == "open"


def test_an_empty_draft_is_told_everything_it_lacks_at_once():
    row = operations.begin(
        registry=body("bureau"), year=clock.today().year, title="年度评估", by=make.clerk()
    )
    with pytest.raises(Refused) as refusal:
        operations.propose(rating_round=row, by=make.clerk())
    assert refusal.value.codes == {
        "notice_missing", "contact_missing", "days_missing", "sheets_missing",
    }  # fmt: skip


def test_a_round_must_be_open_long_enough_and_not_be_over():
    row, today = make.draft(), clock.today()
    Round.objects.filter(pk=row.pk).update(opens_on=today, closes_on=today + timedelta(days=8))
    assert {r.code for r in queries.lacking(make.again(row))} == {"days_too_few"}
    Round.objects.filter(pk=row.pk).update(closes_on=today + timedelta(days=9))
    assert queries.lacking(make.again(row)) == ()
    first = today - timedelta(days=30)
    Round.objects.filter(pk=row.pk).update(opens_on=first, closes_on=today - timedelta(days=1))
    assert {r.code for r in queries.lacking(make.again(row))} == {"days_over"}


@pytest.mark.parametrize(
    ("bands", "codes"),
    [
        ({5: "90", 4: "90"}, {"bands_overlap"}),
        ({5: "80", 4: "90"}, {"bands_overlap"}),
        ({5: "90", 3: "70"}, {"band_hole"}),
        ({5: "999"}, {"band_out_of_reach"}),
        ({}, {"bands_missing"}),
    ],
)
def test_bands_that_overlap_or_leave_a_hole_are_refused(bands, codes):
    row = make.draft()
    bounds = {level: Decimal(lower) for level, lower in bands.items()}
    with pytest.raises(Refused) as refusal:
        writing.set_sheet(rating_round=row, version=make.version(), bands=bounds, by=make.clerk())
    assert refusal.value.codes == codes
    assert queries.bands(row.sheets.get())["AAAAA"] == Decimal(90)


def test_only_published_indicators_are_named():
    from tests.factories import schemes

    row = make.draft()
    unpublished = schemes.draft("bureau", kind="foundation")
    with pytest.raises(Refused) as refusal:
        writing.set_sheet(rating_round=row, version=unpublished, bands=make.BANDS, by=make.clerk())
    assert refusal.value.codes == {"version_not_usable"}


def test_a_list_of_papers_names_each_once():
    row = make.draft()
    with pytest.raises(Refused) as refusal:
        writing.set_materials(
            rating_round=row, required=["章程"], further=["章程：最新"], by=make.clerk()
        )
    assert refusal.value.codes == {"paper_twice"}


def test_nothing_is_written_into_a_published_round():
    row = make.published()
    with pytest.raises(Refused) as refusal:
        writing.set_materials(rating_round=row, required=[], further=[], by=make.clerk())
    assert refusal.value.codes == {"not_a_draft"}


def test_a_new_round_begins_with_what_the_last_one_had():
    first = make.published()
    again = operations.begin(
        registry=body("bureau"), year=clock.today().year + 1, title="下一年度", by=make.clerk()
    )
    assert [one.title for one in again.materials.all()] == ["评估申报表", "上年度工作报告"]
    assert queries.bands(again.sheets.get()) == queries.bands(first.sheets.get())
    assert (again.contact, again.notice, again.opens_on) == ("张力", "", None)


def test_a_round_is_begun_for_ones_own_registry_only():
    with pytest.raises(Refused) as refusal:
        operations.begin(registry=body("other_bureau"), year=1999, title=" ", by=make.clerk())
    assert refusal.value.codes == {"not_permitted", "year_impossible", "title_missing"}
    base = body("base")
    helper = make.official("bureau", 7)
    appoint(helper, "rating_clerk", base)
    with pytest.raises(Refused) as refusal:
        operations.begin(registry=base, year=2026, title="评估", by=helper)
    assert refusal.value.codes == {"not_a_registry"}


def test_the_last_day_still_counts_and_the_next_closes_the_round():
    row = make.published()
    last = row.closes_on
    work.move_to(f"{last}T23:00:00+08:00")
    work.drain()
    assert make.again(row).status == "open"
    assert queries.takes_applications(make.again(row), clock.today())
    work.move_to(f"{last + timedelta(days=1)}T00:30:00+08:00")
    work.drain()
    assert make.again(row).status == "closed"


def test_more_time_is_given_with_a_reason_and_never_taken_back():
    row = make.published()
    for day in (row.closes_on, row.closes_on - timedelta(days=1)):
        with pytest.raises(Refused) as refusal:
            operations.extend(rating_round=row, closes_on=day, words="多留几天", by=make.clerk())
        assert refusal.value.codes == {"not_longer"}
    later = row.closes_on + timedelta(days=10)
    operations.extend(rating_round=row, closes_on=later, words="多留几天", by=make.clerk())
    assert make.again(row).closes_on == later


def test_a_round_with_an_open_application_is_not_called_off():
    row = make.published()
    made = make.applied(row)
    with pytest.raises(Refused) as refusal:
        operations.call_off(rating_round=row, words="经费未落实", by=make.clerk())
    assert refusal.value.codes == {"applications_open"}
    from ratings.applications import operations as applications

    applications.withdraw(application=made, by=person("owner"))
    assert (
        operations.call_off(rating_round=row, words="经费未落实", by=make.clerk()).status
        == "called_off"
    )
    assert row in queries.public()


def test_a_draft_is_nobodys_but_its_offices():
    row = make.draft()
    assert row not in queries.public()
    assert row in queries.kept_by(person("rating_clerk"))
    for name in ("owner", "stranger", "other_clerk"):
        assert row not in queries.kept_by(person(name))
