"""Addresses of circulars."""

from portal.notifications.circulars import operations
from tests import people
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
SENDERS = {"incubation_clerk", "section_head"}


def draft():
    made = operations.write(
        office=people.body("bureau").pk,
        title="通知",
        words="内容",
        audience="office",
        params={},
        wants_confirmation=True,
        by=people.person("incubation_clerk"),
    )
    return {"pk": made.pk}


def receipt():
    people.person("clerk")
    made = operations.send(
        circular=operations.queries.of_offices(people.person("incubation_clerk")).get(**draft()),
        by=people.person("incubation_clerk"),
    )
    operations.deliver(made.pk)
    return {"pk": made.receipts.get(person=people.person("clerk")).pk}


entry("circulars")
entry("circular_new")
entry("circular", own=draft, absent=ABSENT, sees_own=SENDERS)
for _name in ("circular_send", "circular_remind"):
    entry(_name, own=draft, absent=ABSENT, sees_own=SENDERS, answers={302}, method="post")
entry("circular_export", own=draft, absent=ABSENT, sees_own=SENDERS)
entry("circulars_received")
entry("circular_received", own=receipt, absent=ABSENT, sees_own={"clerk"})
