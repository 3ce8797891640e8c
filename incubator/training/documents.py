"""Papers of training: the certificate, the record of a person, lists, and the calendar file."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from incubator.allowances import amounts
from incubator.training import telling
from incubator.training.models import CourseCertificate, CourseSession, Enrolment
from portal.accounts.models import User
from portal.core import clock, days, downloads, masking, pdf
from portal.core.pdf import Document, Fact

PORTAL = "鄂尔多斯市社会组织五社联动平台"


def verification(number: str) -> str:
    """The public address at which a number is verified."""
    return f"{settings.SITE_URL}{reverse('training_certificate')}?number={number}"


def certificate(row: CourseCertificate) -> bytes:
    """The certificate as PDF; the same certificate gives the same bytes."""
    with translation.override("zh-hans"):
        return pdf.render(certificate_document(row))


def certificate_document(row: CourseCertificate) -> Document:
    """What stands on a certificate."""
    return Document(
        issuer=row.issuer,
        title=_("Certificate of training"),
        dated=row.issued_on,
        number=row.number,
        paragraphs=(
            _("%(name)s has taken part in “%(course)s” and met its requirements.")
            % {"name": row.holder, "course": row.course},
        ),
        facts=(
            Fact(_("Name"), row.holder),
            Fact(_("Course"), row.course),
            Fact(_("Hours attended"), amounts.hours(row.minutes)),
            Fact(_("Credits"), str(row.credits)),
        ),
        closing=(_("Anybody may verify this certificate at the address below."),),
        address=verification(row.number),
        code=row.number[-4:],
        code_label=_("Last signs of the number"),
    )


def record(person: User, rows: Iterable[Enrolment]) -> bytes:
    """The training record of a person as PDF."""
    with translation.override("zh-hans"):
        return pdf.render(record_document(person, list(rows)))


def record_document(person: User, rows: list[Enrolment]) -> Document:
    """What stands on a training record: each course with hours, credits and certificate."""
    total = sum(row.attended for row in rows)
    earned = sum(row.certificate.credits for row in rows if has_certificate(row))
    return Document(
        issuer=PORTAL,
        title=_("Training record"),
        dated=clock.today(),
        addressee=person.get_full_name(),
        paragraphs=(
            _("%(count)s courses, %(hours)s, %(credits)s credits.")
            % {"count": len(rows), "hours": amounts.hours(total), "credits": earned},
        ),
        facts=tuple(Fact(_day(row), _line(row)) for row in rows),
        closing=(_("The record belongs to the person and goes with them."),),
        sealed=False,
    )


def has_certificate(row: Enrolment) -> bool:
    """Whether a certificate was made for this enrolment."""
    return hasattr(row, "certificate")


def record_csv(name: str, rows: Iterable[Enrolment]) -> HttpResponse:
    """The training record as a file for a spreadsheet."""
    head = [
        _("Course"),
        _("Begin"),
        _("Base"),
        _("State"),
        _("Minutes attended"),
        _("Credits"),
        _("Certificate"),
    ]
    body = [
        [
            row.run,
            _day(row),
            row.run.course.base.body.name,
            row.get_state_display(),
            row.attended,
            row.certificate.credits if has_certificate(row) else 0,
            row.certificate.number if has_certificate(row) else "",
        ]
        for row in rows
    ]
    return downloads.csv_file(name, head, body)


def learners_csv(name: str, rows: Iterable[Enrolment]) -> HttpResponse:
    """The learners of a run as a file for a spreadsheet; numbers are masked."""
    head = [
        _("Name"),
        _("Mobile phone"),
        _("Organisation"),
        _("State"),
        _("How"),
        _("Enrolled on"),
        _("Minutes attended"),
        _("Certificate"),
    ]
    body = [
        [
            row.name,
            masking.phone((row.person.phone or "") if row.person else row.phone),
            row.body.name if row.body else "",
            row.get_state_display(),
            row.get_way_display(),
            f"{row.made_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}",
            row.attended,
            row.certificate.number if has_certificate(row) else "",
        ]
        for row in rows
    ]
    return downloads.csv_file(name, head, body)


def calendar(sessions: Iterable[CourseSession]) -> bytes:
    """The sessions of a person for telephones and mail programs (RFC 5545)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    made = Calendar()
    made.add("prodid", "-//Wushe//training//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("My courses"))
    for session in sessions:
        event = Event()
        event.add("uid", f"training-{session.pk}@{host}")
        event.add("dtstamp", session.moved_at or session.starts_at)
        event.add("dtstart", session.starts_at.astimezone(clock.UTC))
        event.add("dtend", session.ends_at.astimezone(clock.UTC))
        event.add("summary", str(session.run))
        event.add("location", telling.where(session))
        address = reverse("training_course", args=[session.run.course_id])
        event.add("url", f"{settings.SITE_URL}{address}")
        made.add_component(event)
    content: bytes = made.to_ical()
    return content


def _day(row: Enrolment) -> str:
    return days.date_words(row.run.begins_at) if row.run.begins_at else ""


def _line(row: Enrolment) -> str:
    parts = [str(row.run), str(row.get_state_display()), amounts.hours(row.attended)]
    if has_certificate(row):
        parts.append(row.certificate.number)
    return " · ".join(parts)
