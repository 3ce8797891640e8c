"""The screens of subsidies: what people read, what a form refuses, how lists grow, the files."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from portal.workflow.publicity.models import PublicEntry
from tests import work
from tests.factories import subsidies as make
from tests.factories import workers as register
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _december(in_chinese):
    work.move_to("2026-12-01T09:00:00+08:00")


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_month_is_looked_at_somebody_left_out_and_confirmed():
    us, version = make.organisation(), make.scheme(fen=0)
    good, bare = make.person(us), make.person(us, level="")
    other = make.person(us, level="senior", name="乌云")
    url, client = reverse("subsidy_new", args=[us.pk]), client_of("finance")
    assert "哪项补贴" in text(client.get(url))
    page = text(client.get(url, {"scheme": version.scheme_id, "month": "2026-11"}))
    for words in ("600.00", "政策金额表：高级社会工作师", "2026年11月1日还没有证书", "请登记证书"):
        assert words in page
    for month, words in (
        ("2026-12", "还没有过完"), ("2026-08", "只能在"), ("9999-12", "月份"), ("x", "月份"),
    ):  # fmt: skip
        assert words in text(client.get(url, {"scheme": version.scheme_id, "month": month}))
    sent = {"scheme": version.scheme_id, "month": "2026-11", "keep": [other.pk, bare.pk]}
    assert client.post(url, sent).status_code == 302
    claim = SubsidyClaim.objects.get()
    assert (claim.people, claim.gross) == (1, 50_000)
    page = text(client.get(reverse("my_subsidy", args=[claim.pk])))
    assert "组织没有为此人申报" in page
    assert good.worker.id_shown in page
    assert "已有一份名单" in text(client.post(url, sent))
    assert "我们的社工补贴" in text(client_of("colleague").get(reverse("my_subsidies")))
    assert client_of("colleague").post(reverse("my_subsidy", args=[claim.pk])).status_code == 200
    assert client.post(reverse("my_subsidy", args=[claim.pk])).status_code == 302


def test_the_office_checks_gathers_proposes_and_pays_through_the_pages():
    claim = make.confirmed()
    url, clerk = reverse("subsidy_case", args=[claim.pk]), client_of("incubation_clerk")
    assert "审核名单" in text(clerk.get(url))
    assert clerk.post(url, {"act": "check"}).status_code == 302
    kept = reverse("subsidies_kept")
    bad = {"scheme": claim.scheme_id, "month": "2026-12"}
    assert "还没有过完" in text(clerk.post(kept, bad))
    assert "从列出的补贴项目" in text(clerk.post(kept, {"scheme": "9" * 40, "month": "2026-11"}))
    assert clerk.post(kept, {**bad, "month": "2026-11"}).status_code == 302
    batch = SubsidyBatch.objects.get()
    here = reverse("subsidy_batch", args=[batch.pk])
    assert "0 %" in text(clerk.get(here))
    work.drain()
    assert "请写" in text(clerk.post(here, {"act": "propose", "words": ""}))
    assert clerk.post(here, {"act": "propose", "words": "已核对"}).status_code == 302
    make.committed(make.approved(make.fresh_batch(batch)))
    assert "每个组织一张付款单" in text(client_of("accountant").get(here))
    assert client_of("accountant").post(here, {"act": "order"}).status_code == 302
    make.paid(make.fresh_batch(batch))
    line = make.lines(claim)[0]
    sent = {"act": "correct", "line": line.pk, "fen": "200", "words": "有误"}
    assert "只剩 100.00 元" in text(clerk.post(url, sent))
    assert clerk.post(url, {**sent, "fen": "30.5"}).status_code == 302
    assert "已冲抵 30.50 元" in text(clerk.get(url))


def test_a_batch_as_csv_and_workbook_with_exceptions_and_nothing_whole():
    us = make.organisation()
    bare = make.person(us, level="", name="=1+1")
    batch = make.built(make.checked(make.confirmed(of=us)))
    url, clerk = reverse("subsidy_batch_table", args=[batch.pk]), client_of("incubation_clerk")
    table = clerk.get(url).content.decode("utf-8-sig")
    for words in ("王**", '"100.00"', "还没有证书", "请登记证书", bare.worker.id_shown):
        assert words in table
    assert "王芳" not in table
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(url + "?form=xlsx").content))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "100.00" in cells
    page = text(clerk.get(reverse("subsidy_batch", args=[batch.pk]) + "?show=exceptions"))
    assert "还没有证书" in page


def test_pages_ask_equally_often_for_one_person_and_for_ten():
    us, version = make.organisation(), make.scheme()
    counts = []
    for _round in range(2):
        for _one in range(1 if not counts else 9):
            make.person(us)
            register.worker(us.body)
        claim = make.checked(make.confirmed(version, us, staff=0))
        new = reverse("subsidy_new", args=[us.pk]) + f"?scheme={version.scheme_id}&month=2026-11"
        batch = make.built(claim)
        pages = [
            (new, "owner"),
            (reverse("my_subsidy", args=[claim.pk]), "owner"),
            (reverse("subsidies_kept") + "?show=batch", "incubation_clerk"),
            (reverse("subsidy_case", args=[claim.pk]), "incubation_clerk"),
            (reverse("subsidy_batch", args=[batch.pk]) + "?show=exceptions", "incubation_clerk"),
            (reverse("subsidy_batch_table", args=[batch.pk]), "incubation_clerk"),
        ]
        counts.append([_asked(url, who) for url, who in pages])
        make.batching.dissolve(batch=batch, words="再来", by=make.people.person("section_head"))
        make.operations.withdraw(claim=claim, by=make.people.person("owner"))
    assert counts[0] == counts[1]


def _asked(url, who):
    client = client_of(who)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_a_public_list_of_five_people_is_no_table_with_a_column_for_each():
    batch = make.built(make.checked(make.confirmed(staff=5)))
    make.approved(make.proposed(batch))
    entry = PublicEntry.objects.get()
    page = client_of("anonymous").get(reverse("publicity", args=[entry.publicity_id]))
    names = [label for label, _value in entry.facts if label.startswith("王**")]
    assert (len(names), page.context["long"]) == (5, True)
    assert all(f"<dt>{name}</dt>" in page.content.decode() for name in names)
