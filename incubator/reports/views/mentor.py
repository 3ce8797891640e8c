"""A mentor's own pages: whom they accompany, and the log to write in."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.reports import mentoring, queries
from incubator.reports.forms import EntryForm
from incubator.reports.models import Mentorship
from incubator.reports.views.common import done
from incubator.residence import queries as residences
from portal.accounts.queries import signed_in
from portal.core import clock


@never_cache
def mentoring_list(request: HttpRequest) -> HttpResponseBase:
    """The organisations a person accompanies."""
    rows = list(queries.mentored_by(signed_in(request))[:100])
    return render(request, "incubator/reports/mentoring.html", {"rows": rows})


@never_cache
def mentorship(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The log of a mentor with its form: for the mentor, and for the base that writes for them."""
    row, user = _row(request, pk), signed_in(request)
    may = mentoring.may_write(user, row) and row.residence.ended_on is None
    form = EntryForm(request.POST or None, today=clock.today()) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        told = mentoring.Told(**form.cleaned_data)
        if done(
            request,
            lambda: mentoring.write(mentorship=row, told=told, by=user),
            _("Written. The organisation has been told and signs it as seen."),
            form,
        ):
            return redirect("mentorship", pk=pk)
    entries = row.entries.select_related("written_by", "seen_by")[:200]
    values = {"row": row, "residence": row.residence, "form": form, "entries": entries}
    return render(request, "incubator/reports/mentorship.html", values)


def _row(request: HttpRequest, pk: int) -> Mentorship:
    user = signed_in(request)
    found = Mentorship.objects.filter(pk=pk).select_related(
        "residence__body", "residence__base__body", "residence__case__holder"
    )
    row = found.first()
    if row is None:
        raise Http404
    kept = residences.kept_by(user).filter(pk=row.residence_id)
    if row.person_id != user.pk and not kept.exists():
        raise Http404
    return row
