"""Indicator sets in states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.urls import reverse

from ratings.schemes import documents, importing, operations, queries
from ratings.schemes.contents import SheetContent
from ratings.schemes.models import Version
from tests.factories import schemes as make
from tests.people import person

Where = tuple[str, str] | tuple[str, str, int]
BAD = "一级指标,二级指标,三级指标,分值,佐证材料\n基础条件,章程,核准,很多,护照\n,,,5,\n"


def _upload(version: Version, content: bytes, name: str) -> str:
    kept = importing.take_in(
        version=version, upload=ContentFile(content, name=name), by=person("rating_clerk")
    )
    return reverse("scheme_upload", args=[version.pk, kept.pk])


def empty_draft() -> Where:
    """A draft without anything: everything that is missing is named."""
    version = make.draft(content=SheetContent())
    return reverse("scheme_work", args=[version.pk]), "rating_clerk"


def version_to_publish() -> Where:
    """A faultless draft as the one who publishes it sees it."""
    return reverse("scheme_work", args=[make.draft().pk]), "leader"


def version_published() -> Where:
    """A published version in the office."""
    return reverse("scheme_work", args=[make.some_published().pk]), "rating_clerk"


def sheet_of_the_expert() -> Where:
    """The preview as an expert sees it."""
    return reverse("scheme_preview", args=[make.some_draft().pk]) + "?as=expert", "rating_clerk"


def spreadsheet_to_mend() -> Where:
    """A spreadsheet whose cells must be mended."""
    return _upload(make.draft(), BAD.encode(), "指标.csv"), "rating_clerk"


def spreadsheet_without_change() -> Where:
    """A spreadsheet that says what the draft says."""
    version = make.some_draft()
    content = documents.workbook(queries.content(version))
    return _upload(version, content, "指标.xlsx"), "rating_clerk"


def retired_indicators() -> Where:
    """The public page of a version that is no longer used."""
    version = make.published()
    operations.retire(version=version, by=person("leader"))
    return reverse("indicator_set", args=[version.pk]), "anonymous"


def published_indicators() -> Where:
    """The public list with a set in it."""
    make.some_published()
    return reverse("indicators"), "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "indicators without anything": empty_draft,
    "indicators to publish": version_to_publish,
    "indicators published": version_published,
    "indicators as an expert sees them": sheet_of_the_expert,
    "indicators in a spreadsheet to mend": spreadsheet_to_mend,
    "indicators in a spreadsheet without change": spreadsheet_without_change,
    "indicators no longer used": retired_indicators,
    "indicators in public": published_indicators,
}
