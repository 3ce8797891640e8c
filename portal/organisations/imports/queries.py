"""Reading imports, and the part of the register they are held against."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.organisations.imports import lists
from portal.organisations.imports.enums import Choice, ImportState, Outcome, Verdict
from portal.organisations.imports.matching import FACTS, Known, Register
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

COLUMNS = {
    "name": "body__name",
    "code": "body__credit_code",
    "kind": "body__kind",
    "registry": "registry_id",
    "capital_fen": "founding_capital_fen",
    "scope": "business_scope",
}
PATIENCE = timedelta(minutes=10)
TASKS = "portal.organisations.imports.tasks."


def whole_register() -> Register:
    """The whole register, for checking a list."""
    register = _register(Organisation.objects.all())
    register.other_bodies = bodies.codes_of_others()
    return register


def register_around(codes: Collection[str], names: Collection[str]) -> Register:
    """The organisations with one of these codes or names (also former ones)."""
    named = Organisation.objects.filter(
        Q(body__credit_code__in=codes)
        | Q(body__name__in=names)
        | Q(body__former_names__name__in=names)
    )
    register = _register(Organisation.objects.filter(pk__in=named.values("pk")))
    taken = frozenset(bodies.ids_by_code(codes))
    register.other_bodies = taken - register.by_code.keys()
    return register


def scope_of(user: User, permission: Permission) -> frozenset[int]:
    """The registration authorities whose rows a person may import: their bureau and below."""
    return bodies.beneath(people.bodies_where(user, permission))


def visible_to(user: User) -> QuerySet[ImportBatch]:
    """The imports of the kinds of list that a person may import for an office, newest first."""
    seen = Q(pk__in=())
    for kind, made in lists.known().items():
        seen |= Q(kind=kind, case__holder__in=people.bodies_where(user, made.permission))
    return ImportBatch.objects.filter(seen).select_related(
        "case__holder", "uploaded_by", "confirmed_by"
    )


def running() -> ImportBatch | None:
    """The import that is being written now."""
    return (
        ImportBatch.objects.filter(status=ImportState.APPLYING)
        .select_related("case", "confirmed_by")
        .first()
    )


def stalled(states: Collection[ImportState]) -> Callable[[datetime], QuerySet[ImportBatch]]:
    """Finds imports in these states for which no task waits or runs any more.

    A task that died with its worker too often is not tried again; the import must not stay in
    the way of the next one.
    """

    def find(moment: datetime) -> QuerySet[ImportBatch]:
        found = ImportBatch.objects.filter(
            status__in=states, case__state_since__lt=moment - PATIENCE
        )
        waiting = DBTaskResult.objects.filter(
            status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
            task_path__startswith=TASKS,
        )
        return found.none() if waiting.exists() else found

    return find


def rows(batch: ImportBatch, verdict: str = "") -> QuerySet[ImportRow]:
    """The rows of an import in their order, of one class or of all."""
    found = ImportRow.objects.filter(batch=batch).select_related("matched").order_by("line")
    return found.filter(verdict=verdict) if verdict else found


def verdict_counts(batch: ImportBatch) -> dict[str, int]:
    """How many rows stand in each class."""
    grouped = ImportRow.objects.filter(batch=batch).values("verdict").annotate(n=Count("pk"))
    counts = {row["verdict"]: row["n"] for row in grouped.order_by()}
    return {str(verdict): counts.get(verdict, 0) for verdict in Verdict}


def undecided(batch: ImportBatch) -> int:
    """How many decisions nobody has taken yet."""
    return rows(batch, Verdict.DECISION).filter(choice=Choice.NONE).count()


def taken_decisions(batch: ImportBatch) -> int:
    """How many rows will be written because an official decided so."""
    chosen = [Choice.TAKE, Choice.MATCH]
    return rows(batch, Verdict.DECISION).filter(choice__in=chosen).count()


def to_write(batch: ImportBatch) -> int:
    """How many rows will be written: those nobody need decide about, and those taken."""
    return int(batch.counts.get("to_write", 0)) + taken_decisions(batch)


def written(batch: ImportBatch) -> int:
    """How many rows were written already (by a run that was stopped)."""
    return rows(batch).filter(outcome=Outcome.WRITTEN).count()


def neighbours(row: ImportRow) -> tuple[ImportRow | None, ImportRow | None]:
    """The undecided rows before and after this one."""
    open_rows = rows(row.batch, Verdict.DECISION).filter(choice=Choice.NONE)
    before = open_rows.filter(line__lt=row.line).order_by("-line").first()
    return before, open_rows.filter(line__gt=row.line).first()


def outcome_counts(batch: ImportBatch) -> dict[str, int]:
    """How many rows became what."""
    grouped = ImportRow.objects.filter(batch=batch).values("outcome").annotate(n=Count("pk"))
    return {row["outcome"]: row["n"] for row in grouped.order_by()}


def _register(organisations: QuerySet[Organisation]) -> Register:
    register = Register()
    former: dict[int, set[str]] = {}
    for pk, name in organisations.exclude(body__former_names=None).values_list(
        "pk", "body__former_names__name"
    ):
        former.setdefault(pk, set()).add(name)
    names = [COLUMNS.get(fact, fact) for fact in FACTS]
    found = organisations.order_by("pk").values_list("pk", "body__division_id", *names)
    for pk, division, *facts in found.iterator(chunk_size=2000):
        plain = (v.isoformat() if hasattr(v, "isoformat") else v for v in facts)
        register.add(
            Known(pk, division, dict(zip(FACTS, plain, strict=True)), former.get(pk, set()))
        )
    return register
