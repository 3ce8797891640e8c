"""Reports: when they open, how they are written and read, and what lateness brings."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from incubator.allowances import operations as allowances
from incubator.reports import opening, reporting
from incubator.reports.enums import Late
from incubator.reports.models import Report
from incubator.residence import operations as residence
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow import due
from tests.factories import deciding
from tests.factories import reports as make
from tests.factories import residences as stays
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
ROOMS = [{"kind": "rooms", "amount": 600, "each": "month", "carry_over": False}]


def _refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_periods_count_from_the_first_day_of_the_residence():
    row = stays.residence(begins_on=date(2026, 1, 31))
    spans = [opening.span(row, 3, number) for number in (1, 2, 3)]
    assert spans == [
        (date(2026, 1, 31), date(2026, 4, 29)),
        (date(2026, 4, 30), date(2026, 7, 30)),
        (date(2026, 7, 31), date(2026, 10, 30)),
    ]


def test_a_report_opens_on_the_day_after_its_period_and_only_once():
    row = stays.residence()
    opening.run()
    assert not Report.objects.exists()
    last = opening.span(row, 3, 1)[1]
    deciding.later((last - clock.today()).days)
    assert opening.run() == 0
    deciding.later(1)
    assert (opening.run(), opening.run()) == (1, 0)
    found = Report.objects.get()
    assert (found.number, found.status, found.due_on) == (1, "open", found.case.due_on)
    assert Notice.objects.filter(key="report_open").count() == 1


def test_the_terms_may_ask_for_a_report_every_month():
    row = stays.residence(begins_on=stays.months_ago(1), report_months=1)
    found = make.report(row)
    assert (found.first_on, found.last_on) == opening.span(row, 1, 1)


def test_monthly_reports_are_agreed_before_the_first_one_opens():
    row = stays.residence()
    assert opening.plan(row).months == 3
    agreed = opening.agree_rhythm(residence=row, months=1, by=stays.worker())
    assert (agreed.months, agreed.last_on) == (1, opening.span(row, 1, 1)[1])
    page = client_of("base_worker").get(reverse("residence_case", args=[row.pk]))
    assert reverse("report_rhythm", args=[row.pk]) in page.content.decode()
    for by in (stays.owner(row), person("stranger")):
        asked = {"residence": row, "months": 3, "by": by}
        assert _refused(lambda given=asked: opening.agree_rhythm(**given)) == {"not_permitted"}


def test_a_rhythm_stands_once_the_first_report_has_opened():
    row = stays.residence(begins_on=stays.months_ago(4))
    opening.plan(row)
    opening.run()
    codes = _refused(lambda: opening.agree_rhythm(residence=row, months=2, by=stays.worker()))
    assert codes == {"rhythm_unknown", "reports_begun"}


def test_a_residence_from_before_the_upgrade_owes_only_the_last_period():
    row = stays.residence(begins_on=stays.months_ago(9))
    opening.run()
    assert [one.number for one in Report.objects.filter(residence=row)] == [3]


def test_a_draft_is_kept_and_nobody_overwrites_it_unseen():
    found = make.report()
    by = stays.owner(found.residence)
    saved = reporting.save(report=found, seen=0, answers={"done": "写了一半"}, by=by)
    assert (saved.version, saved.answers["done"], saved.status) == (1, "写了一半", "open")
    codes = _refused(lambda: reporting.save(report=found, seen=0, answers={}, by=by))
    assert codes == {"changed_meanwhile"}


def test_a_report_with_open_questions_is_not_taken_and_every_gap_is_named():
    found = make.report()
    with pytest.raises(Refused) as refusal:
        make.handed_in(found, done="", served=None)
    assert [reason.code for reason in refusal.value.reasons] == ["not_answered", "not_answered"]
    found.refresh_from_db()
    assert (found.status, found.version) == ("open", 0)


def test_a_report_keeps_the_figures_of_the_day_it_was_handed_in():
    row = stays.residence(begins_on=stays.months_ago(3))
    late = make.agreed(row, "开两个班", due_on=stays.yesterday())
    found = make.handed_in(make.report(row))
    assert found.figures["late"] == [late[0].title]
    assert found.figures["rooms"] == found.figures["courses"] == 0
    page = client_of("base_worker").get(reverse("report_case", args=[found.pk]))
    assert "12,500" in page.content.decode()


def test_a_report_is_sent_back_once_at_most():
    found, worker = make.handed_in(), stays.worker()
    assert _refused(lambda: reporting.send_back(report=found, words=" ", by=worker)) == {
        "words_missing"
    }
    back = reporting.send_back(report=found, words="服务人数怎么算的？", by=worker)
    assert (back.status, back.case.due_on) == ("returned", back.due_on)
    again = make.handed_in(back)
    assert again.status == "again"
    codes = _refused(lambda: reporting.send_back(report=again, words="再改", by=worker))
    assert codes == {"not_possible_now"}
    assert reporting.accept(report=again, by=worker).status == "accepted"


def test_late_reports_pass_through_their_stages_on_their_days():
    found = make.report()
    first = found.due_on
    for days, stage in ((4, 0), (5, 1), (14, 1), (15, 2), (29, 2), (30, 3)):
        deciding.later((first + timedelta(days=days) - clock.today()).days)
        opening.escalate()
        found.refresh_from_db()
        assert found.late == stage, days
    keys = ("report_late_1", "report_late_2", "report_call", "report_late_3")
    sent = {key: Notice.objects.filter(key=key).exists() for key in keys}
    assert sent == {"report_late_1": True, "report_late_2": True, "report_call": True,
                    "report_late_3": True}  # fmt: skip
    assert opening.escalate() == 0
    page = client_of("incubation_clerk").get(reverse("residence_case", args=[found.residence_id]))
    assert reverse("residence_review", args=[found.residence_id]) in page.content.decode()


def test_a_very_late_report_pauses_new_support_until_it_is_handed_in():
    row = stays.residence(begins_on=stays.months_ago(3), grants=ROOMS)
    found = make.report(row)
    take = {"body_id": row.body_id, "kind": "rooms", "amount": 30, "on": clock.today(), "by": None}
    Report.objects.filter(pk=found.pk).update(late=Late.REMINDED)
    allowances.take(about="one", **take)
    Report.objects.filter(pk=found.pk).update(late=Late.PAUSED)
    assert _refused(lambda: allowances.take(about="two", **take)) == {"report_late"}
    make.handed_in(found)
    assert allowances.take(about="three", **take).used == 30


def test_after_the_end_no_report_is_taken_and_the_open_one_is_dropped():
    row = stays.residence(begins_on=stays.months_ago(3))
    found = make.report(row)
    left = residence.take_step(row, "leave", by=stays.owner(row), note="搬走", outcome="left")
    assert left.ended_on == clock.today()
    assert _refused(lambda: make.handed_in(found)) == {"report_after_end"}
    due.run()
    found.refresh_from_db()
    assert found.status == "dropped"
    assert _refused(lambda: make.handed_in(found)) == {"report_after_end"}
    assert (opening.run(), Report.objects.count()) == (0, 1)


def test_only_the_organisation_writes_and_only_the_base_reads():
    found = make.report()
    for name in ("colleague", "stranger", "base_worker"):
        who = person(name)
        codes = _refused(lambda w=who: reporting.save(report=found, seen=0, answers={}, by=w))
        assert codes == {"not_permitted"}, name


def test_a_report_is_written_and_read_on_its_pages():
    row = stays.residence(begins_on=stays.months_ago(3))
    found, own = make.report(row), client_of("owner")
    address = reverse("report", args=[found.pk])
    typed = {**make.ANSWERS, "income": "12,500", "seen": "0"}
    assert own.post(address, {**typed, "done": "", "action": "save"}).status_code == 302
    kept = own.post(address, {**typed, "seen": "1", "done": "", "action": "hand_in"})
    assert kept.status_code == 200
    done = own.post(address, {**typed, "seen": "1", "action": "hand_in"})
    assert done.headers["Location"] == reverse("residence_home", args=[row.pk])
    found.refresh_from_db()
    assert (found.status, found.answers["income"]) == ("handed_in", 1_250_000)
    base = client_of("base_worker")
    answer = base.post(reverse("report_case", args=[found.pk]), {"action": "accept", "words": ""})
    assert answer.headers["Location"] == reverse("residence_case", args=[row.pk])
    found.refresh_from_db()
    assert found.status == "accepted"
