"""The first journey in its phases, for the sweep by axe: applying, deciding, panels, approvals.

``READY`` and ``FURTHER`` are those of ``tests.journeys.states``, which takes them up.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from incubator.admission.models import Application
from portal.workflow.publicity import operations as publicity
from tests import people
from tests.factories import applying, panels
from tests.journeys import rounds

Where = tuple[str, str] | tuple[str, str, int]
Things = Callable[[], dict[str, Any]]


def _key(made: Callable[[], Any]) -> Things:
    return lambda: {"pk": made().pk}


def _draft(step: str, *, papers: bool = True) -> Things:
    def build() -> dict[str, Any]:
        made = applying.draft(
            rounds.programme(),
            rounds.body(),
            people.person("owner"),
            papers=papers,
            form="physical",
        )
        return {"pk": made.programme_id, "body": made.body_id, "step": step}

    return build


def _sheet(made: Callable[[], Any]) -> Things:
    def build() -> dict[str, Any]:
        panel = made()
        return {"pk": panel.pk, "entry": _first(panel).pk}

    return build


def _first(panel: Any) -> Any:
    return panel.entries.order_by("position")[0]


def seat_to_declare() -> dict[str, Any]:
    """The seat of an expert who has still to say whether there are ties."""
    return {"pk": rounds.declaring().pk}


def seat_to_replace() -> dict[str, Any]:
    """A seat of a panel that declares."""
    panel = rounds.declaring()
    return {"pk": panel.pk, "seat": panels.seats(panel)[0].pk}


def read_application() -> dict[str, Any]:
    """An application before the expert's panel."""
    case = _first(rounds.scoring()).case_id
    return {"pk": Application.objects.get(case_id=case).pk}


def round_of_two() -> dict[str, Any]:
    """A round that waits for its panel."""
    return {"pk": rounds.waiting_for_a_panel().pk}


def late() -> dict[str, Any]:
    """An application that passed the first check."""
    return {"pk": rounds.checked().pk}


def a_tie() -> dict[str, Any]:
    """A tie in the profile of the tests' expert."""
    profile = rounds.seat_of_ours(rounds.declaring()).expert
    return {"pk": profile.ties.create(kind="family", name="高敏").pk}


def someone_in_the_pool() -> dict[str, Any]:
    """An expert of the pool."""
    return {"pk": rounds.seat_of_ours(rounds.declaring()).expert.pk}


def a_public_page() -> dict[str, Any]:
    """A page of names that runs."""
    return {"pk": rounds.made_public().publicity_id}


def paper_at_the_counter() -> dict[str, Any]:
    """A programme and an organisation whose application is entered from paper."""
    return {"pk": rounds.programme().pk, "body": rounds.body().pk}


def recorded() -> dict[str, Any]:
    """An organisation of the bureau with a record."""
    return {"pk": applying.registered(rounds.body()).pk}


READY: dict[str, Things] = {
    "admission": _key(rounds.application),
    "admission_receipt": _key(rounds.application),
    "admission_counter_enter": paper_at_the_counter,
    "admission_counter_receipt": _key(rounds.at_the_counter),
    "admission_step": _draft("need"),
    "admission_extend": _key(rounds.returned),
    "admission_withdraw": _key(rounds.application),
    "admission_decline": _key(rounds.on_reserve),
    "admission_case": _key(rounds.application),
    "admission_late": late,
    "admission_reading": read_application,
    "programme_round": round_of_two,
    "agreement": _key(rounds.offered),
    "agreement_case": _key(rounds.signed),
    "residence": _key(rounds.resident),
    "panel": _key(rounds.scoring),
    "panel_verify": _key(rounds.scoring),
    "panel_replace": seat_to_replace,
    "panel_seat": seat_to_declare,
    "panel_sheet": _sheet(rounds.scoring),
    "panel_sign": _sheet(rounds.scoring),
    "panel_tie": _sheet(rounds.scoring),
    "tie_edit": a_tie,
    "expert": someone_in_the_pool,
    "publicity": a_public_page,
    "object": a_public_page,
    "enter_objection": a_public_page,
    "correct_publicity": a_public_page,
    "objection": _key(rounds.objected),
    "objection_case": _key(rounds.objected),
    "approval": _key(rounds.proposed),
    "record_detail": recorded,
    "record_confirm": lambda: {**recorded(), "fact": "listing"},
}


