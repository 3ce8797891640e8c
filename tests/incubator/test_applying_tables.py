"""What applicants may do: every state × own act × kind of person."""

import pytest

from incubator.admission.enums import AdmissionState as State
from incubator.admission.models import Application
from portal.workflow import engine
from portal.workflow.models import Case
from tests.factories import applying
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
OWN = {"owner"}
ACTS = ("supply", "extend", "withdraw", "decline", "sign")
TABLE = {
    State.SUBMITTED: {"withdraw"},
    State.RETURNED: {"supply", "extend", "withdraw"},
    State.RESUBMITTED: {"withdraw"},
    State.PUBLICITY: {"decline"},
    State.RESERVE: {"decline"},
    State.AGREEMENT: {"sign", "decline"},
}


@pytest.mark.parametrize("state", list(State))
def test_only_the_organisation_acts_and_only_as_the_table_says(state):
    row = applying.application()
    Application.objects.filter(pk=row.pk).update(status=state)
    Case.objects.filter(pk=row.case_id).update(state=state)
    row = Application.objects.get(pk=row.pk)

    found = {
        kind: {step.action for step in engine.possible(row, person(kind))} & set(ACTS)
        for kind in KINDS
        if kind != "anonymous"
    }

    assert found == {kind: TABLE.get(state, set()) if kind in OWN else set() for kind in found}
