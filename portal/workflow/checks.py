"""What is checked at start: every message that a table names must exist."""

from typing import Any

from django.core.checks import Error, register

from portal.notifications import messages
from portal.workflow.steps import tables


@register()
def every_notice_is_a_message(**_: Any) -> list[Error]:
    """System check: a step that names a message nobody registered is an error."""
    return [
        Error(
            f"The step {flow.code}.{step.action} names the unknown message {step.notice!r}.",
            hint="Register it with portal.notifications.messages.register in ready().",
            id="workflow.E001",
        )
        for flow in tables()
        for step in flow.steps
        if step.notice and not messages.is_known(step.notice)
    ]
