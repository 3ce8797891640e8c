"""Places: never more are taken than there are."""

from functools import partial

import pytest

from incubator.programmes import figures, operations, queries
from incubator.programmes.models import Programme
from portal.core.reasons import Refused
from tests.factories import programmes as make
from tests.people import person


@pytest.mark.django_db
def test_places_are_taken_until_none_is_left_and_given_back():
    programme, by = make.published(places=2), person("incubation_clerk")
    for _ in range(2):
        operations.take_place(programme.pk, by)
    with pytest.raises(Refused) as found:
        operations.take_place(programme.pk, by)
    assert found.value.codes == {"no_place_left"}
    operations.release_place(programme.pk, by)
    assert queries.facts(Programme.objects.get()).places_left == 1
    operations.release_place(programme.pk, by)
    with pytest.raises(Refused) as found:
        operations.release_place(programme.pk, None)
    assert found.value.codes == {"no_place_taken"}


@pytest.mark.django_db
def test_there_cannot_be_fewer_places_than_are_taken():
    programme, by = make.draft(places=2), person("incubation_clerk")
    Programme.objects.update(taken=2)
    with pytest.raises(Refused) as found:
        operations.save(programme=programme, by=by, places=1)
    assert found.value.codes == {"places_taken"}


@pytest.mark.django_db
def test_figures_ask_the_registered_counter_once_for_all(monkeypatch):
    asked = []

    def counter(ids):
        asked.append(sorted(ids))
        return {first.pk: figures.Counts({"网上": 4, "窗口": 1})}

    monkeypatch.setattr(figures, "_counters", [counter])
    first, second = make.published(), make.published()
    found = queries.facts_of([first, second])
    assert (found[first.pk].handed_in, found[second.pk].handed_in) == (5, 0)
    assert asked == [sorted([first.pk, second.pk])]
    assert found[first.pk].days_left == 20


@pytest.mark.slow
def test_the_last_place_is_given_once_whoever_clicks_at_once(together):
    programme, by = make.published(places=3), person("incubation_clerk")
    acts = [partial(operations.take_place, programme.pk, by)] * 6
    assert together(*acts) == ["done"] * 3 + ["no_place_left"] * 3
    assert Programme.objects.get().taken == 3


@pytest.mark.slow
def test_a_programme_published_twice_at_once_is_published_once(together):
    programme = make.draft()
    people = (person("incubation_clerk"), person("section_head"))
    acts = [partial(operations.publish, programme=programme, by=by) for by in people]
    assert together(*acts) == ["already_published", "done"]
    assert Programme.objects.get().versions.count() == 1
