"""What others ask of projects: what a posting rests on, and whether unspent money is late."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.exits import items
from incubator.exits.enums import Holds
from incubator.grants import holds
from incubator.programmes.enums import ExitFact
from incubator.ventures import queries
from incubator.ventures.conditions import BASIS
from incubator.ventures.enums import Field, ReportKind, Verdict
from incubator.ventures.models import VentureProject, VentureReport
from portal.core import days
from portal.core.reasons import Reason
from portal.core.references import Reference
from portal.core.ui import Link
from portal.ledger.account import telling as account
from portal.ledger.postings import bases
from portal.workflow.publicity import queries as publicities

FIELD = "venture-"


def _projects(keys: Collection[int]) -> Mapping[int, Reference]:
    found = VentureProject.objects.filter(pk__in=keys).select_related("organisation__body")
    return {
        row.pk: Reference(
            f"{row.title} {row.organisation.body.name}", reverse("venture_case", args=[row.pk])
        )
        for row in found
    }


def _late(organisations: Iterable[int]) -> Iterator[Reason]:
    """No new money while a statement or unspent money of a project is late."""
    for row in queries.overdue(organisations):
        yield Reason(
            "unspent_late",
            _("The final statement or unspent money of a project is late (%(number)s)."),
            _("Settle that project first."),
            BASIS,
            params={"number": str(row)},
        )


def _public(keys: Collection[int]) -> Mapping[int, account.Told]:
    """What everybody reads of funded projects."""
    found = VentureProject.objects.filter(pk__in=keys)
    return {row.pk: _told(row) for row in found.select_related("call", "organisation__body")}


def _told(row: VentureProject) -> account.Told:
    body = row.organisation.body
    return account.Told(
        title=row.title,
        payee=account.Payee(body.name, body.pk, body.credit_code or "", body.division_id),
        field=f"{FIELD}{row.field}",
        ground=row.call.title,
        url=reverse("venture_call", args=[row.call_id]),
        scheme=f"{FIELD}{row.call_id}",
    )


def _papers(pk: int) -> Iterator[Link]:
    """The public pages on which a project stood, the last one first."""
    case = VentureProject.objects.filter(pk=pk).values_list("case", flat=True).first()
    for entry in publicities.of_case(case or 0).reverse():
        yield Link(
            gettext("Publicity %(number)s") % {"number": entry.publicity.number},
            reverse("publicity", args=[entry.publicity_id]),
            "newspaper",
        )


def _accepted(known: items.Known) -> items.Found:
    """A project whose final report passed during the residence is an accepted project."""
    stay = known.residence
    passed = VentureReport.objects.filter(
        project__organisation=stay.body_id,
        kind=ReportKind.FINAL,
        verdict=Verdict.PASS,
        judged_at__date__range=(stay.begins_on, known.day),
    )
    row = passed.select_related("project").order_by("judged_at", "pk").first()
    if row is None or row.judged_at is None:
        return items.nothing(known)
    words = gettext("“%(title)s”: the final report passed on %(day)s.") % {
        "title": row.project.title,
        "day": days.date_words(row.judged_at),
    }
    return items.Found(Holds.YES, words, reverse("venture_call", args=[row.project.call_id]))


bases.register("ventures.project", _projects)
items.register_reader(ExitFact.PROJECT, _accepted)
account.register(
    "ventures.project",
    _public,
    fields={f"{FIELD}{value}": label for value, label in Field.choices},
    papers=_papers,
)
holds.register("ventures", _late)