def _page(name: str, kind: str, things: Callable[[], dict[str, Any]]) -> Callable[[], Where]:
    return lambda: (reverse(name, kwargs=things()), kind)


def _row(made: Callable[[], Any]) -> Things:
    return lambda: {"pk": made().pk}


def round_of(made: Callable[[], Any]) -> Things:
    """The programme of a panel."""
    return lambda: {"pk": int(made().subject.rpartition(":")[2])}


def sheet_that_is_signed() -> dict[str, Any]:
    """A sheet the expert has signed."""
    part = rounds.signed_sheet()
    return {"pk": part.entry.panel_id, "entry": part.entry_id}


def who_comes_to_the_counter() -> Where:
    """The organisations found at the counter."""
    return (
        f"{reverse('admission_counter')}?programme={rounds.programme().pk}&q=暖城",
        "incubation_clerk",
    )


def start_of_ours() -> Where:
    """What stands for and against an organisation before a word is written."""
    rounds.body()
    return reverse("admission_start", args=[rounds.programme().pk]), "owner"


def objection_of_an_anonymous() -> Where:
    """An objection, as the office answers it."""
    made, _code = publicity.file(
        entry=rounds.made_public(),
        said=publicity.Said(name="乌兰", phone="13900135678", words="请核实名次。"),
        by=None,
    )
    return reverse("objection_case", args=[made.pk]), "section_head"


FURTHER: dict[str, Callable[[], Where]] = {
    "start of an application of ours": start_of_ours,
    "application: contact": _page("admission_step", "owner", _draft("contact")),
    "application: plan": _page("admission_step", "owner", _draft("plan")),
    "application: team": _page("admission_step", "owner", _draft("team")),
    "application: papers": _page("admission_step", "owner", _draft("papers")),
    "application: papers missing": _page("admission_step", "owner", _draft("papers", papers=False)),
    "application: check": _page("admission_step", "owner", _draft("check")),
    "application: check with gaps": _page("admission_step", "owner", _draft("check", papers=False)),
    "application that was returned": _page("admission", "owner", _row(rounds.returned)),
    "application with an offer": _page("admission", "owner", _row(rounds.offered)),
    "application on reserve": _page("admission", "owner", _row(rounds.on_reserve)),
    "application in residence": _page("admission", "owner", _row(rounds.resident)),
    "counter with results": who_comes_to_the_counter,
    "admission to check": _page("admission_case", "incubation_clerk", _row(rounds.application)),
    "admission answered": _page("admission_case", "incubation_clerk", _row(rounds.resubmitted)),
    "admission past its check": _page("admission_case", "section_head", late),
    "admission with an agreement": _page("admission_case", "incubation_clerk", _row(rounds.signed)),
    "round that is convened": _page("programme_round", "section_head", round_of(rounds.declaring)),
    "round that is judged": _page("programme_round", "incubation_clerk", round_of(rounds.judged)),
    "agreement that came back": _page("agreement", "owner", _row(rounds.signed)),
    "agreement to countersign": _page("agreement_case", "incubation_clerk", _row(rounds.signed)),
    "panel that declares": _page("panel", "incubation_clerk", _row(rounds.declaring)),
    "panel that is complete": _page("panel", "section_head", _row(rounds.judged)),
    "seat that scores": _page("panel_seat", "expert", lambda: seat_that_scores()),
    "sheet that is signed": _page("panel_sign", "expert", sheet_that_is_signed),
    "objection that is answered": _page("objection", "resident", _row(rounds.answered)),
    "objection to answer": objection_of_an_anonymous,
    "answered objection in the office": _page(
        "objection_case", "section_head", _row(rounds.answered)
    ),
    "approval on my turn": _page("approval", "section_head", _row(rounds.proposed)),
    "approval before the leader": _page("approval", "leader", _row(rounds.before_the_leader)),
    "approval that was sent back": _page("approval", "incubation_clerk", _row(rounds.sent_back)),
    "space of an expert": lambda: (reverse("my_space"), "expert"),
    "space of an organisation": lambda: (reverse("my_space"), "owner"),
    "work list of a leader": lambda: (reverse("work_list"), "leader"),
}
AGAIN = {"admission to check", "space of an organisation"}


def seat_that_scores() -> dict[str, Any]:
    """The seat of an expert who scores."""
    return {"pk": rounds.scoring().pk}
