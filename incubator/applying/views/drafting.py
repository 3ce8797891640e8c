"""A draft step by step: saving is never handing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.admission.models import Draft
from incubator.applying import operations, queries, questions
from incubator.applying.forms import FilesForm, StepForm, add_reasons, typed
from incubator.applying.views import checking, common, conflicts
from incubator.programmes.models import Programme
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.reasons import Refused

if TYPE_CHECKING:
    from portal.bodies.models import Body

ORDER = list(questions.STEPS)
SAVED_MEANWHILE = "saved_meanwhile"


@never_cache
def admission_step(request: HttpRequest, pk: int, body: int, step: str) -> HttpResponseBase:
    """A step of the form: shown, saved, saved by itself, and what happens to an older tab."""
    if step not in questions.STEPS:
        raise Http404
    programme, applicant = common.programme_or_404(pk), common.body_or_404(request, body)
    draft = queries.draft_of(pk, body)
    found = queries.standing(pk, body)
    if found is not None:
        return _too_late(request, programme, found)
    if draft is None and request.method != "POST":
        return redirect(f"{reverse('admission_start', args=[pk])}?body={body}")
    draft = draft or operations.begin_again(
        programme=programme, body=applicant, by=signed_in(request)
    )
    if step == questions.CHECK:
        return checking.check(request, programme, draft)
    return Page(request, programme, applicant, draft, step).answer()


class Page:
    """One request for one step of one draft."""

    def __init__(
        self,
        request: HttpRequest,
        programme: Programme,
        body: Body,
        draft: Draft,
        step: str,
    ) -> None:
        self.request, self.programme, self.body = request, programme, body
        self.draft, self.step, self.by = draft, step, signed_in(request)
        self.items = {
            questions.PAPERS: questions.papers_of(programme),
            questions.TEAM: questions.lists_of(programme),
        }.get(step, [])
        data = conflicts.settled(request.POST, draft) if request.method == "POST" else None
        self.form = StepForm(
            data,
            step=step,
            programme=programme,
            answers=self._own_contact() | draft.answers,
            seen=queries.seen(draft, step),
        )
        self.files = FilesForm(
            QueryDict() if data is not None else None,
            request.FILES if data is not None else None,
            items=self.items,
        )
        self.faults: dict[str, Any] = {}
        self.fresh: set[str] = set()

    def _own_contact(self) -> dict[str, str]:
        """Whoever fills it in is offered as the contact, until somebody is named."""
        return {"contact": self.by.name, "phone": self.by.phone or ""}

    def answer(self) -> HttpResponseBase:
        """The page, or where to go after saving."""
        if self.request.method != "POST":
            return self.page()
        by_itself = "autosave" in self.request.POST
        self.form.is_valid()
        try:
            self.draft = operations.save(
                programme=self.programme,
                body=self.body,
                step=self.step,
                seen=self.form.cleaned_data.get("seen", ""),
                answers=self.form.answers,
                by=self.by,
            )
        except Refused as refusal:
            return self._clash(refusal, by_itself=by_itself)
        if by_itself:
            return self._saved_by_itself()
        removed = self._remove()
        self._take_files()
        if self.form.errors or self.files.errors or self.faults or self.fresh or removed:
            return self.page()
        return redirect(self._address(1))

    def page(self) -> HttpResponse:
        """The step as it stands."""
        draft = queries.draft_of(self.programme.pk, self.body.pk) or self.draft
        if self.form.is_bound and not self.form.errors:
            self.form.data = {**typed(self.form), "seen": queries.seen(draft, self.step)}
        wrong = bool(self.form.errors or self.files.errors or self.faults)
        return render(
            self.request,
            f"incubator/applying/{self._template()}.html",
            {
                "programme": self.programme,
                "body": self.body,
                "draft": draft,
                "step": self.step,
                "title": questions.STEPS[self.step],
                "steps": common.steps(self.programme, draft, self.step, wrong=wrong),
                "known": common.known(self.body) if self.step in KNOWN else [],
                "form": self.form,
                "files": self.files,
                "items": self._items(draft),
                "back": self._address(-1),
            },
        )

    def _template(self) -> str:
        return "papers" if self.step == questions.PAPERS else "step"

    def _items(self, draft: Draft) -> list[dict[str, Any]]:
        kept = queries.papers(draft)
        return [
            {
                "item": item,
                "field": self.files[item.code],
                "papers": kept.get(item.code, []),
                "rows": draft.lists.get(item.code, []),
                "faults": self.faults.get(item.code, []),
                "fresh": item.code in self.fresh,
            }
            for item in self.items
        ]

    def _take_files(self) -> None:
        """Keep each file that came; a refused one does not cost the others."""
        for item in self.items:
            upload = self.request.FILES.get(item.code)
            if upload is None:
                continue
            given: dict[str, Any] = {
                "programme": self.programme,
                "body": self.body,
                "item": item,
                "upload": upload,
                "by": self.by,
            }
            try:
                if item.list_kind:
                    roster = operations.put_list(**given)
                    self.faults |= {item.code: roster.faults} if roster.faults else {}
                else:
                    operations.attach(**given)
                self.fresh.add(item.code)
            except Refused as refusal:
                add_reasons(self.files, refusal, item.code)
        if "go_on" in self.request.POST:
            self.fresh.clear()

    def _remove(self) -> bool:
        paper, listed = self.request.POST.get("remove", ""), self.request.POST.get("drop", "")
        if paper.isdecimal() and len(paper) < 18:
            operations.detach(draft=self.draft, paper=int(paper), by=self.by)
        if listed:
            operations.drop_list(draft=self.draft, item=listed, by=self.by)
        return bool(paper or listed)

    def _clash(self, refusal: Refused, *, by_itself: bool) -> HttpResponseBase:
        if by_itself:
            words = " ".join(str(reason) for reason in refusal.reasons)
            return JsonResponse({"words": words}, status=409)
        if SAVED_MEANWHILE not in refusal.codes:
            add_reasons(self.form, refusal)
            return self.page()
        draft = queries.draft_of(self.programme.pk, self.body.pk) or self.draft
        values = conflicts.page(self.form, draft, self.step)
        values |= {"programme": self.programme, "title": questions.STEPS[self.step]}
        values["steps"] = common.steps(self.programme, draft, self.step, wrong=True)
        return render(self.request, "incubator/applying/conflict.html", values)

    def _saved_by_itself(self) -> JsonResponse:
        moment = self.draft.saved_at
        words = _("Saved by itself %(time)s") % {"time": days.clock_words(moment)}
        return JsonResponse({"saved": words, "seen": queries.seen(self.draft, self.step)})

    def _address(self, way: int) -> str:
        place = ORDER.index(self.step) + way
        if place < 0:
            return f"{reverse('admission_start', args=[self.programme.pk])}?body={self.body.pk}"
        return reverse("admission_step", args=[self.programme.pk, self.body.pk, ORDER[place]])


KNOWN = frozenset({questions.CONTACT, questions.TEAM})


def _too_late(request: HttpRequest, programme: Programme, found: Any) -> HttpResponseBase:
    """An older tab after the handing in: the number, and what it had typed, so nothing is lost."""
    if request.POST.get("autosave"):
        words = _("This application has been handed in already: %(number)s.")
        return JsonResponse({"words": words % {"number": str(found)}}, status=409)
    typed = [
        (questions.label(key), text)
        for key, text in request.POST.dict().items()
        if key in questions.BY_KEY and str(text).strip()
    ]
    values = {"programme": programme, "application": found, "typed": typed}
    return render(request, "incubator/applying/too_late.html", values)
