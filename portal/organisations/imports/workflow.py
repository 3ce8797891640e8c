"""The way of a list into the register. Nothing is written before an official confirms."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.imports import conditions
from portal.organisations.imports.enums import ImportState
from portal.permissions import Permission
from portal.workflow.steps import Step, Waits, Workflow

State = ImportState
LISTS = Permission.LISTS_IMPORT


IMPORT: Workflow[conditions.BatchFacts] = Workflow(
    code="register_import",
    title=_("import of the register"),
    prefix="DR",
    states=ImportState,
    initial=State.UPLOADED,
    opening_deadline="",
    waits={
        State.UPLOADED: Waits.OFFICE,
        State.READING: Waits.OFFICE,
        State.PREVIEWED: Waits.OFFICE,
        State.APPLYING: Waits.OFFICE,
    },
    path=(State.UPLOADED, State.PREVIEWED, State.APPLIED),
    steps=(
        Step("start_reading", (State.UPLOADED,), State.READING, None, _("reading begun")),
        Step("preview", (State.READING,), State.PREVIEWED, None, _("read, ready to check")),
        Step(
            "fail",
            (State.UPLOADED, State.READING),
            State.FAILED,
            None,
            _("the file could not be read"),
        ),
        Step(
            "confirm",
            (State.PREVIEWED,),
            State.APPLYING,
            LISTS,
            _("confirmed"),
            conditions=(conditions.something_to_write, conditions.no_other_import_running),
        ),
        Step(
            "interrupt",
            (State.APPLYING,),
            State.PREVIEWED,
            None,
            _("stopped by an error of the portal; can be confirmed again"),
        ),
        Step("finish", (State.APPLYING,), State.APPLIED, None, _("written to the register")),
        Step(
            "discard",
            (State.UPLOADED, State.PREVIEWED),
            State.DISCARDED,
            LISTS,
            _("discarded"),
        ),
    ),
    url_name="import_detail",
)
