"""Acts beside a case: taking, letting go, giving, notes, instructions, the export."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.desk import operations, queries
from portal.workflow.desk.forms import GiveForm, InstructionForm, NoteForm, add_refusal
from portal.workflow.models import Case


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: the case is mine from now on."""
    user, case = signed_in(request), _case(request, pk)
    try:
        operations.take(case=case, by=user)
    except Refused as refused:
        _complain(request, refused)
    else:
        messages.success(request, _("You handle this case now."))
    return redirect(queries.office_url(case))


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: the case is free again."""
    user, case = signed_in(request), _case(request, pk)
    try:
        operations.give(case=case, to=None, by=user)
    except Refused as refused:
        _complain(request, refused)
    else:
        messages.success(request, _("Nobody handles this case now; a colleague can take it."))
    return redirect(queries.office_url(case))


@never_cache
def give(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the case to a colleague."""
    user, case = signed_in(request), _case(request, pk, Permission.CASES_REASSIGN)
    form = GiveForm(request.POST or None, colleagues=people.handlers(case.holder_id))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["to"]
        to = User.objects.filter(pk=int(chosen)).first() if chosen else None
        try:
            operations.give(case=case, to=to, by=user, words=form.cleaned_data["words"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Done. Whoever handles it now has been told."))
            return redirect(queries.office_url(case))
    title, button = _("Give the case to a colleague"), _("Give the case")
    return _page(request, case, form, title, button)


@never_cache
def notes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All notes of the case, and a new one."""
    user, case = signed_in(request), _case(request, pk)
    works = queries.works_in(user, case.holder_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_note(case=case, words=form.cleaned_data["words"], by=user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("The note is kept."))
            return redirect(queries.office_url(case))
    values = {
        "case": case,
        "back": queries.office_url(case),
        "notes": queries.notes_of(case),
        "form": form if works else None,
    }
    status = 422 if form.errors else 200
    return render(request, "workflow/desk/notes.html", values, status=status)


@never_cache
def instruct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a reply until a day."""
    user, case = signed_in(request), _case(request, pk, Permission.CASES_INSTRUCT)
    row = law.rule("desk.reply", on=clock.today())
    usual = workdays.deadline(clock.today(), int(row.value), row.unit).last_day
    form = InstructionForm(request.POST or None, usual=usual)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.instruct(
                case=case, words=given["words"], reply_by=given["reply_by"], by=user
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Sent. You are told when the reply comes, or does not."))
            return redirect(queries.office_url(case))
    title, button = _("Give an instruction"), _("Ask for the reply")
    return _page(request, case, form, title, button)


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes and instructions of a case as JSON, for those who check the record."""
    case = _case(request, pk, Permission.HISTORY_VERIFY)
    notes = [
        {"at": note.at.isoformat(), "by": str(note.by), "words": note.words}
        for note in queries.notes_of(case)
    ]
    asked = [
        {
            "at": one.at.isoformat(),
            "by": str(one.by),
            "words": one.words,
            "reply_by": one.reply_by.isoformat(),
            "reply": one.reply,
            "replied_by": str(one.replied_by) if one.replied_by else "",
            "replied_at": one.replied_at.isoformat() if one.replied_at else "",
        }
        for one in queries.instructions_of(case)
    ]
    content = {"case": case.number, "notes": notes, "instructions": asked}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{case.number}-notes.json"'
    return response


def _case(request: HttpRequest, pk: int, permission: Permission = Permission.CASES_VIEW) -> Case:
    """The case, when the person has the permission in its office; another's is a 404."""
    user = signed_in(request)
    offices = people.bodies_where(user, permission)
    return get_object_or_404(queries.visible_to(user).filter(holder__in=offices), pk=pk)


def _page(
    request: HttpRequest,
    case: Case,
    form: GiveForm | InstructionForm,
    title: str,
    button: str,
) -> HttpResponse:
    left = None
    if case.due_on and case.closed_at is None:
        left = workdays.working_days_left(case.due_on, clock.today())
    values = {
        "case": case,
        "back": queries.office_url(case),
        "form": form,
        "title": title,
        "button": button,
        "left": left,
        "happened": cases.timeline(case)[:3],
    }
    status = 422 if form.errors else 200
    return render(request, "workflow/desk/act.html", values, status=status)


def _complain(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, str(reason))
