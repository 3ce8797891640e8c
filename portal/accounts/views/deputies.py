"""Deputies for days of leave: the list, naming one, ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import deputies as operations
from portal.accounts import queries
from portal.accounts.forms.deputies import DeputyForm
from portal.accounts.models import Post, User
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission

SHOWN = 100


@never_cache
def deputies(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom in my offices, today, later and before."""
    user, today = queries.signed_in(request), clock.today()
    rows = [
        {
            "deputy": one,
            "now": one.ended_at is None and one.starts_on <= today <= one.ends_on,
            "later": one.ended_at is None and today < one.starts_on,
            "may_end": one.ended_at is None
            and today <= one.ends_on
            and operations.may_manage(user, one.absent_id, one.body_id),
        }
        for one in operations.visible_to(user)[:SHOWN]
    ]
    return render(request, "accounts/deputies.html", {"rows": rows})


@never_cache
def name_deputy(request: HttpRequest) -> HttpResponseBase:
    """Name a deputy for oneself or, as the head of the office, for a colleague."""
    user = queries.signed_in(request)
    staff = _staff(user)
    form = DeputyForm(
        request.POST or None, absent=_absent(user, staff), deputies=_colleagues(staff)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person, body = (int(part) for part in given["absent"].split(":"))
        try:
            made = operations.name_deputy(
                absent=User.objects.get(pk=person),
                deputy=User.objects.get(pk=int(given["deputy"])),
                body=body,
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                by=user,
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, str(reason))
        else:
            words = _("%(deputy)s stands in for %(absent)s. Both have been told.")
            messages.success(request, words % {"deputy": made.deputy, "absent": made.absent})
            return redirect("deputies")
    status = 422 if form.errors else 200
    return render(request, "accounts/name_deputy.html", {"form": form}, status=status)


@require_POST
def end_deputy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: end it at once."""
    user = queries.signed_in(request)
    found = get_object_or_404(operations.visible_to(user), pk=pk)
    try:
        operations.end_deputy(deputy=found, by=user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("Ended. From now on nobody stands in."))
    return redirect("deputies")


def _staff(user: User) -> list[Post]:
    """The official posts of the offices in which the person has one."""
    bodies = {post.body_id for post in queries.posts(user) if post.held_role.staff}
    return [post for post in queries.posts_in(bodies) if post.held_role.staff]


def _absent(user: User, staff: list[Post]) -> list[tuple[str, str]]:
    managed = queries.bodies_where(user, Permission.DEPUTIES_MANAGE)
    found = {
        f"{post.user_id}:{post.body_id}": f"{post.user} · {post.body}"
        for post in staff
        if post.user_id == user.pk or post.body_id in managed
    }
    return list(found.items())


def _colleagues(staff: list[Post]) -> list[tuple[str, str]]:
    found = {str(post.user_id): f"{post.user} · {post.held_role.title}" for post in staff}
    return list(found.items())
