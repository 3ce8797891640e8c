"""Who may read a letter: whoever may see its case, unless the workflow has a rule of its own."""

from collections.abc import Callable

from django.http import Http404

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.letters.models import Letter
from portal.workflow.models import Case

Policy = Callable[[User, Letter], bool]
_policies: dict[str, Policy] = {}


def register(workflow: str, policy: Policy) -> None:
    """Set the rule of a workflow (by its code), from the app's ``ready()``."""
    _policies[workflow] = policy


def may_read(user: User, letter: Letter) -> bool:
    """The office reads all its letters; the parties of the case those that are in force."""
    if of_office(user, letter):
        return True
    if letter.case is None or not letter.in_force:
        return False
    policy = _policies.get(letter.case.workflow, _sees_case)
    return policy(user, letter)


def of_office(user: User, letter: Letter) -> bool:
    """Whether the person works in the office that issued it."""
    return people.may(user, Permission.LETTERS_ISSUE, body=letter.issuer_id) or (
        people.may(user, Permission.CASES_VIEW, body=letter.issuer_id)
    )


def may_stamp(user: User, letter: Letter) -> bool:
    """Whether the person may hand in the stamped scan."""
    return people.may(user, Permission.LETTERS_ISSUE, body=letter.issuer_id)


def readable(user: User, pk: int) -> Letter:
    """The letter with this key. Raises Http404 when there is none or it is not for this person."""
    letter = (
        Letter.objects.select_related("case", "issuer__division", "replaces", "scan", "pdf")
        .filter(pk=pk)
        .first()
    )
    if letter is None or not may_read(user, letter):
        raise Http404
    return letter


def of_case(user: User, case: Case) -> list[Letter]:
    """The letters of a case that this person may read, oldest first."""
    found = case.letters.select_related("case", "issuer", "scan", "pdf")
    return [letter for letter in found if may_read(user, letter)]


def _sees_case(user: User, letter: Letter) -> bool:
    return letter.case_id is not None and cases.visible_to(user).filter(pk=letter.case_id).exists()
