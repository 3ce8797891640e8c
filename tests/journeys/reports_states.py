"""Residences in the states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from incubator.residence import listing
from tests.factories import deciding, record
from tests.factories import reports as make
from tests.factories import residences as stays

Where = tuple[str, str] | tuple[str, str, int]


def _residence(name: str) -> stays.Residence:
    return stays.residence(deciding.organisation(name), begins_on=stays.months_ago(3))


def late_and_listed() -> Where:
    """A residence with a late report, on the abnormal list, as the base sees it."""
    row = _residence("东胜区朝霞助老服务中心")
    make.agreed(row, "开两个班", due_on=stays.yesterday())
    found = make.report(row)
    found.late = 3
    found.save(update_fields=["late"])
    record.listed(row.body.organisation)
    listing.run()
    return reverse("residence_case", args=[row.pk]), "incubation_clerk"


def plan_to_agree() -> Where:
    """A residence whose plan waits for the base."""
    row = _residence("东胜区春雨助学服务中心")
    make.plan(row)
    make.entry(make.mentor(row), 60)
    return reverse("residence_case", args=[row.pk]), "base_worker"


def mending() -> Where:
    """The second review of a residence, with what was mended."""
    row = _residence("东胜区和风社工服务中心")
    make.mending(row)
    make.reviewing.hand_in_mending(
        residence=row, words="已逐条改好。", uploads=[], by=stays.owner(row)
    )
    return reverse("residence_review", args=[row.pk]), "incubation_clerk"


def returned_report() -> Where:
    """A report that was sent back, as the base sees it."""
    found = make.handed_in(make.report(_residence("东胜区晨曦助残服务中心")))
    make.reporting.send_back(report=found, words="人数怎么算的？", by=stays.worker())
    return reverse("report_case", args=[found.pk]), "base_worker"


FURTHER: dict[str, Callable[[], Where]] = {
    "residence with a late report on a list": late_and_listed,
    "residence with a plan to agree": plan_to_agree,
    "second review of a residence": mending,
    "report that was sent back": returned_report,
}
