"""What zip and binder of an application hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.admission.workflow import ADMISSION
from incubator.applying import contents
from incubator.residence import queries as agreements
from portal.accounts.models import User
from portal.core import days
from portal.core.reasons import Text
from portal.core.ui import Fact
from portal.workflow.binder import registry
from portal.workflow.binder.registry import Paper, Section
from portal.workflow.models import Case


def papers(case: Case, user: User) -> Sequence[Paper]:
    """Scan and slip, then the papers in the order of the programme's list, returns last."""
    row = _seen(case, user)
    if row is None:
        return []
    scans = [(_("Application on paper"), row.paper), (_("Signed slip"), row.slip)]
    found = [Paper(title, file) for title, file in scans if file is not None]
    found += [
        Paper(paper.title, paper.stored)
        for paper in row.papers.select_related("stored").order_by("round", "place", "pk")
    ]
    return found + _agreement(row)


def _agreement(row: Application) -> list[Paper]:
    """The agreement that counts: signed by both, else what there is of it."""
    kept = agreements.agreement_of(row)
    file = kept and (kept.both or kept.own or kept.made)
    return [Paper(_("Agreement"), file)] if file else []


def sections(case: Case, user: User) -> Sequence[Section]:
    """What was frozen, answered and listed, what returns asked for, what officials found."""
    row = _seen(case, user)
    if row is None:
        return []
    found = [Section(_("What the portal knew on that day"), facts=contents.frozen(row))]
    found += [Section(title, facts=facts) for title, facts in contents.sections(row)]
    found += [
        Section(one["title"], table=[one["headings"], *one["rows"]]) for one in contents.lists(row)
    ]
    return [*found, *_asked(row), *_found(row)]


def _asked(row: Application) -> list[Section]:
    points: list[tuple[Text, ...]] = [
        (str(point.round), point.words, point.answer) for point in row.points.all()
    ]
    if not points:
        return []
    head = (_("Return"), _("What was asked for"), _("Answer"))
    return [Section(_("What was asked for, and your answers"), table=[head, *points])]


def _found(row: Application) -> list[Section]:
    verdicts = [
        Fact(
            _("holds") if verdict.holds else _("does not hold"),
            verdict.source,
            note=f"{verdict.by} {days.date_words(verdict.at)}",
        )
        for verdict in row.verdicts.select_related("by")
    ]
    decided = [Fact(_("Reasons"), row.decision)] if row.decision else []
    digest = Fact(_("Fingerprint of the whole"), row.digest)
    return [Section(_("What was found and decided"), facts=[*verdicts, *decided, digest])]


def _seen(case: Case, user: User) -> Application | None:
    return admission.of_offices(user).filter(case=case).first()


registry.register(ADMISSION.code, papers, sections)
