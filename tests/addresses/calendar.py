"""Addresses of the calendars."""

from portal.workflow.desk import operations
from tests import people
from tests.harness.matrix import EVERYBODY, entry


def secret():
    return {"secret": operations.new_calendar_address(by=people.person("clerk"))}


entry("work_calendar")
entry("my_calendar")
entry("calendar_address")
entry("calendar_feed", own=secret, absent={"secret": "nothing"}, sees_own=EVERYBODY)
