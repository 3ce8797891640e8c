"""What applicants take away: the receipt in Chinese, and empty lists to fill in."""

import io

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from incubator.admission.models import Application
from incubator.applying.rosters import COLUMNS
from portal.core import clock, days, pdf
from portal.core.pdf import Document, Fact

HASH_SHOWN = 12
WIDTH = 20


def receipt(application: Application, code: str = "") -> bytes:
    """The receipt as PDF, in Chinese; the QR leads to the page that asks for number and code.

    ``code`` is printed only when it is given: it is told once. Raises FontMissingError when
    set-up is incomplete.
    """
    with translation.override("zh-hans"):
        return pdf.render(document(application, code))


def document(application: Application, code: str = "") -> Document:
    """What stands on the receipt, in the present language."""
    case, programme = application.case, application.programme
    if case is None:
        raise ValueError("This application was never handed in.")
    return Document(
        issuer=programme.office.name,
        title=_("Receipt of an application"),
        dated=clock.day(application.submitted_at),
        case=case.number,
        addressee=f"{application.body.shown_name}:",
        paragraphs=(
            _("We have received your application for “%(programme)s” of %(base)s.")
            % {"programme": programme.title, "base": programme.base.body.name},
        ),
        facts=(*_about(application), *_papers(application)),
        closing=(_closing(application),),
        address=f"{settings.SITE_URL}{reverse('track')}",
        code=code,
        code_label=_("Query code"),
    )


def template(kind: str) -> bytes:
    """An empty list of people with headings and one example, as .xlsx."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("A new workbook has a sheet.")
    for number, column in enumerate(COLUMNS[kind], start=1):
        heading = sheet.cell(1, number, f"{column.heading}*" if column.required else column.heading)
        heading.font = Font(bold=True)
        sheet.cell(2, number, column.example)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(application: Application) -> list[Fact]:
    case = application.case
    until = ""
    if case is not None and case.due_on:
        until = days.date_words(case.due_on) + (_("(provisional)") if case.due_provisional else "")
    return [
        Fact(_("Case number"), str(application)),
        Fact(_("Received"), _received(application)),
        Fact(_("Form of residence"), str(application.get_form_display())),
        Fact(_("Contact person"), application.contact),
        Fact(_("First check until"), until),
    ]


def _received(application: Application) -> str:
    """Day, time and channel; a paper never says "today"."""
    moment, case = application.submitted_at, application.case
    channel = str(case.get_channel_display()) if case else ""
    return f"{days.date_words(moment)} {days.clock_words(moment)} {channel}".strip()


def _papers(application: Application) -> list[Fact]:
    """Each file with its size and the first signs of its fingerprint, then the lists."""
    files = [
        Fact(
            paper.title,
            f"{paper.stored.name}  {filesizeformat(paper.stored.size)}  "
            f"SHA-256 {paper.sha256[:HASH_SHOWN]}",
        )
        for paper in application.papers.select_related("stored")
    ]
    titles = {item.code: item.title for item in application.programme.evidence.all()}
    counts = [
        f"{titles.get(code, code)}: " + _("%(n)s people") % {"n": len(rows)}
        for code, rows in application.lists.items()
    ]
    lists = [Fact(_("Lists"), "; ".join(counts))] if counts else []
    whole = Fact(_("Fingerprint of the whole"), application.digest[: 2 * HASH_SHOWN])
    return [*files, *lists, whole]


def _closing(application: Application) -> str:
    return _(
        "If something is missing you are told once, in one complete list. You can follow the case "
        "with its number and the query code, or call %(phone)s."
    ) % {"phone": application.programme.phone or application.programme.office.phone or "12345"}
