"""Papers of a decision: minutes of a sitting, certificate, list of plaques."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import days, downloads
from ratings.deciding import diploma, documents, queries
from ratings.deciding.letters import graded
from ratings.deciding.views import common


@never_cache
def rating_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes of a sitting as PDF, for the office."""
    row = common.one_of(queries.sittings(signed_in(request)), pk)
    name = _("minutes of the committee %(day)s") % {"day": row.held_on.isoformat()}
    return downloads.pdf_page(name, documents.minutes(row))


@never_cache
def rating_certificate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The certificate of a rating as PDF, for its organisation and the office."""
    found = queries.certified(signed_in(request)).filter(application=pk).first()
    if found is None:
        raise Http404
    return downloads.pdf_page(found.number, diploma.certificate(found))


@never_cache
def rating_plaques(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The plaques and certificates to be made after an announcement, as a table."""
    row = common.one_of(queries.announcements(signed_in(request)), pk)
    heads = (
        _("Number of the certificate"), _("Organisation"), _("Credit code"), _("Kind"),
        _("Grade"), _("Valid from"), _("Valid to"), _("Announcement"),
    )  # fmt: skip
    rows = row.certificates.select_related(
        "application__organisation__body", "application__sheet"
    ).order_by("-grade", "number")
    lines = (
        (
            one.number,
            one.application.organisation.body.name,
            one.application.organisation.body.credit_code,
            str(one.application.sheet.get_kind_display()),
            graded(one.grade),
            days.date_words(one.valid_from),
            days.date_words(one.valid_to),
            row.letter.number,
        )
        for one in rows
    )
    return downloads.csv_file(_("plaques"), heads, lines)
