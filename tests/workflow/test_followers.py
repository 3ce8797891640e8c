"""Who follows the history in the workflow, and what is checked at start."""

import json

import pytest
from django.core.management import call_command
from django.db.models import TextChoices

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.audit.models import Event, Seal
from portal.core import clock
from portal.core.pdf import FontMissingError
from portal.notifications.models import Notice
from portal.permissions import Permission
from portal.workflow import checks, consumers, steps
from portal.workflow.letters import consumers as letter_consumers
from portal.workflow.letters import documents, operations
from portal.workflow.letters.models import Letter
from portal.workflow.letters.operations import Words
from portal.workflow.models import Case
from portal.workflow.steps import Step, Waits, Workflow
from portal.workflow.worker import loop
from tests.people import body, person

pytestmark = pytest.mark.django_db
WORDS = Words("告知书", "暖阳", ["已受理。"])


class State(TextChoices):
    OPEN = "open", "open"
    DONE = "done", "done"


def workflow(waits: Waits, notice: str = "") -> Workflow:
    return Workflow(
        code="trial",
        title="trial",
        prefix="TR",
        states=State,
        initial="open",
        opening_deadline="",
        waits={"open": waits},
        steps=(
            Step("finish", ("open",), "done", Permission.CLAIM_DECIDE, "finish", notice=notice),
        ),
    )


@pytest.fixture(autouse=True)
def own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_tables", {})


def case(user: User | None = None, place: str | None = None) -> Case:
    moment = clock.now()
    return Case.objects.create(
        number="TR-1",
        workflow="trial",
        state="open",
        waits_for="office",
        applicant="暖阳",
        applicant_user=user,
        body=body(place) if place else None,
        holder=body("bureau"),
        opened_at=moment,
        state_since=moment,
        object_id=1,
    )


def event(action: str, subject: str = "x:1", by: User | None = None) -> Event:
    return audit.record(action, by=by, subject=subject, case="TR-1")


def letter(of: Case | None) -> Letter:
    return operations.issue(kind="x", words=WORDS, issuer=body("bureau"), case=of, by=None)


def stamped(row: Letter) -> Event:
    return event("letter.stamped", f"workflow.letter:{row.pk}")


def told() -> set[User]:
    return {notice.person for notice in Notice.objects.all()}


def test_a_step_that_names_an_unknown_message_is_an_error_at_start() -> None:
    workflow(Waits.OFFICE, "nowhere")
    assert [error.id for error in checks.every_notice_is_a_message()] == ["workflow.E001"]
    workflow(Waits.OFFICE, "letter_in_force")
    assert checks.every_notice_is_a_message() == []


def test_the_office_is_told_of_a_case_that_waits_for_it_but_not_by_its_own_hand() -> None:
    workflow(Waits.OFFICE)
    case()
    clerk, head = person("clerk"), person("section_head")
    consumers.tell_offices(
        [event("trial.opened", by=clerk), event("other.opened"), event("trial.finish")]
    )
    assert told() == {head}
    assert Notice.objects.get().url == ""


def test_a_case_that_waits_for_its_applicant_tells_no_office() -> None:
    workflow(Waits.APPLICANT)
    case()
    person("clerk")
    consumers.tell_offices([event("trial.opened")])
    assert told() == set()


@pytest.mark.parametrize(
    ("user", "place", "who"),
    [
        ("resident", "ours", {"resident"}),
        (None, "ours", {"owner"}),
        (None, None, set()),
    ],
)
def test_a_letter_is_told_to_the_applicant_else_to_those_who_act_for_the_body(
    user: str | None, place: str | None, who: set[str]
) -> None:
    workflow(Waits.OFFICE)
    for name in ("owner", "colleague", "stranger"):
        person(name)
    row = letter(case(person(user) if user else None, place))
    consumers.tell_parties([stamped(row), event("letter.stamped", "workflow.letter:999")])
    assert told() == {person(name) for name in who}


def test_a_letter_outside_any_case_is_told_to_nobody() -> None:
    consumers.tell_parties([stamped(letter(None))])
    assert told() == set()


def test_without_fonts_the_pdf_is_made_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(row: Letter) -> bytes:
        raise FontMissingError("no font")

    row = letter(None)
    monkeypatch.setattr(documents, "render", without)
    letter_consumers.make_pdfs([event("letter.issued", f"workflow.letter:{row.pk}")])
    row.refresh_from_db()
    assert row.pdf is None
    monkeypatch.setattr(documents, "render", lambda row: b"%PDF-1.7 made")
    made = documents.make(row)
    assert made.pdf is not None and documents.make(made) is made


def test_one_round_by_hand_seals_the_history() -> None:
    written = event("trial.done")
    call_command("work", once=True)
    assert Seal.objects.filter(event=written).exists()
    assert json.loads(written.data) == {}


def test_a_connection_that_cannot_close_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import Error

    class Broken:
        connection: object = object()

        def close(self) -> None:
            raise Error("away")

    broken = Broken()
    monkeypatch.setattr(loop, "connections", type("All", (), {"all": lambda self, **_: [broken]})())
    loop._forget_connections()
    assert broken.connection is None
