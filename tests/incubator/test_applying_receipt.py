"""The receipt on paper: Chinese, with the code only when it is told, cheap to make."""

import time

import pytest
from django.utils import translation

from incubator.applying import documents
from tests.factories import applying

pytestmark = pytest.mark.django_db
CPU_SECONDS = 0.15


def test_the_receipt_names_case_papers_and_deadline_in_chinese():
    application = applying.application()

    with translation.override("zh-hans"):
        paper = documents.document(application)

    values = " ".join(str(fact.value) for fact in paper.facts)
    assert str(application) in values
    assert application.papers.first().sha256[:12] in values
    assert application.digest[:24] in values
    assert paper.address.endswith("/cases/")
    assert paper.code == ""
    assert str(paper.title) == "收件回执"


def test_the_code_stands_beside_the_qr_and_never_in_it():
    application, code = applying.handed_in()
    paper = documents.document(application, code)
    assert paper.code == code
    assert code not in paper.address


def test_the_receipt_costs_little():
    application = applying.application()
    documents.receipt(application)
    began = time.process_time()
    for _ in range(5):
        content = documents.receipt(application)
    assert content.startswith(b"%PDF")
    assert (time.process_time() - began) / 5 <= CPU_SECONDS
