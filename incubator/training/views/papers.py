"""What is taken away: certificates, the record, lists, the calendar file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from incubator.training import documents, queries
from incubator.training.enums import COUNTED
from portal.accounts.queries import signed_in
from portal.core import downloads

MOST = 2000


@never_cache
def record_pdf(request: HttpRequest) -> HttpResponse:
    """My training record as PDF."""
    user = signed_in(request)
    found = queries.of_person(user).filter(state__in=COUNTED).order_by("run__begins_at", "pk")
    return downloads.pdf_page("training-record", documents.record(user, found[:MOST]))


@never_cache
def record_csv(request: HttpRequest) -> HttpResponse:
    """My training record as CSV."""
    found = queries.of_person(signed_in(request)).filter(state__in=COUNTED)
    return documents.record_csv("training-record", found.order_by("run__begins_at", "pk")[:MOST])


@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """The sessions in which I have a seat, for a calendar program."""
    content = documents.calendar(queries.sessions_of(signed_in(request))[:MOST])
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="courses.ics"'
    return answer


@never_cache
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A certificate: for its holder, and for the base that issued it."""
    one = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if one is None or not documents.has_certificate(one):
        raise Http404
    return downloads.pdf_page(one.certificate.number, documents.certificate(one.certificate))


@never_cache
def learners(request: HttpRequest, pk: int) -> HttpResponse:
    """The learners of a run as CSV."""
    run = queries.runs_kept(signed_in(request)).filter(pk=pk).first()
    if run is None:
        raise Http404
    found = queries.enrolments_kept(signed_in(request)).filter(run=run)
    rows = found.order_by("state", "made_at", "pk")[:MOST]
    return documents.learners_csv(f"learners-{pk}", rows)
