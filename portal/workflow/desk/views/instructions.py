"""The instructions of the offices, and the reply to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.workflow.desk import operations, queries
from portal.workflow.desk.forms import ReplyForm, add_refusal

PER_PAGE = 30
SCOPES = {
    "waiting": gettext_lazy("Without a reply"),
    "mine": gettext_lazy("Given by me"),
    "done": gettext_lazy("With a reply"),
}


@never_cache
def instructions(request: HttpRequest) -> HttpResponse:
    """What leaders asked in my offices, the nearest day first."""
    user, scope = signed_in(request), request.GET.get("scope", "waiting")
    scope = scope if scope in SCOPES else "waiting"
    found = queries.instructions_for(user)
    chosen = {
        "waiting": found.filter(replied_at=None),
        "mine": found.filter(by=user).order_by("-at"),
        "done": found.filter(replied_at__isnull=False).order_by("-replied_at"),
    }[scope]
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    today, address = clock.today(), reverse("instructions")
    rows = [
        {
            "row": one,
            "url": queries.office_url(one.case),
            "left": workdays.working_days_left(one.reply_by, today),
            "may_reply": one.open and queries.works_in(user, one.case.holder_id),
        }
        for one in page
    ]
    tabs = [
        Tab(label, f"{address}?scope={code}", current=code == scope)
        for code, label in SCOPES.items()
    ]
    values = {"rows": rows, "page": page, "tabs": tabs, "scope": scope}
    return render(request, "workflow/desk/instructions.html", values)


@never_cache
def reply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Reply to an instruction."""
    user = signed_in(request)
    found = get_object_or_404(queries.instructions_for(user), pk=pk)
    if not queries.works_in(user, found.case.holder_id):
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.reply(instruction=found, words=form.cleaned_data["words"], by=user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Your reply is with the leader."))
            return redirect(queries.office_url(found.case))
    values = {"asked": found, "form": form, "back": queries.office_url(found.case)}
    status = 422 if form.errors else 200
    return render(request, "workflow/desk/reply.html", values, status=status)
