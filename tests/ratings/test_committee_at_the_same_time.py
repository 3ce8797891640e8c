"""Two clerks at once: one vote decides, one announcement is made."""

from functools import partial

import pytest

from portal.organisations.record.models import Grade
from ratings.deciding import announcing, voting
from ratings.deciding.models import Announcement, GradeCertificate, Motion
from tests.factories import committee as cm
from tests.people import person

pytestmark = pytest.mark.slow


def test_of_votes_written_down_at_once_one_decides(together):
    item = cm.item(cm.on_agenda(cm.ready()))
    act = partial(voting.vote, item=item, grade=0, votes=cm.ballots(item), words="", by=cm.clerk())
    assert together(act, act, act) == ["case_decided", "case_decided", "done"]
    assert Motion.objects.get().carried


def test_of_announcements_at_once_one_is_made(together):
    row = cm.confirmed(cm.standing(cm.published(cm.ready(cm.State.VOTED, points="9"))))
    person("section_head")
    act = partial(
        announcing.announce, rating_round=row.round, office=row.case.holder, by=cm.clerk()
    )
    assert together(act, act) == ["done", "nothing_to_announce"]
    counts = [model.objects.count() for model in (Announcement, GradeCertificate, Grade)]
    assert counts == [1, 1, 1]
