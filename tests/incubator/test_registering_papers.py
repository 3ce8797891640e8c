"""The papers that the portal writes: as PDF and as DOCX, old ones kept, one ZIP."""

import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from django.core.files.storage import storages
from django.urls import reverse

from incubator.registering import documents, filling, operations, queries, wording
from incubator.registering.enums import Sheet
from incubator.registering.models import Registration
from tests.factories import registering as make
from tests.people import client_of

pytestmark = pytest.mark.django_db


def words_of(content):
    """Everything a DOCX says, opened again as an editor would."""
    opened = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def read(stored):
    with storages["private"].open(stored.path) as stream:
        return stream.read()


def text_of(content, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "paper.pdf").write_bytes(content)
    run = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "paper.pdf"), "-"]
    done = subprocess.run(run, capture_output=True, check=True, text=True).stdout
    return "".join(done.split())


@pytest.fixture
def group():
    row = make.facts(make.with_unit(make.begun("social_group")))
    make.founders(row)
    make.members(row, persons=2, units=1)
    return make.fresh(row)


def paper(row, sheet):
    return wording.write(sheet, filling.given(row))


def test_every_paper_of_every_kind_is_written_from_the_facts():
    for kind in ("social_group", "social_service_institution", "foundation"):
        row = make.facts(make.with_unit(make.begun(kind, make.team(f"{kind}队"))))
        make.founders(row)
        known = filling.given(make.fresh(row))
        for sheet in queries.sheets(row):
            content = documents.as_docx(wording.write(sheet, known), dated=known.day)
            said = words_of(content)
            assert make.NAMES[kind] in said, (kind, sheet)
            assert "{" not in said, (kind, sheet)
            assert content == documents.as_docx(wording.write(sheet, known), dated=known.day)


def test_the_charter_is_filled_in_and_counts_its_articles(group):
    said = words_of(documents.as_docx(paper(group, Sheet.CHARTER), dated=make.date(2026, 11, 30)))
    assert "第一章　总则" in said
    assert "第十一条" in said
    assert "本会的住所设在东胜区天骄路 8 号。" in said
    assert "业务主管单位是东胜区残疾人联合会。" in said
    assert "30,000.00元（人民币叁万元整）" in said
    assert "首届理事会由5名理事组成" in said


def test_the_lists_name_everybody_and_no_whole_identity_number(group):
    people = paper(group, Sheet.PEOPLE)
    said = words_of(documents.as_docx(people, dated=make.date(2026, 11, 30)))
    assert "那日苏" in said
    assert "，拟任法定代表人" in said
    for one in group.people.all():
        assert one.shown in said
        from portal.core import sealed

        assert sealed.unsealed(one.sealed) not in said
    members = words_of(
        documents.as_docx(paper(group, Sheet.MEMBERS), dated=make.date(2026, 11, 30))
    )
    assert "共 3 个会员，其中个人 2 人、单位 1 个。" in members
    assert "1. 单位会员0" in members


def test_minutes_and_appointments_name_who_was_elected(group):
    minutes = "\n".join(block.words for block in paper(group, Sheet.MINUTES).blocks)
    assert "时间：2026年1月20日。" in minutes
    assert "应到 3 人，实到 60 人" in minutes
    assert "会议选举产生监事 1 名：刘芳" in minutes
    assert "理事会选举那日苏为会长（法定代表人）。" in minutes
    rows = [row for block in paper(group, Sheet.APPOINTMENT).blocks for row in block.rows]
    assert ("那日苏", "会长（法定代表人）") in rows
    assert ("刘芳", "监事") in rows


def test_the_pdf_says_the_same(group, tmp_path):
    made = paper(group, Sheet.APPLICATION)
    given = {"issuer": group.name, "dated": make.date(2026, 11, 30), "case": str(group)}
    content = documents.as_pdf(made, **given)
    assert content == documents.as_pdf(made, **given)
    said = text_of(content, tmp_path)
    assert "社会团体成立登记申请书" in said
    assert "那日苏（会长）" in said
    assert "东残联函〔2026〕3号" in said
    assert "个人2人，单位1个，共3" in said


def test_papers_are_written_once_for_the_same_facts_and_old_ones_stay():
    row = make.facts(make.with_unit(make.begun()))
    make.founders(row)
    first = make.written(row, real=True)
    assert documents.write(first, by=make.owner()) == []
    kept = {one.sheet: one for one in first.papers.all()}
    assert set(kept) == set(queries.sheets(first))
    before = read(kept["charter"].docx)
    make.facts(first, domicile="东胜区民生街 1 号")
    second = make.fresh(first)
    assert queries.current(second) == {}
    assert {one.sheet for one in queries.older(second)} == set(kept)
    make.written(second, real=True)
    assert read(kept["charter"].docx) == before
    new = queries.current(make.fresh(second))["charter"]
    assert "民生街 1 号" in words_of(read(new.docx))


def test_what_was_handed_in_keeps_its_day_when_papers_are_written_anew():
    row = make.returned(make.begun())
    handed = {one.pk for one in row.papers.all() if one.handed_in_on}
    assert len(handed) == len(queries.sheets(row))
    make.facts(row, domicile="东胜区民生街 1 号")
    make.written(row)
    again = make.fresh(row)
    assert {one.pk for one in again.papers.all() if one.handed_in_on} == handed
    make.answered(row)
    operations.answer(registration=make.fresh(row), by=make.owner())
    assert Registration.objects.get(pk=row.pk).papers.exclude(handed_in_on=None).count() == 2 * len(
        handed
    )


def test_a_changed_fact_wants_new_papers_before_handing_in():
    from portal.core.reasons import Refused

    row = make.entered(make.begun())
    make.facts(row, domicile="东胜区民生街 1 号")
    with pytest.raises(Refused) as refusal:
        operations.hand_in(registration=make.fresh(row), by=make.owner())
    assert refusal.value.codes >= {"papers_old"}


def test_the_zip_holds_the_list_first_then_papers_and_what_was_brought():
    from incubator.registering import entering
    from tests.factories import joining

    row = make.facts(make.with_unit(make.begun()))
    make.founders(row)
    entering.keep_document(
        registration=row, code="premises", by=make.owner(), upload=joining.scan("住所.png")
    )
    row = make.written(row, real=True)
    answer = client_of("owner").get(reverse("registration_zip", args=[row.pk]))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = packed.namelist()
    assert names[0].startswith("01 ")
    assert "登记材料目录" in names[0]
    assert sum(name.endswith(".docx") for name in names) == len(queries.sheets(row))
    assert names[-1].endswith("住所.png")
    docx_list = next(name for name in names if "目录" in name and name.endswith(".docx"))
    said = words_of(packed.read(docx_list))
    assert said.index("登记申请书") < said.index("业务主管单位的批准文件") < said.index("章程草案")


def test_papers_are_served_in_both_forms():
    row = make.facts(make.with_unit(make.begun()))
    row = make.written(row, real=True)
    one, client = row.papers.first(), client_of("base_worker")
    for form, kind in (("pdf", "application/pdf"), ("docx", "officedocument.wordprocessingml")):
        answer = client.get(reverse("registration_paper", args=[row.pk, one.pk, form]))
        assert kind in answer["Content-Type"]
    assert (
        client.get(reverse("registration_paper", args=[row.pk, one.pk, "exe"])).status_code == 404
    )
