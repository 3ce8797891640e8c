"""Official letters: numbered per body and year, in force with their stamp, never edited."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.files import queries as files
from portal.notifications.models import Notice
from portal.workflow.letters import access, documents, numbering, operations, seal
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case
from portal.workflow.worker import loop
from tests.files import samples
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
WORDS = Words("认领申请不予通过通知书", "暖阳", ["经核对,证书与登记不符。"], Remedy.REVIEW)
MADE = samples.pdf()


@pytest.fixture(autouse=True)
def private(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None},
    }
    settings.STORAGES = settings.STORAGES | {"private": storage}
    monkeypatch.setattr(documents.pdf, "render", lambda document: MADE)


@pytest.fixture
def case() -> Case:
    moment = clock.now()
    return Case.objects.create(
        number="RL-20261124-0001",
        workflow="claim",
        state="submitted",
        waits_for="office",
        applicant="暖阳",
        applicant_user=person("owner"),
        body=body("ours"),
        holder=body("bureau"),
        opened_at=moment,
        state_since=moment,
        object_id=1,
    )


def issue(case: Case | None, by: str | None = "clerk", issuer: str = "bureau") -> Letter:
    return operations.issue(
        kind="claim.refused",
        words=WORDS,
        issuer=body(issuer),
        case=case,
        by=person(by) if by else None,
    )


def scan(letter: Letter, by: str = "clerk", content: bytes = MADE) -> Letter:
    upload = ContentFile(content, name="盖章.pdf")
    return operations.attach_scan(letter=letter, upload=upload, by=person(by))


def test_each_body_counts_its_own_letters_of_the_year(case: Case) -> None:
    year = clock.now().year
    numbers = [issue(case).number, issue(None).number]
    numbers.append(issue(None, by=None, issuer="city").number)
    assert numbers == [
        f"东民社办字〔{year}〕1号",
        f"东民社办字〔{year}〕2号",
        f"鄂民社办字〔{year}〕1号",
    ]
    assert numbering.next_number(body("bureau"), year + 1) == (1, f"东民社办字〔{year + 1}〕1号")
    assert numbering.mark(body("ours")) == "东胜区暖阳社会工作服务中心社办字"


def test_a_body_may_have_its_own_words(case: Case) -> None:
    operations.set_mark(body=body("bureau"), mark="东民函", by=person("clerk"))
    assert issue(case).number.startswith("东民函〔")
    with pytest.raises(Refused):
        operations.set_mark(body=body("bureau"), mark="x", by=person("other_clerk"))


def test_the_letter_says_to_whom_one_may_turn_and_by_which_clause(case: Case) -> None:
    letter = issue(case)
    assert "60 日内向东胜区人民政府申请行政复议" in letter.remedy
    assert "行政复议法" in letter.remedy and "6 个月内" in letter.remedy
    words = Words("告知书", "暖阳", ["已受理。"], Remedy.OBJECTION)
    other = operations.issue(kind="x", words=words, issuer=body("bureau"), case=None, by=None)
    assert "10 个工作日内向东胜区民政局提出" in other.remedy
    plain = Words("告知书", "暖阳", ["已受理。"])
    none = operations.issue(kind="x", words=plain, issuer=body("bureau"), case=None, by=None)
    assert none.remedy == ""


@pytest.mark.parametrize("who", ["other_clerk", "counter_clerk", "owner", "supervisor"])
def test_only_those_who_issue_letters_of_the_office_do(case: Case, who: str) -> None:
    with pytest.raises(Refused) as refused:
        issue(case, by=who)
    assert refused.value.codes == {"not_permitted"}
    letter = issue(case)
    with pytest.raises(Refused) as refused:
        scan(letter, by=who)
    assert refused.value.codes == {"not_permitted"}


def test_the_paper_bears_everything_that_makes_it_official(case: Case) -> None:
    letter = issue(case)
    paper = documents.document(letter)
    assert (paper.issuer, paper.number, paper.case) == (
        "东胜区民政局",
        letter.number,
        case.number,
    )
    assert paper.remedy == letter.remedy and paper.sealed
    assert paper.paragraphs == ("经核对,证书与登记不符。",)
    assert paper.address.endswith(reverse("track")) and case.number not in paper.address


def test_the_worker_makes_the_pdf_once(case: Case) -> None:
    letter = issue(case)
    assert letter.pdf is None
    loop.tick()
    loop.tick()
    letter.refresh_from_db()
    assert letter.pdf is not None and letter.pdf.case == case.number
    assert letter.pdf.sha256 == hashlib.sha256(MADE).hexdigest()
    assert not letter.in_force and letter.effective is None
    assert operations.keep_pdf(letter=letter, content=b"other", sealed=True).pdf == letter.pdf


def test_the_stamped_scan_puts_the_letter_in_force_and_the_parties_are_told(case: Case) -> None:
    letter = issue(case)
    owner, colleague, stranger = person("owner"), person("colleague"), person("stranger")
    assert not access.may_read(owner, letter) and access.may_read(person("clerk"), letter)
    letter = scan(letter)
    assert letter.in_force and letter.effective == letter.scan
    assert [access.may_read(user, letter) for user in (owner, colleague, stranger)] == [
        True,
        True,
        False,
    ]
    assert access.of_case(owner, case) == [letter]
    loop.tick()
    loop.tick()
    notice = Notice.objects.get(key="letter_in_force")
    assert (notice.person, notice.case) == (owner, case.number)
    assert letter.number in notice.body
    actions = Event.objects.filter(subject=f"workflow.letter:{letter.pk}").order_by("pk")
    assert [event.action for event in actions] == ["letter.issued", "letter.stamped"]


def test_a_letter_is_stamped_once(case: Case) -> None:
    letter = scan(issue(case))
    with pytest.raises(Refused) as refused:
        scan(letter)
    assert refused.value.codes == {"letter_in_force"}


def test_a_bad_scan_is_refused_with_the_files_reasons(case: Case) -> None:
    letter = issue(case)
    with pytest.raises(Refused) as refused:
        scan(letter, content=b"not a pdf")
    assert refused.value.codes == {"file_not_what_it_says"}
    letter.refresh_from_db()
    assert letter.scan is None


def test_a_correction_is_a_new_letter_that_names_the_old_one_which_is_kept(case: Case) -> None:
    old = scan(issue(case))
    new = operations.correct(letter=old, words=WORDS, by=person("clerk"))
    assert (new.replaces, new.kind, new.case) == (old, old.kind, case)
    assert old.replacement == new and old.in_force
    assert any(old.number in paragraph for paragraph in documents.document(new).paragraphs)
    with pytest.raises(Refused) as refused:
        operations.correct(letter=old, words=WORDS, by=person("clerk"))
    assert refused.value.codes == {"letter_already_replaced"}
    third = operations.correct(letter=new, words=WORDS, by=person("clerk"))
    with pytest.raises(Refused) as refused:
        scan(new)
    assert refused.value.codes == {"letter_already_replaced"}
    assert third.replaces == new


class Sealer:
    """Marks the PDF of a body."""

    def stamp(self, pdf: bytes, *, body: int) -> bytes:
        return pdf + b"%sealed"


def test_an_electronic_seal_takes_the_place_of_stamping(case: Case, settings) -> None:
    assert seal.port() is None
    settings.ELECTRONIC_SEAL = f"{__name__}.Sealer"
    letter = documents.make(issue(case))
    assert letter.in_force and letter.effective == letter.pdf
    assert letter.pdf is not None
    with files.content(letter.pdf) as opened:
        assert opened.read().endswith(b"%sealed")
    assert Event.objects.filter(action="letter.sealed").count() == 1
    with pytest.raises(Refused):
        scan(letter)


def test_a_workflow_may_have_its_own_rule(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_policies", {})
    access.register("claim", lambda user, letter: user == person("stranger"))
    letter = scan(issue(case))
    assert access.may_read(person("stranger"), letter)
    assert not access.may_read(person("owner"), letter)
    assert not access.may_read(person("owner"), scan(issue(None)))


def test_the_database_refuses_a_second_letter_of_the_same_number(case: Case) -> None:
    letter = issue(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=issue(case).pk).update(serial=letter.serial)


def test_pages_show_the_letter_to_whoever_may_read_it(case: Case) -> None:
    letter = issue(case)
    address = reverse("letter", args=[letter.pk])
    assert letter.number in client_of("clerk").get(address).content.decode()
    assert client_of("clerk").get(reverse("letter_file", args=[letter.pk])).status_code == 200
    for who in ("owner", "stranger", "other_clerk", "resident", "administrator"):
        assert client_of(who).get(address).status_code == 404
        assert client_of(who).get(reverse("letter_file", args=[letter.pk])).status_code == 404
    assert client_of("anonymous").get(address).status_code == 302
    assert client_of("owner").get(reverse("letter", args=[999])).status_code == 404


def test_the_office_hands_in_the_scan_on_the_page(case: Case) -> None:
    letter = issue(case)
    client, address = client_of("clerk"), reverse("letter_scan", args=[letter.pk])
    assert client.get(address).status_code == 302
    bad = client.post(address, {"scan": SimpleUploadedFile("a.exe", b"MZ")})
    assert bad.status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client_of("other_clerk").post(address, {}).status_code == 404
    good = client.post(address, {"scan": SimpleUploadedFile("a.pdf", MADE)})
    assert good.status_code == 302
    page = client_of("owner").get(reverse("letter", args=[letter.pk]))
    assert letter.number in page.content.decode()
    stamped = client_of("owner").get(reverse("letter_file", args=[letter.pk]))
    assert b"".join(stamped.streaming_content) == MADE


def test_a_replaced_letter_says_so(case: Case) -> None:
    old = scan(issue(case))
    new = operations.correct(letter=old, words=WORDS, by=person("clerk"))
    page = client_of("owner").get(reverse("letter", args=[old.pk])).content.decode()
    assert new.number in page
    page = client_of("clerk").get(reverse("letter", args=[new.pk])).content.decode()
    assert old.number in page


@pytest.fixture
def opened(case: Case) -> Iterator[Case]:
    from portal.audit import operations as audit

    audit.record("claim.opened", by=person("owner"), subject="x:1", case=case.number)
    yield case


def test_the_office_learns_of_a_new_case_in_its_inbox_and_nobody_else_does(opened: Case) -> None:
    clerk, head = person("clerk"), person("section_head")
    person("other_clerk")
    person("counter_clerk")
    loop.tick()
    loop.tick()
    told = Notice.objects.filter(key="case_opened", case=opened.number)
    assert {notice.person for notice in told} == {clerk, head}
    assert {d.channel for notice in told for d in notice.deliveries.all()} == {"inbox"}
