"""Two tabs saved the same step: both versions side by side, and the choice between them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from incubator.admission.enums import Form as Residence
from incubator.admission.models import Draft
from incubator.applying import queries, questions
from incubator.applying.forms import StepForm

KEEP = "keep_"


def page(form: StepForm, draft: Draft, step: str) -> dict[str, Any]:
    """What the page of both versions shows: fields that differ, and the others as they are."""
    mine = {key: text for key, text in form.answers.items() if key in questions.keys_of(step)}
    differing = [
        {
            "key": key,
            "label": questions.label(key),
            "mine": shown(key, text),
            "typed": text,
            "saved": shown(key, draft.answers.get(key, "")),
        }
        for key, text in mine.items()
        if draft.answers.get(key, "") != text
    ]
    same = [(key, text) for key, text in mine.items() if draft.answers.get(key, "") == text]
    return {
        "differing": differing,
        "same": same,
        "draft": draft,
        "seen": queries.seen(draft, step),
    }


def settled(posted: QueryDict, draft: Draft) -> QueryDict:
    """What was posted, with the saved words where the person chose them."""
    chosen = [key for key, choice in posted.items() if key.startswith(KEEP) and choice == "saved"]
    if not chosen:
        return posted
    data = posted.copy()
    for key in chosen:
        name = key.removeprefix(KEEP)
        data[name] = _kept(draft.answers, name)
    return data


def shown(key: str, text: str) -> str:
    """An answer in the reader's words."""
    if key == questions.FORM and text in Residence.values:
        return str(Residence(text).label)
    return text


def _kept(answers: Mapping[str, str], key: str) -> str:
    return answers.get(key, "")
