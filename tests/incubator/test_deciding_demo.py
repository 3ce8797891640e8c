"""The demo shows applications in the states an office works with."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.workflow.models import Case

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_returned_one_in_panel_and_one_published_with_an_objection(settings):
    settings.DEMO = True
    call_command("demo_city", "--organisations", "600", stdout=StringIO(), stderr=StringIO())
    states = set(Case.objects.values_list("workflow", "state"))
    assert {
        ("admission", "submitted"),
        ("admission", "returned"),
        ("admission", "in_panel"),
        ("admission", "publicity"),
        ("objection", "received"),
    } <= states
