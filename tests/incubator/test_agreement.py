"""The agreement and the beginning of residence."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.residence import documents, operations
from incubator.residence.models import Residence
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.workdays import months_later
from portal.files.models import StoredFile
from portal.workflow.letters.models import Letter
from tests.factories import deciding as make
from tests.factories import joining
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return set(refusal.value.codes)


def fresh(row):
    row.refresh_from_db()
    return row


def offered(form="physical"):
    programme = make.programme()
    [row] = make.field(programme, 8000, form=form)
    make.decided(programme)
    make.settled()
    return fresh(row)


def begin(row, **given):
    values = {"upload": joining.scan(), "begins_on": clock.today(), **given}
    return operations.countersign(
        application=row, by=given.get("by", person("incubation_clerk")), **_but(values)
    )


def _but(values):
    return {name: value for name, value in values.items() if name != "by"}


def test_the_worker_makes_the_agreement_in_chinese_with_number_and_names():
    row = offered()
    assert row.agreement.made is not None
    text = "".join(row.agreement.words)
    assert row.body.name in text
    assert str(row) in text
    page = documents.document(row.agreement)
    assert page.number == row.agreement.number
    assert documents.make(row.agreement).made_id == row.agreement.made_id


def test_stamped_and_uploaded_it_waits_for_the_office():
    row = make.signed(offered())
    assert (row.status, row.case.waits_for, row.case.due_rule) == (
        "signed",
        "office",
        "admission.countersign",
    )
    assert fresh(row.agreement).own_by == make.owner(row)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("协议.png", b"nothing to read here", "file_not_what_it_says"),
        ("协议.docx", b"PK\x03\x04", "file_kind_not_allowed"),
        ("协议.pdf", b"", "file_empty"),
    ],
)
def test_a_file_that_is_no_scan_is_refused_clearly_and_nothing_is_kept(name, content, code):
    row = offered()
    before = StoredFile.objects.count()
    upload = SimpleUploadedFile(name, content)
    found = refused(operations.sign, application=row, upload=upload, by=make.owner(row))
    assert code in found
    assert fresh(row).status == "agreement"
    assert StoredFile.objects.count() == before


def test_only_the_applicant_signs():
    row = offered()
    for name in ("stranger", "incubation_clerk"):
        codes = refused(operations.sign, application=row, upload=joining.scan(), by=person(name))
        assert codes == {"not_permitted"}


def test_a_scan_that_cannot_be_used_comes_back_with_words_and_new_time():
    row = make.signed(offered())
    clerk = person("incubation_clerk")
    act = operations.return_agreement
    assert refused(act, application=row, by=clerk, words="") == {"words_missing"}
    row = operations.return_agreement(application=row, by=clerk, words="第 2 页看不清。")
    assert (row.status, fresh(row.agreement).own) == ("agreement", None)
    assert Letter.objects.filter(kind="admission.agreement_returned").count() == 1
    assert make.signed(row).status == "signed"


def test_signed_by_both_the_residence_begins_and_keeps_the_place():
    row = make.signed(offered())
    residence = begin(row, begins_on=clock.today() + timedelta(days=30))
    assert (fresh(row).status, row.holds_place) == ("resident", True)
    assert residence.ends_on == months_later(residence.begins_on, 12)
    assert (residence.base, residence.form) == (row.programme.base, "physical")
    letter = Letter.objects.get(kind="admission.welcome")
    assert letter.remedy == ""
    assert row.case.closed_at is None or fresh(row.case).waits_for == "nobody"


def test_a_virtual_residence_takes_no_place():
    row = make.signed(offered(form="virtual"))
    begin(row)
    row.programme.refresh_from_db()
    assert (fresh(row).status, row.programme.taken) == ("resident", 0)


@pytest.mark.parametrize(("shift", "code"), [(-1, "begins_too_early"), (31, "begins_too_late")])
def test_the_first_day_is_today_or_at_most_thirty_days_ahead(shift, code):
    row = make.signed(offered())
    assert refused(begin, row=row, begins_on=clock.today() + timedelta(days=shift)) == {code}
    assert not Residence.objects.exists()


def test_struck_off_between_application_and_agreement_stops_it_with_all_reasons():
    row = make.signed(offered())
    organisation = row.body.organisation
    from portal.organisations.register.enums import STRUCK_OFF

    organisation.state = sorted(STRUCK_OFF)[0]
    organisation.save()
    tomorrow = clock.today() + timedelta(days=40)
    assert refused(begin, row=row, begins_on=tomorrow) == {"struck_off", "begins_too_late"}
    assert fresh(row).status == "signed"


def test_a_second_residence_is_refused():
    row = make.signed(offered())
    make.resident(row)
    again = make.application(make.programme(), row.body)
    from incubator.deciding import operations as deciding

    make.judged(again)
    codes = refused(deciding.pass_check, application=again, by=person("incubation_clerk"))
    assert codes == {"already_resident"}


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 7, 15), 18, date(2028, 1, 15)),
    ],
)
def test_a_period_ends_on_the_corresponding_day_or_the_last_of_the_month(day, months, last):
    assert months_later(day, months) == last


def test_the_binder_of_the_case_holds_the_agreement_that_counts():
    from incubator.applying.binder import papers

    row = make.signed(offered())
    held = papers(row.case, person("incubation_clerk"))
    assert [paper.file for paper in held] == [fresh(row.agreement).own]
    make.resident(row)
    held = papers(row.case, person("incubation_clerk"))
    assert [paper.file for paper in held] == [fresh(row.agreement).both]
    assert papers(row.case, person("stranger")) == []
