"""Two tabs, two clerks, the last second: real commits, real threads."""

import pytest

from incubator.admission.models import Application, Draft
from incubator.applying import counter, operations, queries
from tests.factories import applying, programmes
from tests.harness.together import results
from tests.people import body, person

pytestmark = pytest.mark.slow


def test_one_draft_handed_in_from_two_tabs_makes_one_application(committed: None) -> None:
    draft, owner = applying.draft(), person("owner")

    found = results(
        [lambda: operations.submit(draft=draft, by=owner, declaration=True) for _ in range(4)]
    )

    made = [result for result in found if isinstance(result, tuple)]
    assert len(made) == 1
    assert [result for result in found if result not in made] == [{"already_submitted"}] * 3
    assert Application.objects.count() == 1


def test_owner_and_counter_at_the_same_moment_make_one_application(
    committed: None,
) -> None:
    draft, owner, clerk = applying.draft(), person("owner"), person("incubation_clerk")
    programme = queries.programme(draft.programme_id)
    assert programme is not None
    brought = applying.brought(programme, draft.body, clerk)

    found = results(
        [
            lambda: operations.submit(draft=draft, by=owner, declaration=True),
            lambda: counter.enter(programme=programme, body=draft.body, brought=brought, by=clerk),
        ]
    )

    assert [result for result in found if isinstance(result, frozenset)] == [{"already_submitted"}]
    assert Application.objects.count() == 1


def test_two_tabs_that_save_the_same_step_lose_nothing(committed: None) -> None:
    draft, owner = applying.draft(papers=False), person("owner")
    given = {"programme": draft.programme, "body": draft.body, "step": "need", "by": owner}
    seen = queries.seen(draft, "need")

    found = results(
        [
            lambda words=words: operations.save(**given, seen=seen, answers={"aim": words})
            for words in ("第一页", "第二页")
        ]
    )

    assert [result for result in found if isinstance(result, frozenset)] == [{"saved_meanwhile"}]
    assert Draft.objects.get().answers["aim"] in ("第一页", "第二页")


def test_two_who_begin_at_once_share_one_draft(committed: None) -> None:
    programme = queries.programme(programmes.published().pk)
    assert programme is not None
    applying.registered()
    given = {"programme": programme, "body": body("ours"), "by": person("owner")}

    found = results([lambda: operations.begin(**given) for _ in range(3)])

    assert len({result.pk for result in found}) == 1
