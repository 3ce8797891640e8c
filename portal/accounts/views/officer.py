"""For the keepers of posts: who acts for my office, appointing, ending, printing codes."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import officials, queries
from portal.accounts.forms import AppointForm, EndPostForm
from portal.accounts.models import Post
from portal.core.reasons import Refused
from portal.permissions import Permission


def people(request: HttpRequest) -> HttpResponse:
    """The people with posts in the bodies whose posts I keep."""
    user = queries.signed_in(request)
    bodies = queries.kept_bodies(user, Permission.POSTS_MANAGE)
    values = {
        "rows": queries.staffing(queries.posts_in(body.pk for body in bodies)),
        "bodies": bodies,
        "person": user,
    }
    return render(request, "accounts/people.html", values)


@never_cache
def appoint(request: HttpRequest) -> HttpResponse:
    """Give somebody a post in my body."""
    user = queries.signed_in(request)
    bodies = queries.kept_bodies(user, Permission.POSTS_MANAGE)
    choices = [(str(body.pk), body.name) for body in bodies]
    form = AppointForm(request.POST or None, bodies=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            post = officials.appoint_official(
                by=user,
                body=int(given["body"]),
                role=given["role"],
                name=given["name"],
                address=given["address"],
            )
        except Refused as refused:
            _show(form, refused)
        else:
            words = _("%(name)s now is %(post)s. A message is on its way.")
            title = post.held_role.title
            messages.success(request, words % {"name": post.user.get_full_name(), "post": title})
            return redirect("posts")
    return render(request, "accounts/appoint.html", {"form": form})


@never_cache
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post at once, with the reason that will stand in the history."""
    user = queries.signed_in(request)
    post = _mine(request, pk)
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            officials.end_official_post(by=user, post=post, reason=form.cleaned_data["reason"])
        except Refused as refused:
            _show(form, refused)
        else:
            messages.success(request, _("The post has ended. It stays in the history."))
            return redirect("posts")
    return render(request, "accounts/end_post.html", {"form": form, "post": post})


@never_cache
def issue_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Print sign-in codes for a colleague: first what it means, then the sheet, shown once."""
    user = queries.signed_in(request)
    post = _mine(request, pk)
    values: dict[str, object] = {"post": post, "refused": []}
    if request.method == "POST":
        try:
            values["codes"] = officials.issue_codes(by=user, post=post)
        except Refused as refused:
            values["refused"] = refused.reasons
    template = "accounts/code_sheet.html" if "codes" in values else "accounts/issue_codes.html"
    return render(request, template, values)


def _mine(request: HttpRequest, pk: int) -> Post:
    bodies = queries.bodies_where(queries.signed_in(request), Permission.POSTS_MANAGE)
    return get_object_or_404(queries.posts_in(bodies), pk=pk)


def _show(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        field = "role" if reason.code in ("role_unknown", "post_already_held") else "address"
        form.add_error(field if field in form.fields else None, str(reason))
